"""A quick look before a pattern lets every text pass that the pattern matches."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from newsclean.extract.fields import (
    access,
    canonical,
    cleanname,
    dates,
    images,
    leads,
    namekinds,
    people,
    published,
    roles,
    shown,
    textdates,
)
from newsclean.extract.fields.folding import fold, may_hold, sought

Look = Callable[[str], bool]


def words(wanted: frozenset[str]) -> Look:
    return lambda text: may_hold(text, wanted)


def holds(*signs: str) -> Look:
    return lambda text: any(sign in text for sign in signs)


def both(one: Look, other: Look) -> Look:
    return lambda text: one(text) and other(text)


def found(pattern: re.Pattern[str]) -> Look:
    return lambda text: pattern.search(text) is not None


YEAR = holds("19", "20")
NUMERIC = both(YEAR, lambda t: not t.isascii() or holds(".", "-", "/")(t))

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
    "foreign digit": (re.compile(r"(?![0-9])\d"), found(dates._FOREIGN_DIGIT)),
    "sign between": (people._STRONG, lambda t: not people._SIGNS_BETWEEN.isdisjoint(t)),
    "brackets": (people._BRACKETS, holds(*"([（【")),
    "address": (people._ADDRESS, holds("@", "://", "www.")),
    "edited": (people._EDITED, holds(":")),
    "comma": (people._COMMA, holds(",")),
    "next page": (canonical._NEXT_TEXT, lambda t: t[:1] not in canonical._NOT_NEXT),
    "year first": (textdates._YEAR_FIRST, NUMERIC),
    "year last": (textdates._YEAR_LAST, NUMERIC),
    "day and name": (textdates._DAY_NAME, YEAR),
    "name and day": (textdates._NAME_DAY, both(YEAR, found(textdates._DAY_YEAR))),
    "spoken date": (dates._SPOKEN, YEAR),
    "ambiguous date": (published._NUMERIC, found(published._NUMERIC_END)),
    "glued date": (shown._GLUED, lambda t: t.count(".") > 1 and ":" in t),
    "no century": (shown._NO_CENTURY, lambda t: t.count(".") > 1 or t.count("/") > 1),
    "no lead": (images._NOT_LEAD, images._may_be_no_lead),
    "wall": (access._WALLS, access._may_be_wall),
    "badge": (shown._BADGE, found(shown._FIVE_DIGITS)),
}


@pytest.mark.parametrize("name", LOOKS)
def test_a_quick_look_passes_whatever_the_pattern_matches(name: str) -> None:
    pattern, look = LOOKS[name]

    @settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.from_regex(pattern))
    def check(text: str) -> None:
        assert look(text)

    check()


@given(st.sampled_from("iIsSkK"), st.characters(), st.text(max_size=3), st.text(max_size=3))
@settings(max_examples=500, deadline=None)
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
