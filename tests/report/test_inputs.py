"""A report's files are told apart by what is in them, never by their name."""

from __future__ import annotations

from io import BytesIO

import msgspec
import pytest

pytest.importorskip("matplotlib", reason="the extra report is not installed")

from newsclean.report.inputs import InputError, run_or_articles
from newsclean.run.tally import Summary
from tests.report.lines import article, rejection
from tests.report.test_run_part import RUN


@pytest.mark.parametrize("text", [RUN.to_json().encode(), msgspec.json.encode(RUN) + b"\n"])
def test_a_summary_is_a_run_on_many_lines_or_one(text: bytes) -> None:
    found = run_or_articles(BytesIO(text))
    assert isinstance(found, Summary)
    assert found == RUN


@pytest.mark.parametrize("damaged", [b"", b"{\n", b"\xff\n\n"])
def test_articles_are_given_back_line_by_line_damaged_ones_too(damaged: bytes) -> None:
    lines = [*damaged.splitlines(keepends=True), article(), b"{\n", article()]
    found = run_or_articles(BytesIO(b"".join(lines)))
    assert not isinstance(found, Summary)
    assert list(found) == lines


def test_an_empty_file_is_a_collection_of_nothing() -> None:
    found = run_or_articles(BytesIO(b"\n"))
    assert not isinstance(found, Summary)
    assert list(found) == []


@pytest.mark.parametrize(
    "text",
    [
        b"<html>",
        b"\xff\xfe\x00",
        b"[" * 100_000,
        b'{"started": "2026"}',
        rejection("listing", None, "a list"),
        RUN.to_json().replace('"done"', '"\\u001b[31m"').encode(),
    ],
)
def test_anything_else_is_refused_with_what_was_wanted(text: bytes) -> None:
    with pytest.raises(InputError, match=r"neither articles.*nor the summary of a run") as told:
        run_or_articles(BytesIO(text))
    assert "\x1b" not in str(told.value)
