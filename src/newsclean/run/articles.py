"""Which text is news: one article under all its addresses, one version for each text of it."""

from __future__ import annotations

from typing import Literal

import msgspec

from newsclean.records import Article
from newsclean.run.crawl_options import Site
from newsclean.run.near import NearCopies, signature
from newsclean.run.state import State
from newsclean.run.url_key import url_key

_NAME = 8  # characters of a last path segment that tell a story by its name
Kind = Literal["new", "changed", "same", "moved", "duplicate"]


class Verdict(msgspec.Struct, frozen=True):
    """What an article is to the state; `article` is set where it is to be published."""

    kind: Kind
    key: str
    first_seen: float
    article: Article | None = None


class Seen(msgspec.Struct, frozen=True):
    """When and how a text was met.

    `raw` is the hash of the text before the site's profile took anything away: only a page that
    changed has another. `before` is the key of the article that was read at this address.
    """

    batch: int
    now: float
    raw: str
    before: str | None = None


class ArticleTable:
    """Articles by their canonical URL; writes happen in the state's open transaction."""

    def __init__(self, state: State) -> None:
        self._database = state.database
        self._near = NearCopies(state)

    def judge(self, article: Article, site: Site, seen: Seen) -> Verdict:
        """Decide whether this text is news, and take note of it.

        A pair of canonical URL and content hash is published once in the life of a state. The
        same text under another address of the same site is the same article; so is one that moved
        and changed since.
        """
        key = url_key(article.canonical_url or article.url or article.id)
        row = self._row(key)
        if row is not None:
            return self._again(row, article, site, seen)
        twin = self._twin(seen.raw, site)
        if twin is not None:
            self._add(key, article, site, seen.now, same_as=twin)
            return Verdict("moved", twin, self._first_seen(twin, seen.now))
        mine = signature(article.text)
        like = self._near.like(mine, key) if mine else None
        moved = self._moved_from(seen.before, like, mine) or self._renamed(key, like, site)
        row = self._row(moved) if moved else None
        if row is not None:
            self._add(key, article, site, seen.now, same_as=row[0])
            return self._again(row, article, site, seen)
        return self._first(key, article, site, seen, like)

    def _moved_from(
        self, before: str | None, like: str | None, mine: tuple[int, ...] | None
    ) -> str | None:
        """Return the article that stood at this address, unless another stands there now."""
        if before is None or before == like:
            return before
        return before if mine and self._near.resembles(mine, before) else None

    def _renamed(self, key: str, like: str | None, site: Site) -> str | None:
        """Return the near-copy where it is of the same site and its address ends the same."""
        if like is None or _last_part(like) != _last_part(key) or len(_last_part(key)) < _NAME:
            return None
        query = "SELECT 1 FROM articles WHERE key = ? AND site = ?"
        return like if self._database.execute(query, (like, site.name)).fetchone() else None

    def _again(
        self, row: tuple[str, str, int, int], article: Article, site: Site, seen: Seen
    ) -> Verdict:
        key, first_id, first, versions = row
        if self._published(key, seen.raw) or self._published(key, article.content_hash):
            self._note_version(key, article, site, seen)
            return Verdict("same", key, first)
        query = "SELECT duplicate_of FROM articles WHERE key = ?"
        duplicate_of = self._database.execute(query, (key,)).fetchone()[0]
        changed = msgspec.structs.replace(
            article, id=first_id, version=versions + 1, duplicate_of=duplicate_of
        )
        self._database.execute(
            "UPDATE articles SET versions = versions + 1, changed = ? WHERE key = ?",
            (int(seen.now), key),
        )
        self._note_version(key, article, site, seen)
        if duplicate_of:
            if site.duplicates == "drop":
                return Verdict("duplicate", key, first)
            return Verdict("changed", key, first, changed)
        self._sign(key, article, seen.now)
        return Verdict("changed", key, first, changed)

    def _first(
        self, key: str, article: Article, site: Site, seen: Seen, like: str | None
    ) -> Verdict:
        now = seen.now
        original = self._id_of(like) if like else None
        self._add(key, article, site, now, duplicate_of=original)
        self._note_version(key, article, site, seen)
        if original and site.duplicates == "drop":
            return Verdict("duplicate", key, now)
        if not original:
            self._sign(key, article, now)
        return Verdict("new", key, now, msgspec.structs.replace(article, duplicate_of=original))

    def _sign(self, key: str, article: Article, now: float) -> None:
        mine = signature(article.text)
        if mine:
            self._near.keep(mine, key, now)

    def _row(self, key: str) -> tuple[str, str, int, int] | None:
        query = "SELECT key, id, first_seen, versions, same_as FROM articles WHERE key = ?"
        row = self._database.execute(query, (key,)).fetchone()
        if row is not None and row[4] is not None:
            row = self._database.execute(query, (row[4],)).fetchone()
        return None if row is None else (row[0], row[1], row[2], row[3])

    def _twin(self, content_hash: str, site: Site) -> str | None:
        query = "SELECT key FROM versions WHERE content_hash = ? AND site = ?"
        row = self._database.execute(query, (content_hash, site.name)).fetchone()
        return None if row is None else str(row[0])

    def _published(self, key: str, content_hash: str) -> bool:
        query = "SELECT 1 FROM versions WHERE key = ? AND content_hash = ?"
        return self._database.execute(query, (key, content_hash)).fetchone() is not None

    def _id_of(self, key: str) -> str | None:
        query = "SELECT id FROM articles WHERE key = ?"
        row = self._database.execute(query, (key,)).fetchone()
        return None if row is None else str(row[0])

    def _first_seen(self, key: str, now: float) -> float:
        query = "SELECT first_seen FROM articles WHERE key = ?"
        row = self._database.execute(query, (key,)).fetchone()
        return now if row is None else float(row[0])

    def _note_version(self, key: str, article: Article, site: Site, seen: Seen) -> None:
        for digest in {article.content_hash, seen.raw}:
            self._database.execute(
                "INSERT OR IGNORE INTO versions VALUES (?, ?, ?, ?)",
                (key, digest, site.name, seen.batch),
            )

    def _add(
        self,
        key: str,
        article: Article,
        site: Site,
        now: float,
        *,
        same_as: str | None = None,
        duplicate_of: str | None = None,
    ) -> None:
        self._database.execute(
            "INSERT INTO articles VALUES (?, ?, ?, ?, ?, ?, ?, 1, ?, ?)",
            (
                key,
                article.id,
                site.name,
                article.url or key,
                same_as,
                int(now),
                int(now),
                article.published,
                duplicate_of,
            ),
        )

    def forget_old_signatures(self, now: float) -> None:
        """Drop signatures that no copy will be compared with any more."""
        self._near.forget(now)


def _last_part(key: str) -> str:
    """Return the last part of an address' path.

    >>> _last_part("https://a.example/archive/night-ferry.html?x=1")
    'night-ferry.html'
    """
    return key.partition("?")[0].rstrip("/").rpartition("/")[2]
