"""A small convolutional tagger over the lines of a page, in plain numpy.

Each line's features pass a dense layer; dilated convolutions over the sequence of lines give it
its neighbours, two means over the page the whole; a last convolution smooths. It tells two things
of each line: whether it is article text, and whether it is the headline. The mean of a few such
networks, trained from different seeds, is the belief.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec
import numpy as np
from numpy.typing import NDArray

from newsclean.extract.product import product

Floats = NDArray[np.float32]
Layers = Mapping[str, Floats]

DILATIONS = (1, 2, 4, 8, 16)
TEXT, HEADLINE = 0, 1  # columns of what a network tells
CLIP = 6.0  # features beyond so many standard deviations say no more


class Network(msgspec.Struct, frozen=True):
    """The weights of one tagger by name, and the mean and scale (features,) of its input.

    Dense weights are (in, out); those of convolutions (3, in, out) for the line `d` before, the
    line itself and the line `d` after.
    """

    mean: Floats
    scale: Floats
    layers: Layers

    def logits(self, features: Floats) -> Floats:
        """Return logits (lines, 2) for a (lines, features) matrix: of text and of headline."""
        w = self.layers
        x: Floats = np.clip((features - self.mean) / self.scale, -CLIP, CLIP)
        h: Floats = _relu(product(x, w["in.w"]) + w["in.b"])
        for i, dilation in enumerate(DILATIONS):
            h = h + _relu(_convolve(h, w[f"conv{i}.w"], w[f"conv{i}.b"], dilation))
        page: Floats = np.concatenate([h.mean(0), h.max(0)])
        h = _relu(h + page @ w["page.w"] + w["page.b"])
        h = h + _relu(_convolve(h, w["last.w"], w["last.b"], 1))
        out: Floats = h @ w["out.w"] + w["out.b"]
        return out


def beliefs(networks: tuple[Network, ...], features: Floats) -> Floats:
    """Return the networks' mean beliefs, in 0..1, (lines, 2): in text and in headline."""
    parts = [1 / (1 + np.exp(-np.clip(n.logits(features), -30, 30))) for n in networks]
    mean: Floats = np.mean(parts, axis=0)
    return mean


def _relu(values: Floats) -> Floats:
    return np.maximum(values, np.float32(0))


def _convolve(h: Floats, weight: Floats, bias: Floats, dilation: int) -> Floats:
    """Convolve over lines with three taps; lines outside the page count as zeros."""
    out: Floats = product(h, weight[1]) + bias
    if dilation < len(h):
        out[dilation:] += product(h[:-dilation], weight[0])
        out[:-dilation] += product(h[dilation:], weight[2])
    return out
