# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""The tagger's pass of extract/tagger.py in one go: the same beliefs but for rounding of floats.

The work is in network.h; here weights are packed for it, and inputs looked over. What a tag adds
to the first layer is multiplied once.
"""

import numpy as np

from libc.stdint cimport int8_t, int32_t, int64_t, uintptr_t
from libc.stdlib cimport free
from libc.string cimport memset
from posix.stdlib cimport posix_memalign

cdef extern from "network.h":
    enum: PANEL, GROUP, MIDDLE, MOST_MIXERS, TAG_LEVELS, LEVELS, RUNS
    ctypedef struct Matrix:
        Py_ssize_t groups, width
        const int8_t *panels
        const int32_t *start
        const float *scale
    ctypedef struct MixerLayers:
        Matrix gather, before, here, after, page, spread
        const float *gather_bias
        const float *bias
        const float *gain
        const float *shift
    ctypedef struct Net:
        Py_ssize_t count, vector, hidden, gathered, depth, tags
        const float *mean
        const float *scale
        const float *names
        const float *words
        const float *tag_sums
        Matrix numbers, far, named, second, last
        const float *first_bias
        const float *second_bias
        const float *last_bias
        const float *odds
        const float *odds_bias
        MixerLayers mixers[MOST_MIXERS]
    ctypedef struct Grid:
        const int64_t *at
        Py_ssize_t down, across
    ctypedef struct Strings:
        Py_ssize_t strings, size
        const int64_t *buckets
        const int64_t *begins
    ctypedef struct Page:
        Py_ssize_t count
        const float *numbers
        Strings names, words
        Grid name_of, tags, starts, ends
    ctypedef struct Room:
        pass
    ctypedef void (*Pass)(const Net *, const Page *, const Room *, float *) noexcept nogil
    Pass widest(int lanes)
    size_t share_out(const Net *net, const Page *page, uintptr_t start, Room *room)
    bint grid_fits(const Grid *grid, Py_ssize_t down, Py_ssize_t across, int64_t most) nogil
    bint strings_fit(const Strings *strings, int64_t most) nogil


def _padded(width):
    return -(-width // PANEL) * PANEL


cdef class Network:
    """The learned arrays as they are multiplied with; `lanes` holds wider registers back."""

    cdef Net net
    cdef Pass run_page
    cdef list held
    cdef Py_ssize_t name_buckets, word_buckets

    def __init__(self, weights, int lanes=16):
        layers, mixers = weights.layers, weights.mixers
        cdef Net *net = &self.net
        cdef MixerLayers *mixer
        self.held = []
        self.run_page = widest(lanes)
        net.count, net.vector = len(weights.mean), layers["names"].shape[1]
        net.hidden, net.depth = layers["second"].shape[1], len(mixers)
        net.gathered, net.tags = mixers[0].gather.bias.size - 1, len(layers["tags"])
        self.name_buckets, self.word_buckets = len(layers["names"]), len(layers["words"])
        if not 0 < net.depth <= MOST_MIXERS:
            raise ValueError(f"the compiled network has no room for {net.depth} mixing layers")
        net.mean, net.scale = self.floats(weights.mean), self.floats(weights.scale)
        net.names, net.words = self.rows(layers["names"]), self.rows(layers["words"])
        first, plain = weights.first, weights.plain_layers
        net.tag_sums = self.rows(np.concatenate(first.tag_sums))
        self.pack(&net.numbers, first.layer.parts[0], True)
        self.pack(&net.far, first.layer.parts[1], False)
        self.pack(&net.named, first.layer.parts[2], True)
        self.pack(&net.second, plain["second"].parts[0], False)
        self.pack(&net.last, plain["last"].parts[0], False)
        net.first_bias = self.rows(first.layer.bias[None])
        net.second_bias = self.rows(plain["second"].bias[None])
        net.last_bias = self.rows(plain["last"].bias[None])
        net.odds, net.odds_bias = self.rows(weights.odds.matrix.T), self.rows(weights.odds.bias[None])
        for at, (gather, mix, gain, shift) in enumerate(mixers):
            mixer = &net.mixers[at]
            self.pack(&mixer.gather, gather.parts[0], False)
            self.pack(&mixer.before, mix.parts[0], False)
            self.pack(&mixer.here, mix.parts[1], False)
            self.pack(&mixer.after, mix.parts[2], False)
            self.pack(&mixer.page, mix.parts[3], True)
            self.pack(&mixer.spread, mix.parts[4], True)
            mixer.gather_bias, mixer.bias = self.rows(gather.bias[None]), self.rows(mix.bias[None])
            mixer.gain, mixer.shift = self.rows(gain[None]), self.rows(shift[None])

    cdef uintptr_t kept(self, array) except 0:
        """Keep a copy that begins at a whole vector, with a vector of zeros after it."""
        room = np.zeros(array.nbytes + 8 * PANEL, dtype=np.uint8)
        here = -room.ctypes.data % (4 * PANEL)
        room[here : here + array.nbytes] = array.ravel().view(np.uint8)
        self.held.append(room)
        return room.ctypes.data + here

    cdef const float *floats(self, array) except NULL:
        return <const float *>self.kept(np.ascontiguousarray(array, dtype=np.float32))

    cdef const float *rows(self, matrix) except NULL:
        """Keep a matrix by rows, each filled up to whole panels."""
        wide = np.zeros((len(matrix), _padded(matrix.shape[1])), dtype=np.float32)
        wide[:, : matrix.shape[1]] = matrix
        return self.floats(wide)

    cdef int pack(self, Matrix *into, by, bint with_signs) except -1:
        """Keep a rounded matrix by panels and groups of inputs."""
        inputs, width = by.matrix.shape
        groups = -(-inputs // GROUP)
        wide = np.zeros((groups * GROUP, _padded(width)), dtype=np.int8)
        wide[:inputs, :width] = by.matrix
        into.groups, into.width = groups, wide.shape[1]
        panels = wide.reshape(groups, GROUP, -1, PANEL).transpose(2, 0, 3, 1)
        into.panels = <const int8_t *>self.kept(np.ascontiguousarray(panels))
        start = wide.sum(axis=0, dtype=np.int32) * np.int32(-MIDDLE if with_signs else 0)
        into.start = <const int32_t *>self.kept(start)
        into.scale = self.rows(by.scale[None])
        return 0

    def run(self, inputs):
        """Return the belief (blocks,) in each block; IndexError for inputs that point outside."""
        cdef Page page
        cdef const float[:, ::1] numbers = inputs.numbers
        cdef const int64_t[::1] names = inputs.names, words = inputs.words
        cdef const int64_t[::1] name_starts = inputs.name_starts, word_starts = inputs.word_starts
        cdef const int64_t[:, :] name_of = inputs.name_of, tags = inputs.tags
        cdef const int64_t[:, :] starts = inputs.starts, ends = inputs.ends
        cdef Py_ssize_t count = numbers.shape[0]
        beliefs = np.empty(count, dtype=np.float32)
        if not count:
            return beliefs
        cdef float[::1] out = beliefs
        page.count, page.numbers = count, &numbers[0, 0]
        page.names, page.words = strings(names, name_starts), strings(words, word_starts)
        page.name_of, page.tags = grid(name_of), grid(tags)
        page.starts, page.ends = grid(starts), grid(ends)
        if not (
            numbers.shape[1] == self.net.count and word_starts.shape[0] == count
            and fits(name_of, count, LEVELS, name_starts.shape[0] - 1)
            and fits(tags, count, TAG_LEVELS, self.net.tags - 1)
            and fits(starts, count, RUNS, count) and fits(ends, count, RUNS, count)
            and strings_fit(&page.names, self.name_buckets)
            and strings_fit(&page.words, self.word_buckets)
        ):
            raise IndexError("inputs that are none of this network")
        cdef Room room
        cdef float *memory
        cdef size_t size = share_out(&self.net, &page, 0, &room)
        if posix_memalign(<void **>&memory, 4 * PANEL, size):
            raise MemoryError
        memset(memory, 0, size)  # outside the page there is nothing
        share_out(&self.net, &page, <uintptr_t>memory, &room)
        with nogil:
            self.run_page(&self.net, &page, &room, &out[0])
        free(memory)
        return beliefs


cdef Grid grid(const int64_t[:, :] numbers):
    cdef Grid found
    found.at = &numbers[0, 0] if numbers.shape[0] and numbers.shape[1] else NULL
    found.down, found.across = numbers.strides[0] // 8, numbers.strides[1] // 8
    return found


cdef bint fits(const int64_t[:, :] numbers, Py_ssize_t down, Py_ssize_t across, int64_t most):
    cdef Grid here = grid(numbers)
    if numbers.shape[0] != down or numbers.shape[1] != across:
        return False
    return grid_fits(&here, down, across, most)


cdef Strings strings(const int64_t[::1] buckets, const int64_t[::1] begins):
    cdef Strings found
    found.strings, found.size = begins.shape[0], buckets.shape[0]
    found.buckets = &buckets[0] if found.size else NULL
    found.begins = &begins[0] if found.strings else NULL
    return found
