"""Segmentation: what is one block, and what is kept of it."""

from newsclean.document.parse import parse_html
from newsclean.records import Block


def blocks_of(html: str) -> tuple[Block, ...]:
    return parse_html(html).blocks


def test_inline_markup_does_not_split_a_block() -> None:
    (block,) = blocks_of("<p>The <b>mayor</b> of <a href='/x'>Lorn</a> spoke.</p>")
    assert block.text == "The mayor of Lorn spoke."
    assert block.link_chars == len("Lorn")


def test_text_before_and_after_a_nested_block_stands_apart() -> None:
    found = blocks_of("<div>before<p>inside</p>after</div>")
    assert [b.text for b in found] == ["before", "inside", "after"]


def test_a_double_line_break_splits_and_a_single_one_does_not() -> None:
    found = blocks_of("<div>one<br>still one<br> <br>two</div>")
    assert [b.text for b in found] == ["one\nstill one", "two"]


def test_kinds_come_from_the_markup() -> None:
    found = blocks_of(
        "<h2>Head</h2><ul><li>Item</li></ul><blockquote><p>Quote</p></blockquote>"
        "<figure><figcaption>Caption</figcaption></figure><table><tr><td>Cell</td></tr></table>"
    )
    assert [b.kind for b in found] == ["heading", "list_item", "quote", "caption", "table"]
    assert found[0].level == 2


def test_program_text_and_controls_are_no_blocks() -> None:
    html = (
        "<p>Seen</p><script>x()</script><style>p{}</style><button>Share</button><iframe>no</iframe>"
    )
    assert [b.text for b in blocks_of(html)] == ["Seen"]


def test_a_custom_image_element_may_hold_more() -> None:
    document = parse_html("<p>a</p><amp-img src=x.jpg><div><p>b</p></div></amp-img><p>c</p>")
    assert [b.text for b in document.blocks] == ["a", "b", "c"]
    assert [p.attributes["src"] for p in document.pictures] == ["x.jpg"]


def test_the_fields_get_links_pictures_stamps_and_properties() -> None:
    document = parse_html(
        "<p><a href='/a' rel='author'>Ada</a> <time datetime='2026-01-02'>2 Jan</time>"
        "<img src='x.jpg' alt='X'><span itemprop='author'>Ada</span></p>"
    )
    assert document.links[0].href == "/a"
    assert document.stamps[0].value == "2026-01-02"
    assert document.pictures[0].attributes["alt"] == "X"
    assert (document.properties[0].name, document.properties[0].value) == ("author", "Ada")
