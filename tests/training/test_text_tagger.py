"""The tagger in torch, and its twin in numpy."""

from __future__ import annotations

import numpy as np
import pytest

torch = pytest.importorskip("torch")

from training.text_tagger import (  # noqa: E402
    Lesson,
    Recipe,
    Standard,
    Tagger,
    _costs,
    _layers,
    train_network,
)

from newsclean.extract.text_network import HEADLINE, TEXT, Network  # noqa: E402

RECIPE = Recipe(width=8, epochs=12, rate=0.02, batch=200, averaging=0.8)


def lessons(count: int) -> list[Lesson]:
    """Make pages whose first feature tells the label, and the second the headline."""
    rng = np.random.default_rng(3)
    made = []
    for i in range(count):
        labels = (rng.random(20) < 0.5).astype(np.int8)
        headline = np.zeros(20, dtype=np.int8)
        headline[int(rng.integers(20))] = 1
        matrix = rng.normal(size=(20, 4))
        matrix[:, 0], matrix[:, 1] = labels, 3 * headline
        words = np.full(20, 9, dtype=np.float32)
        made.append(Lesson(str(i), matrix.astype(np.float16), labels, headline, words, 1.0))
    return made


@pytest.mark.parametrize("lines", [1, 3, 60])
def test_numpy_says_what_torch_says(lines: int) -> None:
    """Weights handed over give the same logits, up to their half precision."""
    torch.manual_seed(0)
    net = Tagger(4, RECIPE).eval()
    x = np.random.default_rng(1).normal(size=(lines, 4)).astype(np.float32)
    with torch.no_grad():
        there = torch.ones(1, lines, dtype=torch.bool)
        wanted = net(torch.from_numpy(x)[None], there)[0].numpy()
    got = Network(np.zeros(4, np.float32), np.ones(4, np.float32), _layers(net)).logits(x)
    np.testing.assert_allclose(got, wanted, atol=5e-3)


def test_training_learns_and_repeats() -> None:
    """The same seed gives the same weights, and the weights tell text and headline."""
    made = lessons(40)
    first, second = (train_network(made, 5, RECIPE) for _ in range(2))
    for name, layer in first.layers.items():
        np.testing.assert_array_equal(layer, second.layers[name])
    logits = first.logits(made[0].matrix.astype(np.float32))
    text, headline = logits[:, TEXT], logits[:, HEADLINE]
    told = made[0].headline != 1
    labels = made[0].labels
    assert text[told & (labels == 1)].mean() > text[told & (labels == 0)].mean() + 1
    assert headline[~told].mean() > headline[told].mean() + 1


def test_unknown_labels_cost_nothing() -> None:
    """Neither an unknown line nor the headline, on which the sources disagree, is a lesson."""
    lesson = lessons(1)[0]
    lesson.labels[0] = -1
    costs = _costs(lesson, RECIPE)
    silent = (lesson.labels < 0) | (lesson.headline == 1)
    assert (costs[silent] == 0).all()
    assert (costs[~silent] > 0).all()


def test_standard_has_no_zero_scale() -> None:
    """A feature that never changes is divided by a little, not by nothing."""
    standard = Standard.of([np.ones((5, 2), np.float16)])
    assert np.isfinite(standard.apply(np.ones((5, 2), np.float16))).all()
