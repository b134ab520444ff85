"""A copy of a public corpus is known by what lies in it, and read into one record."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from benchmarks.formats.detect import UnknownLayoutError, layout_of, read

CORPORA = Path(__file__).parents[1] / "fixtures" / "corpora"


@pytest.mark.parametrize(
    ("folder", "layout"),
    [
        ("scrapinghub", "scrapinghub"),
        ("wcxb", "WCXB"),
        ("wcxb/dev", "WCXB"),
        ("cleaneval", "CleanEval"),
    ],
)
def test_a_folder_is_known_by_what_lies_in_it(folder: str, layout: str) -> None:
    assert layout_of(CORPORA / folder) == layout


def test_a_folder_without_a_corpus_is_refused_with_what_could_be_there(tmp_path: Path) -> None:
    with pytest.raises(UnknownLayoutError, match=r"gold\.jsonl, scrapinghub, WCXB, CleanEval"):
        list(read(tmp_path))


def test_scrapinghub_gives_body_address_and_page() -> None:
    pier, ferry = read(CORPORA / "scrapinghub")
    assert (pier.id, ferry.id) == ("0a11", "0b22")
    assert (ferry.url, ferry.domain) == (
        "https://www.islandpost.example/ferry",
        "islandpost.example",
    )
    assert pier.body
    assert pier.body.startswith("The lamps on the eastern pier")
    assert b"<h1>Lamps lit on the pier</h1>" in pier.raw()
    assert (pier.source, pier.kind, pier.title) == ("scrapinghub", None, None)


def test_wcxb_gives_fields_snippets_and_the_kind_of_page_split_by_split() -> None:
    pier, oilskins, ferry = read(CORPORA / "wcxb")
    assert (pier.source, pier.kind, pier.authors) == ("wcxb_dev", "article", "Maeve Tarrant")
    assert (pier.title, pier.date) == ("Lamps lit on the pier", "2025-02-21")
    assert (len(pier.with_), pier.without) == (1, ["keeps no cookies"])
    assert (oilskins.kind, oilskins.url, oilskins.domain) == ("forum", "", "")
    assert oilskins.body
    assert "sailmaker" in oilskins.body
    assert (ferry.source, ferry.kind, ferry.title, ferry.with_) == ("wcxb_test", None, None, [])
    assert b"Sundays" in ferry.raw()


def test_cleaneval_gives_text_without_marks_and_leaves_out_what_nobody_cleaned() -> None:
    pier, ferry = read(CORPORA / "cleaneval")
    assert pier.url == "http://ellerycourier.example/pier"
    assert pier.body
    assert pier.body.split("\n\n")[0] == "Lamps lit on the pier"
    assert pier.body.endswith("Friday: lamps\n\nSunday: band")
    assert ferry.body
    assert "<" not in ferry.body + pier.body
    assert "Saint Bride’s" in ferry.body  # written in Windows' Latin
    assert b"Ferry sails later" in ferry.raw()


def test_our_own_layout_is_read_whole_or_one_source(tmp_path: Path) -> None:
    html = tmp_path / "courier" / "html"
    html.mkdir(parents=True)
    (html / "1.html.gz").write_bytes(gzip.compress(b"<p>Pier</p>"))
    gold = {"id": "1", "url": "https://a.example/", "domain": "a.example", "kind": "column"}
    (html.parent / "gold.jsonl").write_text(json.dumps(gold) + "\n")
    [page] = read(tmp_path)
    assert [page] == list(read(html.parent))
    assert (page.source, page.kind, page.raw()) == ("courier", "column", b"<p>Pier</p>")


def test_a_missing_page_is_said_not_skipped(tmp_path: Path) -> None:
    (tmp_path / "html").mkdir()
    (tmp_path / "ground-truth.json").write_text('{"7": {"articleBody": "a", "url": ""}}')
    with pytest.raises(FileNotFoundError, match="no page 7"):
        list(read(tmp_path))
