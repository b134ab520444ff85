# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
# cython: cdivision=True
"""Which blocks to keep, and which of them are the headline: a page's few hundred in one look.

What labellers/overlap.py and labellers/headline.py say in a dozen calls of numpy, each of which
costs more than its work when other code has run since.
"""

import numpy as np

from libc.stdint cimport uint8_t
from libc.stdlib cimport free, malloc, qsort

cdef struct Believed:
    float belief, words
    Py_ssize_t place


cdef int by_belief(const void *one, const void *other) noexcept nogil:
    cdef const Believed *a = <const Believed *>one
    cdef const Believed *b = <const Believed *>other
    if a.belief != b.belief:
        return -1 if a.belief > b.belief else 1
    return -1 if a.place < b.place else 1


def best_choice(const float[:] beliefs, const float[:] words):
    """Return which blocks to keep, and the overlap to be expected; as `overlap.best_choice`."""
    cdef Py_ssize_t i, best = 0, count = beliefs.shape[0]
    cdef double hit = 0, kept = 0, total = 0, overlap, most = -1
    cdef Believed *blocks
    if count == 0 or words.shape[0] != count:
        raise ValueError("a belief and a number of words for each block")
    keep = np.zeros(count, dtype=np.bool_)
    cdef uint8_t[::1] flags = keep.view(np.uint8)
    blocks = <Believed *>malloc(count * sizeof(Believed))
    if not blocks:
        raise MemoryError
    try:
        for i in range(count):
            blocks[i] = Believed(beliefs[i], words[i], i)
        qsort(blocks, count, sizeof(Believed), by_belief)
        for i in range(count):
            total += blocks[i].belief * blocks[i].words
        for i in range(count):
            hit += blocks[i].belief * blocks[i].words
            kept += blocks[i].words
            overlap = 2 * hit / max(kept + total, 1e-9)
            if overlap > most:
                best, most = i, overlap
        for i in range(best + 1):
            flags[blocks[i].place] = 1
    finally:
        free(blocks)
    return keep, most


def headline_blocks(
    const float[:, :] own, inside, Py_ssize_t words, Py_ssize_t hit, Py_ssize_t share,
    float least_hit, float least_share, float most_words, float prose_words,
):
    """Tell which blocks repeat the page's title before the text; as `headline.headline_blocks`.

    `words`, `hit` and `share` are columns of `own`.
    """
    cdef Py_ssize_t i, count = own.shape[0]
    cdef const uint8_t[::1] kept = inside.view(np.uint8)
    like = np.zeros(count, dtype=np.bool_)
    cdef uint8_t[::1] flags = like.view(np.uint8)
    if kept.shape[0] != count or max(words, hit, share) >= own.shape[1]:
        raise ValueError("measures and a choice for each block")
    for i in range(count):
        if (
            own[i, hit] > least_hit and own[i, share] > least_share and own[i, words] < most_words
        ):
            flags[i] = 1
        elif kept[i] and own[i, words] > prose_words:
            break
    return like
