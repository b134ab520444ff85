"""Real Ray on two CPUs: actors and pages die, and every record comes out exactly once."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("ray.data", reason="the extra ray is not installed")
import pyarrow as pa
import pyarrow.dataset as pds
import pyarrow.parquet as pq
import ray.data

from newsclean.engines.ray import Columns, clean_dataset, mark_duplicates
from newsclean.options import RunOptions, WorkerOptions
from newsclean.run.engines.ray_clean import clean_shards
from newsclean.run.engines.ray_output import mark_output
from newsclean.run.engines.shard_job import Job
from newsclean.run.engines.shards import Shard
from tests.adapters.pages import EMPTY, SITE, page, text
from tests.command import environment, newsclean
from tests.run.engines.archives import stories, write_archive
from tests.run.engines.collection import by_a_crawl, collection
from tests.run.engines.gate import WORK, Strike

QUICK = RunOptions(workers=WorkerOptions(seconds=2.0))


def pages_of(bodies: list[str]) -> list[dict[str, Any]]:
    return [
        {
            "body": body.encode(),
            "url": f"{SITE}/{n}.html",
            "fetched_at": f"2026-11-{10 + n % 2}T10:00:00Z",
            "record": f"r{n:04d}",
        }
        for n, body in enumerate(bodies)
    ]


def cleaned(bodies: list[str], size: int) -> dict[str, dict[str, Any]]:
    """Clean pages as a data set, and return the rows, which must be as many, by record."""
    data = ray.data.from_items(pages_of(bodies), override_num_blocks=4)
    rows = clean_dataset(
        data, QUICK, Columns(html="body"), actors=2, batch_size=size, work=WORK
    ).take_all()
    assert Counter(row["record"] for row in rows) == Counter(
        f"r{n:04d}" for n in range(len(bodies))
    )
    return {row["record"]: row for row in rows}


def killed_amid(folder: Path, count: int, size: int) -> None:
    """Kill an actor amid a batch; pages that hang or kill their process are rows of their own."""
    strike = Strike(folder)
    bodies = [page(n) for n in range(count)]
    bodies[3], bodies[5], bodies[7], bodies[9] = "hang", "segv", EMPTY, strike.page
    rows = cleaned(bodies, size)
    assert len(strike.holders) >= 2, "the batch of the killed actor was not run again"
    assert strike.holders[0] != strike.holders[-1]
    failed = {record: row["reason"] for record, row in rows.items() if row["reason"]}
    assert failed == {
        "r0003": "worker_time",
        "r0005": "worker_crash",
        "r0007": "no_article",
        "r0009": "no_article",
    }
    assert rows["r0003"]["url"] == f"{SITE}/3.html"
    assert "more than 2 s" in rows["r0003"]["detail"]
    for n in (n for n in range(count) if n not in (3, 5, 7, 9)):
        assert rows[f"r{n:04d}"]["text"] == text(n)
    assert rows["r0001"]["crawl_date"] == "2026-11-11"


def test_a_killed_actor_and_hostile_pages_lose_nothing(cluster: str, tmp_path: Path) -> None:
    """Each record is there once, though its actor was killed with signal 9 amid its batch."""
    killed_amid(tmp_path, 24, 6)


@pytest.mark.soak
def test_many_records_and_a_killed_actor_lose_nothing(cluster: str, tmp_path: Path) -> None:
    killed_amid(tmp_path, 5_000, 64)


def test_a_killed_actor_loses_no_record_of_a_shard(cluster: str, tmp_path: Path) -> None:
    """The shard is cleaned again and replaces what was there; a second run does nothing again."""
    strike = Strike(tmp_path)
    kinds = ([*stories(range(3)), (3, strike.page)], stories(range(4, 8)), [(8, "hang")])
    found = [
        Shard((str(write_archive(tmp_path / f"{n}.warc.gz", pages)),))
        for n, pages in enumerate(kinds)
    ]
    job = Job(output=str(tmp_path / "out"), workers=QUICK.workers, work=WORK)
    summaries = dict(clean_shards(found, job))
    assert len(strike.holders) == 2
    assert [summaries[shard].articles for shard in found] == [3, 4, 0]
    files = sorted((tmp_path / "out").rglob("*.parquet"))
    records = [value for path in files for value in pq.read_table(path)["record"].to_pylist()]
    wanted = [
        f"{shard.key}-{n:07d}"
        for shard, pages in zip(found, kinds, strict=True)
        for n in range(len(pages))
    ]
    assert sorted(records) == sorted(wanted)
    before = [path.stat().st_mtime_ns for path in files]
    assert dict(clean_shards(found, job)) == summaries
    assert [path.stat().st_mtime_ns for path in files] == before


def test_the_command_goes_on_where_it_ended_and_marks_copies(
    cluster: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An archive is added; the first is not read again, and copies over both are marked."""
    monkeypatch.setenv("RAY_ADDRESS", cluster)
    pages, out = tmp_path / "in", tmp_path / "out"
    pages.mkdir()
    write_archive(pages / "a.warc.gz", [*stories(range(4)), (4, EMPTY)])
    command = ("clean", "--engine", "ray", pages, "-o", out)
    ended = newsclean(*command)
    assert ended.status == 0, ended.err
    assert "4 articles, 1 rejected (1 no_article), 0 near-copies" in ended.err
    [note] = (out / "_shards").glob("[0-9a-f]*.json")
    noted = note.stat().st_mtime_ns
    other = [(100 + n, page(n).replace(f"/{n}.html", f"/{100 + n}.html")) for n in (0, 2)]
    write_archive(pages / "b.warc.gz", [*other, (9, page(9)), (10, "")])
    ended = newsclean(*command)
    assert ended.status == 1, ended.err  # an empty page is a fault
    assert "7 articles, 2 rejected" in ended.err
    assert "2 near-copies" in ended.err
    assert note.stat().st_mtime_ns == noted
    rows = pds.dataset(out / "articles", partitioning="hive").to_table().to_pylist()
    ids = {row["id"]: row for row in rows}
    copies = [row for row in rows if row["duplicate_of"]]
    assert len(rows) == len(ids) == 7
    assert sorted(row["text"] for row in copies) == [text(0), text(2)]
    for row in copies:
        assert ids[row["duplicate_of"]]["text"] == row["text"]
        assert ids[row["duplicate_of"]]["duplicate_of"] is None
    mark_output(str(out), "drop")
    left = pds.dataset(out / "articles", partitioning="hive").to_table()
    assert sorted(left["id"].to_pylist()) == sorted(set(ids) - {row["id"] for row in copies})


def test_the_command_reads_files_of_pages_but_not_what_it_wrote(
    cluster: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file is a shard; the output lies in the folder of the inputs, and the next run knows it."""
    monkeypatch.setenv("RAY_ADDRESS", cluster)
    for name, numbers in (("a", range(3)), ("b", range(3, 5))):
        htmls = [page(n) for n in numbers]
        urls = [f"{SITE}/{n}.html" for n in numbers]
        times = [datetime(2026, 11, 10 + n, tzinfo=UTC) for n in range(len(htmls) + 1)]
        table = pa.table({"html": [*htmls, None], "url": [*urls, None], "fetched_at": times})
        pq.write_table(table, tmp_path / f"{name}.parquet")
    command = ("clean", "--engine", "ray", tmp_path, "-o", tmp_path / "out")
    for _ in range(2):
        ended = newsclean(*command)
        assert ended.status == 1, ended.err  # rows without a body are faults
        assert "5 articles, 2 rejected (2 empty), 0 near-copies" in ended.err
    rows = pds.dataset(tmp_path / "out" / "articles", partitioning="hive").to_table().to_pylist()
    assert {row["url"]: row["text"] for row in rows} == {
        f"{SITE}/{n}.html": text(n) for n in range(5)
    }
    assert sorted(str(row["crawl_date"]) for row in rows) == [
        f"2026-11-{10 + n}" for n in (0, 0, 1, 1, 2)
    ]
    rejected = pds.dataset(tmp_path / "out" / "rejected", partitioning="hive").to_table()
    assert sorted(rejected["name"].to_pylist()) == [
        f"{tmp_path}/a.parquet@3", f"{tmp_path}/b.parquet@2"
    ]  # fmt: skip
    assert len(list((tmp_path / "out" / "_shards").glob("[0-9a-f]*.json"))) == 2


def test_the_example_of_the_documentation_runs(cluster: str, tmp_path: Path) -> None:
    """It takes a Parquet of pages and leaves one of articles, by day and language."""
    docs = Path(__file__).parents[3] / "docs" / "clusters.md"
    [block] = re.findall(r"^```python\n(.*?)^```$", docs.read_text(), re.M | re.S)
    for name in ("pages.parquet", "cleaned/"):  # actors have folders of their own
        block = block.replace(name, f"{tmp_path}/{name}")
    htmls = [page(0), EMPTY, page(0).replace("lantern", "beacon")]
    table = pa.table({"html": htmls, "fetched_at": [f"2026-11-1{n}T00:00:00Z" for n in range(3)]})
    pq.write_table(table, tmp_path / "pages.parquet")
    done = subprocess.run(
        [sys.executable, "-c", block],
        cwd=tmp_path,
        env={**environment(), "RAY_ADDRESS": cluster},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    rows = pds.dataset(tmp_path / "cleaned", partitioning="hive").to_table().to_pylist()
    found = sorted(rows, key=lambda row: str(row["crawl_date"]))
    assert [row["reason"] for row in found] == [None, "no_article", None]
    assert [row["duplicate_of"] for row in found] == [None, None, found[0]["id"]]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("a.warc.gz",), "name it with -o"),
        (("-", "-o", "out"), "not -"),
        (("https://a.example/x.warc.gz", "-o", "out"), "archives and saved pages"),
        (("a.warc.gz", "-o", "out", "--rejects", "r.jsonl"), "--rejects"),
    ],
)
def test_what_does_not_go_together_is_refused(
    arguments: tuple[str, ...], said: str, tmp_path: Path
) -> None:
    ended = newsclean("clean", "--engine", "ray", *arguments, cwd=tmp_path)
    assert ended.status == 2
    assert said in " ".join(ended.err.replace("│", " ").split())
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("count", [400, pytest.param(20_000, marks=pytest.mark.soak)])
def test_near_copies_are_those_that_a_crawl_finds(cluster: str, count: int, tmp_path: Path) -> None:
    """Bands shuffled over parts give each article the same original as one machine's state."""
    articles = collection(count)
    wanted = by_a_crawl(articles, tmp_path / "state.db")
    assert len(wanted) > count / 10
    shuffled = sorted(articles, key=lambda article: str(article["id"])[::-1])
    rows = [{**article, "duplicate_of": None, "reason": None} for article in shuffled]
    rows.append({**rows[0], "record": "failed", "text": None, "reason": "no_article"})
    data = ray.data.from_items(rows, override_num_blocks=5)
    marked = mark_duplicates(data, parts=3).take_all()
    assert len(marked) == len(rows)
    found = {row["record"]: row["duplicate_of"] for row in marked if row["duplicate_of"]}
    assert found == wanted
