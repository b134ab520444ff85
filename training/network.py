"""The tagger as torch trains it; `export` turns it into the arrays that newsclean runs.

Pages of a batch are laid end to end with a gap of empty blocks between them.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn
from torch.nn import functional

from newsclean.extract.containers import TAGS
from newsclean.extract.spans import LEVELS, SPANS
from newsclean.extract.tagger import VECTOR_BUCKETS, Inputs
from newsclean.extract.weights import TAG_LEVELS

GAP = 8
_SMALL = 0.1


class Shape(msgspec.Struct, frozen=True, kw_only=True):
    """The network's widths and how much is dropped in training."""

    vector: int = 16
    tag_vector: int = 8
    first: int = 96
    hidden: int = 64
    gathered: int = 24
    dilations: tuple[int, ...] = (1, 2, 4)
    drop: float = 0.25
    drop_vectors: float = 0.35


class Batch(msgspec.Struct):
    """Several pages end to end: inputs, a mask that is 0 in the gaps, and each block's page."""

    numbers: torch.Tensor
    names: torch.Tensor
    name_starts: torch.Tensor
    name_of: torch.Tensor
    words: torch.Tensor
    word_starts: torch.Tensor
    tags: torch.Tensor
    starts: torch.Tensor
    ends: torch.Tensor
    mask: torch.Tensor
    page: torch.Tensor
    sizes: tuple[int, ...]
    names_seen: torch.Tensor | float = 1.0
    words_seen: torch.Tensor | float = 1.0


def pack(pages: Sequence[Inputs]) -> Batch:
    """Lay pages end to end; numbers are as the network wants them (scaled and clipped)."""
    parts: dict[str, list[NDArray[np.generic]]] = {}

    def add(name: str, values: NDArray[np.generic], gap: int = 0, fill: int = 0) -> None:
        rows = parts.setdefault(name, [])
        rows.append(values)
        if gap:
            rows.append(np.full((gap, *values.shape[1:]), fill, dtype=values.dtype))

    at = strings = names = words = 0
    for number, page in enumerate(pages):
        size = len(page.numbers)
        add("numbers", page.numbers, GAP)
        add("names", page.names)
        add("name_starts", page.name_starts + names)
        add("name_of", page.name_of + strings, GAP)
        add("words", page.words)
        add("word_starts", page.word_starts + words, GAP, words + len(page.words))
        add("tags", page.tags, GAP)
        add("starts", page.starts + at, GAP, at)
        add("ends", page.ends + at, GAP, at)
        add("mask", np.ones((size, 1), dtype=np.float32), GAP)
        add("page", np.full(size + GAP, number))
        at += size + GAP
        strings += len(page.name_starts)
        names += len(page.names)
        words += len(page.words)
    joined = {name: torch.from_numpy(np.concatenate(rows)) for name, rows in parts.items()}
    return Batch(**joined, sizes=tuple(len(page.numbers) for page in pages))


class Tagger(nn.Module):
    """The network of `newsclean.extract.tagger`, with dropout."""

    def __init__(self, numbers: int, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        v, h, g = shape.vector, shape.hidden, shape.gathered
        self.names = nn.EmbeddingBag(VECTOR_BUCKETS, v, mode="mean")
        self.words = nn.EmbeddingBag(VECTOR_BUCKETS, v, mode="mean")
        self.tags = nn.Embedding(len(TAGS) + 1, shape.tag_vector)
        nn.init.normal_(self.names.weight, 0, 0.1)
        nn.init.normal_(self.words.weight, 0, 0.1)
        width = 2 * numbers + LEVELS * v + v + TAG_LEVELS * shape.tag_vector
        self.first = nn.Linear(width, shape.first)
        self.second = nn.Linear(shape.first, h)
        self.beside = nn.ModuleList(
            nn.Conv1d(h, h, 3, padding=d, dilation=d) for d in shape.dilations
        )
        self.gather = nn.ModuleList(nn.Linear(h, g + 1) for _ in shape.dilations)
        self.spread = nn.ModuleList(nn.Linear(g * SPANS, h) for _ in shape.dilations)
        self.norm = nn.ModuleList(nn.LayerNorm(h) for _ in shape.dilations)
        self.last = nn.Linear(h, h // 2)
        self.odds = nn.Linear(h // 2, 1)
        self.drop = nn.Dropout(shape.drop)

    def forward(self, batch: Batch) -> torch.Tensor:
        """Return the log odds of each block of a batch, gaps included."""
        names = self._some(self.names(batch.names, batch.name_starts))
        words = self._some(self.words(batch.words, batch.word_starts))
        far = torch.clamp(batch.numbers.abs() - 1, min=0)
        tags = self.tags(batch.tags).flatten(1)
        named = names[batch.name_of].flatten(1) * batch.names_seen
        row = torch.cat([batch.numbers, far, named, words * batch.words_seen, tags], 1)
        hidden = self.drop(functional.relu(self.first(row)))
        hidden = functional.relu(self.second(hidden)) * batch.mask
        for beside, gather, spread, norm in zip(
            self.beside, self.gather, self.spread, self.norm, strict=True
        ):
            mixed = beside(hidden.t().unsqueeze(0)).squeeze(0).t()
            mixed = norm(mixed + spread(_surroundings(gather(hidden), batch)))
            hidden = (hidden + self.drop(functional.relu(mixed))) * batch.mask
        odds: torch.Tensor = self.odds(functional.relu(self.last(hidden))).squeeze(1)
        return odds

    def _some(self, vectors: torch.Tensor) -> torch.Tensor:
        """In training, forget some strings whole, so that no name is leaned on alone."""
        if not self.training:
            return vectors
        return vectors * (torch.rand(len(vectors), 1) > self.shape.drop_vectors).float()


def _surroundings(values: torch.Tensor, batch: Batch) -> torch.Tensor:
    gate = torch.sigmoid(values[:, -1:]) * batch.mask
    gated = torch.cat([values[:, :-1] * gate, gate], 1)
    sums = functional.pad(torch.cumsum(gated, 0), (0, 0, 1, 0))
    held = sums[batch.ends] - sums[batch.starts]
    return (held[:, :, :-1] / (held[:, :, -1:] + _SMALL)).flatten(1)


def export(net: Tagger) -> dict[str, NDArray[np.float32]]:
    """Return the layers by the names that `newsclean.extract.tagger.run` knows."""
    layers = {name: _array(getattr(net, name).weight) for name in ("names", "words", "tags")}
    for name in ("first", "second", "last", "odds"):
        layers[name] = _with_bias(getattr(net, name))
    for depth in range(len(net.shape.dilations)):
        beside, gather, spread, norm = (
            part[depth] for part in (net.beside, net.gather, net.spread, net.norm)
        )
        layers[f"beside.{depth}"] = np.concatenate(
            [_array(beside.weight[:, :, place]).T for place in range(3)]
        )
        layers[f"gather.{depth}"] = _with_bias(gather)
        layers[f"spread.{depth}"] = _array(spread.weight).T
        layers[f"bias.{depth}"] = _array(beside.bias) + _array(spread.bias)
        layers[f"gain.{depth}"] = _array(norm.weight)
        layers[f"shift.{depth}"] = _array(norm.bias)
    return layers


def _array(tensor: torch.Tensor) -> NDArray[np.float32]:
    found: NDArray[np.float32] = tensor.detach().numpy().copy()
    return found


def _with_bias(layer: nn.Linear) -> NDArray[np.float32]:
    return np.concatenate([_array(layer.weight).T, _array(layer.bias)[None]])
