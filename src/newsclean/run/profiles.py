"""The profiles of a crawl's sites, kept in its state."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from newsclean.learn.profile import learned, repeated
from newsclean.records import SiteProfile
from newsclean.run.state import State


class Profiles:
    """Profiles by site; what is learned is written when asked, in the open transaction."""

    def __init__(self, state: State) -> None:
        self._database = state.database
        self._whole: dict[str, SiteProfile] = {}
        self._useful: dict[str, SiteProfile] = {}
        self._changed: set[str] = set()

    def of(self, site: str) -> SiteProfile:
        """Return what repeats on a site, as it was when its first page of this run was read."""
        if site not in self._useful:
            self._useful[site] = repeated(self._read(site))
        return self._useful[site]

    def learn(self, site: str, page: Iterable[int]) -> None:
        """Take in one page of a site, given by the prints of its blocks."""
        self._whole[site] = learned(self._read(site), page)
        self._changed.add(site)

    def save(self) -> None:
        """Write what was learned, within the open transaction."""
        for site in self._changed:
            packed = msgspec.msgpack.encode(self._whole[site])
            self._database.execute("INSERT OR REPLACE INTO profiles VALUES (?, ?)", (site, packed))
        self._changed.clear()

    def _read(self, site: str) -> SiteProfile:
        if site not in self._whole:
            query = "SELECT profile FROM profiles WHERE site = ?"
            row = self._database.execute(query, (site,)).fetchone()
            self._whole[site] = _unpacked(row[0]) if row else SiteProfile()
        return self._whole[site]


def _unpacked(packed: bytes) -> SiteProfile:
    try:
        return msgspec.msgpack.decode(packed, type=SiteProfile)
    except msgspec.DecodeError:  # of another version of the format: learn anew
        return SiteProfile()
