"""A quick look before a pattern lets every text pass that the pattern matches."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from newsclean.extract.fields import (
    access,
    bylines,
    canonical,
    cleanname,
    dates,
    dayorder,
    images,
    leads,
    namekinds,
    people,
    roles,
    shown,
    textdates,
    unmarked,
)
from newsclean.extract.fields.folding import fold, may_hold, sought, squeeze

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
    "byline": (bylines._BYLINE, bylines._begins_byline),
    "about": (unmarked._ABOUT, unmarked._may_be_about),
    "ISO date": (re.compile(f"^(?:{dates._ISO.pattern})", re.I), lambda t: t[:1].isdigit()),
    "epoch": (re.compile(f"^(?:{dates._EPOCH.pattern})"), lambda t: t[:1].isdigit()),
    "mail date": (dates._RFC, holds(":")),
    "Unix date": (dates._UNIX, holds(":")),
    "script's date": (dates._JS, holds(":")),
    "ambiguous date": (dayorder._NUMERIC, found(dayorder._NUMERIC_END)),
    "glued date": (shown._GLUED, lambda t: t.count(".") > 1 and ":" in t),
    "no century": (shown._NO_CENTURY, lambda t: t.count(".") > 1 or t.count("/") > 1),
    "no lead": (images._NOT_LEAD, images._may_be_no_lead),
    "wall": (access._WALLS, access._may_be_wall),
    # hypothesis cannot make texts for the look behind
    "run-on date": (
        re.compile(re.sub(r"\(\?<=.*?\)", "", shown._RUN_ON.pattern)),
        lambda t: ", 20" in t or ", 19" in t,
    ),
    "barred date": (textdates._BARRED, holds(" | ")),
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


_NAME_WORDS = st.one_of(
    st.sampled_from(["Ada", "Quill", "José", "Øst", "Autorenteam", "Mcholm", "Byron", "Vonnegut"]),
    st.sampled_from(sorted(word.title() for word in cleanname._TELLING | people._DIVIDING)),
    st.sampled_from([word.title() for word in (*roles._ROLES, *roles._ROLE_ENDS)]),
    st.from_regex(r"[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ]{1,12}", fullmatch=True),
)


@settings(max_examples=500, deadline=None)
@given(st.lists(_NAME_WORDS, min_size=1, max_size=4).map(" ".join))
def test_a_bare_name_is_returned_as_it_is_by_the_long_way_too(text: str) -> None:
    if not cleanname.is_bare(text):
        return
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cleanname, "is_bare", lambda _: False)
        patch.setattr(people, "is_bare", lambda _: False)
        assert cleanname.clean_name(text) == text
        if not may_hold(text, people._DIVIDING):
            assert people._split.__wrapped__(text) == (text,)


@pytest.mark.parametrize("joining", ["And", "Sowie", "Og", "Och"])
def test_plain_words_that_join_two_names_divide_them(joining: str) -> None:
    assert people.split_names(f"Ada {joining} Ben") == ["Ada", "Ben"]


def test_a_plain_word_of_the_page_is_no_part_of_a_name() -> None:
    assert people.split_names("Ada Quill Contact") == ["Ada Quill"]


_TEXT_PARTS = st.one_of(
    _NAME_WORDS,
    st.sampled_from("- – : . , / | 12 12:30 2026 by von (Ada) QUILL QuillMay O'Quill &".split()),
    st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=6),
)


@settings(max_examples=500, deadline=None)
@given(st.lists(_TEXT_PARTS, min_size=1, max_size=6), st.sampled_from(["", " "]))
def test_the_letters_of_a_clean_name_stand_side_by_side_in_its_text(
    parts: list[str], between: str
) -> None:
    """So that the owner of a site is sought only in texts that spell its address."""
    text = between.join(parts)
    if text.isascii():
        assert squeeze(cleanname.clean_name(text) or "") in squeeze(text)
