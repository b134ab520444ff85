"""The demo site over real HTTP: what a crawler finds there is sound."""

from __future__ import annotations

import re
import urllib.error
import urllib.request
from collections.abc import Iterator
from email.message import Message
from pathlib import Path

import pytest

from newsclean.cli.demo_server import DemoSite, serve
from tests.command import newsclean

LANGUAGES = {"ar", "de", "en", "es", "fr", "ja", "pt", "ru", "tr"}


@pytest.fixture(scope="module")
def site() -> DemoSite:
    return DemoSite()


@pytest.fixture(scope="module")
def address(site: DemoSite) -> Iterator[str]:
    with serve(site) as address:
        yield address


def get(url: str, **headers: str) -> tuple[int, Message, bytes]:
    request = urllib.request.Request(url, headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read()


def test_it_has_at_least_twelve_articles_in_six_languages(site: DemoSite) -> None:
    assert len(site.articles()) >= 12
    assert {path.split("/")[1] for path in site.articles()} == LANGUAGES


def test_every_page_is_served_in_the_encoding_it_declares(site: DemoSite, address: str) -> None:
    seen = set()
    for path in site.paths():
        status, headers, body = get(address + path)
        charset = headers.get_content_charset()
        assert status == 200
        assert charset
        assert "Lagoon" in body.decode(charset)
        seen.add(charset)
    assert seen == {"utf-8", "windows-1251", "shift_jis"}


@pytest.mark.parametrize("listing", ["/sitemap.xml", "/feed.xml", "/", "/en/"])
def test_what_a_listing_links_to_is_there(address: str, listing: str) -> None:
    _, _, body = get(address + listing)
    links = re.findall(r"<(?:loc|link)>([^<]+)</|href=\"(/[^\"]+\.html)\"", body.decode())
    urls = {whole or address + path for whole, path in links}
    assert len(urls) >= 5
    assert {get(url)[0] for url in urls} == {200}


def test_its_own_address_stands_where_the_pages_name_the_site(address: str) -> None:
    _, _, body = get(f"{address}/sitemap.xml")
    assert b"demo.invalid" not in body
    assert body.count(address.encode()) == len(DemoSite().articles())


def test_an_unknown_page_is_404_with_a_page_for_people(address: str) -> None:
    status, _, body = get(f"{address}/en/gone.html")
    assert status == 404
    assert b"gone out with the tide" in body


def test_a_page_that_the_client_has_is_not_sent_again(address: str) -> None:
    status, headers, _ = get(f"{address}/en/")
    again, _, body = get(f"{address}/en/", **{"If-None-Match": headers["ETag"]})
    assert (status, again, body) == (200, 304, b"")


def test_robots_txt_keeps_crawlers_out_of_the_members_pages(address: str) -> None:
    _, _, body = get(f"{address}/robots.txt")
    assert b"Disallow: /members/" in body
    assert get(f"{address}/members/crossword.html")[0] == 200


def test_nothing_outside_of_the_site_is_served(address: str) -> None:
    assert get(f"{address}/../../pyproject.toml")[0] == 404
    assert get(f"{address}/%2e%2e/__init__.py")[0] == 404


def test_the_port_is_free_again_afterwards() -> None:
    with serve(DemoSite()) as address:
        assert get(address)[0] == 200
    with pytest.raises(urllib.error.URLError):
        urllib.request.urlopen(address, timeout=2)


def test_the_saved_site_is_whole_and_linked_for_its_new_address(
    site: DemoSite, tmp_path: Path
) -> None:
    ended = newsclean("demo", "--save", tmp_path / "site", "--at", "http://127.0.0.1:81/")
    assert (ended.status, ended.out) == (0, b"")
    assert ended.err == f"newsclean: {len(site.files)} files in {tmp_path / 'site'}\n"
    saved = {p for p in (tmp_path / "site").rglob("*") if p.is_file()}
    assert len(saved) == len(site.files)
    assert b"<loc>http://127.0.0.1:81/en/" in (tmp_path / "site" / "sitemap.xml").read_bytes()
    assert not any(b"demo.invalid" in path.read_bytes() for path in saved)


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")
    ended = newsclean("demo", "--save", tmp_path / "taken")
    assert ended.status == 75
    assert "taken" in ended.err
