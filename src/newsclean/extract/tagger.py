"""The tagger: a small network over a page's sequence of blocks, in plain numpy.

Each block is described by numbers, by the learned vectors of its class and id names (own element
and three ancestors) and of its words, and by its tags. Three layers then mix in what stands
beside it (a convolution) and what surrounds it (gated means over `spans`: its elements, the
page, before, after, around). The last line gives the odds that the block is article text.

The layers are as trained by `training/network.py`; `Weights` is what they meet at.
"""

from __future__ import annotations

import msgspec
import numpy as np
from numpy.typing import NDArray

from newsclean.extract.features import Description, Tables, matrix_plainly
from newsclean.extract.measures import AT
from newsclean.extract.product import AT_ONCE, product
from newsclean.extract.spans import LEVELS, Surroundings, spans
from newsclean.extract.weights import Affine, Weights
from newsclean.kernels import KIND

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

VECTOR_BUCKETS = 1 << 14
TAG_LEVELS = 3
_TITLE_SHARE, _TITLE_HIT = 0.6, 0.5
_FAR = -99.0
_CLIP = np.float32(4)
_EPSILON = 1e-5


class Inputs(msgspec.Struct, frozen=True):
    """A page as the network sees it.

    `numbers` (blocks, features) on a log scale; `names` buckets of all names strings' tokens with
    `name_starts`, where each string begins; `name_of` (blocks, LEVELS) a block's strings; `words`
    and `word_starts` alike, a string a block; `tags` (blocks, TAG_LEVELS); `starts` and `ends`
    (blocks, SPANS).
    """

    numbers: Floats
    names: Ints
    name_starts: Ints
    name_of: Ints
    words: Ints
    word_starts: Ints
    tags: Ints
    starts: Ints
    ends: Ints


def read_inputs_plainly(description: Description, tables: Tables) -> Inputs:
    """Turn a page's description into the network's inputs; the same for training and use."""
    d = description
    chain = d.containers.chain
    count = len(d.own)
    starts, ends = spans(chain, d.containers.totals[:, 2])
    return Inputs(
        numbers=_squashed(
            np.concatenate([matrix_plainly(d, tables), _title_places(d.own)], axis=1)
        ),
        names=d.names.buckets,
        name_starts=np.searchsorted(d.names.owner, np.arange(d.names.strings)),
        name_of=np.asarray(d.name_of)[chain[:LEVELS]].T,
        words=d.words & (VECTOR_BUCKETS - 1),
        word_starts=np.searchsorted(d.word_blocks, np.arange(count)),
        tags=d.containers.tags[chain[:TAG_LEVELS]].T.astype(np.int64),
        starts=starts,
        ends=ends,
    )


if KIND == "compiled":
    from newsclean.kernels import inputs as kernel

    def read_inputs(description: Description, tables: Tables) -> Inputs:
        """Do the same by the compiled kernel."""
        numbers, *rest = kernel.read(description, tables)
        sizes = np.abs(numbers)
        np.log1p(sizes, out=sizes)
        kernel.give_signs(numbers, sizes)
        return Inputs(sizes, *rest)
else:
    read_inputs = read_inputs_plainly


def _title_places(own: Floats) -> Floats:
    """Return blocks since the one most like the title, whether there is one, blocks to the end."""
    share = own[:, AT["title_share"]] * (own[:, AT["title_hit"]] > _TITLE_HIT)
    best = int(np.argmax(share))
    found = bool(share[best] > _TITLE_SHARE)
    here = np.arange(len(own), dtype=np.float32)
    out = np.empty((len(own), 3), dtype=np.float32)
    out[:, 0] = here - best if found else _FAR
    out[:, 1] = found
    out[:, 2] = len(own) - here
    return out


def _squashed(values: Floats) -> Floats:
    size = np.log1p(np.abs(values))
    squashed: Floats = np.copysign(size, values)
    return squashed


def run_plainly(inputs: Inputs, weights: Weights) -> Floats:
    """Return for each block the belief (0..1) that it is article text."""
    count = len(inputs.numbers)
    hidden = _read(inputs, weights)
    width = hidden.shape[1]
    surroundings = Surroundings(inputs.starts, inputs.ends)
    row = np.zeros((len(hidden), len(weights.mixers[0].mix.matrix)), dtype=np.float32)
    dilation = 1
    for gather, mix, gain, shift in weights.mixers:
        _beside(hidden[:count], row[:count], dilation)
        values = _times(hidden, gather)[:count]
        surroundings.means(_gated(values), row[:count, 3 * width :])
        mixed = _times(row, mix)
        size = np.einsum("ij,ij->i", mixed, mixed)
        size += width * _EPSILON
        mixed /= np.sqrt(size, out=size)[:, None]
        mixed *= gain
        mixed += shift
        hidden += np.maximum(mixed, 0, out=mixed)
        dilation *= 2
    last = _times(hidden, weights.affine["last"])
    odds = _times(np.maximum(last, 0, out=last), weights.affine["odds"])[:count, 0]
    return _sigmoid(odds)


def _times(rows: Floats, affine: Affine) -> Floats:
    out = product(rows, affine.matrix)
    out += affine.bias
    return out


def _sigmoid(values: Floats) -> Floats:
    out: Floats = (1 / (1 + np.exp(-values))).astype(np.float32, copy=False)
    return out


def _read(inputs: Inputs, weights: Weights) -> Floats:
    """Describe each block by itself: numbers, names, words and tags -> hidden values.

    There are as many rows as can be multiplied, those past the last block without meaning.
    """
    layers, first = weights.layers, weights.affine["first"]
    count, features = inputs.numbers.shape
    row = np.zeros((-(-count // AT_ONCE) * AT_ONCE, len(first.matrix)), dtype=np.float32)
    numbers, far, rest = np.split(row[:count], (features, 2 * features), axis=1)
    np.subtract(inputs.numbers, weights.mean, out=numbers)
    numbers *= weights.scale
    np.maximum(numbers, -_CLIP, out=numbers)
    np.minimum(numbers, _CLIP, out=numbers)
    np.abs(numbers, out=far)
    far -= 1
    np.maximum(far, 0, out=far)
    names = _mean_vectors(layers["names"], inputs.names, inputs.name_starts)
    words = _mean_vectors(layers["words"], inputs.words, inputs.word_starts)
    named = names.take(inputs.name_of, axis=0).reshape(count, -1)
    tags = layers["tags"].take(inputs.tags, axis=0).reshape(count, -1)
    np.concatenate([named, words, tags], axis=1, out=rest)
    hidden = _times(row, first)
    hidden = _times(np.maximum(hidden, 0, out=hidden), weights.affine["second"])
    return np.maximum(hidden, 0, out=hidden)


def _mean_vectors(table: Floats, buckets: Ints, starts: Ints) -> Floats:
    """Return the mean vector of each string's tokens; zeros where a string has none."""
    sums = np.zeros((len(starts), table.shape[1]), dtype=np.float32)
    sizes = np.diff(starts, append=len(buckets))
    held = np.flatnonzero(sizes)
    if len(held):
        found = np.add.reduceat(table.take(buckets, axis=0), starts[held], axis=0)
        found /= sizes[held, None]
        sums[held] = found
    return sums


def _beside(hidden: Floats, row: Floats, dilation: int) -> None:
    """Put into each row the blocks `dilation` before and after it; zeros outside the page."""
    count, width = hidden.shape
    near = min(dilation, count)
    before, here, after = row[:, :width], row[:, width : 2 * width], row[:, 2 * width : 3 * width]
    here[:] = hidden
    before[:near] = 0
    before[near:] = hidden[: count - near]
    after[count - near :] = 0
    after[: count - near] = hidden[near:]


def _gated(values: Floats) -> Floats:
    """Weigh each row by its gate, the last column, in place."""
    gate = _sigmoid(values[:, -1])
    values[:, -1] = 1
    values *= gate[:, None]
    return values


if KIND == "compiled":

    def run(inputs: Inputs, weights: Weights) -> Floats:
        """Do the same by the compiled kernel; IndexError for inputs that point outside."""
        return weights.compiled.run(inputs)
else:
    run = run_plainly
