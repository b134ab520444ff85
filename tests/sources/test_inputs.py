"""Each input a user names becomes pages, targets or a reason; never an exception."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from newsclean.errors import Reason
from newsclean.options import SourceOptions
from newsclean.records import Rejected, Response, Target
from newsclean.sources import inputs
from newsclean.sources.inputs import find
from newsclean.sources.urls import read_list


@pytest.mark.parametrize(
    "url", ["http://a.example", "HTTPS://A.example/x?y=z#f", "http://[::1]:8080/", "http://ö.at/ü"]
)
def test_a_web_address_is_a_target(url: str) -> None:
    assert list(find([url])) == [Target(url=url)]


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("", Reason.MISSING_FILE),
        ("none.html", Reason.MISSING_FILE),
        ("a\0b", Reason.MISSING_FILE),
        ("x" * 5000, Reason.MISSING_FILE),
        ("ftp://a.example/x", Reason.UNKNOWN_SCHEME),
        ("file:///etc/passwd", Reason.UNKNOWN_SCHEME),
        ("mailto:a@b.example", Reason.UNKNOWN_SCHEME),
        ("data:text/html,x", Reason.UNKNOWN_SCHEME),
        ("http://", Reason.BAD_URL),
        ("http://[::1/", Reason.BAD_URL),
        ("http://a.example:x/", Reason.BAD_URL),
        ("http://a b.example/", Reason.BAD_URL),
        ("http://a.example/\udcff", Reason.BAD_URL),
    ],
)
def test_what_is_neither_says_why(name: str, reason: Reason) -> None:
    [got] = find([name])
    assert isinstance(got, Rejected)
    assert got.reason is reason
    assert got.to_json()


def test_an_address_without_a_scheme_gets_a_hint() -> None:
    [address, *files] = find(["news.example/story", "story.html", "crawl.warc", "pages.parquet"])
    assert isinstance(address, Rejected)
    assert "https://" in address.detail
    for file in files:
        assert isinstance(file, Rejected)
        assert "https://" not in file.detail


def test_inputs_are_taken_lazily_and_in_turn(tmp_path: Path) -> None:
    taken: list[str] = []

    def names() -> list[str]:
        return ["http://a.example/", str(tmp_path / "b.html"), "none"]

    (tmp_path / "b.html").write_text("<p>x")
    stream = find(name for name in names() if not taken.append(name))  # type: ignore[func-returns-value]
    assert isinstance(next(stream), Target)
    assert len(taken) == 1
    assert [type(item) for item in stream] == [Response, Rejected]


def test_a_file_named_like_a_scheme_is_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a:b").write_text("<p>x")
    [got] = find(["a:b"])
    assert isinstance(got, Response)


def test_a_file_of_many_pages_has_a_reader_by_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Named alone or found in a folder, the reader of the table is asked."""
    monkeypatch.setattr(inputs, "ARCHIVES", (((".pack", ".pack.gz"), __name__),))
    (tmp_path / "a.PACK.gz").write_bytes(b"")
    for name in (str(tmp_path), str(tmp_path / "a.PACK.gz")):
        assert [item.url for item in find([name])] == ["x:1", "x:2"]


def read_archive(path: Path, name: str, options: SourceOptions) -> list[Response]:
    return [Response(body=b"", url="x:1", name=name), Response(body=b"", url="x:2", name=name)]


def test_a_list_of_urls_names_the_line_of_what_is_wrong(tmp_path: Path) -> None:
    path = tmp_path / "urls.txt"
    path.write_bytes(
        b"\xef\xbb\xbfhttps://a.example/1\r\n\n# a remark\n  https://a.example/2  \n"
        b"news.example/3\nftp://a.example/4\nhttps://a.example/\xff\nhttps://a.example/6"
    )
    got = list(read_list(str(path)))
    assert [item.url for item in got if isinstance(item, Target)] == [
        f"https://a.example/{n}" for n in (1, 2, 6)
    ]
    bad = [item for item in got if isinstance(item, Rejected)]
    assert [item.reason for item in bad] == [
        Reason.BAD_URL, Reason.UNKNOWN_SCHEME, Reason.BAD_URL
    ]  # fmt: skip
    assert all(f"{path}, line {n}: " in i.detail for n, i in zip((5, 6, 7), bad, strict=True))


def test_a_target_of_a_list_knows_its_line(tmp_path: Path) -> None:
    path = tmp_path / "urls.txt"
    path.write_text("\nhttps://a.example/\n")
    assert list(read_list(str(path))) == [
        Target(url="https://a.example/", origin=f"{path}, line 2")
    ]


@pytest.mark.parametrize(
    ("name", "reason"),
    [("none.txt", Reason.MISSING_FILE), (".", Reason.UNREADABLE), ("a\0b", Reason.UNREADABLE)],
)
def test_a_list_that_cannot_be_read_is_one_rejection(name: str, reason: Reason) -> None:
    [got] = read_list(name)
    assert isinstance(got, Rejected)
    assert got.reason is reason


def test_a_pattern_in_quotes_stands_for_its_files_in_byte_order(tmp_path: Path) -> None:
    for name in ("b.html", "a.html", "sub/c.html", "d.css"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("<p>x")
    found = find([f"{tmp_path}/**/*.html"])
    got = [Path(item.name or "").name for item in found if isinstance(item, Response)]
    assert got == ["a.html", "b.html", "c.html"]
    [none] = find([f"{tmp_path}/*.xhtml"])
    assert isinstance(none, Rejected)
    assert none.reason is Reason.MISSING_FILE


def test_a_missing_extra_is_told_and_the_next_input_follows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for extra in ("warc", "parquet"):
        monkeypatch.setitem(sys.modules, f"newsclean.sources.{extra}", None)
        (tmp_path / f"a.{extra}").write_bytes(b"")
        (tmp_path / "b.html").write_text("<p>x")
        missing, page = find([str(tmp_path / f"a.{extra}"), str(tmp_path / "b.html")])
        assert isinstance(missing, Rejected)
        assert missing.reason is Reason.UNREADABLE
        assert isinstance(page, Response)


@pytest.mark.parametrize(
    ("packages", "file", "extra"),
    [(["fastwarc", "fastwarc.warc"], "a.warc", "warc"), (["pyarrow"], "a.parquet", "parquet")],
)
def test_a_missing_package_is_told_by_the_name_of_its_extra(
    packages: list[str], file: str, extra: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("warc", "parquet", "page_rows"):
        monkeypatch.delitem(sys.modules, f"newsclean.sources.{module}", raising=False)
    for package in packages:
        monkeypatch.setitem(sys.modules, package, None)
    (tmp_path / file).write_bytes(b"")
    [missing] = find([str(tmp_path / file)])
    assert isinstance(missing, Rejected)
    assert f"newsclean[{extra}]" in missing.detail
