"""The tagger in torch, and its twin in numpy."""

from __future__ import annotations

import numpy as np
import pytest

torch = pytest.importorskip("torch")

from training.text_examples import Example  # noqa: E402
from training.text_tagger import Recipe, Standard, Tagger, _layers, train_network  # noqa: E402

from newsclean.extract.text_features import TextDescription  # noqa: E402
from newsclean.extract.text_network import Network  # noqa: E402

RECIPE = Recipe(width=8, epochs=12, rate=0.02, batch=200, averaging=0.8)


def examples(count: int) -> tuple[list[Example], list[np.ndarray]]:
    """Make pages whose first feature tells the label."""
    rng = np.random.default_rng(3)
    none = np.zeros(0, dtype=np.int64)
    empty = TextDescription(np.zeros((0, 0), np.float32), none, none, none)
    made, matrices = [], []
    for i in range(count):
        labels = (rng.random(20) < 0.5).astype(np.int8)
        matrix = rng.normal(size=(20, 4))
        matrix[:, 0] = labels
        made.append(Example(str(i), "a.example", "innertext", 0, empty, labels, np.full(20, 9.0)))
        matrices.append(matrix.astype(np.float16))
    return made, matrices


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
    """The same seed gives the same weights, and the weights tell the label."""
    made, matrices = examples(40)
    first, second = (train_network(made, matrices, 5, RECIPE) for _ in range(2))
    for name, layer in first.layers.items():
        np.testing.assert_array_equal(layer, second.layers[name])
    logits = first.logits(matrices[0].astype(np.float32))
    assert logits[made[0].labels == 1].mean() > logits[made[0].labels == 0].mean() + 1


def test_standard_has_no_zero_scale() -> None:
    """A feature that never changes is divided by a little, not by nothing."""
    standard = Standard.of([np.ones((5, 2), np.float16)])
    assert np.isfinite(standard.apply(np.ones((5, 2), np.float16))).all()
