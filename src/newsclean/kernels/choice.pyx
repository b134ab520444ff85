# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
# cython: cdivision=True
"""Which blocks to keep, and which of them are the headline: a page's few hundred in one look.

What labellers/chosen.py says in a dozen calls of numpy, each of which costs more than its work
when other code has run since.
"""

from libc.stdint cimport uint32_t
from libc.stdlib cimport calloc, free
from libc.string cimport memcpy, memset

cdef enum:
    DIGITS = 256  # a rank is four of them

cdef struct Believed:
    uint32_t rank, place  # ranks rise where beliefs fall


def choose(
    const float[:] beliefs, const float[:, :] own, tuple columns,
    float least_hit, float least_share, float most_words, float prose_words, float long_words,
):
    """Return the blocks to keep, the overlap to be expected, headline and copies.

    As `chosen.choose`. `columns` of `own` are words, copies, likeness to the title and share of it.
    """
    cdef Py_ssize_t words, copies, hit, share, i, count = beliefs.shape[0]
    words, copies, hit, share = columns
    if count == 0 or own.shape[0] != count:
        raise ValueError("a belief and measures for each block")
    if not 0 <= min(words, copies, hit, share) <= max(words, copies, hit, share) < own.shape[1]:
        raise ValueError("columns of the measures")
    cdef list inside = [], headline = [], again = []
    cdef double overlap
    cdef Believed *blocks = <Believed *> calloc(2 * count, sizeof(Believed))
    cdef char *kept = <char *> calloc(count, 1)
    cdef bint taken, above = True  # the text has not begun
    try:
        if blocks == NULL or kept == NULL:
            raise MemoryError
        overlap = _mark(beliefs, own[:, words], blocks, kept)
        for i in range(count):
            taken = kept[i]
            if taken:
                inside.append(i)
            if above:
                if (
                    own[i, hit] > least_hit
                    and own[i, share] > least_share
                    and own[i, words] < most_words
                ):
                    headline.append(i)
                    taken = True
                elif taken and own[i, words] > prose_words:
                    above = False
            if taken and own[i, words] >= long_words and own[i, copies] > 1:
                again.append(i)
    finally:
        free(blocks)
        free(kept)
    return inside, overlap, headline, again


cdef double _mark(
    const float[:] beliefs, const float[:] words, Believed *blocks, char *kept
) noexcept nogil:
    """Mark what to keep, and return the overlap; `blocks` has room for all blocks twice."""
    cdef Py_ssize_t i, place, best = 0, count = beliefs.shape[0]
    cdef double hit = 0, held = 0, total = 0, overlap, most = -1
    for i in range(count):
        blocks[i] = Believed(_rank(beliefs[i]), <uint32_t> i)
    _sort(blocks, blocks + count, count)
    for i in range(count):
        place = blocks[i].place
        total += beliefs[place] * words[place]
    for i in range(count):
        place = blocks[i].place
        hit += beliefs[place] * words[place]
        held += words[place]
        overlap = 2 * hit / max(held + total, 1e-9)
        if overlap > most:
            best, most = i, overlap
    for i in range(best + 1):
        kept[blocks[i].place] = 1
    return most


cdef inline uint32_t _rank(float belief) noexcept nogil:
    cdef uint32_t bits
    belief += 0  # makes a 0 of -0
    memcpy(&bits, &belief, sizeof(bits))
    return bits if bits >> 31 else ~bits & <uint32_t> 0x7FFFFFFF


cdef void _sort(Believed *blocks, Believed *spare, Py_ssize_t count) noexcept nogil:
    """Sort by rank, digit by digit: how a comparison ends is what no processor foresees."""
    cdef uint32_t starts[4][DIGITS]
    cdef uint32_t here, at
    cdef Py_ssize_t i
    cdef int k, digit
    cdef Believed *sorted_now
    memset(starts, 0, sizeof(starts))
    for i in range(count):
        for k in range(4):
            starts[k][(blocks[i].rank >> 8 * k) & 0xFF] += 1
    for k in range(4):
        at = 0
        for digit in range(DIGITS):
            here = starts[k][digit]
            starts[k][digit] = at
            at += here
        for i in range(count):
            digit = (blocks[i].rank >> 8 * k) & 0xFF
            spare[starts[k][digit]] = blocks[i]
            starts[k][digit] += 1
        sorted_now = spare
        spare = blocks
        blocks = sorted_now
