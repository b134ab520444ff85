"""One command runs the tools over a corpus and writes tables, figures and plots."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from benchmarks.formats.detect import read
from benchmarks.measures import Overlap
from benchmarks.peers import rows, tables
from benchmarks.peers.__main__ import main, shuffled
from benchmarks.peers.records import Page, Tool
from benchmarks.peers.report import Report, read_report
from benchmarks.peers.rows import Facts, Row
from benchmarks.peers.run import page_of, run
from benchmarks.peers.summary import summarize
from benchmarks.peers.tools.all import OURS, PARSE, TOOLS, YARDSTICK
from benchmarks.peers.tools.with_readability import text_of

from tests.benchmarks.corpus import write_corpus
from tests.benchmarks.misbehaving import MISSING, TOOL


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_corpus(tmp_path_factory.mktemp("corpus"))


@pytest.fixture(scope="module")
def written(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Run newsclean and both yardsticks over the corpus; all three are always installed."""
    folder = tmp_path_factory.mktemp("report")
    names = ["--tools", OURS, YARDSTICK, PARSE]
    assert main([str(corpus), "-o", str(folder), "--predictions", *names]) == 0
    return folder


@pytest.fixture(scope="module")
def report(written: Path) -> Report:
    return read_report(written / "report.json")


def test_text_is_scored_by_source_language_and_kind(report: Report) -> None:
    ours = report.tools[0]
    assert ours.name == OURS
    assert ours.body
    assert (ours.body.pages, ours.pages) == (3, 4)
    assert ours.body.f1 > 0.9
    assert list(ours.by_source) == ["bodies"]
    assert list(ours.by_language) == ["others"]  # no language has ten pages
    assert {kind: body.pages for kind, body in ours.by_kind.items()} == {
        "interview": 1,
        "report": 2,
    }


def test_fields_and_snippets_are_scored_where_the_gold_has_them(report: Report) -> None:
    ours = report.tools[0]
    assert (ours.fields["title"].of, ours.fields["authors"].of) == (4, 3)
    assert ours.fields_by_source["fields"]["date"].of == 1
    assert ours.snippets
    assert (ours.snippets.kept, ours.snippets.wanted, ours.snippets.leaked) == (1, 1, 0)


def test_time_is_told_beside_the_parse_and_trafilatura(report: Report) -> None:
    ours, trafilatura, parse = report.tools
    assert (trafilatura.cost.to_yardstick, parse.cost.to_parse) == (1.0, 1.0)
    assert ours.cost.to_parse
    assert ours.cost.to_parse > 1
    assert parse.body is None
    assert ours.cost.peak_mib > ours.cost.page_most_mib > 0


def test_a_report_says_what_it_was_made_of(report: Report) -> None:
    assert report.made.sources == {"bodies": 3, "fields": 1}
    assert report.made.versions.keys() == {"newsclean", "selectolax", "trafilatura"}
    assert report.made.command.startswith("python -m benchmarks.peers ")


def test_the_tables_are_markdown_with_every_tool(written: Path) -> None:
    page = (written / "report.md").read_text("utf-8")
    for title in ("Text", "F1 by source", "F1 by kind of page", "Fields", "Time and memory"):
        assert f"## {title}\n" in page
    assert "| newsclean | 3 |" in page
    lines = [line for line in page.splitlines() if line.startswith("|")]
    assert all(line.endswith(" |") for line in lines)


def test_plots_are_svg_and_the_same_each_time(written: Path, report: Report) -> None:
    pytest.importorskip("matplotlib", reason="the extra bench draws plots")
    from benchmarks.peers.plots import plots

    drawn = plots(report.tools)
    assert drawn == plots(report.tools)
    for name, svg in drawn.items():
        assert (written / name).read_text("utf-8") == svg
        assert "<svg" in svg
        assert "trafilatura" in svg


def test_predictions_are_kept_in_the_schema_of_the_shared_scorer(written: Path) -> None:
    lines = (written / "predictions" / f"{OURS}.jsonl").read_bytes().splitlines()
    found = [msgspec.json.decode(line) for line in lines]
    assert len(found) == 4
    assert found[0].keys() == {"id", "text", "title", "date", "authors", "seconds"}


def test_a_report_can_be_made_anew_from_the_rows_of_a_run_that_was_cut(
    written: Path, tmp_path: Path
) -> None:
    lines = (written / "rows.jsonl").read_bytes().splitlines(keepends=True)
    (tmp_path / "rows.jsonl").write_bytes(b"".join(lines[:8]) + lines[8][:50])
    assert main(["nowhere", "-o", str(tmp_path), "--render"]) == 0
    made = read_report(tmp_path / "report.json")
    assert [tool.pages for tool in made.tools] == [2, 2, 2]
    assert sum(made.made.sources.values()) == 2


def test_a_corpus_without_pages_is_no_success(tmp_path: Path) -> None:
    (tmp_path / "gold.jsonl").touch()
    assert main([str(tmp_path), "-o", str(tmp_path / "out")]) == 1


def test_failures_are_counted_and_a_tool_that_is_missing_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(TOOLS, TOOL.name, TOOL)
    golds = list(read(write_corpus(tmp_path)))
    Path(golds[0].file).write_bytes(b"<p>RAISE")
    [figures] = summarize(list(run(golds, [TOOL, MISSING], 5.0)))
    assert figures.failures == {"LookupError": 1}
    assert figures.pages == 4
    assert "missing is left out" in capsys.readouterr().out
    assert "LookupError 1" in tables.markdown([figures])


def row(tool: str, key: str, seconds: float, found: str, lang: str = "en") -> Row:
    overlap = Overlap(1.0, 1.0, 1.0, True) if found else Overlap(None, 0.0, 0.0, False)
    page = Facts(key, "courier", lang, None, 100)
    return Row(tool, page, seconds, 2 << 20, 5 << 20, not found, None, overlap)


def test_figures_counted_by_hand() -> None:
    pages = [(f"{n}", "en" if n < 10 else "sv") for n in range(11)]
    made = [row(OURS, key, 0.002, "x" * (key != "0"), lang) for key, lang in pages]
    made += [row(YARDSTICK, key, 0.010, "x", lang) for key, lang in pages]
    ours, theirs = summarize(made)
    assert ours.body
    assert ours.body.recall == pytest.approx(10 / 11)
    assert ours.body.precision == 1.0
    assert {lang: body.pages for lang, body in ours.by_language.items()} == {"en": 10, "others": 1}
    assert ours.empty == 1
    assert ours.cost.to_yardstick == pytest.approx(0.2)
    assert ours.cost.to_parse is None
    assert (ours.cost.mean_ms, ours.cost.page_mean_mib) == pytest.approx((2.0, 2.0))
    assert theirs.by_kind == {}


def test_the_order_of_pages_is_fixed_and_leaves_none_out(corpus: Path) -> None:
    golds = list(read(corpus))
    mixed = shuffled(golds)
    assert mixed == shuffled(reversed(golds))
    assert sorted(g.id for g in mixed) == sorted(g.id for g in golds)
    assert [g.id for g in mixed] != [g.id for g in golds]


PEERS = [tool for tool in TOOLS.values() if tool.role == "extractor"]


@pytest.mark.parametrize("tool", PEERS, ids=lambda tool: tool.name)
def test_a_tool_finds_the_article_and_the_fields_that_it_knows(tool: Tool, corpus: Path) -> None:
    module = {"readability-lxml": "readability", "newspaper4k": "newspaper"}
    pytest.importorskip(module.get(tool.package, tool.package), reason="in the extra bench")
    [gold] = [g for g in read(corpus) if g.id == "en-wordpress-harbour"]
    found = tool.make()(page_of(gold))
    assert "Their amendment, which was costed at £1.9m" in found.text
    assert "Subscribe from £1 a week" not in found.text
    if "title" in tool.fields:
        assert (found.title or "").startswith("Council backs £4.2m plan to rebuild")
    if "date" in tool.fields:
        assert (found.date or "")[:10] == "2025-03-14"
    if "authors" in tool.fields:
        assert found.authors == ("Maeve Tarrant",)


@pytest.mark.parametrize(
    ("lang", "says"),
    [
        ("el", "Το συμβούλιο του λιμανιού μίλησε τη Δευτέρα για την παλιά προβλήτα."),
        ("ru", "Совет порта долго говорил о старом причале и о том, что с ним делать."),
    ],
)
def test_justext_is_given_the_stop_list_of_the_page(lang: str, says: str) -> None:
    pytest.importorskip("justext")
    html = f"<html><body><ul><li><a href=/>menu</a></ul><p>{' '.join([says] * 6)}</p></body></html>"
    found = TOOLS["jusText"].make()(Page(html.encode(), html, ""))
    assert says in found.text
    from benchmarks.peers.language import page_language

    assert page_language(html) == lang


def test_the_summary_of_readability_becomes_lines_by_block() -> None:
    lxml = pytest.importorskip("lxml.html")
    html = "<div><p>The <b>pi</b>er<!-- x --> opens</p>today<ul><li>Monday<li>Tuesday</ul>end</div>"
    text = text_of(lxml.fragment_fromstring(html))
    assert text.splitlines() == ["The pier opens", "today", "Monday", "Tuesday", "end"]


def test_rows_survive_their_file(tmp_path: Path) -> None:
    made = [row(OURS, "1", 0.5, "x")]
    assert list(rows.write(made, tmp_path / "rows.jsonl")) == made
    assert rows.read(tmp_path / "rows.jsonl") == made
