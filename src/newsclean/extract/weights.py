"""The learned arrays of the tagger: as they are trained and shipped, and as they are used.

What is the same for every page is done once: matrices are rounded (`quantized`), and the mean that
layer normalization takes away is taken out of them.
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from newsclean.extract.features import Tables
from newsclean.extract.quantized import Quantized, quantized
from newsclean.extract.spans import LEVELS, SPANS

if TYPE_CHECKING:
    from newsclean.kernels.network import Network

Floats = NDArray[np.float32]

TAG_LEVELS = 3
PAGE_RUN = LEVELS  # which of the runs is the page


class Affine(NamedTuple):
    """A matrix (in, out) and what is added."""

    matrix: Floats
    bias: Floats


class Layer(NamedTuple):
    """A layer as it is used: rounded matrices, one for each part of its inputs, and its bias."""

    parts: tuple[Quantized, ...]
    bias: Floats


class First(NamedTuple):
    """The first layer: for the numbers, for how far they lie beyond the usual, for names and words.

    `tag_sums` (TAG_LEVELS, tags, out) is what a tag adds.
    """

    layer: Layer
    tag_sums: Floats


class Mixer(NamedTuple):
    """A mixing layer.

    `gather` makes the gated values; `mix` takes the hidden values of the block before, the block
    itself, the one after, the mean over the page and those over the block's other runs, and gives
    rows of mean zero; `gain` (with the root of the width in it) and `shift` end the normalization.
    """

    gather: Layer
    mix: Layer
    gain: Floats
    shift: Floats


class Weights(msgspec.Struct, frozen=True, dict=True):
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

    @cached_property
    def first(self) -> First:
        """The first layer, as it is used."""
        matrix, bias = _affine(self.layers["first"])
        numbers, tag = len(self.mean), self.layers["tags"].shape[1]
        vectors = len(matrix) - TAG_LEVELS * tag
        *parts, tags = np.split(matrix, (numbers, 2 * numbers, vectors))
        sums = [self.layers["tags"] @ part for part in np.split(tags, TAG_LEVELS)]
        return First(Layer(tuple(map(quantized, parts)), bias), np.stack(sums))

    @cached_property
    def plain_layers(self) -> dict[str, Layer]:
        """The layers that take hidden values as they are: second, last."""
        return {name: _layer(self.layers[name]) for name in ("second", "last")}

    @cached_property
    def odds(self) -> Affine:
        """The last line, which is too small to be rounded."""
        return _affine(self.layers["odds"])

    @cached_property
    def mixers(self) -> tuple[Mixer, ...]:
        """The mixing layers as they are used."""
        return tuple(_mixer(self.layers, depth) for depth in range(self.depth))

    @cached_property
    def compiled(self) -> Network:
        """All layers as the compiled kernel multiplies with them; only where it is there."""
        from newsclean.kernels.network import Network

        return Network(self)


def _affine(layer: Floats) -> Affine:
    return Affine(np.ascontiguousarray(layer[:-1]), np.ascontiguousarray(layer[-1]))


def _layer(layer: Floats) -> Layer:
    matrix, bias = _affine(layer)
    return Layer((quantized(matrix),), bias)


def _mixer(layers: dict[str, Floats], depth: int) -> Mixer:
    bias = layers[f"bias.{depth}"]
    beside = np.split(_centred(layers[f"beside.{depth}"]), 3)
    spread = _centred(layers[f"spread.{depth}"]).reshape(SPANS, -1, len(bias))
    others = np.delete(spread, PAGE_RUN, axis=0).reshape(-1, len(bias))
    return Mixer(
        _layer(layers[f"gather.{depth}"]),
        Layer(tuple(map(quantized, (*beside, spread[PAGE_RUN], others))), _centred(bias[None])[0]),
        layers[f"gain.{depth}"] * np.float32(np.sqrt(len(bias))),
        layers[f"shift.{depth}"],
    )


def _centred(rows: Floats) -> Floats:
    exact = rows.astype(np.float64)
    return np.ascontiguousarray(exact - exact.mean(axis=1, keepdims=True), dtype=np.float32)


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
