"""One fit of the network: loss, optimizer, and the averaged weights of its second half."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence

import msgspec
import torch
from torch import nn
from torch.nn import functional

from training.blinding import Blinder
from training.network import GAP, Batch, Shape, Tagger, pack
from training.samples import Floats, Sample, Scale

_WORDS_MOST, _WORDS_LEAST = 60, 3


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """How to fit: `overlap` weighs the loss of the page's word overlap beside that of its blocks.

    `blind` are the shares of pages seen without names, without words, without case.
    `average` is the decay of the running mean of weights, taken over the second half of the steps.
    """

    epochs: int = 12
    rate: float = 3e-3
    batch: int = 16
    overlap: float = 0.3
    decay: float = 0.02
    average: float = 0.995
    site_power: float = 0.4
    unlabelled: float = 0.5
    blind: tuple[float, float, float] = (0.2, 0.2, 0.2)
    shape: Shape = Shape()


def fit(
    samples: Sequence[Sample],
    scale: Scale,
    plan: Plan,
    seed: int,
    say: Callable[[str], None] = print,
) -> Tagger:
    """Fit a network; the same samples, plan and seed give the same weights on one thread."""
    torch.manual_seed(seed)
    order = random.Random(seed)
    blind = Blinder(scale, plan.blind)
    net = Tagger(samples[0].inputs.numbers.shape[1], plan.shape)
    optimizer = torch.optim.AdamW(net.parameters(), lr=plan.rate, weight_decay=plan.decay)
    steps = plan.epochs * -(-len(samples) // plan.batch)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, max_lr=plan.rate, total_steps=steps, pct_start=0.2
    )
    mean: list[torch.Tensor] = []
    net.train()
    for epoch in range(plan.epochs):
        began, lost = time.monotonic(), 0.0
        shuffled = order.sample(list(samples), len(samples))
        for at in range(0, len(shuffled), plan.batch):
            chosen = shuffled[at : at + plan.batch]
            optimizer.zero_grad()
            batch = pack([sample.inputs for sample in chosen])
            blind(batch)
            loss = _loss(net(batch), batch, chosen, plan)
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            lost += float(loss.detach()) * len(chosen)
            if 2 * epoch >= plan.epochs:
                _follow(mean, net, plan.average)
        say(f"epoch {epoch}: loss {lost / len(samples):.4f}, {time.monotonic() - began:.0f} s")
    with torch.no_grad():
        for parameter, averaged in zip(net.parameters(), mean, strict=True):
            parameter.copy_(averaged)
    net.eval()
    return net


def _follow(mean: list[torch.Tensor], net: Tagger, average: float) -> None:
    if not mean:
        mean.extend(p.detach().clone() for p in net.parameters())
        return
    with torch.no_grad():
        for averaged, parameter in zip(mean, net.parameters(), strict=True):
            averaged.lerp_(parameter, 1 - average)


def _loss(odds: torch.Tensor, batch: Batch, samples: Sequence[Sample], plan: Plan) -> torch.Tensor:
    """Cross entropy of blocks, by page, plus one minus the soft overlap (F1) of words."""
    labels = _laid([sample.labels for sample in samples], -1.0)
    words = _laid([sample.words for sample in samples], 0.0)
    pages = torch.tensor([sample.weight for sample in samples])
    known = (labels >= 0).float()
    labels = labels.clamp(0, 1)
    size = (words.clamp(max=_WORDS_MOST) + _WORDS_LEAST) * known
    weight = size / (_by_page(size, batch) + 1e-6)[batch.page] * pages[batch.page]
    entropy = functional.binary_cross_entropy_with_logits(odds, labels, reduction="none")
    belief = torch.sigmoid(odds)
    words = words * known
    hit = _by_page(belief * labels * words, batch)
    both = _by_page((belief + labels) * words, batch)
    overlap = 1 - 2 * hit / (both + 1e-3)
    return ((entropy * weight).sum() + plan.overlap * (overlap * pages).sum()) / pages.sum()


def _laid(rows: Sequence[Floats], fill: float) -> torch.Tensor:
    gap = torch.full((GAP,), fill)
    return torch.cat([part for row in rows for part in (torch.from_numpy(row), gap)])


def _by_page(values: torch.Tensor, batch: Batch) -> torch.Tensor:
    return torch.zeros(len(batch.sizes)).index_add_(0, batch.page, values)


def beliefs(net: Tagger, samples: Sequence[Sample]) -> list[Floats]:
    """Return the belief of each block of each page."""
    found: list[Floats] = []
    with torch.no_grad():
        for at in range(0, len(samples), 32):
            batch = pack([sample.inputs for sample in samples[at : at + 32]])
            values = torch.sigmoid(net(batch)).numpy()
            start = 0
            for size in batch.sizes:
                found.append(values[start : start + size].copy())
                start += size + GAP
    return found
