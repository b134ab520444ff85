"""Hosts and paths found at a glance are those that the standard library finds."""

from __future__ import annotations

from urllib.parse import urlsplit

from hypothesis import example, given, settings
from hypothesis import strategies as st

from newsclean.address_parts import host_of, path_of

_PARTS = st.sampled_from(
    ("www.", "News", ".", "-", ":80", "@", "/", "//", "a;b", "?", "#", "[", "]", "\n", "\t", " ")
)
_TEXTS = st.lists(st.one_of(_PARTS, st.characters()), max_size=8).map("".join)


@settings(max_examples=3_000, deadline=None)
@given(st.sampled_from(("", "http://", "https://", "HTTPS://", " http://a")), _TEXTS)
@example("https://", "WWW.News.example/a?b\n")
@example("https://", "news.example/a\tb")
@example("https://", "news.example#/a")
def test_host_and_path_are_those_of_the_library(begin: str, text: str) -> None:
    url = begin + text
    try:
        parts = urlsplit(url)
        host, path = parts.hostname or "", parts.path
    except ValueError:
        host = path = ""
    assert host_of(url) == host.removeprefix("www.")
    assert path_of(url) == path
