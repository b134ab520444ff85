# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
# cython: cdivision=True
"""A described page as the network wants it: features.matrix, spans and tagger.read_inputs."""

import numpy as np

from libc.math cimport sqrt
from libc.stdint cimport int64_t, uint8_t, uint32_t, uint64_t
from libc.stdlib cimport calloc, free, malloc

cdef extern from "tokens.h":
    void fetch_ahead(const float *at) nogil

cdef enum:  # columns of a Description's own measures
    CHARS = 1
    LEVEL = 7
    TITLE_HIT = 35
    TITLE_SHARE = 36
    OWN = 42

cdef enum:
    LEVELS = 5  # of containers.LEVELS
    LANDMARKS = 15
    AROUND = 5  # numbers an element around a block
    WIDTH = OWN + 3 * 3 + 5 + (LEVELS - 1) + LANDMARKS + 1 + 4 + LEVELS * AROUND + 4 + 4
    PLACES = 3
    SPAN_LEVELS = 4
    SPANS = SPAN_LEVELS + 4
    NEAR = 6
    TAG_LEVELS = 3
    VECTOR_BITS = 0x3FFF
    AHEAD = 24  # tokens; the tables lie far away by the time they are asked again

cdef struct Element:
    int64_t parent, name, first
    float odds[5]  # sum, least, greatest; least and greatest of all above too
    float around[AROUND]


def matrix(description, tables):
    """Return the matrix (blocks, WIDTH) of `features.matrix_plainly`."""
    out = np.empty((len(description.own), WIDTH), dtype=np.float32)
    cdef double total = _characters(description.own)
    cdef Element *tree = _tree(description, tables, total)
    try:
        _fill(tree, description, tables, total, out)
    finally:
        free(tree)
    return out


def read(description, tables):
    """Return the fields of Inputs, in order."""
    cdef Py_ssize_t count = len(description.own)
    numbers = np.empty((count, WIDTH + PLACES), dtype=np.float32)
    name_of = np.empty((count, SPAN_LEVELS), dtype=np.int64)
    tags = np.empty((count, TAG_LEVELS), dtype=np.int64)
    starts = np.empty((count, SPANS), dtype=np.int64)
    ends = np.empty((count, SPANS), dtype=np.int64)
    around = description.containers
    cdef double total = _characters(description.own)
    cdef Element *tree = _tree(description, tables, total)
    try:
        _fill(tree, description, tables, total, numbers)
        _place_title(description.own, numbers)
        _above(tree, around.chain, around.tags, name_of, tags)
        _spans(tree, around.chain, around.totals, starts, ends)
    finally:
        free(tree)
    _squash(numbers)
    return (
        numbers,
        description.names.buckets,
        _begins(description.names.owner, description.names.strings),
        name_of,
        _folded(description.words),
        _begins(description.word_blocks, count),
        tags,
        starts,
        ends,
    )


cdef int _squash(numbers) except -1:
    """Put numbers on a log scale, in place, and give each the sign it had; by numpy's logarithm."""
    cdef uint32_t[:, ::1] rows = numbers.view(np.uint32)
    cdef Py_ssize_t i, count = rows.shape[0] * rows.shape[1]
    cdef uint32_t *bits = &rows[0, 0]
    cdef uint8_t *signs = <uint8_t *> malloc(count)
    if signs == NULL:
        raise MemoryError
    try:
        for i in range(count):
            signs[i] = bits[i] >> 31
            bits[i] &= <uint32_t> 0x7FFFFFFF
        np.log1p(numbers, out=numbers)
        for i in range(count):
            bits[i] = (bits[i] & <uint32_t> 0x7FFFFFFF) | <uint32_t> signs[i] << 31
    finally:
        free(signs)
    return 0


cdef double _characters(const float[:, :] own) except? -1:
    cdef Py_ssize_t i
    cdef double total = 0
    if own.shape[1] != OWN:
        raise ValueError("a description of another shape")
    for i in range(own.shape[0]):
        total += own[i, CHARS]
    return max(1.0, total)


# elements

cdef Element *_tree(description, tables, double total) except NULL:
    """Read the elements, each with the odds of its names and the totals that blocks see."""
    cdef list name_of = description.name_of
    cdef list parents = description.containers.parents
    cdef Py_ssize_t many = len(parents), i
    cdef int64_t parent, strings = description.names.strings
    cdef Element *tree
    cdef float *odds = NULL
    if len(name_of) != many or many == 0:
        raise ValueError("a name and a parent for each element")
    tree = <Element *> calloc(many, sizeof(Element))
    try:
        odds = <float *> calloc(3 * strings + 1, sizeof(float))
        if tree == NULL or odds == NULL:
            raise MemoryError
        _reduce(description.names.buckets, description.names.owner, tables.names, odds, 3, strings)
        for i in range(many):
            parent = parents[i]
            tree[i].parent = parent if parent > 0 else 0
            tree[i].name = name_of[i]
            if tree[i].parent >= max(i, 1):
                raise ValueError("an element stands before those in it")
            if not 0 <= tree[i].name < strings:
                raise IndexError("a name of an element is one of the page")
            _inherit(tree, i, &odds[3 * tree[i].name])
        _total(tree, description.containers.totals, description.containers.tags, total, many)
        _check(description.containers.chain, len(description.own), many)
    except BaseException:
        free(tree)
        raise
    finally:
        free(odds)
    return tree


cdef void _inherit(Element *tree, Py_ssize_t i, const float *odds) noexcept nogil:
    cdef Element *element = &tree[i]
    cdef const Element *above = &tree[element.parent]
    cdef int k
    for k in range(3):
        element.odds[k] = odds[k]
    element.odds[3] = odds[1]
    element.odds[4] = odds[2]
    if i:
        element.odds[3] = min(odds[1], above.odds[3])
        element.odds[4] = max(odds[2], above.odds[4])


cdef int _total(
    Element *tree, const float[:, :] totals, const float[:] tags, double total, Py_ssize_t many
) except -1:
    cdef Py_ssize_t i
    if totals.shape[0] != many or tags.shape[0] != many or totals.shape[1] != 4:
        raise ValueError("totals and a tag for each element")
    cdef float in_p = max(<float> 1, totals[0, 3])
    cdef float chars = total
    for i in range(many):
        tree[i].around[0] = tags[i]
        tree[i].around[1] = totals[i, 0] / chars
        tree[i].around[2] = totals[i, 1] / max(<float> 1, totals[i, 0])
        tree[i].around[3] = totals[i, 2]
        tree[i].around[4] = totals[i, 3] / in_p
    return 0


cdef int _check(const int64_t[:, :] chain, Py_ssize_t count, Py_ssize_t many) except -1:
    """Look that all that is pointed at is there."""
    cdef Py_ssize_t i, level
    if chain.shape[0] != LEVELS or chain.shape[1] != count or count == 0:
        raise ValueError("elements around each block, and a block at least")
    for level in range(LEVELS):
        for i in range(count):
            if not 0 <= chain[level, i] < many:
                raise IndexError("an element around a block is one of the page")
    return 0


cdef int _reduce(
    const int64_t[::1] buckets, const int64_t[::1] owner, const float[::1] table,
    float *out, Py_ssize_t stride, Py_ssize_t count,
) except -1:
    """Put scaled sum, least and greatest of each owner's odds into `out`; `names.reduce_odds`."""
    cdef Py_ssize_t i, end = 0, many = buckets.shape[0]
    cdef int64_t here, before = -1, known
    cdef bint outside = False
    cdef double total
    cdef float odds, least, greatest
    if owner.shape[0] != many:
        raise ValueError("an owner for each bucket")
    for i in range(many):
        outside |= <uint64_t> buckets[i] >= <uint64_t> table.shape[0]
    if outside:
        raise IndexError("a bucket beyond the table")
    while end < many:
        i = end
        here = owner[i]
        if not before < here < count:
            raise IndexError("owners rise from 0 to the last")
        before = here
        while end < many and owner[end] == here:
            end += 1
        total = known = 0
        least = greatest = table[buckets[i]]
        for i in range(i, end):
            fetch_ahead(&table[buckets[min(i + AHEAD, many - 1)]])
            odds = table[buckets[i]]
            total += odds
            known += odds != 0
            least = min(least, odds)
            greatest = max(greatest, odds)
        out[here * stride] = total / sqrt(<double> max(<int64_t> 1, known))
        out[here * stride + 1] = least
        out[here * stride + 2] = greatest
    return 0


# rows

cdef int _fill(
    const Element *tree, description, tables, double total, float[:, ::1] out
) except -1:
    """Put the features of each block into the first WIDTH columns of its row."""
    around = description.containers
    cdef const float[:, :] own = description.own
    cdef const int64_t[:, :] chain = around.chain
    cdef const float[:, :] landmarks = around.landmarks
    cdef const float[:] depth = around.depth
    cdef const float[:, :] group = around.group
    cdef Py_ssize_t i, k, count = own.shape[0]
    cdef Py_ssize_t words = OWN
    cdef float *row
    if (
        own.shape[1] != OWN or landmarks.shape[1] != LANDMARKS or group.shape[1] != 4
        or not landmarks.shape[0] == depth.shape[0] == group.shape[0] == count
    ):
        raise ValueError("a description of another shape")
    for i in range(count):
        row = &out[i, 0]
        for k in range(OWN):
            row[k] = own[i, k]
        for k in range(9):
            row[OWN + k] = 0
    row = &out[0, 0]
    k = out.shape[1]
    word_blocks = description.word_blocks
    _reduce(description.words, word_blocks, tables.words, row + OWN, k, count)
    _reduce(description.pairs, word_blocks, tables.pairs, row + OWN + 3, k, count)
    marks = description.marks
    _reduce(marks.buckets, marks.owner, tables.marks, row + OWN + 6, k, count)
    for i in range(count):
        row = &out[i, OWN + 9]
        row = _chained(tree, chain, i, row)
        for k in range(LANDMARKS):
            row[k] = landmarks[i, k]
        row[LANDMARKS] = depth[i]
        row += LANDMARKS + 1
        for k in range(4):
            row[k] = group[i, k]
        row += 4
        _around(tree, chain, i, row)
    _page(own, chain, total, max(1.0, <double> around.totals[0, 3]), out)
    return 0


cdef inline float *_chained(
    const Element *tree, const int64_t[:, :] chain, Py_ssize_t i, float *row
) noexcept nogil:
    cdef int k
    for k in range(5):
        row[k] = tree[chain[0, i]].odds[k]
    for k in range(1, LEVELS):
        row[4 + k] = tree[chain[k, i]].odds[0]
    return row + 4 + LEVELS


cdef inline void _around(
    const Element *tree, const int64_t[:, :] chain, Py_ssize_t i, float *row
) noexcept nogil:
    cdef int level, k
    for level in range(LEVELS):
        for k in range(AROUND):
            row[level * AROUND + k] = tree[chain[level, i]].around[k]


cdef void _page(
    const float[:, :] own, const int64_t[:, :] chain, double total, double in_p, float[:, ::1] out
) noexcept nogil:
    """Fill the last columns: what the whole page is, and who stands in the same element."""
    cdef Py_ssize_t i, level, count = own.shape[0], first = -1
    cdef float *row
    cdef float *after
    for i in range(count):
        if own[i, LEVEL] == 1:
            first = i
            break
    for i in range(count):
        row = &out[i, WIDTH - 8]
        row[0] = <float> (i - first) if first >= 0 else <float> 999
        row[1] = count
        row[2] = total
        row[3] = in_p / total
        for level in range(4):
            row[4 + level] = 0
    for i in range(1, count):
        row = &out[i - 1, WIDTH - 4]
        after = &out[i, WIDTH - 4]
        for level in range(2):
            if chain[level, i] == chain[level, i - 1]:
                row[2 * level + 1] = 1
                after[2 * level] = 1


# what read_inputs adds

cdef int _place_title(const float[:, :] own, float[:, ::1] out) except -1:
    """Add blocks since the one most like the title, whether there is one, blocks to the end."""
    cdef Py_ssize_t i, best = 0, count = own.shape[0]
    cdef float share, most = -1
    cdef bint found
    for i in range(count):
        share = own[i, TITLE_SHARE] if own[i, TITLE_HIT] > <float> 0.5 else 0
        if share > most:
            best, most = i, share
    found = most > <float> 0.6
    for i in range(count):
        out[i, WIDTH] = <float> (i - best) if found else <float> -99
        out[i, WIDTH + 1] = found
        out[i, WIDTH + 2] = count - i
    return 0


cdef int _above(
    const Element *tree, const int64_t[:, :] chain, const float[:] ranks,
    int64_t[:, ::1] name_of, int64_t[:, ::1] tags,
) except -1:
    """Put in the names and tags of each block's element and those above it."""
    cdef Py_ssize_t i, level
    for i in range(name_of.shape[0]):
        for level in range(SPAN_LEVELS):
            name_of[i, level] = tree[chain[level, i]].name
        for level in range(TAG_LEVELS):
            tags[i, level] = <int64_t> ranks[chain[level, i]]
    return 0


cdef int _spans(
    Element *tree, const int64_t[:, :] chain, const float[:, :] totals,
    int64_t[:, ::1] starts, int64_t[:, ::1] ends,
) except -1:
    """Put in each block's runs, as `spans.spans` has them."""
    cdef Py_ssize_t i, level, count = chain.shape[1], many = totals.shape[0]
    cdef int64_t at
    for i in range(many):
        tree[i].first = count
    for i in range(count - 1, -1, -1):
        tree[chain[0, i]].first = i
    for i in range(many - 2, -1, -1):
        tree[i].first = min(tree[i].first, tree[i + 1].first)
    for i in range(count):
        for level in range(SPAN_LEVELS):
            at = chain[level, i]
            starts[i, level] = tree[at].first
            ends[i, level] = tree[at].first + <int64_t> totals[at, 2]
        level = SPAN_LEVELS
        starts[i, level], ends[i, level] = 0, count
        starts[i, level + 1], ends[i, level + 1] = 0, i
        starts[i, level + 2], ends[i, level + 2] = i + 1, count
        starts[i, level + 3] = max(<int64_t> 0, i - NEAR)
        ends[i, level + 3] = min(<int64_t> count, i + NEAR + 1)
    return 0


cdef object _begins(const int64_t[:] owner, Py_ssize_t count):
    """Return where each owner's run begins among owners that never fall."""
    out = np.empty(count, dtype=np.int64)
    cdef int64_t[::1] rows = out
    cdef Py_ssize_t i, at = 0
    for i in range(count):
        while at < owner.shape[0] and owner[at] < i:
            at += 1
        rows[i] = at
    return out


cdef object _folded(const int64_t[:] words):
    out = np.empty(words.shape[0], dtype=np.int64)
    cdef int64_t[::1] rows = out
    cdef Py_ssize_t i
    for i in range(words.shape[0]):
        rows[i] = words[i] & VECTOR_BITS
    return out
