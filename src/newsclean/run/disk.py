"""A full disk, however it is told: by the system, by a quota or file size limit, by SQLite."""

from __future__ import annotations

import errno
import sqlite3

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_IO_WRITES = frozenset(
    {
        sqlite3.SQLITE_IOERR_WRITE,
        sqlite3.SQLITE_IOERR_FSYNC,
        sqlite3.SQLITE_IOERR_DIR_FSYNC,
        sqlite3.SQLITE_IOERR_TRUNCATE,
        sqlite3.SQLITE_IOERR_SHMSIZE,
    }
)


def is_disk_full(error: BaseException) -> bool:
    """Say whether an error means that there is no room to write.

    >>> is_disk_full(OSError(errno.ENOSPC, "")), is_disk_full(OSError(errno.EACCES, ""))
    (True, False)
    """
    if isinstance(error, sqlite3.Error):
        code = getattr(error, "sqlite_errorcode", 0)
        return code & 0xFF == sqlite3.SQLITE_FULL or code in _IO_WRITES
    return isinstance(error, OSError) and error.errno in _FULL
