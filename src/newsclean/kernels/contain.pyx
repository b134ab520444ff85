# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
# cython: cdivision=True
"""What the elements around blocks are called and hold: extract/names.py and containers.py."""

import numpy as np

from cpython.dict cimport PyDict_SetDefault
from cpython.object cimport PyObject
from cpython.unicode cimport (
    PyUnicode_Check,
    PyUnicode_DATA,
    PyUnicode_GET_LENGTH,
    PyUnicode_KIND,
)
from libc.stdint cimport int64_t, uint8_t, uint16_t, uint32_t
from libc.stdlib cimport calloc, free
from libc.string cimport memset

cdef extern from "tokens.h":
    ctypedef struct Summing:
        uint32_t sum, place
        uint32_t *last
    ctypedef struct List:
        uint32_t *at
        size_t size, room
    void fill_powers() nogil
    void sum_on(Summing *now, uint32_t begins, uint32_t small) nogil
    uint32_t mixed(uint32_t sum) nogil
    bint list_reserve(List *many, size_t more) nogil
    void list_free(List *many) nogil

cdef enum:
    BUCKET_BITS = 0x3FFF
    CASE_BIT = 0x20
    LEVELS = 5
    TOTALS = 4
    LANDMARKS = 15
    RANK_BITS = 0xFF
    MASK_AT = 8

ctypedef fused Char:
    uint8_t
    uint16_t
    uint32_t


fill_powers()


# names

def names(tuple elements, tuple blocks):
    """Return strings, buckets, owners, elements' strings, and buckets and owners of marks.

    As `features.read_all_names_plainly`.
    """
    cdef dict numbers = {"": 0}
    cdef list name_of = []
    cdef List buckets, owners, mark_buckets, mark_owners
    cdef Py_ssize_t i, number
    cdef PyObject *known
    memset(&buckets, 0, sizeof(List))
    memset(&owners, 0, sizeof(List))
    memset(&mark_buckets, 0, sizeof(List))
    memset(&mark_owners, 0, sizeof(List))
    try:
        for element in elements:
            name = element.names
            number = len(numbers)
            fresh = number
            known = PyDict_SetDefault(numbers, name, fresh)
            if len(numbers) > number:
                _read(name, number, &buckets, &owners)
            name_of.append(<object> known)
        for i in range(len(blocks)):
            for mark in <tuple> blocks[i].marks:
                _read(mark, i, &mark_buckets, &mark_owners)
        return (
            len(numbers),
            _kept(&buckets),
            _kept(&owners),
            name_of or [0],
            _kept(&mark_buckets),
            _kept(&mark_owners),
        )
    finally:
        list_free(&buckets)
        list_free(&owners)
        list_free(&mark_buckets)
        list_free(&mark_owners)


cdef int _read(object name, uint32_t owner, List *buckets, List *owners) except -1:
    """Add the tokens of a string."""
    cdef Py_ssize_t size
    cdef int kind
    if not PyUnicode_Check(name):
        raise TypeError("a name is a string")
    size = PyUnicode_GET_LENGTH(name)
    if not list_reserve(buckets, size + 1) or not list_reserve(owners, size):
        raise MemoryError
    kind = PyUnicode_KIND(name)
    if kind == 1:
        _cut(<const uint8_t *> PyUnicode_DATA(name), size, buckets)
    elif kind == 2:
        _cut(<const uint16_t *> PyUnicode_DATA(name), size, buckets)
    else:
        _cut(<const uint32_t *> PyUnicode_DATA(name), size, buckets)
    while owners.size < buckets.size:
        owners.at[owners.size] = owner
        owners.size += 1
    return 0


cdef void _cut(const Char *name, Py_ssize_t size, List *out) noexcept nogil:
    """Cut a name into words of ASCII letters, broken where case rises."""
    cdef Py_ssize_t i
    cdef uint32_t code, letter, inside, case, before = 0
    cdef uint32_t *first = out.at + out.size
    cdef Summing now
    now.sum = now.place = 0
    now.last = first
    for i in range(size):
        code = name[i]
        letter = code | CASE_BIT
        inside = letter - c'a' < 26
        case = inside << (code != letter)  # 1 for a small letter, 2 for a capital
        sum_on(&now, case > before, (letter + 1) & (0 - inside))
        before = case
    out.size = now.last - out.at
    while first < now.last:
        first[0] = mixed(first[1]) & BUCKET_BITS
        first += 1


cdef object _kept(const List *many):
    out = np.empty(many.size, dtype=np.int64)
    cdef int64_t[::1] rows = out
    cdef size_t i
    for i in range(many.size):
        rows[i] = many.at[i]
    return out


# containers

cdef struct Element:
    int64_t totals[TOTALS]
    int64_t parent, tag, name, depth
    uint32_t landmarks

cdef struct Block:
    int64_t element, linked


def contain(tuple elements, tuple blocks, const int64_t[::1] sizes, name_of, dict codes):
    """Return the fields of a Containers, in order, as `containers.contain_plainly` has them.

    `codes` has for each tag that is known its rank and, from the 8th bit on, its landmarks.
    """
    cdef Py_ssize_t count = len(blocks), many = len(elements)
    cdef Element *tree = NULL
    cdef Block *owned = NULL
    cdef list parents = []
    cdef list strings = name_of if isinstance(name_of, list) else list(name_of)
    if sizes.shape[0] != count or len(strings) != many or many == 0 or count == 0:
        raise ValueError("a name an element, a size a block; at least one of each")
    chain = np.empty((LEVELS, count), dtype=np.int64)
    totals = np.empty((many, TOTALS), dtype=np.float32)
    landmarks = np.empty((count, LANDMARKS), dtype=np.float32)
    depth = np.empty(count, dtype=np.float32)
    tags = np.empty(many, dtype=np.float32)
    group = np.empty((count, 4), dtype=np.float32)
    try:
        tree = <Element *> calloc(many, sizeof(Element))
        owned = <Block *> calloc(count, sizeof(Block))
        if tree == NULL or owned == NULL:
            raise MemoryError
        highest = _plant(elements, strings, codes, tree, parents, tags)
        _own(blocks, owned, many)
        _upward(tree, owned, chain, landmarks, depth)
        _add_up(tree, owned, sizes, tags, totals)
        _group(tree, owned, sizes, highest, group)
    finally:
        free(tree)
        free(owned)
    return chain, totals, landmarks, depth, tags, group, parents


cdef int64_t _plant(
    tuple elements, list strings, dict codes, Element *tree, list parents, float[::1] tags
) except -1:
    """Read the elements; return a number above those of all tags and names."""
    cdef Py_ssize_t i
    cdef int64_t parent, code, most = 0, known = len(codes)
    cdef dict others = {}
    for i in range(len(elements)):
        element = elements[i]
        above = element.parent
        parents.append(above)
        parent = above
        if parent < 0:
            parent = 0
        elif parent >= i:
            raise ValueError("an element stands before those in it")
        tag = element.tag
        found = codes.get(tag)
        if found is None:
            code = known
            tree[i].tag = known + <int64_t> others.setdefault(tag, len(others))
        else:
            code = found
            tree[i].tag = code & RANK_BITS
        tags[i] = code & RANK_BITS
        tree[i].name = strings[i]
        if not 0 <= tree[i].name <= len(elements):
            raise ValueError("names are numbered from 0 on")
        most = max(most, tree[i].name)
        tree[i].parent = parent
        tree[i].landmarks = (code >> MASK_AT) | tree[parent].landmarks
        tree[i].depth = tree[parent].depth + 1 if i else 0
    return max(most, known + len(others)) + 1


cdef int _own(tuple blocks, Block *owned, Py_ssize_t many) except -1:
    cdef Py_ssize_t i
    for i in range(len(blocks)):
        block = blocks[i]
        owned[i].element = block.element
        owned[i].linked = block.link_chars
        if not 0 <= owned[i].element < many:
            raise IndexError("a block's element is one of the page")
    return 0


cdef void _upward(
    const Element *tree, const Block *owned,
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
    Element *tree, const Block *owned, const int64_t[::1] sizes,
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
    const Element *tree, const Block *owned, const int64_t[::1] sizes, int64_t highest,
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


cdef inline int64_t _part(const Element *tree, int64_t at, int part) noexcept nogil:
    if part >= 2:
        at = tree[at].parent
    return tree[at].name if part & 1 else tree[at].tag


cdef inline bint _same(const Element *tree, int64_t one, int64_t two) noexcept nogil:
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
