# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""The tagger's pass of extract/tagger.py in one go: the same beliefs but for rounding.

The work is in network.h; here weights are packed for it, and inputs looked over. What a tag adds
to the first layer is multiplied once.
"""

import numpy as np

from libc.stdint cimport int64_t, uintptr_t
from libc.stdlib cimport free
from posix.stdlib cimport posix_memalign

cdef extern from "network.h":
    enum: PANEL, PAGE_RUN, MOST_MIXERS, TAG_LEVELS, LEVELS, RUNS
    ctypedef struct Layer:
        Py_ssize_t inputs, width
        const float *panels
        const float *bias
    ctypedef struct MixerLayers:
        Layer gather, before, here, after, page, spread
        const float *gain
        const float *shift
    ctypedef struct Net:
        Py_ssize_t numbers, vector, hidden, gathered, depth, tags
        const float *mean
        const float *scale
        const float *names
        const float *words
        const float *tag_sums
        Layer first, second, last, odds
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
        layers, affine, mixers = weights.layers, weights.affine, weights.mixers
        cdef Net *net = &self.net
        cdef MixerLayers *mixer
        self.held = []
        self.run_page = widest(lanes)
        net.numbers, net.vector = len(weights.mean), layers["names"].shape[1]
        net.hidden, net.depth = affine["second"].matrix.shape[1], len(mixers)
        net.gathered, net.tags = mixers[0].gather.matrix.shape[1] - 1, len(layers["tags"])
        self.name_buckets, self.word_buckets = len(layers["names"]), len(layers["words"])
        if not 0 < net.depth <= MOST_MIXERS:
            raise ValueError(f"the compiled network has no room for {net.depth} mixing layers")
        net.mean, net.scale = self.kept(weights.mean), self.kept(weights.scale)
        net.names, net.words = self.rows(layers["names"]), self.rows(layers["words"])
        first = affine["first"]
        tags = first.matrix[2 * net.numbers + (LEVELS + 1) * net.vector :]
        net.tag_sums = self.rows(
            np.concatenate([layers["tags"] @ part for part in np.split(tags, TAG_LEVELS)])
        )
        self.pack(&net.first, (first.matrix[: -len(tags)], first.bias))
        self.pack(&net.second, affine["second"])
        self.pack(&net.last, affine["last"])
        self.pack(&net.odds, affine["odds"])
        for at, (gather, mix, gain, shift) in enumerate(mixers):
            mixer = &net.mixers[at]
            self.pack(&mixer.gather, gather)
            before, here, after, spread = np.split(mix.matrix, np.arange(1, 4) * net.hidden)
            runs = spread.reshape(RUNS, net.gathered, net.hidden)
            self.pack(&mixer.before, (before, mix.bias))
            self.pack(&mixer.here, (here, mix.bias))
            self.pack(&mixer.after, (after, mix.bias))
            self.pack(&mixer.page, (runs[PAGE_RUN], mix.bias))
            others = np.delete(runs, PAGE_RUN, axis=0).reshape(-1, net.hidden)
            self.pack(&mixer.spread, (others, mix.bias))
            mixer.gain, mixer.shift = self.kept(gain), self.kept(shift)

    cdef const float *kept(self, array) except NULL:
        """Keep a copy that begins at a whole vector, with one of zeros after it."""
        cdef float[::1] view
        room = np.zeros(array.size + 2 * PANEL, dtype=np.float32)
        here = -(room.ctypes.data // 4) % PANEL
        room[here : here + array.size] = array.ravel()
        view = room[here:]
        self.held.append(view)
        return &view[0]

    cdef const float *rows(self, matrix) except NULL:
        """Keep a matrix by rows, each filled up to whole panels."""
        wide = np.zeros((len(matrix), _padded(matrix.shape[1])), dtype=np.float32)
        wide[:, : matrix.shape[1]] = matrix
        return self.kept(wide)

    cdef int pack(self, Layer *layer, affine) except -1:
        """Keep a layer's matrix by panels, and its bias."""
        matrix, bias = affine
        inputs, width = matrix.shape
        wide = np.zeros((inputs, _padded(width)), dtype=np.float32)
        wide[:, :width] = matrix
        layer.inputs, layer.width = wide.shape
        layer.panels = self.kept(wide.reshape(inputs, -1, PANEL).transpose(1, 0, 2))
        layer.bias = self.rows(bias.reshape(1, -1))
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
            numbers.shape[1] == self.net.numbers and word_starts.shape[0] == count
            and fits(name_of, count, LEVELS, name_starts.shape[0] - 1)
            and fits(tags, count, TAG_LEVELS, self.net.tags - 1)
            and fits(starts, count, RUNS, count) and fits(ends, count, RUNS, count)
            and strings_fit(&page.names, self.name_buckets)
            and strings_fit(&page.words, self.word_buckets)
        ):
            raise IndexError("inputs that are none of this network")
        cdef Room room
        cdef float *memory
        if posix_memalign(<void **>&memory, 4 * PANEL, share_out(&self.net, &page, 0, &room)):
            raise MemoryError
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
