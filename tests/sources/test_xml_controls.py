"""What a plain XML parser does with the files that our readers refuse."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from newsclean.records import Listing, Response
from newsclean.sources.feeds import parse_feed
from newsclean.sources.sitemaps import parse_sitemap

NS = "http://www.sitemaps.org/schemas/sitemap/0.9"
READERS: list[Callable[[Response], Listing]] = [parse_sitemap, parse_feed]


def naive(body: bytes) -> str:
    """Read as lxml reads where nobody has told it not to."""
    parser = etree.XMLParser(resolve_entities=True, load_dtd=True)
    return "".join(etree.fromstring(body, parser).itertext())


def wrapped(dtd: str, entity: str) -> dict[Callable[[Response], Listing], bytes]:
    head = f"<!DOCTYPE x [{dtd}]>"
    loc = f"<url><loc>https://a.example/{entity}</loc></url>"
    item = f"<item><title>{entity}</title><link>https://a.example/x</link></item>"
    return {
        parse_sitemap: f'{head}<urlset xmlns="{NS}">{loc}</urlset>'.encode(),
        parse_feed: f'{head}<rss version="2.0"><channel>{item}</channel></rss>'.encode(),
    }


@pytest.mark.parametrize("reader", READERS)
def test_a_file_of_the_machine_is_read_by_a_plain_parser_alone(
    reader: Callable[[Response], Listing], tmp_path: Path
) -> None:
    secret = tmp_path / "secret"
    secret.write_text("s3cret")
    body = wrapped(f'<!ENTITY f SYSTEM "{secret.as_uri()}">', "&f;")[reader]
    assert "s3cret" in naive(body)
    listing = reader(Response(body=body, url="https://a.example/list"))
    assert "s3cret" not in repr(listing)


@pytest.mark.parametrize("reader", READERS)
def test_laughs_are_many_for_a_plain_parser_alone(
    reader: Callable[[Response], Listing],
) -> None:
    """A thousand, so that even the plain parser survives them."""
    dtd = '<!ENTITY a "ha">' + "".join(
        f'<!ENTITY {name} "{f"&{of};" * 10}">' for of, name in ("ab", "bc", "cd")
    )
    body = wrapped(dtd, "&d;")[reader]
    assert naive(body).count("ha") >= 1000
    listing = reader(Response(body=body, url="https://a.example/list"))
    assert repr(listing).count("ha") < 20


@pytest.mark.parametrize("reader", READERS)
def test_one_long_entity_named_often_stays_short(reader: Callable[[Response], Listing]) -> None:
    """The quadratic blow-up."""
    body = wrapped('<!ENTITY q "' + "q" * 1000 + '">', "&q;" * 100)[reader]
    assert naive(body).count("q") >= 100_000
    listing = reader(Response(body=body, url="https://a.example/list"))
    assert repr(listing).count("q") < 2_000
