"""Markup of any shape, for kernels and their plain twins to agree on."""

from __future__ import annotations

from pathlib import Path

from hypothesis import strategies as st

from newsclean.document.charset import decode

PAGES = sorted((Path(__file__).parents[1] / "fixtures" / "pages").glob("*.html"))
_NAMES = (
    "div p span a b strong i em h1 h3 ul li td table tr blockquote pre figure figcaption img br "
    "source picture time iframe xmp noembed math section article wbr amp-img my-own cite details"
).split()
_ATTRIBUTES = (
    "class id href rel itemprop property datetime role data-testid data-component aria-label "
    "hidden style src srcset type content title data-x"
).split()
_VALUES = st.one_of(
    st.sampled_from(
        [
            "author byline",
            "date",
            "update",
            "display: none",
            "x;display :none",
            "image/webp",
            "2026-02-09",
            "/a?b=1&amp;c=2",
            "articleBody",
            "caf&eacute;",
            "x" * 300,
            "&quot;",
        ]
    ),
    st.text(max_size=8),
)
_TEXTS = st.one_of(
    st.sampled_from(
        [
            " ",
            "\n ",
            "&nbsp;",
            "Pier",
            "a &amp; b",
            "&amp;lt;",
            "\u3000",
            "<!-- x > y -->",
            "…",
            "_",
        ]
    ),
    st.text(max_size=12),
)


def _tag(name: str, attributes: list[tuple[str, str]]) -> str:
    return f"<{name}{''.join(f' {key}={chr(34)}{value}{chr(34)}' for key, value in attributes)}>"


_ATTRIBUTE = st.tuples(st.sampled_from(_ATTRIBUTES), _VALUES)
_OPENED = st.tuples(st.sampled_from(_NAMES), st.lists(_ATTRIBUTE, max_size=3))
_PIECES = st.one_of(
    _TEXTS,
    _OPENED.map(lambda opened: _tag(*opened)),
    st.sampled_from(_NAMES).map(lambda name: f"</{name}>"),
)
MARKUP = st.lists(_PIECES, max_size=40).map("".join)


_HEAD_NAMES = (
    "html head title meta link base script style noscript template body frameset svg select option "
    "textarea button p span"
).split()
_HEAD_ATTRIBUTES = "name property itemprop http-equiv content rel href type lang class".split()
_HEAD_VALUES = st.one_of(
    st.sampled_from(["application/ld+json", "application/json", "Text/LD+Json", "og:title", ""]),
    _VALUES,
)
_HEAD_OPENED = st.tuples(
    st.sampled_from(_HEAD_NAMES),
    st.lists(st.tuples(st.sampled_from(_HEAD_ATTRIBUTES), _HEAD_VALUES), max_size=4),
)
WHOLE = st.lists(
    st.one_of(
        _TEXTS,
        _HEAD_OPENED.map(lambda opened: _tag(*opened)),
        st.sampled_from(_HEAD_NAMES).map(lambda name: f"</{name}>"),
    ),
    max_size=40,
).map("".join)


def page_of(path: Path) -> str:
    return decode(path.read_bytes(), None)[0]
