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

from newsclean.extract.text_network import CLIP, DILATIONS, HEADLINE, TEXT, Network

Floats = NDArray[np.float32]
Matrix = NDArray[np.float16]

_MOST_WORDS = 60  # a longer line counts no more in the overlap


class Recipe(msgspec.Struct, frozen=True):
    """How a tagger is trained; `batch` is in lines, `crop` the most lines of a page at once.

    Each epoch sees each page in `draws` ways. `overlap` weighs the loss of the page's word overlap
    beside that of its lines, `headline` the loss of the headline, `believed` pages without a gold
    body, which a teacher labelled.
    """

    width: int = 64
    draws: int = 2
    overlap: float = 0.5
    headline: float = 0.2
    believed: float = 0.5
    epochs: int = 10
    rate: float = 3e-3
    decay: float = 1e-2
    dropout: float = 0.1
    batch: int = 4000
    crop: int = 400
    power: float = 0.6  # a line weighs as its words to this power
    averaging: float = 0.99


class Lesson(msgspec.Struct):
    """One flattened page as the tagger sees it.

    `labels` and `headline` are 1, 0, or -1 where unknown; `weight` is that of the page.
    """

    id: str
    matrix: Matrix
    labels: NDArray[np.int8]
    headline: NDArray[np.int8]
    words: Floats
    weight: float


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
        self.leave = nn.Linear(width, 2)
        self.drop = nn.Dropout(recipe.dropout)

    def forward(self, x: Tensor, there: Tensor) -> Tensor:
        """Return logits (pages, lines, 2); `there` is False where a page has ended."""
        mask = there.unsqueeze(2).float()
        h = functional.relu(self.enter(x)) * mask
        for conv in self.convs:
            h = (h + self.drop(functional.relu(_over_lines(conv, h)))) * mask
        most = h.masked_fill(mask == 0, -1e4).max(1).values
        page = torch.cat([h.sum(1) / mask.sum(1), most], 1)
        h = functional.relu(self.drop(h) + self.page(page).unsqueeze(1)) * mask
        h = h + functional.relu(_over_lines(self.last, self.drop(h)))
        out: Tensor = self.leave(h)
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


def train_network(lessons: Sequence[Lesson], seed: int, recipe: Recipe) -> Network:
    """Train one tagger: every epoch sees each page, flattened in ways drawn by lot."""
    torch.manual_seed(seed)
    torch.set_num_threads(1)
    rng = np.random.default_rng(seed)
    standard = Standard.of([lesson.matrix for lesson in lessons])
    inputs = [standard.apply(lesson.matrix) for lesson in lessons]
    net = Tagger(len(standard.mean), recipe)
    net.train()
    _fit(net, lessons, inputs, rng, recipe)
    return Network(standard.mean, standard.scale, _layers(net))


def _fit(
    net: Tagger,
    lessons: Sequence[Lesson],
    inputs: Sequence[Matrix],
    rng: np.random.Generator,
    recipe: Recipe,
) -> None:
    """Fit in place; the weights of the second half are averaged as they pass."""
    plan = [_batches(lessons, rng, recipe) for _ in range(recipe.epochs)]
    steps = sum(map(len, plan))
    optimizer = torch.optim.AdamW(net.parameters(), lr=recipe.rate, weight_decay=recipe.decay)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, recipe.rate, total_steps=steps + 1, pct_start=0.15
    )
    mean: dict[str, Tensor] | None = None
    for epoch, batches in enumerate(plan):
        for chosen in batches:
            batch = _pack([lessons[i] for i in chosen], [inputs[i] for i in chosen], rng, recipe)
            optimizer.zero_grad()
            _loss(net(batch.inputs, batch.there), batch, recipe).backward()
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
    lessons: Sequence[Lesson], rng: np.random.Generator, recipe: Recipe
) -> list[list[int]]:
    """Draw ways for each page, and put pages of about the same length together."""
    ways: dict[str, list[int]] = {}
    for i, lesson in enumerate(lessons):
        ways.setdefault(lesson.id, []).append(i)
    drawn = [
        group[int(k)]
        for group in ways.values()
        for k in rng.choice(len(group), size=min(recipe.draws, len(group)), replace=False)
    ]
    jitter = {i: len(lessons[i].labels) + 20 * rng.random() for i in drawn}
    batches: list[list[int]] = [[]]
    for i in sorted(drawn, key=jitter.__getitem__):
        lines = min(recipe.crop, len(lessons[i].labels))
        if batches[-1] and lines * (len(batches[-1]) + 1) > recipe.batch:
            batches.append([])
        batches[-1].append(i)
    return [batches[int(k)] for k in rng.permutation(len(batches))]


class Batch(msgspec.Struct, frozen=True):
    """Pages side by side, (pages, lines) each but for the inputs and the pages' weights.

    `cost` is what a wrong line costs, `words` its share in the overlap; 0 where unknown.
    """

    inputs: Tensor
    there: Tensor
    labels: Tensor
    headline: Tensor
    cost: Tensor
    words: Tensor
    weight: Tensor


def _pack(
    lessons: Sequence[Lesson],
    inputs: Sequence[Matrix],
    rng: np.random.Generator,
    recipe: Recipe,
) -> Batch:
    """Lay pages side by side; long ones are cropped at random."""
    longest = min(recipe.crop, max(len(lesson.labels) for lesson in lessons))
    shape = (len(lessons), longest)
    x = np.zeros((*shape, inputs[0].shape[1]), np.float32)
    labels, cost, words = (np.zeros(shape, np.float32) for _ in range(3))
    headline = np.full(shape, -1, np.float32)
    there = np.zeros(shape, dtype=bool)
    for row, (lesson, matrix) in enumerate(zip(lessons, inputs, strict=True)):
        start = int(rng.integers(max(0, len(lesson.labels) - longest) + 1))
        part = slice(start, start + longest)
        size = len(lesson.labels[part])
        x[row, :size] = matrix[part]
        labels[row, :size] = lesson.labels[part].clip(0)
        headline[row, :size] = lesson.headline[part]
        cost[row, :size] = _costs(lesson, recipe)[part]
        words[row, :size] = np.minimum(_MOST_WORDS, lesson.words[part])
        there[row, :size] = True
    words[cost == 0] = 0
    weight = np.array([lesson.weight for lesson in lessons], dtype=np.float32)
    return Batch(*map(torch.from_numpy, (x, there, labels, headline, cost, words, weight)))


def _costs(lesson: Lesson, recipe: Recipe) -> Floats:
    """Return what a wrong line costs: its words against those of the article.

    Nothing where the label is unknown, nor for the headline: the sources disagree on it.
    """
    cost = (lesson.words + 2) ** recipe.power
    costs: Floats = cost / (cost[lesson.labels == 1].sum() + 20**recipe.power)
    known = (lesson.labels >= 0) & (lesson.headline != 1)
    return np.where(known, costs, 0).astype(np.float32)


def _loss(out: Tensor, batch: Batch, recipe: Recipe) -> Tensor:
    """Cross entropy of lines, one minus the soft overlap (F1) of words, and the headline's."""
    text, headline = out[..., TEXT], out[..., HEADLINE]
    entropy = functional.binary_cross_entropy_with_logits(text, batch.labels, reduction="none")
    belief = torch.sigmoid(text)
    hit = (belief * batch.labels * batch.words).sum(1)
    both = ((belief + batch.labels) * batch.words).sum(1)
    page = (entropy * batch.cost).sum(1) + recipe.overlap * (1 - 2 * hit / (both + 1e-3))
    title = functional.binary_cross_entropy_with_logits(
        headline, batch.headline.clamp(0), reduction="none"
    )
    titles = (title * (batch.headline >= 0)).sum(1)
    return (page * batch.weight + recipe.headline * titles).sum() / len(out)


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
