"""Rows of Parquet files become pages; what is none is counted with its place, the rest is read."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from newsclean.errors import Reason
from newsclean.options import Columns, SourceOptions
from newsclean.records import Rejected, Response
from newsclean.sources.inputs import find

pytest.importorskip("pyarrow", reason="the extra `parquet` is not installed")
import pyarrow as pa
import pyarrow.parquet as pq

from newsclean.sinks.parquet import SCHEMA
from newsclean.sources import parquet
from newsclean.sources.page_rows import PageRows
from newsclean.sources.parquet import read_stream

Got = list[Response | Rejected]


def html(number: int) -> bytes:
    return b"<html><p>page %d</p></html>" % number


def written(columns: dict[str, Any], **options: Any) -> bytes:
    """Return a Parquet file of these columns."""
    out = io.BytesIO()
    pq.write_table(pa.table(columns), out, **options)
    return out.getvalue()


def rows(count: int, **columns: Any) -> dict[str, Any]:
    urls = [f"http://a.example/{n}" for n in range(count)]
    return {"html": [html(n) for n in range(count)], "url": urls, **columns}


def read(data: bytes, options: SourceOptions | None = None) -> Got:
    return list(read_stream(io.BytesIO(data), "x.parquet", options or SourceOptions()))


def pages(found: Iterable[object]) -> list[int]:
    return [int((f.url or "").rpartition("/")[2]) for f in found if isinstance(f, Response)]


def told(found: Iterable[object]) -> list[tuple[str | None, Reason]]:
    return [(item.name, item.reason) for item in found if isinstance(item, Rejected)]


def one(columns: dict[str, Any], options: SourceOptions | None = None) -> Response | Rejected:
    [got] = read(written(columns), options)
    return got


def test_a_row_is_a_page_with_all_that_its_columns_say() -> None:
    got = one(
        {
            "html": [html(1)],
            "url": ["http://a.example/1"],
            "status": [200],
            "content_type": ["text/html; charset=koi8-r"],
            "fetched_at": ["2026-11-24T10:00:00Z"],
            "other": [[1, 2]],
        }
    )
    assert got == Response(
        body=html(1),
        url="http://a.example/1",
        name="x.parquet@0",
        status=200,
        headers=(("content-type", "text/html; charset=koi8-r"),),
        fetched_at="2026-11-24T10:00:00Z",
    )


def test_html_alone_is_enough_and_rows_are_told_by_their_number() -> None:
    got = read(written({"html": [html(n) for n in range(200)]}, row_group_size=70))
    assert [item.name for item in got] == [f"x.parquet@{n}" for n in range(200)]
    assert [item.body for item in got if isinstance(item, Response)] == [
        html(n) for n in range(200)
    ]


@pytest.mark.parametrize(
    "kind",
    [
        pa.string(),
        pa.large_string(),
        pa.binary(),
        pa.large_binary(),
        pa.dictionary(pa.int32(), pa.string()),
    ],
)
def test_html_is_of_any_type_of_strings_or_bytes(kind: Any) -> None:
    got = one({"html": pa.array(["<p>Ærø"], pa.string()).cast(kind)})
    assert isinstance(got, Response)
    assert got.body == ("<p>Ærø" if "string" in str(kind) else "<p>Ærø".encode())


def test_a_string_that_is_not_utf_8_is_taken_as_the_bytes_that_it_is() -> None:
    bad = pa.array([b"<p>\xc6r\xf8"], pa.binary()).view(pa.string())
    got = one({"html": bad, "url": bad})
    assert isinstance(got, Response)
    assert (got.body, got.url) == (b"<p>\xc6r\xf8", r"<p>\xc6r\xf8")


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        ("2026-11-24T10:00:00.25Z", "2026-11-24T10:00:00.25Z"),
        ("2026-11-24 10:00:00", "2026-11-24T10:00:00Z"),
        ("2026-11-24T10:00:00+02:00", "2026-11-24T08:00:00Z"),
        (datetime(2026, 11, 24, 10, tzinfo=UTC), "2026-11-24T10:00:00Z"),
        (datetime(2026, 11, 24, 10), "2026-11-24T10:00:00Z"),
        (pa.scalar(1_795_514_400_000_000_001, pa.timestamp("ns")), "2026-11-24T10:00:00Z"),
        (pa.scalar(2**60, pa.timestamp("ms")), None),
        ("on Tuesday", None),
        ("", None),
    ],
)
def test_times_are_told_in_utc_and_what_is_none_is_not(value: Any, wanted: str | None) -> None:
    kind = getattr(value, "type", None)
    got = one({"html": [html(1)], "fetched_at": pa.array([value], kind)})
    assert isinstance(got, Response)
    assert got.fetched_at == wanted


def test_columns_may_be_called_otherwise() -> None:
    options = SourceOptions(columns=Columns(html="body", url="link", name="none"))
    got = one({"body": [html(1)], "link": ["http://a.example/1"], "name": [[1]]}, options)
    assert isinstance(got, Response)
    assert (got.body, got.url) == (html(1), "http://a.example/1")


def test_rows_that_are_no_pages_are_counted_and_the_rest_is_read() -> None:
    table = {
        "html": [html(0), None, b"x" * 101, b"", html(4), html(5), html(6), html(7)],
        "url": [f"http://a.example/{n}" for n in range(7)] + [None],
        "status": pa.array([None, 200, 203, 200, 404, 200, 10**12, 0], pa.int64()),
        "content_type": [None, None, None, None, "text/html", "image/gif", "TEXT/HTML; x", ""],
        "name": [None, None, "mine", None, None, None, None, None],
    }
    got = read(written(table), SourceOptions(max_bytes=100))
    assert told(got) == [
        ("x.parquet@1", Reason.EMPTY),
        ("mine", Reason.TOO_LARGE),
        ("x.parquet@4", Reason.OTHER_STATUS),
        ("x.parquet@5", Reason.OTHER_TYPE),
    ]
    refused = [item for item in got if isinstance(item, Rejected)]
    assert [item.url for item in refused] == [f"http://a.example/{n}" for n in (1, 2, 4, 5)]
    assert refused[1].detail == "more than 100 bytes (x.parquet@2)"
    assert [(r.status, r.body) for r in got if isinstance(r, Response)] == [
        (None, html(0)), (200, b""), (None, html(6)), (None, html(7))
    ]  # fmt: skip


def test_statuses_that_pandas_made_floats_are_statuses() -> None:
    got = read(written(rows(3, status=[200.0, None, 404.0])))
    assert [item.status for item in got if isinstance(item, Response)] == [200, None]
    assert told(got) == [("x.parquet@2", Reason.OTHER_STATUS)]


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ({"url": ["x"]}, "there is no column 'html' with the pages' HTML, only url"),
        ({}, "only none"),
        ({"html": [5]}, "'html' with the html is of type int64"),
        ({"html": [["x"]]}, "is of type list"),
        ({"html": ["x"], "url": [5.5]}, "'url' with the url is of type double"),
        ({"html": ["x"], "status": ["200"]}, "'status' with the status is of type string"),
        ({"html": ["x"], "fetched_at": [True]}, "is of type bool"),
        ({"html": ["x"], "name": [{"a": 1}]}, "is of type struct"),
    ],
)
def test_a_file_whose_columns_hold_no_pages_says_which(columns: dict[str, Any], said: str) -> None:
    got = read(written(columns))
    assert told(got) == [("x.parquet", Reason.NO_PAGES)]
    assert said in got[0].detail  # type: ignore[union-attr]


def test_two_columns_of_one_name_are_refused() -> None:
    out = io.BytesIO()
    pq.write_table(pa.Table.from_arrays([pa.array(["x"])] * 2, ["html", "html"]), out)
    [got] = read(out.getvalue())
    assert isinstance(got, Rejected)
    assert "2 columns 'html'" in got.detail


def test_articles_that_newsclean_wrote_are_no_pages() -> None:
    out = io.BytesIO()
    pq.write_table(pa.Table.from_pylist([{"url": "x", "text": "y"}], schema=SCHEMA), out)
    [got] = read(out.getvalue())
    assert isinstance(got, Rejected)
    assert got.reason is Reason.NO_PAGES
    assert "no column 'html'" in got.detail


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", Reason.EMPTY),
        (written({"html": pa.array([], pa.string())}), Reason.EMPTY),
        (b"<html>no Parquet at all</html>", Reason.BROKEN_RECORD),
        (b"PAR", Reason.BROKEN_RECORD),
        (b"PAR1", Reason.TRUNCATED),
        (b"PAR1PAR1", Reason.TRUNCATED),
        (written(rows(9))[:-1], Reason.TRUNCATED),
        (written(rows(9))[:100], Reason.TRUNCATED),
        (b"PAR1" + b"\xff" * 40 + b"PAR1", Reason.BROKEN_RECORD),
    ],
)
def test_a_file_that_is_no_whole_one_is_one_rejection(data: bytes, reason: Reason) -> None:
    assert told(read(data)) == [("x.parquet", reason)]


def test_a_damaged_row_group_costs_itself_and_is_told_by_its_row() -> None:
    data = bytearray(written(rows(30), row_group_size=10, compression="zstd"))
    chunk = pq.ParquetFile(io.BytesIO(data)).metadata.row_group(1).column(0)
    start = chunk.dictionary_page_offset or chunk.data_page_offset
    data[start + 20 : start + chunk.total_compressed_size] = bytes(chunk.total_compressed_size - 20)
    got = read(bytes(data))
    assert pages(got) == [*range(10), *range(20, 30)]
    assert told(got) == [("x.parquet@10", Reason.BROKEN_RECORD)]
    assert "row group 1 from row 10 to 19 cannot be read" in got[10].detail  # type: ignore[union-attr]


def test_no_damaged_byte_raises() -> None:
    """Whichever byte is another, each row is a page or told, and nothing is an exception."""
    whole = written(rows(40, status=[200] * 40), row_group_size=8)
    for at in range(len(whole)):
        data = bytearray(whole)
        data[at] ^= 0x55
        got = read(bytes(data))
        assert len(got) == 40 or told(got), at
        assert all("@-" not in str(item.name) for item in got), at


def test_no_cut_raises() -> None:
    whole = written(rows(40), row_group_size=8)
    for end in range(1, len(whole)):
        [(name, _)] = told(read(whole[:end]))
        assert name == "x.parquet"


class Failing(io.BytesIO):
    """A file whose medium fails once it is read at a place."""

    broken = 0

    def read(self, size: int | None = -1, /) -> bytes:
        if 4 < self.tell() < self.broken:
            raise TimeoutError("the store does not answer")
        return super().read(size)


def test_a_medium_that_fails_is_told_once_and_may_be_tried_again() -> None:
    stream = Failing(written(rows(30), row_group_size=10))
    stream.broken = 1200
    found = list(read_stream(stream, "x.parquet", SourceOptions()))
    assert told(found) == [("x.parquet", Reason.UNREADABLE)]


def test_reading_is_lazy_and_asks_for_the_needed_columns_alone() -> None:
    class Counting(io.BytesIO):
        count = 0

        def read(self, size: int | None = -1, /) -> bytes:
            data = super().read(size)
            self.count += len(data)
            return data

    noise = [bytes([n % 251, n % 7]) * 50_000 for n in range(60)]
    stream = Counting(
        written(rows(60, other=noise), row_group_size=10, compression="none", use_dictionary=False)
    )
    found = read_stream(stream, "x.parquet", SourceOptions())
    assert stream.count == 0
    assert isinstance(next(found), Response)
    first = stream.count
    assert pages(found) == list(range(1, 60))
    assert 0 < first < stream.count < 100_000


def test_few_large_rows_are_held_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """A batch is bounded in bytes, and in rows where a dictionary hides how large they are."""
    sizes: list[int] = []

    class Seen(PageRows):
        def __init__(self, table: Any, columns: Columns) -> None:
            sizes.append(table.num_rows)
            super().__init__(table, columns)

    monkeypatch.setattr(parquet, "PageRows", Seen)
    large = [bytes([n]) * (3 << 20) for n in range(6)]
    assert len(read(written({"html": large}, use_dictionary=False))) == 6
    assert max(sizes) == 2
    sizes.clear()
    same = {"html": [b"x" * 100_000] * 1000}
    assert len(read(written(same, use_dictionary=True))) == 1000
    assert max(sizes) == 64


def test_folders_and_patterns_hold_files_of_pages_too(tmp_path: Path) -> None:
    """A dataset is a folder named like a file; what Spark writes beside parts is passed over."""
    folder = tmp_path / "pages.parquet"
    (folder / "day=1").mkdir(parents=True)
    (folder / "day=1" / "part-0.snappy.PARQUET").write_bytes(written(rows(2)))
    (folder / "_SUCCESS").write_bytes(b"")
    (folder / ".part-0.crc").write_bytes(b"x")
    assert pages(find([str(folder)])) == [0, 1]
    (tmp_path / "a.parquet").write_bytes(written(rows(3)))
    assert pages(find([f"{tmp_path}/*.parquet"])) == [0, 1, 2, 0, 1]


@pytest.mark.parametrize("url", ["memory://rows/a.parquet", "memory://rows/*.parquet"])
def test_a_file_elsewhere_is_read_as_one_here(url: str) -> None:
    fsspec = pytest.importorskip("fsspec", reason="the extra `remote` is not installed")
    with fsspec.open("memory://rows/a.parquet", "wb") as file:
        file.write(written(rows(3)))
    found = list(find([url]))
    assert pages(found) == [0, 1, 2]
    assert str(getattr(found[2], "name", "")).endswith("rows/a.parquet@2")
