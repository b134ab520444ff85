/* Bytes and items that grow in number. */

#ifndef NEWSCLEAN_BUFFERS_H
#define NEWSCLEAN_BUFFERS_H

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

/* Return room for twice as many items of a size; NULL, with MemoryError set, where there is none. */
static inline void *doubled(void *items, Py_ssize_t *room, size_t size)
{
    void *more = PyMem_Realloc(items, 2 * (size_t)*room * size);
    if (!more)
        return PyErr_NoMemory();
    *room *= 2;
    return more;
}

#endif
