"""The tagger in numpy."""

from __future__ import annotations

import numpy as np
import pytest

from newsclean.extract.text_network import DILATIONS, Network, beliefs


def network(inputs: int, width: int = 8) -> Network:
    rng = np.random.default_rng(7)
    shapes: dict[str, tuple[int, ...]] = {
        "in.w": (inputs, width),
        "page.w": (2 * width, width),
        "out.w": (width, 2),
    }
    shapes |= {f"conv{i}.w": (3, width, width) for i in range(len(DILATIONS))}
    shapes |= {"last.w": (3, width, width)}
    layers = {name: rng.normal(0, 0.3, shape) for name, shape in shapes.items()}
    layers |= {name[:-1] + "b": rng.normal(0, 0.3, shape[-1]) for name, shape in shapes.items()}
    mean, scale = rng.normal(size=inputs), rng.uniform(0.5, 2, inputs)
    return Network(
        mean.astype(np.float32),
        scale.astype(np.float32),
        {name: layer.astype(np.float32) for name, layer in layers.items()},
    )


def slow(net: Network, features: np.ndarray) -> np.ndarray:
    """Return the same line by line and tap by tap, as the definition says."""
    w = net.layers
    rows = [
        np.maximum(np.clip((f - net.mean) / net.scale, -6, 6) @ w["in.w"] + w["in.b"], 0)
        for f in features
    ]

    def convolve(name: str, d: int) -> list[np.ndarray]:
        out = []
        for i in range(len(rows)):
            total = w[f"{name}.b"].astype(np.float64)
            for tap, j in enumerate((i - d, i, i + d)):
                if 0 <= j < len(rows):
                    total = total + rows[j] @ w[f"{name}.w"][tap]
            out.append(rows[i] + np.maximum(total, 0))
        return out

    for i, d in enumerate(DILATIONS):
        rows = convolve(f"conv{i}", d)
    page = np.concatenate([np.mean(rows, 0), np.max(rows, 0)]) @ w["page.w"] + w["page.b"]
    rows = [np.maximum(row + page, 0) for row in rows]
    return np.array([row @ w["out.w"] + w["out.b"] for row in convolve("last", 1)])


@pytest.mark.parametrize("lines", [1, 2, 5, 40])
def test_network_is_as_defined(lines: int) -> None:
    """Shifts over the sequence give what the sum over taps gives, also on the shortest pages."""
    net = network(5)
    features = np.random.default_rng(lines).normal(size=(lines, 5)).astype(np.float32)
    np.testing.assert_allclose(net.logits(features), slow(net, features), atol=1e-4)


def test_far_features_are_cut() -> None:
    """A wild value counts no more than one of six deviations."""
    net = network(5)
    wild, far = np.full((3, 5), 1e9, np.float32), net.mean + 7 * net.scale * np.ones((3, 5))
    np.testing.assert_allclose(net.logits(wild), net.logits(far.astype(np.float32)), rtol=1e-5)


def test_beliefs_are_means_of_networks() -> None:
    """Two networks that are the same believe as one; beliefs lie in 0..1."""
    net = network(5)
    features = np.random.default_rng(0).normal(size=(6, 5)).astype(np.float32)
    one = beliefs((net,), features)
    np.testing.assert_allclose(beliefs((net, net), features), one)
    assert ((one >= 0) & (one <= 1)).all()
