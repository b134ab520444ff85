"""The tagger: a small network over a page's sequence of blocks, in plain numpy.

Each block is described by numbers, by the learned vectors of its class and id names (own element
and three ancestors) and of its words, and by its tags. Three layers then mix in what stands
beside it (a convolution) and what surrounds it (gated means over `spans`: its elements, the
page, before, after, around). The last line gives the odds that the block is article text.

The layers are as trained by `training/network.py`; `Weights` is what they meet at.
"""

from __future__ import annotations

from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from newsclean.extract.features import AT, Description, Tables, matrix
from newsclean.extract.spans import LEVELS, SPANS, spans

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

VECTOR_BUCKETS = 1 << 14
TAG_LEVELS = 3
_TITLE_SHARE, _TITLE_HIT = 0.6, 0.5
_FAR = -99.0
_CLIP = 4.0
_SMALL = 0.1  # keeps the mean over an empty run at zero


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


def read_inputs(description: Description, tables: Tables) -> Inputs:
    """Turn a page's description into the network's inputs; the same for training and use."""
    d = description
    chain = d.containers.chain
    count = len(d.own)
    starts, ends = spans(chain, d.containers.parents)
    return Inputs(
        numbers=_squashed(np.concatenate([matrix(d, tables), _title_places(d.own)], axis=1)),
        names=d.names.buckets,
        name_starts=np.searchsorted(d.names.owner, np.arange(d.names.strings)),
        name_of=np.asarray(d.name_of)[chain[:LEVELS]].T,
        words=d.words & (VECTOR_BUCKETS - 1),
        word_starts=np.searchsorted(d.word_blocks, np.arange(count)),
        tags=d.containers.tags[chain[:TAG_LEVELS]].T.astype(np.int64),
        starts=starts,
        ends=ends,
    )


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


class Weights(msgspec.Struct, frozen=True):
    """The learned arrays: the tables of odds, the scale of the numbers, and the network's layers.

    `layers` maps a layer's name to its array: matrices have shape (in, out).
    """

    tables: Tables
    mean: Floats
    scale: Floats
    layers: dict[str, Floats]

    @property
    def depth(self) -> int:
        """How many mixing layers there are."""
        return sum(name.startswith("beside") for name in self.layers)


def save_weights(weights: Weights, path: Path) -> None:
    """Write weights as half floats, compressed; the same weights give the same bytes."""
    arrays = {f"table.{name}": getattr(weights.tables, name) for name in Tables.__struct_fields__}
    arrays |= {f"layer.{name}": array for name, array in weights.layers.items()}
    arrays = {name: array.astype(np.float16) for name, array in arrays.items()}
    np.savez_compressed(path, mean=weights.mean, scale=weights.scale, **arrays)


def load_weights(path: Path) -> Weights:
    """Read weights; OSError or ValueError for a file that is none."""
    with np.load(path, allow_pickle=False) as file:
        arrays = {name: file[name].astype(np.float32) for name in file.files}
    tables = Tables(**{n: arrays[f"table.{n}"] for n in Tables.__struct_fields__})
    layers = {n.removeprefix("layer."): a for n, a in arrays.items() if n.startswith("layer.")}
    return Weights(tables, arrays["mean"], arrays["scale"], layers)


def run(inputs: Inputs, weights: Weights) -> Floats:
    """Return for each block the belief (0..1) that it is article text."""
    layers = weights.layers
    hidden = _read(inputs, weights)
    dilation = 1
    for depth in range(weights.depth):
        mixed = _beside(hidden, layers[f"beside.{depth}"], dilation)
        mixed += (
            _surroundings(hidden, inputs, layers[f"gather.{depth}"]) @ layers[f"spread.{depth}"]
        )
        mixed += layers[f"bias.{depth}"]
        _normalise(mixed, layers[f"gain.{depth}"], layers[f"shift.{depth}"])
        hidden += np.maximum(mixed, 0, out=mixed)
        dilation *= 2
    last = np.maximum(_affine(hidden, layers["last"]), 0)
    odds = _affine(last, layers["odds"])[:, 0]
    return _sigmoid(odds)


def _sigmoid(values: Floats) -> Floats:
    out: Floats = (1 / (1 + np.exp(-values))).astype(np.float32, copy=False)
    return out


def _affine(values: Floats, layer: Floats) -> Floats:
    """Multiply by all rows but the last, which is the bias."""
    out: Floats = values @ layer[:-1]
    out += layer[-1]
    return out


def _read(inputs: Inputs, weights: Weights) -> Floats:
    """Describe each block by itself: numbers, names, words and tags -> hidden values."""
    layers = weights.layers
    numbers = (inputs.numbers - weights.mean) * weights.scale
    np.clip(numbers, -_CLIP, _CLIP, out=numbers)
    far = np.maximum(np.abs(numbers) - 1, 0)
    names = _mean_vectors(layers["names"], inputs.names, inputs.name_starts)
    words = _mean_vectors(layers["words"], inputs.words, inputs.word_starts)
    tags = layers["tags"][inputs.tags]
    count = len(numbers)
    parts = [numbers, far, names[inputs.name_of].reshape(count, -1), words, tags.reshape(count, -1)]
    first = _affine(np.concatenate(parts, axis=1), layers["first"])
    hidden = _affine(np.maximum(first, 0, out=first), layers["second"])
    return np.maximum(hidden, 0, out=hidden)


def _mean_vectors(table: Floats, buckets: Ints, starts: Ints) -> Floats:
    """Return the mean vector of each string's tokens; zeros where a string has none."""
    sums = np.zeros((len(starts), table.shape[1]), dtype=np.float32)
    sizes = np.diff(starts, append=len(buckets))
    held = np.flatnonzero(sizes)
    if len(held):
        sums[held] = np.add.reduceat(table[buckets], starts[held], axis=0)
        sums[held] /= sizes[held, None]
    return sums


def _beside(hidden: Floats, layer: Floats, dilation: int) -> Floats:
    """Mix each block with the blocks `dilation` before and after; nothing outside the page."""
    count, width = hidden.shape
    row = np.zeros((count, 3 * width), dtype=np.float32)
    row[:, width : 2 * width] = hidden
    if dilation < count:
        row[dilation:, :width] = hidden[:-dilation]
        row[:-dilation, 2 * width :] = hidden[dilation:]
    mixed: Floats = row @ layer
    return mixed


def _surroundings(hidden: Floats, inputs: Inputs, layer: Floats) -> Floats:
    """Return gated means over each block's spans, side by side."""
    values = _affine(hidden, layer)
    gate = _sigmoid(values[:, -1:])
    values[:, :-1] *= gate
    values[:, -1:] = gate
    sums = np.zeros((len(values) + 1, values.shape[1]), dtype=np.float32)
    np.cumsum(values, axis=0, out=sums[1:])
    held = sums[inputs.ends] - sums[inputs.starts]
    means = held[..., :-1] / (held[..., -1:] + _SMALL)
    around: Floats = means.reshape(len(hidden), SPANS * (values.shape[1] - 1))
    return around


def _normalise(values: Floats, gain: Floats, shift: Floats) -> None:
    """Layer normalization (Ba et al. 2016), in place."""
    values -= values.mean(axis=1, keepdims=True)
    values /= np.sqrt((values * values).mean(axis=1, keepdims=True) + 1e-5)
    values *= gain
    values += shift
