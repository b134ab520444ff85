"""Tags are read as lexbor writes them; what they mean is the same however often they are read."""

import pytest
from selectolax.lexbor import LexborHTMLParser

from newsclean.document import tags
from newsclean.document.tags import read_link, read_tag


def written(html: str) -> str:
    """Return the first tag in the body as lexbor writes it back."""
    body = LexborHTMLParser(html).body
    assert body is not None
    return (body.html or "").split("<")[2].partition(">")[0]


@pytest.mark.parametrize(
    "value", ["plain", 'a "quote"', "a <b> & c", "\xa0", "&amp;lt;", "a=b", "", "data-x=' y='z'"]
)
def test_attributes_come_back_as_they_were(value: str) -> None:
    escaped = value.replace("&", "&amp;").replace('"', "&quot;")
    raw = written(f'<div hidden class="{escaped}" q\'"=1 title="t">')
    assert tags.attributes_of(raw) == {"hidden": "", "class": value, "q'\"": "1", "title": "t"}


def test_a_link_is_known_by_all_but_its_address() -> None:
    first = read_link('a class="more" href="/one"')
    second = read_link('a class="more" href="/two&amp;3"')
    assert first is not None
    assert second is not None
    assert first[0] is second[0]
    assert (first[1], second[1]) == ("/one", "/two&3")


@pytest.mark.parametrize("raw", ['a name="x"', 'a href=""', 'a itemprop="url" href="/x"', "abbr"])
def test_anchors_without_address_or_with_data_are_read_whole(raw: str) -> None:
    assert read_link(raw) is None


@pytest.mark.parametrize("name", "br img source time iframe a span div wbr input x-y h1".split())
def test_a_class_changes_nothing_of_what_a_tag_does(name: str) -> None:
    bare, named = read_tag(f'{name} title="t"'), read_tag(f'{name} class="some"')
    roles = {bare.role, named.role} - {"plain", "skip"}
    assert roles <= {named.role}
    assert bare.shape == named.shape
    assert (bare.names, named.names) == ("", "some")


def test_what_is_remembered_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tags, "_MOST_KNOWN", 10)
    for number in range(100):
        assert read_tag(f'div class="c{number}"').names == f"c{number}"
        assert len(tags.KNOWN) <= max(10, number)
    before = len(tags.KNOWN)
    read_tag('div class="' + "x" * 500 + '"')
    assert len(tags.KNOWN) == before
