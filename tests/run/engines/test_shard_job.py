"""One shard, cleaned without a cluster: what is written, what a second run does, what fails."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

pytest.importorskip("pyarrow", reason="the extra ray is not installed")
pytest.importorskip("fsspec", reason="the extra ray is not installed")

import pyarrow as pa
import pyarrow.dataset as pds

from newsclean.options import ExtractOptions, WorkerOptions
from newsclean.run.engines.place import Place
from newsclean.run.engines.shard_job import (
    TRIES,
    Job,
    OtherJob,
    Summary,
    claim,
    clean_shard,
    summary_of,
)
from newsclean.run.engines.shards import PAGES, Shard, shards
from newsclean.run.workers import Workers
from tests.adapters.pages import EMPTY, SITE, text
from tests.run.engines.archives import stories, write_archive
from tests.run.engines.gate import WORK

HIVE = pa.schema([("crawl_date", pa.string()), ("language", pa.string())])


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers]:
    with Workers(WorkerOptions(count=1, seconds=2.0), work=WORK) as held:
        yield held


@pytest.fixture
def job(tmp_path: Path) -> Job:
    return Job(output=str(tmp_path / "out"))


def rows(job: Job, kind: str) -> list[dict[str, object]]:
    """Read what was written as any reader of partitioned Parquet does."""
    data = pds.dataset(f"{job.output}/{kind}", partitioning=pds.partitioning(HIVE, flavor="hive"))
    found: list[dict[str, object]] = data.to_table().to_pylist()
    return sorted(found, key=lambda row: str(row["record"]))


def test_a_shard_becomes_partitions_and_every_page_a_row(
    job: Job, workers: Workers, tmp_path: Path
) -> None:
    pages = [*stories([0]), (1, "hang"), (2, EMPTY), (3, "segv"), *stories([4])]
    shard = Shard((str(write_archive(tmp_path / "a.warc.gz", pages)),))
    summary = clean_shard(shard, job, workers)
    place = f"crawl_date=2026-11-24/language=en/{shard.key}.parquet"
    assert f"articles/{place}" in summary.files
    articles, rejected = rows(job, "articles"), rows(job, "rejected")
    assert {row["url"]: row["text"] for row in articles} == {
        f"{SITE}/0.html": text(0),
        f"{SITE}/4.html": text(4),
    }
    assert [(row["url"], row["reason"]) for row in rejected] == [
        (f"{SITE}/1.html", "worker_time"),
        (f"{SITE}/2.html", "no_article"),
        (f"{SITE}/3.html", "worker_crash"),
    ]
    assert {row["language"] for row in articles} == {"en"}
    assert {str(row["crawl_date"]) for row in articles + rejected} == {"2026-11-24"}
    assert {row["source"] for row in articles + rejected} == {shard.name}
    records = sorted(str(row["record"]) for row in articles + rejected)
    assert records == [f"{shard.key}-{n:07d}" for n in range(5)]
    assert (summary.articles, summary.whole) == (2, True)
    assert summary_of(shard, job) == summary


def test_what_has_no_date_or_language_is_in_partitions_that_readers_take_for_null(
    job: Job, workers: Workers, tmp_path: Path
) -> None:
    (tmp_path / "page.html").write_text(stories([0])[0][1].replace(" lang=en", ""))
    clean_shard(Shard((str(tmp_path / "page.html"),)), job, workers)
    [row] = rows(job, "articles")
    assert row["crawl_date"] is None


def test_a_second_run_replaces_what_one_that_was_killed_has_left(
    job: Job, workers: Workers, tmp_path: Path
) -> None:
    """A run that died after its files were put, and before it was noted, leaves nothing twice."""
    shard = Shard((str(write_archive(tmp_path / "a.warc.gz", stories(range(3)))),))
    first = clean_shard(shard, job, workers)
    place = Place(job.output)
    place.remove(f"_shards/{shard.key}.json")
    place.write(f"_shards/{shard.key}.tries", b"1")
    place.write(f"rejected/crawl_date=2026-11-24/{shard.key}.parquet", b"of a page that hung then")
    assert summary_of(shard, job) is None
    assert clean_shard(shard, job, workers) == first
    assert len(rows(job, "articles")) == 3
    assert place.glob("rejected/**/*.parquet") == []
    assert place.read(f"_shards/{shard.key}.tries") is None
    assert place.glob("_shards/.draft-*") == []


def test_a_shard_that_kills_its_reader_again_and_again_is_given_up(
    job: Job, workers: Workers, tmp_path: Path
) -> None:
    """One row says so, the job goes on, and another run may try it again."""
    shard = Shard((str(write_archive(tmp_path / "a.warc.gz", stories(range(3)))),))
    Place(job.output).write(f"_shards/{shard.key}.tries", str(TRIES).encode())
    summary = clean_shard(shard, job, workers)
    assert (summary.articles, summary.rejected) == (0, {"worker_crash": 1})
    [row] = rows(job, "rejected")
    assert (row["name"], row["url"]) == (shard.name, None)
    assert summary_of(shard, job) is None
    assert clean_shard(shard, job, workers).articles == 3
    assert Place(job.output).glob("rejected/**/*.parquet") == []


def test_an_input_that_is_missing_is_a_row_and_is_tried_again(
    job: Job, workers: Workers, tmp_path: Path
) -> None:
    shard = Shard((str(tmp_path / "later.warc.gz"),))
    assert not clean_shard(shard, job, workers).whole
    assert [row["reason"] for row in rows(job, "rejected")] == ["missing_file"]
    assert summary_of(shard, job) is None


def test_a_folder_holds_articles_of_one_kind(job: Job) -> None:
    """Other options in the same folder would give a mixture that nobody asked for."""
    claim(job)
    claim(job)
    with pytest.raises(OtherJob):
        claim(msgspec.structs.replace(job, extract=ExtractOptions(min_words=99)))


def test_an_output_that_fails_is_no_row(job: Job, workers: Workers, tmp_path: Path) -> None:
    """A full disk is not the page's fault: the task fails, and the run tells."""
    shard = Shard((str(write_archive(tmp_path / "a.warc.gz", stories([1]))),))
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "articles").write_text("in the way")
    with pytest.raises(OSError):
        clean_shard(shard, job, workers)
    assert summary_of(shard, job) is None


def test_the_output_may_be_anywhere_that_fsspec_reaches(workers: Workers, tmp_path: Path) -> None:
    job = Job(output="memory://bucket/out")
    shard = Shard((str(write_archive(tmp_path / "a.warc.gz", stories(range(2)))),))
    claim(job)
    summary = clean_shard(shard, job, workers)
    assert isinstance(summary_of(shard, job), Summary)
    place = Place(job.output)
    assert place.glob("articles/**/*.parquet") == list(summary.files)
    with place.system.open(place.path(summary.files[0])) as file:
        assert file.read()[-4:] == b"PAR1"


def test_inputs_are_cut_into_shards(tmp_path: Path) -> None:
    """An archive is one; single pages share some; a name that is nothing is left to the reader."""
    (tmp_path / "pages" / "below").mkdir(parents=True)
    for n in range(PAGES + 1):
        (tmp_path / "pages" / "below" / f"{n:04d}.html").touch()
    (tmp_path / "pages" / "style.css").touch()
    archives = [
        str(write_archive(tmp_path / name, stories([1]))) for name in ("a.warc.gz", "b.warc.gz")
    ]
    (tmp_path / "pages" / "c.warc").touch()
    found = list(shards([str(tmp_path / "*.warc.gz"), str(tmp_path / "pages"), "gone.html"]))
    single = [shard.inputs[0] for shard in found if len(shard.inputs) == 1]
    assert single == [*archives, str(tmp_path / "pages" / "c.warc")]
    assert [len(shard.inputs) for shard in found if len(shard.inputs) > 1] == [PAGES, 2]
    assert found[-1].inputs[-1] == "gone.html"
    assert len({shard.key for shard in found}) == len(found)


def test_an_archive_that_changed_is_another_shard(tmp_path: Path) -> None:
    path = write_archive(tmp_path / "a.warc.gz", stories([1]))
    before = Shard((str(path),)).key
    write_archive(path, stories([1, 2]))
    assert Shard((str(path),)).key != before
