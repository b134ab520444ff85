"""What each sitemap listed last, as marks of its entries, so that they need no second look."""

from __future__ import annotations

import zlib

from newsclean.run.crawl_options import DAY, Site
from newsclean.run.source_table import settings_of
from newsclean.run.state import State

_WHOLE = 15 * DAY  # after this, and up to as much again, a listing is taken in whole
_SPREAD = int(_WHOLE)  # by the source's name, so that they do not all come in one run


class ListingTable:
    """Marks by the source's URL; writes happen in the state's open transaction.

    An entry that was taken in once stays what it was: known, unwanted or too old; unless the
    settings of its site change, and then its marks do not count. Now and then a listing is read
    whole all the same, so that `last_seen` of what it lists stays right to a month.
    """

    def __init__(self, state: State) -> None:
        self._database = state.database

    def marks(self, url: str, site: Site, now: float) -> bytes:
        """Return the marks of a source's last listing, or none where it is to be read whole."""
        query = "SELECT marks, settings, whole FROM listings WHERE url = ?"
        row = self._database.execute(query, (url,)).fetchone()
        if row is None or row[1] != settings_of(site):
            return b""
        until = row[2] + _WHOLE + zlib.crc32(url.encode()) % _SPREAD
        return bytes(row[0]) if row[2] <= now < until else b""

    def keep(self, url: str, site: Site, marks: bytes, now: float, *, whole: bool) -> None:
        """Remember a listing that was taken in; without marks, forget the one before."""
        if not marks:
            self._database.execute("DELETE FROM listings WHERE url = ?", (url,))
            return
        self._database.execute(
            "INSERT INTO listings VALUES (?, ?, ?, ?) ON CONFLICT (url) DO UPDATE SET"
            " marks = excluded.marks, settings = excluded.settings,"
            " whole = CASE WHEN ? THEN excluded.whole ELSE whole END",
            (url, marks, settings_of(site), int(now), int(whole)),
        )
