"""Credits at a line's end are found however long the line and the name are."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from newsclean.extract.credits import _CREDITED, is_credited


def test_the_longest_credit_is_seen_behind_a_long_line() -> None:
    line = "The bridge at dawn, before the ferries leave. " * 4
    longest = "(Photographs : A. Quill / Agency of the Piers).\n"
    assert is_credited(f"{line}{longest}")


SIGNS = st.sampled_from(list(" .:/：。)）\nab"))
SIGNED = st.sampled_from([" Photo:", "(fot/", "（写真：", ". Bild :", " ſPicture/"])


@settings(max_examples=2000, deadline=None)
@given(st.text(SIGNS, max_size=5), SIGNED, st.text(SIGNS, max_size=36))
def test_a_look_at_the_signs_loses_no_credit(before: str, sign: str, after: str) -> None:
    line = f"{before}{sign}{after}"
    assert is_credited(line) == bool(_CREDITED.search(line, max(0, len(line) - 64)))
