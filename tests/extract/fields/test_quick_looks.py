"""A quick look before a pattern lets every text pass that the pattern matches."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from newsclean.extract.fields import (
    cleanname,
    dates,
    leads,
    namekinds,
    people,
    published,
    roles,
    textdates,
)
from newsclean.extract.fields.folding import fold, may_hold, sought

Look = Callable[[str], bool]


def words(wanted: frozenset[str]) -> Look:
    return lambda text: may_hold(text, wanted)


LOOKS: dict[str, tuple[re.Pattern[str], Look]] = {
    "lead": (leads._LEAD, leads._may_lead),
    "house": (
        namekinds._ORGANISATION,
        lambda t: may_hold(t, namekinds._SOUGHT) or namekinds._HAN_STEMS.within(t),
    ),
    "clinging": (cleanname._CLINGING, cleanname._may_cling),
    "behind": (cleanname._BEHIND, cleanname._may_follow),
    "junk": (cleanname._JUNK, words(cleanname._JUNK_FIRST)),
    "title": (re.compile(f"^(?:{cleanname._TITLE_ONLY.pattern})", re.I), words(cleanname._TITLES)),
    "tail": (people._TAIL, people._may_trail),
    "between": (people._WORDS_BETWEEN, words(people._BETWEEN)),
    "surely between": (people._SURE_BETWEEN, words(people._BETWEEN)),
    "numeric date": (published._NUMERIC, lambda t: bool(published._NUMERIC_END.search(t))),
    "name and day": (textdates._NAME_DAY, lambda t: bool(textdates._DAY_YEAR.search(t))),
    "foreign digit": (re.compile(r"(?![0-9])\d"), lambda t: bool(dates._FOREIGN_DIGIT.search(t))),
    "date with a sign": (textdates._YEAR_LAST, lambda t: bool(re.search("[-./]|[^\0-\x7f]", t))),
    "year first": (textdates._YEAR_FIRST, lambda t: bool(re.search("[-./]|[^\0-\x7f]", t))),
    "sign between": (people._STRONG, lambda t: not people._SIGNS_BETWEEN.isdisjoint(t)),
}


@pytest.mark.parametrize("name", LOOKS)
def test_a_quick_look_passes_whatever_the_pattern_matches(name: str) -> None:
    pattern, look = LOOKS[name]

    @settings(max_examples=1_500, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.from_regex(pattern))
    def check(text: str) -> None:
        assert look(text)

    check()


@given(st.sampled_from("iIsSkK"), st.characters(), st.text(max_size=3), st.text(max_size=3))
@settings(max_examples=2_000, deadline=None)
@example("i", "ı", "", "")
@example("i", "İ", "", "")
@example("s", "ſ", "", "")
@example("k", "\u212a", "", "")
@example("i", "i", "", "\u0345")
def test_words_are_sought_whatever_their_case(
    letter: str, other: str, before: str, behind: str
) -> None:
    wanted = f"p{letter}er"
    text = f"{before} p{other}er{behind}"
    if re.search(rf"\b{wanted}\b", text, re.IGNORECASE):
        assert may_hold(text, sought(wanted))


def test_letters_alike_to_a_pattern_are_alike_when_folded() -> None:
    """But for the two that `may_hold` knows."""
    for code in range(0x80, 0x110000):
        letter = chr(code)
        if letter not in "ıİ" and re.fullmatch("[a-zß-ÿα-ωа-я]", letter, re.IGNORECASE):
            alike = [c for c in "abcdefghijklmnopqrstuvwxyz" if re.fullmatch(c, letter, re.I)]
            assert all(fold(c) == fold(letter) for c in alike)


def test_dotless_letters_are_found_either_way() -> None:
    for name in ("Harrow Ajansı", "HARROW AJANSI", "Harrow Ajansi", "HARROW AJANSİ"):
        assert namekinds.is_organisation(name) == bool(namekinds._ORGANISATION.search(name))


def test_every_role_is_sought_before_it_is_told() -> None:
    for role in (*roles._ROLE_STEMS, *roles._ROLE_ENDS, *roles._ROLES):
        assert roles.speaks_of_role(role)
        assert roles.speaks_of_role(f"Ada Quill, {role.upper()}") or role.upper().lower() != role
