"""Occlusion tells which group of measures made a judge's belief."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray

from newsclean.document.parse import parse
from newsclean.extract.features import Description, Tables, describe
from newsclean.extract.measures import AT
from newsclean.extract.names import NAME_BUCKETS, odds_by_string, read_names
from newsclean.extract.occlusion import occluded
from newsclean.records import Document, Response, Why

Floats = NDArray[np.float32]
SAYS = "The council of the harbour town voted on Monday to rebuild the old eastern pier. "
PAGE = (
    "<html><head><title>Pier to be rebuilt</title></head><body>"
    "<div class=promo><p><a href=/a>Read this</a> too</p></div>"
    f"<div class=story><p>{SAYS * 3}</p><p>{SAYS}</p><p>{SAYS}</p></div></body></html>"
)


def tables() -> Tables:
    """Make odds that know one name for text and one against it."""
    blank = Tables.blank()
    names = np.zeros(NAME_BUCKETS, np.float32)
    for name, odds in (("story", 2.0), ("promo", -2.0)):
        names[read_names([name]).buckets] = odds
    return Tables(names, blank.marks, blank.words, blank.pairs)


def reasons(judge: Callable[[Description], Floats]) -> tuple[Document, list[dict[str, Why]]]:
    document = parse(Response(body=PAGE))
    description = describe(document)
    found = occluded(document, description, judge(description), tables(), judge)
    return document, [{why.cause: why for why in whys} for whys in found]


def column(name: str, sense: float) -> Callable[[Description], Floats]:
    """Return a judge that looks at one measure alone."""
    return lambda d: (0.5 + sense * np.clip(d.own[:, AT[name]], 0, 40) / 80).astype(np.float32)


@pytest.mark.parametrize(
    ("measure", "sense", "block", "cause", "push"),
    [
        ("link_share", -40, 0, "links", "against"),
        ("repeat", -20, 2, "repeats", "against"),
        ("words", 1, 1, "long", "for"),
        ("words", 1, 0, "short", "against"),
        ("index", 1, 0, "place", "against"),
        ("ends_stop", 20, 1, "ending", "for"),
    ],
)
def test_the_group_that_a_judge_looks_at_is_the_only_reason(
    measure: str, sense: float, block: int, cause: str, push: str
) -> None:
    _, found = reasons(column(measure, sense))
    assert set(found[block]) == {cause}
    assert (found[block][cause].push > 0) == (push == "for")


def test_names_are_told_by_the_one_that_spoke_most() -> None:
    odds = tables().names

    def judge(description: Description) -> Floats:
        by_name = odds_by_string(description.names, odds)[:, 0]
        chain = description.containers.chain
        summed = by_name[np.asarray(description.name_of)][chain].sum(axis=0)
        beliefs: Floats = (0.5 + np.clip(summed, -2, 2) / 4).astype(np.float32)
        return beliefs

    _, found = reasons(judge)
    assert found[0]["names"].value == "promo"
    assert found[0]["names"].push < 0
    assert found[1]["names"].value == "story"
    assert found[1]["names"].push > 0


def test_a_belief_that_is_all_but_certain_has_reasons_too() -> None:
    def judge(description: Description) -> Floats:
        odds = 14 - 30 * description.own[:, AT["link_share"]]
        beliefs: Floats = (1 / (1 + np.exp(-odds))).astype(np.float32)
        return beliefs

    _, found = reasons(judge)
    assert judge(describe(parse(Response(body=PAGE))))[0] < 0.01
    assert found[0]["links"].push < -0.9


def test_a_judge_that_looks_at_nothing_has_no_reasons() -> None:
    document, found = reasons(lambda d: np.full(len(d.own), 0.5, np.float32))
    assert found == [{}] * len(document.blocks)


def test_the_description_itself_is_left_as_it_was() -> None:
    description = describe(parse(Response(body=PAGE)))
    before = description.own.copy()
    judge = column("words", 1)
    occluded(parse(Response(body=PAGE)), description, judge(description), tables(), judge)
    assert np.array_equal(before, description.own)


def test_values_are_measures_of_the_block() -> None:
    _, found = reasons(column("link_share", -40))
    assert found[0]["links"].value == pytest.approx(9 / 13, abs=0.01)
