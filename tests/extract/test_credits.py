"""Credits at a line's end are found however long the line and the name are."""

from __future__ import annotations

from newsclean.extract.credits import is_credited


def test_the_longest_credit_is_seen_behind_a_long_line() -> None:
    line = "The bridge at dawn, before the ferries leave. " * 4
    longest = "(Photographs : A. Quill / Agency of the Piers).\n"
    assert is_credited(f"{line}{longest}")
