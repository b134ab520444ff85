"""Fetched pages kept as WARC 1.1, so that a later version can clean them without fetching.

One gzip member a record, appended whole; a file being written ends in `.open` and is locked; full
or closed it is synced and renamed. What a killed run left half-written is cut off by the next.
Bodies are kept decoded, so the lines that spoke of their coding and length on the wire are renamed
`X-Crawl-…`, as the large public crawls do.
"""

from __future__ import annotations

import contextlib
import fcntl
import gzip
import io
import os
import re
import uuid
import zlib
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path
from urllib.parse import quote

from newsclean._version import __version__
from newsclean.fetch.clock import rfc3339
from newsclean.records import Response
from newsclean.stages import Clock

try:
    from fastwarc.warc import WarcRecord, WarcRecordType
except ImportError as error:
    raise ImportError("to archive pages: pip install 'newsclean[warc]'") from error

ASKED_FOR = "X-Newsclean-Asked-For"  # the WARC header that holds `Response.name`
_ON_THE_WIRE = frozenset({"content-encoding", "transfer-encoding", "content-length"})
_SYNC_BYTES = 4 * 1024 * 1024
_BROKEN = re.compile(r"[\r\n\0]")
_OPEN = ".open"


class Archive:
    """Writes responses into a folder; not for two threads at once.

    Files are named by time, process and number, and changed after `max_bytes`. OSError where the
    medium fails: the half record is taken back before it is raised.
    """

    def __init__(self, folder: str | Path, clock: Clock, max_bytes: int = 1 << 30) -> None:
        self._folder = Path(folder)
        self._clock = clock
        self._max = max_bytes
        self._file: int | None = None
        self._path = Path()
        self._number = 0
        self._size = 0
        self._unsynced = 0
        self._folder.mkdir(parents=True, exist_ok=True)
        recover(self._folder)

    def keep(self, response: Response) -> None:
        """Append one fetched page."""
        if self._file is None or self._size >= self._max:
            self._next_file()
        self._append(gzip.compress(_record(response), 6, mtime=0))

    def close(self) -> None:
        """Finish the file: what was kept is on the medium, under its final name."""
        if self._file is None:
            return
        file, self._file = self._file, None
        try:
            os.fsync(file)
            os.rename(self._path, self._path.with_suffix(""))
        finally:
            os.close(file)
        _sync_folder(self._folder)

    def _next_file(self) -> None:
        self.close()
        self._file, self._path = self._create()
        fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        self._size = self._unsynced = 0
        self._append(gzip.compress(_info(self._path.stem, rfc3339(self._clock.now())), mtime=0))

    def _create(self) -> tuple[int, Path]:
        stamp = re.sub(r"\D", "", rfc3339(self._clock.now()))
        while True:
            self._number += 1
            name = f"newsclean-{stamp}-{os.getpid()}-{self._number:05d}.warc.gz"
            path = self._folder / (name + _OPEN)
            if (self._folder / name).exists():
                continue
            with contextlib.suppress(FileExistsError):
                flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
                return os.open(path, flags, 0o644), path

    def _append(self, data: bytes) -> None:
        assert self._file is not None
        view = memoryview(data)
        try:
            while view:
                view = view[os.write(self._file, view) :]
        except OSError:
            os.ftruncate(self._file, self._size)
            os.lseek(self._file, self._size, os.SEEK_SET)
            raise
        self._size += len(data)
        self._unsynced += len(data)
        if self._unsynced >= _SYNC_BYTES:
            os.fsync(self._file)
            self._unsynced = 0


def _record(response: Response) -> bytes:
    """Build a response record (WARC 1.1, 6.3) with both digests."""
    body = response.body
    data = body.encode("utf-8", "surrogatepass") if isinstance(body, str) else body
    block = _head(response, len(data)) + data
    url, date = response.url or "", response.fetched_at or rfc3339(0)
    name = uuid.uuid5(uuid.NAMESPACE_URL, f"{url} {date} {zlib.crc32(data)}")
    fields = [
        ("WARC-Date", date),
        ("WARC-Target-URI", _one_line(url)),
        (ASKED_FOR, _one_line(response.name or url)),
        ("Content-Type", "application/http; msgtype=response"),
    ]
    return _warc(WarcRecordType.response, name, fields, block)


def _head(response: Response, length: int) -> bytes:
    status = response.status or 200
    try:
        phrase = HTTPStatus(status).phrase
    except ValueError:
        phrase = ""
    lines = [f"HTTP/1.1 {status} {phrase}"]
    for name, value in response.headers:
        kept = f"X-Crawl-{name}" if name.lower() in _ON_THE_WIRE else name
        lines.append(f"{kept}: {_BROKEN.sub(' ', value)}")
    lines.append(f"Content-Length: {length}")
    return "\r\n".join([*lines, "", ""]).encode("latin-1", "replace")


def _info(file_name: str, date: str) -> bytes:
    lines = (
        f"software: newsclean/{__version__}\r\nformat: WARC File Format 1.1\r\nrobots: as asked\r\n"
    )
    fields = [
        ("WARC-Date", date),
        ("WARC-Filename", file_name),
        ("Content-Type", "application/warc-fields"),
    ]
    name = uuid.uuid5(uuid.NAMESPACE_URL, file_name)
    return _warc(WarcRecordType.warcinfo, name, fields, lines.encode())


def _warc(
    kind: WarcRecordType, name: uuid.UUID, fields: list[tuple[str, str]], block: bytes
) -> bytes:
    record = WarcRecord()
    record.init_headers(kind, name.urn.encode())
    for field, value in fields:
        record.headers[field] = value
    record.set_bytes_content(block)
    out = io.BytesIO()
    record.write(out, checksum_data=True)
    return out.getvalue()


def _one_line(url: str) -> str:
    return quote(url, safe="%/:=&?~#+!$,;'@()*[]-._|^`{}\\\"<>")


def recover(folder: Path) -> list[Path]:
    """Finish what killed runs left: cut off a half record, give the file its name; return them.

    Files that another process is writing are locked, and left alone.
    """
    finished = []
    for path in sorted(folder.glob(f"*.warc.gz{_OPEN}")):
        with _locked(path) as file:
            if file is None:
                continue
            records, whole = _whole_members(file)
            if records < 2:  # no page, at most the line about the file itself
                path.unlink()
                continue
            os.ftruncate(file, whole)
            os.fsync(file)
            os.rename(path, path.with_suffix(""))
            finished.append(path.with_suffix(""))
    if finished:
        _sync_folder(folder)
    return finished


@contextlib.contextmanager
def _locked(path: Path) -> Iterator[int | None]:
    file = os.open(path, os.O_RDWR | os.O_NOFOLLOW | os.O_CLOEXEC)
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield file
    except BlockingIOError:
        yield None
    finally:
        os.close(file)


def _whole_members(file: int) -> tuple[int, int]:
    """Return how many gzip members are whole, and the offset behind the last of them."""
    codec, records, offset, whole = zlib.decompressobj(31), 0, 0, 0
    while data := os.pread(file, 1 << 20, offset):
        offset += len(data)
        while data:
            try:
                codec.decompress(data)
            except zlib.error:
                return records, whole
            data = codec.unused_data
            if codec.eof:
                records, whole = records + 1, offset - len(data)
                codec = zlib.decompressobj(31)
    return records, whole


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
