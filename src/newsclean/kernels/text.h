/* Text of a page as UTF-8 bytes: white space, and growing buffers.

   What is white space, and what of it is folded, follows str.isspace and str.split. */

#ifndef NEWSCLEAN_TEXT_H
#define NEWSCLEAN_TEXT_H

#include "buffers.h"

/* The bytes of the white space character at p, or 0. */
static inline int space_width(const char *at, const char *end)
{
    const unsigned char *p = (const unsigned char *)at;
    if (p[0] < 0x80)
        return p[0] == ' ' || (p[0] >= 9 && p[0] <= 13) || (p[0] >= 28 && p[0] <= 31);
    if (p[0] == 0xC2)
        return end - at >= 2 && (p[1] == 0x85 || p[1] == 0xA0) ? 2 : 0;
    if (end - at < 3)
        return 0;
    if (p[0] == 0xE2) {
        if (p[1] == 0x80)
            return (p[2] >= 0x80 && p[2] <= 0x8A) || p[2] == 0xA8 || p[2] == 0xA9 || p[2] == 0xAF
                       ? 3 : 0;
        return p[1] == 0x81 && p[2] == 0x9F ? 3 : 0;
    }
    if (p[0] == 0xE1)
        return p[1] == 0x9A && p[2] == 0x80 ? 3 : 0;
    return p[0] == 0xE3 && p[1] == 0x80 && p[2] == 0x80 ? 3 : 0;
}

static inline int is_space(const char *at, const char *end)
{
    while (at < end) {
        int width = space_width(at, end);
        if (!width)
            return 0;
        at += width;
    }
    return 1;
}

/* How many characters there are: bytes that do not go on with one. */
static inline Py_ssize_t count_chars(const char *at, const char *end)
{
    Py_ssize_t count = 0;
    for (; at < end; at++)
        count += ((unsigned char)*at & 0xC0) != 0x80;
    return count;
}

static inline int is_ascii(const char *at, Py_ssize_t size)
{
    unsigned char any = 0;
    for (Py_ssize_t i = 0; i < size; i++)
        any |= (unsigned char)at[i];
    return any < 0x80;
}

/* Whether `folded` may leave these bytes as they are, for all that one look at three of them in a
   row tells: no white space but single blanks. 0 is "perhaps not". Written without a branch, so
   that a compiler looks at many bytes at once. */
static inline int needs_no_folding(const char *at, Py_ssize_t size)
{
    const unsigned char *p = (const unsigned char *)at;
    unsigned char odd = 0;
    for (Py_ssize_t i = 0; i < size; i++)
        odd |= (unsigned char)((p[i] < ' ') | (p[i] == 0xE1) | (p[i] == 0xE3));
    for (Py_ssize_t i = 0; i + 1 < size; i++)
        odd |= (unsigned char)(((p[i] == ' ') & (p[i + 1] == ' ')) |
                               ((p[i] == 0xC2) & ((p[i + 1] == 0x85) | (p[i + 1] == 0xA0))) |
                               ((p[i] == 0xE2) & (p[i + 1] == 0x81)));
    for (Py_ssize_t i = 0; i + 2 < size; i++)
        odd |= (unsigned char)((p[i] == 0xE2) & (p[i + 1] == 0x80) &
                               ((p[i + 2] <= 0x8A) | (p[i + 2] >= 0xA8)));
    return !odd;
}

/* Write `" ".join(text.split())` to `out`, which has room for all of it; return where it ends. */
static inline char *fold_to(const char *at, const char *end, char *out)
{
    const char *const start = out;
    int gap = 1;
    while (at < end) {
        unsigned char byte = (unsigned char)*at;
        if (byte < 0x80) { /* without a branch: where words end is what no processor foresees */
            int space = (byte == ' ') | (byte - 9u < 5) | (byte - 28u < 4);
            *out = space ? ' ' : (char)byte;
            out += !(space & gap);
            gap = space;
            at++;
            continue;
        }
        int width = space_width(at, end);
        if (width) {
            *out = ' ';
            out += !gap;
            gap = 1;
            at += width;
            continue;
        }
        gap = 0;
        *out++ = *at++;
        while (at < end && ((unsigned char)*at & 0xC0) == 0x80)
            *out++ = *at++;
    }
    return out - (gap && out > start);
}

/* " ".join(text.split()); `spare` is overwritten. */
static inline PyObject *folded(const char *at, Py_ssize_t size, Buffer *spare)
{
    const char *end = at + size;
    while (at < end && (unsigned char)*at < 0x80 && space_width(at, end))
        at++;
    while (at < end && (unsigned char)end[-1] < 0x80 && space_width(end - 1, end))
        end--;
    if (needs_no_folding(at, end - at))
        return PyUnicode_DecodeUTF8(at, end - at, NULL);
    spare->size = 0;
    if (buffer_reserve(spare, size) < 0)
        return NULL;
    return PyUnicode_DecodeUTF8(spare->data, fold_to(at, end, spare->data) - spare->data, NULL);
}

/* Fold each of the lines that NUL divides, and join with line feeds those that hold anything. */
static inline PyObject *folded_lines(const char *at, Py_ssize_t size, Buffer *spare)
{
    const char *end = at + size;
    char *out, *line;
    spare->size = 0;
    if (buffer_reserve(spare, size + 1) < 0)
        return NULL;
    out = line = spare->data;
    while (at < end) {
        const char *stop = memchr(at, 0, (size_t)(end - at));
        if (!stop)
            stop = end;
        out = fold_to(at, stop, line);
        if (out > line) {
            *out = '\n';
            line = out + 1;
        }
        at = stop + 1;
    }
    size = line - spare->data;
    return PyUnicode_DecodeUTF8(spare->data, size ? size - 1 : 0, NULL);
}

static inline const char *find(const char *at, const char *end, const char *what, Py_ssize_t size)
{
    while (end - at >= size) {
        at = memchr(at, what[0], (size_t)(end - at - size + 1));
        if (!at)
            return NULL;
        if (!memcmp(at, what, (size_t)size))
            return at;
        at++;
    }
    return NULL;
}

#endif
