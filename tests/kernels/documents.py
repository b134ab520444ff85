"""Documents of any shape, for the kernels of the description and their plain twins to agree on."""

from __future__ import annotations

import json

from hypothesis import strategies as st

from newsclean.records import Block, Document, Element, Elements, Embed, Head, Link, Picture, Stamp

_LETTERS = st.one_of(
    st.sampled_from("aeinst  AB-_.,:;!?…“'|0129é新ข\u0301\n\u3000\uffff\ud800\udfff\U0001f600ßİ"),
    st.characters(codec=None),
)
_WORDS = st.sampled_from(
    [
        "Pier",
        "the pier",
        "10:15",
        "2026",
        "20261",
        "http://a.example/1",
        "www",
        "新聞",
        "x" * 70,
        "٣:٣",
    ]
)
TEXTS = st.one_of(
    st.text(_LETTERS, min_size=1, max_size=30),
    st.lists(_WORDS, min_size=1, max_size=60).map(" ".join),
)
_TAGS = st.sampled_from("p div article h1 ul li nav my-own td x y".split())
NAMES = st.one_of(
    st.sampled_from(["", "story-body", "articleBody main", "STORYx", "a" * 200 + " B"]),
    st.text(st.sampled_from("abAZ-_ 9é\ud800\U0001f600"), max_size=12),
)
_PLACES = st.lists(st.integers(0, 14), max_size=6)


@st.composite
def trees(draw: st.DrawFn) -> Elements:
    """Draw elements in document order: each one's parent is open where it begins."""
    elements = [Element(-1, draw(_TAGS), draw(NAMES))]
    line = [0]
    for _ in range(draw(st.integers(0, 14))):
        line = line[: draw(st.integers(1, len(line)))]
        elements.append(Element(line[-1], draw(_TAGS), draw(NAMES)))
        line.append(len(elements) - 1)
    return Elements.of(elements)


@st.composite
def blocks(draw: st.DrawFn, element: int) -> Block:
    text = draw(TEXTS)
    return Block(
        text,
        draw(st.sampled_from(["paragraph", "heading", "quote", "embed"])),
        element,
        draw(st.integers(0, len(text))),
        draw(st.sampled_from([None, 1, 2, 6])),
        tuple(draw(st.lists(NAMES, max_size=3))),
        draw(st.sampled_from([0.0, 0.1, 1.0])),
        draw(st.sampled_from([0.0, 1 / 3])),
    )


def _said(draw: st.DrawFn) -> Head:
    body = draw(st.one_of(st.none(), TEXTS))
    script = json.dumps({"articleBody": body})
    metas = {"og:description": draw(TEXTS), "og:title": draw(TEXTS)}
    return Head(
        title=draw(st.one_of(st.none(), TEXTS)),
        metas=tuple((name, metas[name]) for name in draw(st.sets(st.sampled_from(sorted(metas))))),
        json_ld=() if body is None else (script,),
    )


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Draw a page with at least one block; sometimes one without elements, as plain text is."""
    elements = draw(st.one_of(st.builds(Elements), trees()))
    owners = sorted(draw(st.lists(st.integers(0, max(0, len(elements) - 1)), min_size=1)))
    return Document(
        form="html",
        blocks=tuple(draw(blocks(owner)) for owner in owners),
        elements=elements,
        head=_said(draw),
        links=tuple(Link("/", "x", "", at) for at in draw(_PLACES)),
        pictures=tuple(Picture({}, 0, at) for at in draw(_PLACES)),
        embeds=tuple(Embed("iframe", {}, 0, at) for at in draw(_PLACES)),
        stamps=tuple(Stamp("", "", "", at) for at in draw(_PLACES)),
    )
