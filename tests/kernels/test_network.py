"""The compiled pass of the tagger and the plain one believe the same, but for rounding.

Where a float differs in its last place, a code may be the next one: 1/255 of the row's largest.
"""

from __future__ import annotations

from pathlib import Path

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsclean.document.parse import parse_html
from newsclean.extract.features import describe
from newsclean.extract.labellers.model import shipped_weights
from newsclean.extract.spans import LEVELS, NEAR, SPANS
from newsclean.extract.tagger import Inputs, read_inputs, run_plainly
from newsclean.extract.weights import TAG_LEVELS, Weights
from tests.kernels.markup import PAGES, page_of

network = pytest.importorskip("newsclean.kernels.network", reason="no C compiler was here")

ROUNDING = 0.01
LANES = (16, 8, 4)  # each kind of registers; a machine that has them not takes narrower ones


def odd_weights() -> Weights:
    """Draw a network none of whose widths is a whole number of vectors."""
    drawn = np.random.default_rng(7)
    numbers, vector, tag, first, hidden, gathered = 13, 5, 3, 35, 22, 7
    wide = 2 * numbers + (LEVELS + 1) * vector + TAG_LEVELS * tag
    shapes: dict[str, tuple[int, ...]] = {
        "names": (60, vector),
        "words": (50, vector),
        "tags": (9, tag),
        "first": (wide + 1, first),
        "second": (first + 1, hidden),
        "last": (hidden + 1, 11),
        "odds": (12, 1),
    }
    for depth in range(2):
        shapes[f"beside.{depth}"] = (3 * hidden, hidden)
        shapes[f"gather.{depth}"] = (hidden + 1, gathered + 1)
        shapes[f"spread.{depth}"] = (SPANS * gathered, hidden)
        shapes |= {f"{name}.{depth}": (hidden,) for name in ("bias", "gain", "shift")}
    layers = {
        name: drawn.normal(0, 0.4, shape).astype(np.float32) for name, shape in shapes.items()
    }
    mean, scale = drawn.normal(0, 1, (2, numbers)).astype(np.float32)
    return Weights(shipped_weights().tables, mean, scale, layers)


WEIGHTS = {"shipped": shipped_weights(), "odd": odd_weights()}
NETWORKS = {
    (name, lanes): network.Network(weights, lanes)
    for name, weights in WEIGHTS.items()
    for lanes in LANES
}


@st.composite
def inputs_for(draw: st.DrawFn, weights: Weights) -> Inputs:
    """Make a page of any content that has the form of one."""
    seed = draw(st.integers(0, 2**32 - 1))
    count = draw(st.integers(1, 40))
    strings = draw(st.integers(1, 12))
    far = draw(st.sampled_from([0.1, 1.0, 30.0]))
    drawn = np.random.default_rng(seed)
    pairs = np.sort(drawn.integers(0, count + 1, (2, count, LEVELS)), axis=0)
    here = np.arange(count)[:, None]
    nothing, whole = np.zeros_like(here), np.full_like(here, count)
    starts = [pairs[0], nothing, nothing, here + 1, np.maximum(here - NEAR, 0)]
    ends = [pairs[1], whole, here, whole, np.minimum(here + NEAR + 1, count)]
    names = drawn.integers(0, len(weights.layers["names"]), draw(st.integers(0, 30)))
    words = drawn.integers(0, len(weights.layers["words"]), draw(st.integers(0, 60)))
    return Inputs(
        numbers=drawn.normal(0, far, (count, len(weights.mean))).astype(np.float32),
        names=names,
        name_starts=np.sort(drawn.integers(0, len(names) + 1, strings)),
        name_of=drawn.integers(0, strings, (LEVELS, count)).T,
        words=words,
        word_starts=np.sort(drawn.integers(0, len(words) + 1, count)),
        tags=drawn.integers(0, len(weights.layers["tags"]), (count, TAG_LEVELS)),
        starts=np.concatenate(starts, axis=1),
        ends=np.concatenate(ends, axis=1),
    )


@pytest.mark.parametrize("lanes", LANES)
@pytest.mark.parametrize("name", WEIGHTS)
@settings(max_examples=100, deadline=None)
@given(data=st.data())
def test_on_any_inputs(name: str, lanes: int, data: st.DataObject) -> None:
    weights = WEIGHTS[name]
    inputs = data.draw(inputs_for(weights))
    found = NETWORKS[name, lanes].run(inputs)
    np.testing.assert_allclose(found, run_plainly(inputs, weights), rtol=0, atol=ROUNDING)
    np.testing.assert_array_equal(found, NETWORKS[name, LANES[-1]].run(inputs))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_on_fixture_pages(path: Path) -> None:
    weights = WEIGHTS["shipped"]
    document = parse_html(page_of(path))
    if not document.blocks:
        pytest.skip("a page without a block is not asked about")
    inputs = read_inputs(describe(document), weights.tables)
    wanted = run_plainly(inputs, weights)
    for lanes in LANES:
        found = NETWORKS["shipped", lanes].run(inputs)
        np.testing.assert_allclose(found, wanted, rtol=0, atol=ROUNDING)


def one_block() -> Inputs:
    weights = WEIGHTS["shipped"]
    none, one = np.zeros(0, dtype=np.int64), np.zeros(1, dtype=np.int64)
    return Inputs(
        numbers=np.zeros((1, len(weights.mean)), dtype=np.float32),
        names=none,
        name_starts=one,
        name_of=np.zeros((1, LEVELS), dtype=np.int64),
        words=none,
        word_starts=one,
        tags=np.zeros((1, TAG_LEVELS), dtype=np.int64),
        starts=np.zeros((1, SPANS), dtype=np.int64),
        ends=np.ones((1, SPANS), dtype=np.int64),
    )


@pytest.mark.parametrize("value", [-1, 1 << 14])
@pytest.mark.parametrize("field", ["names", "words"])
def test_buckets_outside_are_an_error(field: str, value: int) -> None:
    inputs = msgspec.structs.replace(one_block(), **{field: np.array([value])})
    with pytest.raises(IndexError):
        NETWORKS["shipped", 16].run(inputs)


@pytest.mark.parametrize("value", [-1, 1 << 14])
@pytest.mark.parametrize(
    "field", ["name_of", "tags", "starts", "ends", "name_starts", "word_starts"]
)
def test_places_outside_are_an_error(field: str, value: int) -> None:
    inputs = one_block()
    places = np.full_like(getattr(inputs, field), value)
    with pytest.raises(IndexError):
        NETWORKS["shipped", 16].run(msgspec.structs.replace(inputs, **{field: places}))


@pytest.mark.parametrize("field", ["numbers", "name_of", "tags", "starts", "ends"])
def test_other_widths_are_an_error(field: str) -> None:
    inputs = one_block()
    narrow = np.ascontiguousarray(getattr(inputs, field)[:, 1:])
    with pytest.raises(IndexError):
        NETWORKS["shipped", 16].run(msgspec.structs.replace(inputs, **{field: narrow}))


def test_more_layers_than_there_is_room_for_are_an_error() -> None:
    weights = odd_weights()
    parts = ("beside", "gather", "spread", "bias", "gain", "shift")
    deeper = {
        f"{part}.{depth}": weights.layers[f"{part}.0"] for part in parts for depth in range(9)
    }
    again = Weights(weights.tables, weights.mean, weights.scale, weights.layers | deeper)
    with pytest.raises(ValueError):
        network.Network(again)
