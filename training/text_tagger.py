"""Trains the tagger of flattened pages in torch, and hands its weights over to numpy.

The same network as newsclean.extract.text_network, whose weights are the output; a test holds the
two together. Everything is seeded and runs in one thread, so that a rerun gives the same weights.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from newsclean.extract.text_network import CLIP, DILATIONS, Network
from training.text_examples import Example

Matrix = NDArray[np.float16]


class Recipe(msgspec.Struct, frozen=True):
    """How a tagger is trained; `batch` is in lines, `crop` the most lines of a page at once."""

    width: int = 64
    epochs: int = 10
    rate: float = 3e-3
    decay: float = 1e-2
    dropout: float = 0.1
    batch: int = 4000
    crop: int = 400
    power: float = 0.6  # a line weighs as its words to this power
    averaging: float = 0.99


class Tagger(nn.Module):
    """The network in torch; its input is (pages, lines, features), already standardised."""

    def __init__(self, inputs: int, recipe: Recipe) -> None:
        super().__init__()
        width = recipe.width
        self.enter = nn.Linear(inputs, width)
        self.convs = nn.ModuleList(
            nn.Conv1d(width, width, 3, dilation=d, padding=d) for d in DILATIONS
        )
        self.page = nn.Linear(2 * width, width)
        self.last = nn.Conv1d(width, width, 3, padding=1)
        self.leave = nn.Linear(width, 1)
        self.drop = nn.Dropout(recipe.dropout)

    def forward(self, x: Tensor, there: Tensor) -> Tensor:
        """Return logits (pages, lines); `there` is False where a page has ended."""
        mask = there.unsqueeze(2).float()
        h = functional.relu(self.enter(x)) * mask
        for conv in self.convs:
            h = (h + self.drop(functional.relu(_over_lines(conv, h)))) * mask
        most = h.masked_fill(mask == 0, -1e4).max(1).values
        page = torch.cat([h.sum(1) / mask.sum(1), most], 1)
        h = functional.relu(h + self.page(page).unsqueeze(1)) * mask
        h = h + functional.relu(_over_lines(self.last, h))
        out: Tensor = self.leave(h).squeeze(2)
        return out


def _over_lines(conv: nn.Module, h: Tensor) -> Tensor:
    out: Tensor = conv(h.transpose(1, 2)).transpose(1, 2)
    return out


class Standard(msgspec.Struct, frozen=True):
    """Mean and scale of each feature over the training pages."""

    mean: NDArray[np.float32]
    scale: NDArray[np.float32]

    @classmethod
    def of(cls, matrices: Sequence[Matrix]) -> Standard:
        """Measure every seventh page."""
        sample = np.concatenate(matrices[::7]).astype(np.float32)
        mean, scale = sample.mean(0), sample.std(0) + 1e-3
        # rounded to what ships, so that training sees the very same input
        return cls(*(v.astype(np.float16).astype(np.float32) for v in (mean, scale)))

    def apply(self, matrix: Matrix) -> Matrix:
        """Return the standardised features, clipped."""
        x = (matrix.astype(np.float32) - self.mean) / self.scale
        clipped: Matrix = np.clip(x, -CLIP, CLIP).astype(np.float16)
        return clipped


def train_network(
    examples: Sequence[Example], matrices: Sequence[Matrix], seed: int, recipe: Recipe
) -> Network:
    """Train one tagger: every epoch sees each page once, flattened in a way drawn by lot."""
    torch.manual_seed(seed)
    torch.set_num_threads(1)
    rng = np.random.default_rng(seed)
    standard = Standard.of(matrices)
    inputs = [standard.apply(matrix) for matrix in matrices]
    net = Tagger(len(standard.mean), recipe)
    net.train()
    _fit(net, examples, inputs, rng, recipe)
    return Network(standard.mean, standard.scale, _layers(net))


def _fit(
    net: Tagger,
    examples: Sequence[Example],
    inputs: Sequence[Matrix],
    rng: np.random.Generator,
    recipe: Recipe,
) -> None:
    """Fit in place; the weights of the second half are averaged as they pass."""
    plan = [_batches(examples, rng, recipe) for _ in range(recipe.epochs)]
    steps = sum(map(len, plan))
    optimizer = torch.optim.AdamW(net.parameters(), lr=recipe.rate, weight_decay=recipe.decay)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, recipe.rate, total_steps=steps + 1, pct_start=0.15
    )
    mean: dict[str, Tensor] | None = None
    for epoch, batches in enumerate(plan):
        for batch in batches:
            x, y, weight, there = _tensors(
                [examples[i] for i in batch], [inputs[i] for i in batch], rng, recipe
            )
            loss = functional.binary_cross_entropy_with_logits(net(x, there), y, reduction="none")
            optimizer.zero_grad()
            ((loss * weight).sum() / len(batch)).backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            if epoch >= recipe.epochs // 2:
                mean = _averaged(mean, net, recipe.averaging)
    if mean is not None:
        net.load_state_dict(mean)


def _averaged(mean: dict[str, Tensor] | None, net: Tagger, keep: float) -> dict[str, Tensor]:
    now = net.state_dict()
    if mean is None:
        return {name: value.clone() for name, value in now.items()}
    for name, value in now.items():
        mean[name].mul_(keep).add_(value, alpha=1 - keep)
    return mean


def _batches(
    examples: Sequence[Example], rng: np.random.Generator, recipe: Recipe
) -> list[list[int]]:
    """Draw one way for each page, and put pages of about the same length together."""
    ways: dict[str, list[int]] = {}
    for i, example in enumerate(examples):
        ways.setdefault(example.id, []).append(i)
    drawn = [group[int(rng.integers(len(group)))] for group in ways.values()]
    jitter = {i: examples[i].lines + 20 * rng.random() for i in drawn}
    batches: list[list[int]] = [[]]
    for i in sorted(drawn, key=jitter.__getitem__):
        lines = min(recipe.crop, examples[i].lines)
        if batches[-1] and lines * (len(batches[-1]) + 1) > recipe.batch:
            batches.append([])
        batches[-1].append(i)
    return [batches[int(k)] for k in rng.permutation(len(batches))]


def _tensors(
    examples: Sequence[Example],
    inputs: Sequence[Matrix],
    rng: np.random.Generator,
    recipe: Recipe,
) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Return features, labels, weights and mask of a batch; long pages are cropped at random."""
    longest = min(recipe.crop, max(e.lines for e in examples))
    shape = (len(examples), longest)
    x = np.zeros((*shape, inputs[0].shape[1]), np.float32)
    y, weight, there = (
        np.zeros(shape, np.float32),
        np.zeros(shape, np.float32),
        np.zeros(shape, bool),
    )
    for row, (example, matrix) in enumerate(zip(examples, inputs, strict=True)):
        start = int(rng.integers(max(0, example.lines - longest) + 1))
        part = slice(start, start + longest)
        size = len(example.labels[part])
        x[row, :size] = matrix[part]
        y[row, :size] = example.labels[part]
        weight[row, :size] = _weights(example, recipe)[part]
        there[row, :size] = True
    return (
        torch.from_numpy(x),
        torch.from_numpy(y),
        torch.from_numpy(weight),
        torch.from_numpy(there),
    )


def _weights(example: Example, recipe: Recipe) -> NDArray[np.float32]:
    """Return what a wrong line costs: its words against those of the article."""
    cost = (example.words + 2) ** recipe.power
    weights: NDArray[np.float32] = cost / (cost[example.labels == 1].sum() + 20**recipe.power)
    return weights


def _layers(net: Tagger) -> dict[str, NDArray[np.float32]]:
    """Return the weights under the names and in the order that the numpy network wants."""
    modules: dict[str, nn.Module] = {
        "in": net.enter,
        "page": net.page,
        "last": net.last,
        "out": net.leave,
    }
    modules |= {f"conv{i}": conv for i, conv in enumerate(net.convs)}
    layers = {}
    for name, module in modules.items():
        weight = module.get_parameter("weight").detach().numpy()
        order = (2, 1, 0) if weight.ndim == 3 else (1, 0)
        layers[f"{name}.w"] = (
            np.ascontiguousarray(weight.transpose(order)).astype(np.float16).astype(np.float32)
        )
        layers[f"{name}.b"] = (
            module.get_parameter("bias").detach().numpy().astype(np.float16).astype(np.float32)
        )
    return layers
