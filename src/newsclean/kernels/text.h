/* Text of a page as UTF-8 bytes: white space, and growing buffers.

   What is white space, and what of it is folded, follows str.isspace and str.split. */

#ifndef NEWSCLEAN_TEXT_H
#define NEWSCLEAN_TEXT_H

#include <Python.h>
#include <string.h>

typedef struct {
    char *data;
    Py_ssize_t size, room;
} Buffer;

static inline int buffer_reserve(Buffer *buffer, Py_ssize_t more)
{
    if (buffer->size + more > buffer->room) {
        Py_ssize_t room = 2 * (buffer->size + more) + 256;
        char *data = PyMem_Realloc(buffer->data, (size_t)room);
        if (!data) {
            PyErr_NoMemory();
            return -1;
        }
        buffer->data = data;
        buffer->room = room;
    }
    return 0;
}

static inline int buffer_add(Buffer *buffer, const char *start, Py_ssize_t size)
{
    if (buffer_reserve(buffer, size) < 0)
        return -1;
    memcpy(buffer->data + buffer->size, start, (size_t)size);
    buffer->size += size;
    return 0;
}

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

/* " ".join(text.split()); `spare` is overwritten. */
static inline PyObject *folded(const char *at, Py_ssize_t size, Buffer *spare)
{
    const char *end = at + size;
    char *out;
    int gap = 0, any = 0, high = 0;
    spare->size = 0;
    if (buffer_reserve(spare, size) < 0)
        return NULL;
    out = spare->data;
    while (at < end) {
        unsigned char byte = (unsigned char)*at;
        if (byte > 0x20 && byte < 0x80) {
            if (gap && any)
                *out++ = ' ';
            gap = 0;
            any = 1;
            do
                *out++ = *at++;
            while (at < end && (byte = (unsigned char)*at) > 0x20 && byte < 0x80);
            continue;
        }
        int width = space_width(at, end);
        if (width) {
            gap = 1;
            at += width;
            continue;
        }
        if (gap && any)
            *out++ = ' ';
        gap = 0;
        any = 1;
        high |= byte >= 0x80;
        *out++ = *at++;
        while (at < end && ((unsigned char)*at & 0xC0) == 0x80)
            *out++ = *at++;
    }
    if (high)
        return PyUnicode_DecodeUTF8(spare->data, out - spare->data, NULL);
    return PyUnicode_DecodeASCII(spare->data, out - spare->data, NULL);
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
