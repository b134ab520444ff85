"""Old encodings come out letter by letter, whatever header and page say of them."""

from __future__ import annotations

import codecs
import functools
import json
import unicodedata
import zlib
from pathlib import Path

import pytest
import webencodings
from hypothesis import given, settings
from hypothesis import strategies as st
from webencodings.labels import LABELS

from newsclean.document.charset import decode, to_utf8, wide_encoding
from newsclean.document.declared import declared

NEWS = json.loads((Path(__file__).parents[1] / "fixtures/charset/news.json").read_text("utf-8"))
TEXTS: dict[str, str] = NEWS["texts"]
ENCODINGS: dict[str, list[str]] = NEWS["encodings"]
CASES = [(name, language) for name, tongues in ENCODINGS.items() for language in tongues]
TONES = "\u0300\u0301\u0303\u0309\u0323"


def letters(text: str, name: str) -> str:
    """Write Vietnamese as windows-1258 holds it: letters composed, tones apart."""
    if name != "windows-1258":
        return text
    apart = unicodedata.normalize("NFD", text)
    return "".join(
        unicodedata.normalize("NFC", "".join(c for c in cluster if c not in TONES))
        + "".join(c for c in cluster if c in TONES)
        for cluster in clusters(apart)
    )


def clusters(text: str) -> list[str]:
    found: list[str] = []
    for letter in text:
        if unicodedata.combining(letter) and found:
            found[-1] += letter
        else:
            found.append(letter)
    return found


@functools.cache
def page(name: str, language: str, meta: str | None = None) -> tuple[bytes, str]:
    """Return a page in an encoding and the text that a reader must see."""
    label = f'<meta charset="{meta}">' if meta else ""
    text = letters(TEXTS[language], name)
    html = f"<html><head>{label}<title>{text[:60]}</title></head><body><p>{text}</p></body></html>"
    encoding = webencodings.lookup(name)
    assert encoding is not None
    body = encoding.codec_info.encode(html, "replace")[0]
    return body, encoding.codec_info.decode(body, "strict")[0]


def test_all_encodings_are_tried() -> None:
    """The table holds all encodings of the standard that can carry a page."""
    known = set(LABELS.values()) - {"x-user-defined", "replacement"}
    assert set(ENCODINGS) == known


def test_true_headers() -> None:
    """A page that says truly what it is comes out exact: every encoding, every language."""
    wrong = [
        (name, language)
        for name, language in CASES
        for body, text in [page(name, language)]
        if decode(body, f"text/html; charset={name}")[0] != text
    ]
    assert wrong == []


def test_true_metas() -> None:
    """The same by the page's own word, except UTF-16, whose meta nobody can read."""
    wrong = [
        (name, language)
        for name, language in CASES
        for body, text in [page(name, language, name)]
        if decode(body, None)[0] != text
    ]
    assert wrong == []


def test_missing_declarations() -> None:
    """Without any word all come out exact but Romanian in ISO-8859-16 (ş for ș)."""
    wrong = [
        (name, language)
        for name, language in CASES
        for body, text in [page(name, language)]
        if decode(body, None)[0] != text
    ]
    assert set(wrong) <= {("iso-8859-16", "ro")}


def test_true_missing_and_lying_headers() -> None:
    """Whether a header tells the truth, nothing or a usual lie: 99 % come out exact.

    Not counted: Romanian in ISO-8859-16, whose bytes are sound ISO-8859-2 too (ş for ș).
    """
    headers = [None, "utf-8", "iso-8859-1", "windows-1251", "shift_jis", "zlib"]
    outcomes = {
        (name, language, header): decode(body, header and f"charset={header}")[0] == text
        for name, language in CASES
        if name != "iso-8859-16"
        for body, text in [page(name, language)]
        for header in [name, *headers]
    }
    wrong = [case for case, right in outcomes.items() if not right]
    assert len(wrong) <= 0.01 * len(outcomes), wrong


def test_control_who_believes_the_header_reads_few_of_the_lies() -> None:
    """The cases above are hard: the codec that the header names gets most of them wrong."""
    outcomes = [
        body.decode(header, "replace") == text
        for name, language in CASES
        for body, text in [page(name, language)]
        for header in ("utf-8", "iso-8859-1", "windows-1251", "shift_jis")
        if header != name
    ]
    assert sum(outcomes) < 0.3 * len(outcomes)


def test_a_label_that_is_no_character_set_inflates_nothing() -> None:
    """Python's registry of codecs, the control, would make a megabyte of a kilobyte."""
    bomb = zlib.compress(b"a" * 1_000_000)
    assert len(codecs.decode(bomb, "zlib")) == 1_000_000
    assert len(decode(bomb, "text/html; charset=zlib")[0]) <= len(bomb)


def test_any_lie() -> None:
    """Of all pairs of true and declared encoding, the few that stay wrong are near relatives."""
    outcomes = [
        decode(body, f"text/html; charset={lie}")[0] == text
        for name, language in CASES
        for body, text in [page(name, language)]
        for lie in ENCODINGS
    ]
    assert sum(outcomes) >= 0.98 * len(outcomes)


@pytest.mark.parametrize(
    ("content_type", "head", "expected"),
    [
        ("text/html; charset=KOI8-R", b"<meta charset=utf-8>", "koi8-r"),
        ("text/html;charset='iso-8859-1'", b"", "windows-1252"),
        ("text/html; charset=zlib", b"<meta charset=big5>", "big5"),
        (None, b'<?xml version="1.0" encoding="windows-1251"?>', "windows-1251"),
        (None, b"<meta http-equiv=Content-Type content='text/html; charset=gb2312'>", "gbk"),
        (None, b"<meta name=x content='charset=gb2312'>", None),
        (None, b"<!-- <meta charset=big5> --><meta charset=euc-kr>", "euc-kr"),
        (None, b"<meta charset=utf-16>", "utf-8"),
        (None, b"<meta charset=x-user-defined>", "windows-1252"),
        (None, b"<meta charset=hz-gb-2312>", None),
        (None, b"<meta charset=base64>", None),
        (None, b"<META\nCHARSET = tis-620 />", "windows-874"),
    ],
)
def test_declarations(content_type: str | None, head: bytes, expected: str | None) -> None:
    """Header before page; labels of the standard only; comments and other metas say nothing."""
    assert declared(head, content_type) == expected


def test_byte_order_mark_wins() -> None:
    """A mark at the start is believed before header and meta, and is not part of the text."""
    for codec in ("utf-8-sig", "utf-16"):
        body = "<meta charset=big5><p>Ночь".encode(codec)
        assert decode(body, "text/html; charset=koi8-r")[0] == "<meta charset=big5><p>Ночь"


def test_utf8_with_a_few_bad_bytes_stays_utf8() -> None:
    """A byte lost by some filter does not turn a whole page into mojibake."""
    body = TEXTS["ru"].encode() + b"\xff" + TEXTS["de"].encode()[:-1] + b"\xc3"
    text, name = decode(body, None)
    assert (name, text.count("\ufffd")) == ("utf-8", 2)
    assert TEXTS["ru"] in text


def test_one_bad_byte_does_not_unseat_a_true_double_byte_header() -> None:
    """The damage stays where it is."""
    body = TEXTS["zh-cn"].encode("gbk") + b"\xff<p>" + TEXTS["zh-cn"].encode("gbk")
    text, name = decode(body, "text/html; charset=gb2312")
    assert name == "gbk"
    assert text.startswith(TEXTS["zh-cn"])


def test_holes_of_code_pages_are_control_characters() -> None:
    """The standard gives each byte of windows-1252 a character; KOI8-U has the letter ў."""
    assert decode(b"a\x81b\xe9", "text/html; charset=latin1")[0] == "a\x81bé"
    assert decode(b"\xae\xbe", "text/html; charset=koi8-u")[0] == "ўЎ"


def test_two_chinese_letters_that_are_also_utf8() -> None:
    """So short a text is read as declared (the bytes of these letters are sound UTF-8 too)."""
    assert decode("联通".encode("gbk"), "text/html; charset=gbk")[0] == "联通"


def test_zeros_on_one_side_only_are_utf16() -> None:
    """Random zeros, and texts without any, are not taken for UTF-16."""
    assert wide_encoding("<p>日本".encode("utf-16-be") * 9) == "utf-16be"
    assert wide_encoding(b"\x00\x01\x02\x00" * 99) is None
    assert wide_encoding(b"plain") is None


@settings(max_examples=300)
@given(st.binary(max_size=400), st.sampled_from([*ENCODINGS, "replacement", "x", ""]))
def test_never_raises(body: bytes, label: str) -> None:
    """Any bytes under any label give a text without lone surrogates and a known name."""
    for content_type in (None, f"text/html; charset={label}"):
        text, name = decode(b"<p>" + body, content_type)
        assert text.encode()
        assert webencodings.lookup(name) is not None


@given(st.text(max_size=40))
def test_any_header_is_borne(header: str) -> None:
    """A header from the network may hold anything."""
    assert decode("é".encode(), f"charset={header}")


@pytest.mark.parametrize(("name", "language"), CASES)
def test_a_page_in_utf8_is_what_was_read_whatever_it_came_in(name: str, language: str) -> None:
    for meta in (None, name, "gbk"):
        body, _ = page(name, language, meta)
        text, encoding = decode(body, None)
        assert to_utf8(body, None) == (text.encode(), encoding)


@pytest.mark.parametrize(
    "body",
    [b"", b"plain", "naïve".encode(), b"\xef\xbb\xbfmark", b"a\xff", b"\x1b$B%3\x1b(B", b"<p>\0x"],
)
def test_sound_utf8_is_handed_on_and_all_else_made_utf8(body: bytes) -> None:
    text, encoding = decode(body, "text/html; charset=gbk")
    page, name = to_utf8(body, "text/html; charset=gbk")
    assert (page, name) == (text.encode(), encoding)
    assert (page is body) == (page == body)
