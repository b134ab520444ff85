"""The learned arrays of the tagger: as they are trained and shipped, and as they are used.

What is the same for every page is done once: the two matrices of a mixing layer stand in one, and
the mean that layer normalization takes away is taken out of them.
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from newsclean.extract.features import Tables

if TYPE_CHECKING:
    from newsclean.kernels.network import Network

Floats = NDArray[np.float32]


class Affine(NamedTuple):
    """A matrix (in, out) and what is added."""

    matrix: Floats
    bias: Floats


class Mixer(NamedTuple):
    """A mixing layer.

    `gather` makes the gated values; `mix` takes the hidden values of the block before, the block
    itself, the one after, and the means over its runs, and gives rows of mean zero; `gain` (with
    the root of the width in it) and `shift` end the normalization.
    """

    gather: Affine
    mix: Affine
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
    def affine(self) -> dict[str, Affine]:
        """The layers whose last row is the bias, in the order of memory that multiplies fastest."""
        return {name: _affine(self.layers[name]) for name in ("first", "second", "last", "odds")}

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


def _mixer(layers: dict[str, Floats], depth: int) -> Mixer:
    mix = np.concatenate([layers[f"{part}.{depth}"] for part in ("beside", "spread")])
    bias = layers[f"bias.{depth}"]
    return Mixer(
        _affine(layers[f"gather.{depth}"]),
        Affine(_centred(mix), _centred(bias[None])[0]),
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
