"""Files that are no text are told by their bytes; text is never taken for one."""

from __future__ import annotations

import random

import pytest

from newsclean.binary import not_text
from newsclean.errors import Reason
from newsclean.records import Rejected, Response
from newsclean.run.pipeline import clean_response

PAGE = "<html><body><p>The ferry left the harbour at nine.</p></body></html>" * 20


def sparse(share: float, seed: int = 3) -> bytes:
    """Printable bytes with so many NULs among them."""
    chance = random.Random(seed)
    return bytes(0 if chance.random() < share else chance.randrange(32, 127) for _ in range(4096))


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("size", [400, 512, 4096, 20_000])
def test_noise_is_not_text(seed: int, size: int) -> None:
    assert not_text(random.Random(seed).randbytes(size)) is not None


@pytest.mark.parametrize("share", [0.03, 0.05, 0.3])
def test_few_zeros_suffice_in_a_file_of_any_name(share: float) -> None:
    """A file called .html gives `not_html`, not an article and not `no_article`."""
    got = clean_response(Response(body=sparse(share), url="file:///x.html", name="x.html"))
    assert isinstance(got, Rejected)
    assert got.reason is Reason.NOT_HTML


@pytest.mark.parametrize(
    "encoding",
    [
        *("utf-8", "utf-16", "utf-16-le", "utf-16-be", "windows-1251", "koi8-r", "shift_jis"),
        *("gbk", "big5", "euc_kr", "iso2022_jp"),
    ],
)
def test_text_in_any_encoding_may_be_text(encoding: str) -> None:
    letters = {"windows-1251": "Ночь", "koi8-r": "Ночь", "gbk": "夜", "big5": "夜"}.get(
        encoding, "夜の港" if encoding in ("shift_jis", "iso2022_jp") else "port"
    )
    assert not_text((PAGE.replace("harbour", letters)).encode(encoding)) is None


@pytest.mark.parametrize("stray", [b"\0", b"\x0b", b"\x02\x03", b"\0\0\0\0"])
def test_a_stray_control_character_condemns_no_page(stray: bytes) -> None:
    page = PAGE.encode()
    assert not_text(page[:300] + stray + page[300:]) is None
    assert not_text(b"<p>short" + stray) is None


def test_every_start_of_a_page_may_be_text() -> None:
    """What is looked at grows with what has come."""
    page = PAGE.encode()
    assert {not_text(page[:n]) for n in range(len(page))} == {None}
