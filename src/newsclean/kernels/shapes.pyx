# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""What an element's name says to the walk: the shapes of document/tags.py, by lexbor's numbers."""

from cpython.unicode cimport PyUnicode_DecodeUTF8
from libc.stdint cimport uintptr_t
from libc.string cimport memcmp, memcpy

import os

import selectolax.lexbor

from newsclean.document import tags as _tags
from newsclean.document.tree import UNSEEN
from newsclean.kernels.lexbor cimport Node, lexbor, lexbor_load

lexbor_load(os.fsencode(selectolax.lexbor.__file__))

cdef enum:
    SLOTS = 1024
    LONGEST_TAG = 15
    STANDARD_TAGS = 512

KINDS = ("paragraph", "heading", "list_item", "quote", "caption", "code", "table")

cdef dict FRESH = {"never": NEVER, "always": ALWAYS, "unless nested": UNLESS_NESTED}
cdef dict TOLD = {
    "title": TITLE, "html": ROOT, "base": BASE, "meta": META, "link": LINK, "script": SCRIPT,
    "head": HEAD,
}

# The shapes by a hash of the name's bytes, and those of lexbor's own numbers for the elements of
# HTML, each looked up by name once.
cdef Shape shapes[SLOTS]
cdef char names_of_slots[SLOTS][LONGEST_TAG + 1]
cdef list name_objects = [None] * SLOTS
cdef Shape UNKNOWN
cdef Shape *shapes_of_tags[STANDARD_TAGS]


cdef unsigned int slot_of(const char *name, Py_ssize_t size) noexcept nogil:
    cdef unsigned int value = 2166136261u
    cdef Py_ssize_t i
    for i in range(size):
        value = (value ^ <unsigned char>name[i]) * 16777619u
    return (value ^ (value >> 15)) & (SLOTS - 1)


cdef Shape read_shape(object name, int slot):
    shape = _tags.shape_of(name)
    cdef Shape out
    out.slot = slot
    out.inline, out.void = shape.inline, shape.void
    out.embed, out.special = shape.embed, name in _tags.SPECIAL
    out.anchor, out.time = name == "a", name == "time"
    out.style = shape.style
    out.kind = KINDS.index(shape.kind) if shape.kind else -1
    out.level = shape.level or 0
    out.fresh = FRESH[shape.fresh]
    out.told = TOLD.get(name, NOTHING)
    out.unseen = name in UNSEEN
    return out


def _fill():
    global UNKNOWN
    cdef unsigned int slot
    UNKNOWN = read_shape("unknown-element", -1)
    for name in dict.fromkeys((*_tags.KNOWN_NAMES, *TOLD, *UNSEEN)):
        encoded = name.encode()
        slot = slot_of(encoded, len(encoded))
        while name_objects[slot] is not None:
            slot = (slot + 1) & (SLOTS - 1)
        name_objects[slot] = name
        shapes[slot] = read_shape(name, slot)
        memcpy(names_of_slots[slot], <const char *>encoded, len(encoded) + 1)


_fill()


cdef Shape *find_shape(const char *name, Py_ssize_t size) noexcept nogil:
    """Return what a name says."""
    cdef unsigned int slot
    if size > LONGEST_TAG or size == 0:
        return &UNKNOWN
    slot = slot_of(name, size)
    while names_of_slots[slot][0]:
        if not memcmp(names_of_slots[slot], name, size) and not names_of_slots[slot][size]:
            return &shapes[slot]
        slot = (slot + 1) & (SLOTS - 1)
    return &UNKNOWN


cdef Shape *shape_of_node(Node *node) noexcept nogil:
    """Return what an element's name says."""
    cdef uintptr_t tag = lexbor.tag(node)
    cdef size_t size
    cdef const char *name
    cdef Shape *shape
    if tag < STANDARD_TAGS and shapes_of_tags[tag]:
        return shapes_of_tags[tag]
    name = <const char *>lexbor.name(node, &size)
    shape = find_shape(name, size) if name else &UNKNOWN
    if tag < STANDARD_TAGS:
        shapes_of_tags[tag] = shape
    return shape


cdef str name_of(Node *node, Shape *shape):
    """Return an element's name."""
    cdef size_t size
    cdef const char *name
    if shape.slot >= 0:
        return name_objects[shape.slot]
    name = <const char *>lexbor.name(node, &size)
    return PyUnicode_DecodeUTF8(name, size, NULL) if name else ""
