"""The tagger: a small network over a page's sequence of blocks, in plain numpy.

Each block is described by numbers, by the learned vectors of its class and id names (own element
and three ancestors) and of its words, and by its tags. Three layers then mix in what stands
beside it (a convolution) and what surrounds it (gated means over `spans`: its elements, the
page, before, after, around). The last line gives the odds that the block is article text.

The layers are as trained by `training/network.py`, in floats; `Weights` is what they meet at. Here
they are rounded to whole numbers (`quantized`), so that every machine adds up the same sums.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import numpy as np
from numpy.typing import NDArray

from newsclean.extract.features import Description, Tables, matrix_plainly
from newsclean.extract.measures import AT
from newsclean.extract.quantized import times
from newsclean.extract.spans import LEVELS, Surroundings, spans
from newsclean.extract.weights import TAG_LEVELS, Layer, Weights
from newsclean.kernels import KIND

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

VECTOR_BUCKETS = 1 << 14
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
        return Inputs(*kernel.read(description, tables))
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
    hidden = _read(inputs, weights)
    count = len(hidden)
    surroundings = Surroundings(inputs.starts, inputs.ends)
    means = np.empty((count, len(weights.mixers[0].mix.parts[-1].matrix)), dtype=np.float32)
    dilation = 1
    for gather, mix, gain, shift in weights.mixers:
        values = times(hidden, gather.parts[0], "unsigned")
        values += gather.bias
        page = surroundings.means(_gated(values), means)
        *beside, whole, others = mix.parts
        mixed = times(page[None], whole, "signed") + mix.bias
        for rows, part in zip(_beside(hidden, dilation), beside, strict=True):
            mixed = mixed + times(rows, part, "unsigned")
        mixed += times(means, others, "signed")
        size = np.einsum("ij,ij->i", mixed, mixed)
        size += np.float32(hidden.shape[1] * _EPSILON)
        mixed *= (1 / np.sqrt(size))[:, None]
        mixed *= gain
        mixed += shift
        hidden += np.maximum(mixed, 0, out=mixed)
        dilation *= 2
    last = _positive(hidden, weights.plain_layers["last"])
    return _sigmoid((last @ weights.odds.matrix + weights.odds.bias)[:, 0])


def _positive(rows: Floats, layer: Layer) -> Floats:
    out = times(rows, layer.parts[0], "unsigned")
    out += layer.bias
    return np.maximum(out, 0, out=out)


def _sigmoid(values: Floats) -> Floats:
    out: Floats = (1 / (1 + np.exp(-values))).astype(np.float32, copy=False)
    return out


def _read(inputs: Inputs, weights: Weights) -> Floats:
    """Describe each block by itself: numbers, names, words and tags -> hidden values."""
    layers, (first, tag_sums) = weights.layers, weights.first
    numbers = np.clip((inputs.numbers - weights.mean) * weights.scale, -_CLIP, _CLIP)
    far = np.maximum(np.abs(numbers) - 1, 0)
    names = _mean_vectors(layers["names"], inputs.names, inputs.name_starts)
    words = _mean_vectors(layers["words"], inputs.words, inputs.word_starts)
    vectors = [*names.take(inputs.name_of.T, axis=0), words]
    hidden = np.repeat(first.bias[None], len(numbers), axis=0)
    for level in range(TAG_LEVELS):
        hidden += tag_sums[level].take(inputs.tags[:, level], axis=0)
    hidden += times(numbers, first.parts[0], "signed")
    hidden += times(far, first.parts[1], "unsigned")
    hidden += times(np.concatenate(vectors, axis=1), first.parts[2], "signed")
    return _positive(np.maximum(hidden, 0, out=hidden), weights.plain_layers["second"])


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


def _beside(hidden: Floats, dilation: int) -> Iterator[Floats]:
    """Yield for each block the one `dilation` before, itself, the one after; zeros outside."""
    near = min(dilation, len(hidden))
    before, after = np.zeros_like(hidden), np.zeros_like(hidden)
    before[near:] = hidden[: len(hidden) - near]
    after[: len(hidden) - near] = hidden[near:]
    yield from (before, hidden, after)


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
