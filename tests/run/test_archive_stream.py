"""Archives through the workers: in both orders, as fast as they are taken, from anywhere."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import Literal

import pytest

import newsclean
from newsclean.options import RunOptions, SourceOptions, WorkerOptions
from newsclean.records import Article, Response
from newsclean.run.batch import results
from newsclean.sources.warc import Capture, read_archive
from tests.run.test_shards import archive

Order = Literal["finished", "input"]


def options(count: int, order: Order) -> RunOptions:
    return RunOptions(workers=WorkerOptions(count=count, order=order))


@pytest.mark.parametrize(("count", "order"), [(1, "input"), (3, "input"), (3, "finished")])
def test_pages_keep_their_order_or_come_as_they_are_done(
    count: int, order: Order, tmp_path: Path
) -> None:
    path = archive(tmp_path / "a.warc.gz", 0, 12)
    got = list(results(read_archive(path, "x", SourceOptions()), options(count, order)))
    urls = [item.url for item in got]
    wanted = [f"http://a.example/{n}" for n in range(12) for _ in range(2)]
    assert (urls if order == "input" else sorted(str(url) for url in urls)) == (
        wanted if order == "input" else sorted(wanted)
    )


@pytest.mark.parametrize("order", ["input", "finished"])
def test_an_archive_is_read_no_faster_than_results_are_taken(order: Order, tmp_path: Path) -> None:
    """Of 4,000 records only those near the one that was taken have been read."""
    path = archive(tmp_path / "a.warc.gz", 0, 2_000)
    taken = 0

    def counted() -> Iterator[Capture]:
        nonlocal taken
        for item in read_archive(path, "x", SourceOptions()):
            taken += 1
            yield item

    with closing(results(counted(), options(2, order))) as stream:
        assert len(list(islice(stream, 10))) == 10
        assert taken <= 10 + 64 * 2 + 4


def test_the_library_reads_what_only_this_process_has() -> None:
    fsspec = pytest.importorskip("fsspec", reason="the extra `remote` is not installed")
    from tests.command import PAGE
    from tests.sources.warcs import http, record

    with fsspec.open("memory://x/crawl.warc", "wb") as file:
        file.write(record(1, http(PAGE.encode(), "Content-Type: text/html")))
    [article] = newsclean.clean("memory://x/crawl.warc")
    assert isinstance(article, Article)
    assert article.fetched_at == "2026-11-24T10:00:00Z"


def test_the_charset_of_the_http_header_counts() -> None:
    """As for a fetched page: windows-1251 that neither the page nor detection would tell."""
    from newsclean.run.pipeline import clean_response
    from tests.sources.warcs import http, read, record

    text = "<html lang=ru><h1>Мост</h1><p>" + "Городской совет решил восстановить старый мост. " * 8
    head = "Content-Type: text/html; charset=windows-1251"
    [page] = read(record(1, http(text.encode("cp1251"), head)))
    assert isinstance(page, Response)
    article = clean_response(page)
    assert isinstance(article, Article)
    assert "Городской совет решил" in article.text
