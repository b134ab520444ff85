"""Houses, agencies and logins beside people: whose name counts."""

from __future__ import annotations

import doctest

import pytest

from newsclean.extract.fields import credited, houses, linenames, roles
from newsclean.extract.fields.namekinds import looks_like_person
from tests.extract.fields.pages import BODY, SENTENCE, fields_of, ld

_HOUSE = '{"@type":"Person","name":"Harrow News Agency"}'


def under_headline(html: str) -> str:
    """Return the page with this between headline and text."""
    return BODY.replace("</h1>", f"</h1>{html}")


def article(author: str) -> str:
    """Return the JSON-LD of an article by this author."""
    return ld(f'{{"@type":"NewsArticle","author":{author}}}')


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ('[{"@type":"Person","name":"Ada Quill"},{"@type":"Organization","name":"SDA"}]',
         ("Ada Quill",)),
        ('{"@type":"Organization","name":"SDA"}', ("SDA",)),
        ('[{"@type":"Person","name":"Ada Quill"},{"@type":"Organization","name":"Pier House"}]',
         ("Ada Quill",)),
        ('{"@type":"Person","name":"Ada Quill und Ben Holm, dpa"}',
         ("Ada Quill", "Ben Holm")),
        ('{"@type":"Person","name":"Ada Quill, AP"}', ("Ada Quill",)),
        ('{"@type":"Organization","name":"Quill & Holm"}', ("Quill & Holm",)),
    ],
)  # fmt: skip
def test_agencies_and_houses_in_data(author: str, names: tuple[str, ...]) -> None:
    """People, or where the data name none, the agency or house."""
    assert fields_of(article(author)).authors == names


def test_the_places_behind_a_house_are_no_people() -> None:
    head = '<meta name="author" content="Harrow-Verlag GmbH, Nürnberg, Germany">'
    assert fields_of(head).authors == ("Harrow-Verlag GmbH",)


def test_letters_that_set_the_size_of_the_text_are_no_name() -> None:
    assert [looks_like_person(name) for name in ("A A A", "A. B. Quill")] == [False, True]


def test_a_word_that_is_no_name_is_no_match_for_a_house() -> None:
    head = article(_HOUSE)
    spot = under_headline('<p class="byline">Spotlight</p>')
    assert fields_of(head, spot).authors == ("Harrow News Agency",)
    person = under_headline('<p class="byline">Zora Quill</p>')
    assert fields_of(head, person).authors == ("Zora Quill",)


def test_by_in_a_line_is_no_match_for_a_house_in_the_data() -> None:
    body = under_headline("<p>By Julia Quill</p>")
    assert fields_of(article(_HOUSE), body).authors == ("Harrow News Agency",)
    meta = '<meta name="author" content="Harrow News Agency">'
    assert fields_of(meta, body).authors == ("Julia Quill",)


def test_a_site_named_for_a_person_is_that_person_s() -> None:
    head = '<meta name="author" content="Julia Quill">'
    body = under_headline("<p>By Zora Holm</p>")
    url = "https://www.juliaquill.example/blog/piers"
    assert fields_of(head, body, url=url).authors == ("Julia Quill",)


def test_the_site_s_name_in_a_meta() -> None:
    site = '<meta property="og:site_name" content="Your Harbour">'
    assert fields_of(site + '<meta name="author" content="Your Harbour">').authors == (
        "Your Harbour",
    )
    site = '<meta property="og:site_name" content="Harrow Tides">'
    both = site + '<meta name="author" content="Harrow Tides - Julia Quill">'
    assert fields_of(both).authors == ("Julia Quill",)


def test_what_begins_with_the_site_s_name_beside_a_person_is_a_part_of_it() -> None:
    site = '<meta property="og:site_name" content="HBC">'
    byline = under_headline('<p class="author">von Julia Quill, HBC NORTH</p>')
    assert fields_of(site, byline).authors == ("Julia Quill",)


def test_a_name_of_one_script_beside_the_site_s_in_two_metas() -> None:
    head = '<meta property="og:site_name" content="港报"><meta name="author" content="港报">'
    assert fields_of(f'{head}<meta name="author" content="沈亦舟 记者">').authors == ("沈亦舟",)


@pytest.mark.parametrize(
    ("told", "shown", "names"),
    [
        ("Julia", "<p>A column</p><p>by Julia Quill</p>", ("Julia Quill",)),
        ("Julia", "<p>by Zora Quill</p>", ("Julia",)),
        ("zora_quill", "<p>Author: Zorá Quill, Date: 03.Mar.19</p>", ("Zorá Quill",)),
        ("hquill", "<p>by Zora Quill</p>", ("hquill",)),
    ],
)
def test_what_is_shown_completes_one_word_of_the_data(
    told: str, shown: str, names: tuple[str, ...]
) -> None:
    head = f'<meta name="author" content="{told}">'
    assert fields_of(head, under_headline(shown)).authors == names


@pytest.mark.parametrize(
    "line", ["Photography by Ben Holm", "Fotos: Ben Holm", "Styled by Ben Holm"]
)
def test_who_is_credited_for_pictures_is_no_author(line: str) -> None:
    two = '[{"@type":"Person","name":"Ada Quill"},{"@type":"Person","name":"Ben Holm"}]'
    credit = under_headline(f"<p>{line}</p>")
    assert fields_of(article(two), credit).authors == ("Ada Quill",)
    assert fields_of(article(two)).authors == ("Ada Quill", "Ben Holm")
    assert fields_of(article('{"name":"Ben Holm"}'), credit).authors == ("Ben Holm",)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Julia QuillDec 05, 20232 Shares", ("Julia Quill",)),
        ("Julia Quill 9 February 2026, 10:21", ("Julia Quill",)),
        ("Dec. 19, 2025 · Julia Quill on behalf of the crew", ("Julia Quill",)),
        ("Last updated 9 February 2026", ()),
        ("Harrow, 9 February 2026", ()),
        ("Julia Harbours 5 boats", ()),
    ],
)
def test_names_before_a_date(line: str, names: tuple[str, ...]) -> None:
    assert fields_of(body=under_headline(f"<p>{line}</p>")).authors == names


def test_the_only_person_named_by_an_author_s_element() -> None:
    far = "".join(f"<p><b>Tides {n}</b></p>" for n in range(30))
    one = '<div class="post-author-name">Julia Quill</div>'
    assert fields_of(body=BODY + far + one).authors == ("Julia Quill",)
    two = one + '<div class="post-author-name">Ben Holm</div>'
    assert fields_of(body=BODY + far + two).authors == ()
    house = article('{"@type":"Organization","name":"Harrow Press"}')
    assert fields_of(house, BODY + far + one).authors == ("Harrow Press",)


def test_a_section_called_people_is_no_person() -> None:
    link = '<a href="/people/harbour-life">Harbour Life</a>'
    assert fields_of(body=under_headline(link)).authors == ()
    link = '<a href="/people/julia-quill">Julia Quill</a>'
    assert fields_of(body=under_headline(link)).authors == ("Julia Quill",)


def test_a_byline_among_the_first_paragraphs() -> None:
    far = "".join(f"<p><b>Tides {n}</b></p>" for n in range(14))
    text = f"<p>{SENTENCE * 3}</p>"
    early = f"<h1>Pier</h1>{far}<article>{text * 4}<p>von Julia Quill</p>{text * 9}</article>"
    assert fields_of(body=early).authors == ("Julia Quill",)
    late = f"<h1>Pier</h1>{far}<article>{text * 14}<p>von Julia Quill</p>{text * 14}</article>"
    assert fields_of(body=late).authors == ()


def test_a_button_that_leads_to_an_author_s_page_is_no_name() -> None:
    link = '<a href="/author/find-harbours">Find Harbours</a>'
    assert fields_of(body=under_headline(link)).authors == ()


@pytest.mark.parametrize("module", [credited, houses, linenames, roles])
def test_doctests(module: object) -> None:
    assert doctest.testmod(module).failed == 0  # type: ignore[arg-type]
