"""Segmentation: what is one block, and what is kept of it."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

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


def test_comments_with_brackets_instructions_and_raw_text_do_not_derail_the_walk() -> None:
    found = blocks_of(
        "<div>a<!-- <p>x --> b <!--y--<z>-->c<?php echo ?>d</div><noembed><p>&lt;e</noembed>"
        "<iframe src=x><p>no</p> &amp; </iframe><p>f &lt;g&gt; &amp;amp;</p>"
    )
    assert [b.text for b in found] == ["a b cd", "<p>&lt;e", "f <g> &amp;"]


def test_names_with_brackets_and_quotes_are_names() -> None:
    document = parse_html('<p a<b=1 c"d>one</p><x<y>two</x<y><p>three</p>')
    assert [b.text for b in document.blocks] == ["one", "two", "three"]
    assert [e.tag for e in document.elements] == ["body", "p", "x<y", "p"]
    links = parse_html("<a href=/1>x</a><a href=/2 <font>y</a><a href=/3 itemprop=url>z</a>").links
    assert [link.href for link in links] == ["/1", "/2", "/3"]


def test_plaintext_holds_its_markup_as_text() -> None:
    assert [b.text for b in blocks_of("<p>a</p><plaintext><p>b</p>")] == ["a", "<p>b</p>"]


def test_void_elements_of_mathematics_do_not_end_what_is_around_them() -> None:
    document = parse_html("<div><math><source/><hr/>x</math>y</div><p>z</p>")
    assert document.elements[-1].parent == 0
    assert document.blocks[-1].text == "z"


def test_data_elements_keep_the_text_inside_them_in_order() -> None:
    document = parse_html(
        "<div itemprop=outer>a<time datetime=1>b<i>c</i></time><span itemprop=inner>d&amp;</span>"
        "<meta itemprop=m content=e><video>f</video></div><time class=date>g</time>"
    )
    assert [(p.name, p.value) for p in document.properties] == [
        ("outer", "abcd&f"),
        ("inner", "d&"),
        ("m", "e"),
    ]
    assert [(s.value, s.text) for s in document.stamps] == [("1", "bc"), ("", "g")]
    assert [n.text for n in document.named] == ["g"]


def test_the_first_two_named_elements_of_a_level_one_heading_are_kept() -> None:
    document = parse_html(
        "<h1><b class=x><i class=k>Kicker</i> Headline</b><i class=y>more</i></h1>"
        "<h2><i class=k>Other</i> Heading</h2><p><i class=k>word</i></p>"
    )
    found = [(n.text, n.names, n.block) for n in document.named]
    assert found == [("Kicker Headline", "x", 0), ("Kicker", "k", 0)]


BITS = st.sampled_from(
    (
        "<p> </p> <div> </div> <b> </b> <a¤href=/x> </a> <li> <ul> </ul> <table> <td> </table> <br>"
        " <h2> </h2> <!--<p>--> <xmp> </xmp> <hr> <noembed> </noembed> <span¤class=date> </span> "
        "<wbr> <pre> </pre> <x<y> <time> </time> &lt;i&gt; &amp;amp; &nbsp; one two three"
    )
    .replace("¤", "\t")
    .split(" ")
)


@settings(max_examples=300, deadline=None)
@given(st.lists(BITS, max_size=40))
def test_every_letter_of_the_tree_is_in_the_blocks_once_and_in_order(bits: list[str]) -> None:
    html = "".join(bits)
    body = LexborHTMLParser(html).body
    assert body is not None
    found = "".join(block.text for block in blocks_of(html))
    assert re.findall(r"\w", found) == re.findall(r"\w", body.text(deep=True))
