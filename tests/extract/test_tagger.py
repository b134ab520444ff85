"""The tagger: numpy inference over arrays that training wrote."""

from pathlib import Path

import numpy as np
import pytest

from newsclean.document.parse import parse_html
from newsclean.extract.features import describe
from newsclean.extract.labellers.model import shipped_weights
from newsclean.extract.tagger import read_inputs, run
from newsclean.extract.weights import load_weights, save_weights

PAGE = """<title>Pier to be rebuilt</title><nav><a href=/>Home</a> <a href=/s>Sport</a></nav>
<article class=story><h1>Pier to be rebuilt</h1><p>The council voted on Monday to rebuild the old
pier, which a storm had taken in the winter, after a debate of four hours.</p></article>"""


def beliefs(html: str) -> np.ndarray:
    weights = shipped_weights()
    return run(read_inputs(describe(parse_html(html)), weights.tables), weights)


def test_prose_of_the_article_is_believed_and_the_menu_is_not() -> None:
    found = beliefs(PAGE)
    assert found[-1] > 0.9
    assert found[0] < 0.1


def test_the_same_page_gives_the_same_beliefs_to_the_last_bit() -> None:
    assert (beliefs(PAGE) == beliefs(PAGE)).all()


def test_one_block_is_a_page_too() -> None:
    assert beliefs("<p>word").shape == (1,)


def test_weights_are_small_and_survive_writing(tmp_path: Path) -> None:
    weights = shipped_weights()
    path = tmp_path / "weights.npz"
    save_weights(weights, path)
    assert path.stat().st_size < 3_000_000
    again = load_weights(path)
    assert all((again.layers[name] == layer).all() for name, layer in weights.layers.items())
    first = path.read_bytes()
    save_weights(again, path)
    assert path.read_bytes() == first


def test_numpy_says_what_torch_says() -> None:
    """The network that was trained and the one that runs are the same function."""
    pytest.importorskip("torch", reason="torch (extra: train) is not installed here")
    from training.fit import beliefs as by_torch
    from training.network import Shape, Tagger, export
    from training.samples import Sample, Scale

    weights = shipped_weights()
    inputs = read_inputs(describe(parse_html(PAGE)), weights.tables)
    net = Tagger(inputs.numbers.shape[1], Shape())
    net.eval()
    blank = np.zeros(len(inputs.numbers), dtype=np.float32)
    scaled = Scale(weights.mean, weights.scale).apply(inputs)
    [wanted] = by_torch(net, [Sample(scaled, blank, blank, 1.0)])
    drawn = type(weights)(weights.tables, weights.mean, weights.scale, export(net))
    np.testing.assert_allclose(
        run(inputs, drawn), wanted, atol=5e-3
    )  # but for rounding to whole numbers
