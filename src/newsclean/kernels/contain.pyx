# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
# cython: cdivision=True
"""What the elements around blocks hold, as extract/containers.py adds it up."""

import numpy as np

from libc.stdint cimport int64_t, uint32_t
from libc.stdlib cimport calloc, free
from libc.string cimport memset

from newsclean.kernels.slots cimport Slot, slot_find, slot_get
from newsclean.records import Block

cdef enum:
    LEVELS = 5
    TOTALS = 4
    LANDMARKS = 15
    RANK_BITS = 0xFF
    MASK_AT = 8

cdef Slot _element, _linked

slot_find(&_element, Block, "element")
slot_find(&_linked, Block, "link_chars")

cdef struct Node:
    int64_t totals[TOTALS]
    int64_t parent, tag, name, depth
    uint32_t landmarks

cdef struct Owned:
    int64_t element, linked


def contain(
    list parents, list named, tuple blocks, const int64_t[::1] sizes, name_of, dict codes
):
    """Return the fields of a Containers but the last, as `containers.contain_plainly` has them.

    `codes` has for each tag that is known its rank and, from the 8th bit on, its landmarks.
    """
    cdef Py_ssize_t count = len(blocks), many = len(parents)
    cdef Node *tree = NULL
    cdef Owned *owned = NULL
    cdef list strings = name_of if isinstance(name_of, list) else list(name_of)
    if sizes.shape[0] != count or many == 0 or count == 0:
        raise ValueError("a size a block; at least one element and block")
    if len(strings) != many or len(named) != many:
        raise ValueError("a tag and a name an element")
    chain = np.empty((LEVELS, count), dtype=np.int64)
    totals = np.empty((many, TOTALS), dtype=np.float32)
    landmarks = np.empty((count, LANDMARKS), dtype=np.float32)
    depth = np.empty(count, dtype=np.float32)
    tags = np.empty(many, dtype=np.float32)
    group = np.empty((count, 4), dtype=np.float32)
    try:
        tree = <Node *> calloc(many, sizeof(Node))
        owned = <Owned *> calloc(count, sizeof(Owned))
        if tree == NULL or owned == NULL:
            raise MemoryError
        highest = _plant(parents, named, strings, codes, tree, tags)
        _own(blocks, owned, many)
        _upward(tree, owned, chain, landmarks, depth)
        _add_up(tree, owned, sizes, tags, totals)
        _group(tree, owned, sizes, highest, group)
    finally:
        free(tree)
        free(owned)
    return chain, totals, landmarks, depth, tags, group


cdef int64_t _plant(
    list parents, list named, list strings, dict codes, Node *tree, float[::1] tags
) except -1:
    """Read the elements; return a number above those of all tags and names."""
    cdef Py_ssize_t i
    cdef int64_t parent, code, most = 0, known = len(codes)
    cdef dict others = {}
    for i in range(len(parents)):
        parent = parents[i]
        if parent < 0:
            parent = 0
        elif parent >= i:
            raise ValueError("an element stands before those in it")
        tag = named[i]
        found = codes.get(tag)
        if found is None:
            code = known
            tree[i].tag = known + <int64_t> others.setdefault(tag, len(others))
        else:
            code = found
            tree[i].tag = code & RANK_BITS
        tags[i] = code & RANK_BITS
        tree[i].name = strings[i]
        if not 0 <= tree[i].name <= len(parents):
            raise ValueError("names are numbered from 0 on")
        most = max(most, tree[i].name)
        tree[i].parent = parent
        tree[i].landmarks = (code >> MASK_AT) | tree[parent].landmarks
        tree[i].depth = tree[parent].depth + 1 if i else 0
    return max(most, known + len(others)) + 1


cdef int _own(tuple blocks, Owned *owned, Py_ssize_t many) except -1:
    cdef Py_ssize_t i
    for i in range(len(blocks)):
        block = blocks[i]
        owned[i].element = slot_get(&_element, block)
        owned[i].linked = slot_get(&_linked, block)
        if not 0 <= owned[i].element < many:
            raise IndexError("a block's element is one of the page")
    return 0


cdef void _upward(
    const Node *tree, const Owned *owned,
    int64_t[:, ::1] chain, float[:, ::1] landmarks, float[::1] depth,
) noexcept nogil:
    cdef Py_ssize_t i, level
    cdef int64_t at
    for i in range(depth.shape[0]):
        at = owned[i].element
        depth[i] = tree[at].depth
        for level in range(LANDMARKS):
            landmarks[i, level] = (tree[at].landmarks >> level) & 1
        for level in range(LEVELS):
            chain[level, i] = at
            at = tree[at].parent


cdef void _add_up(
    Node *tree, const Owned *owned, const int64_t[::1] sizes,
    const float[::1] tags, float[:, ::1] totals,
) noexcept nogil:
    cdef Py_ssize_t i, k
    cdef int64_t at
    for i in range(sizes.shape[0]):
        at = owned[i].element
        tree[at].totals[0] += sizes[i]
        tree[at].totals[1] += owned[i].linked
        tree[at].totals[2] += 1
        if tags[at] == 0:
            tree[at].totals[3] += sizes[i]
    for i in range(totals.shape[0] - 1, -1, -1):
        for k in range(TOTALS):
            totals[i, k] = tree[i].totals[k]
            if i:
                tree[tree[i].parent].totals[k] += tree[i].totals[k]


cdef int _group(
    const Node *tree, const Owned *owned, const int64_t[::1] sizes, int64_t highest,
    float[:, ::1] out,
) except -1:
    """Measure the blocks that share a path; they are sorted by its four parts, one by one."""
    cdef Py_ssize_t count = sizes.shape[0], i, j, k
    cdef int part
    cdef int64_t total = 0, held, linked
    cdef int64_t *room = <int64_t *> calloc(3 * count + highest + 1, sizeof(int64_t))
    cdef int64_t *order = room
    cdef int64_t *spare = room + count
    cdef int64_t *keys = room + 2 * count
    cdef int64_t *begins = room + 3 * count
    if room == NULL:
        raise MemoryError
    for i in range(count):
        order[i] = i
        total += sizes[i]
    for part in range(4):
        for i in range(count):
            keys[i] = _part(tree, owned[i].element, part)
        _sort(order, spare, keys, begins, count, highest)
        order, spare = spare, order
    i = 0
    while i < count:
        held = linked = 0
        j = i
        while j < count and _same(tree, owned[order[i]].element, owned[order[j]].element):
            held += sizes[order[j]]
            linked += owned[order[j]].linked
            j += 1
        for k in range(i, j):
            out[order[k], 0] = j - i
            out[order[k], 1] = <double> held / <double> total
            out[order[k], 2] = <double> held / <double> (j - i)
            out[order[k], 3] = <double> linked / <double> held
        i = j
    free(room)
    return 0


cdef inline int64_t _part(const Node *tree, int64_t at, int part) noexcept nogil:
    if part >= 2:
        at = tree[at].parent
    return tree[at].name if part & 1 else tree[at].tag


cdef inline bint _same(const Node *tree, int64_t one, int64_t two) noexcept nogil:
    cdef int part
    if one != two:
        for part in range(4):
            if _part(tree, one, part) != _part(tree, two, part):
                return False
    return True


cdef void _sort(
    const int64_t *order, int64_t *out, const int64_t *keys, int64_t *begins,
    Py_ssize_t count, int64_t highest,
) noexcept nogil:
    """Sort by counting, keeping the order of equals; `keys` are below `highest`."""
    cdef Py_ssize_t i
    cdef int64_t key
    memset(begins, 0, (highest + 1) * sizeof(int64_t))
    for i in range(count):
        begins[keys[i] + 1] += 1
    for key in range(highest):
        begins[key + 1] += begins[key]
    for i in range(count):
        key = keys[order[i]]
        out[begins[key]] = order[i]
        begins[key] += 1
