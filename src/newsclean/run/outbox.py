"""Exactly-once publishing: batches committed with the URLs they came from, then put on the media.

A batch is in the outbox from the transaction that marks its URLs done until every sink has it.
Each sink's own mark says which batch it had last; a batch that was interrupted is published
again under the same name, which changes nothing where it had arrived.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from newsclean.errors import SinkFailed
from newsclean.records import Article, Batch
from newsclean.run.disk import is_disk_full
from newsclean.run.state import State
from newsclean.stages import BatchSink


class NamedSink(msgspec.Struct, frozen=True):
    """A sink and what it is known by in the state."""

    name: str
    sink: BatchSink


class Outbox:
    """Batches on their way; `failures` tells the sinks that are out of order in this run."""

    def __init__(self, state: State, sinks: Sequence[NamedSink]) -> None:
        self._state = state
        self._sinks = list(sinks)
        self.failures: dict[str, str] = {}
        self.published = 0
        self._place = 0
        self.batch = self._last_batch() + 1

    def open(self) -> None:
        """Make all sinks ready and publish what an earlier run left."""
        for named in self._sinks:
            with self._state.transaction() as database:
                database.execute(
                    "INSERT OR IGNORE INTO sinks VALUES (?, ?, NULL)",
                    (named.name, self._first_waiting() - 1),
                )
            self._try(named, self._open_one)
        self._drop_strangers()
        self.publish()

    def add(self, article: Article) -> None:
        """Put an article into the batch of the open transaction."""
        row = (self.batch, self._place, msgspec.json.encode(article))
        self._state.database.execute("INSERT INTO outbox VALUES (?, ?, ?)", row)
        self._place += 1

    def commit(self) -> None:
        """Commit the open transaction and publish its batch, if it has one."""
        if self._place:
            self._state.set_meta("batch", str(self.batch))
        self._state.commit()
        if self._place:
            self.batch += 1
            self._place = 0
            self.publish()

    def rollback(self) -> None:
        """Undo the open transaction."""
        self._state.rollback()
        self._place = 0

    def publish(self) -> None:
        """Put every waiting batch on every sink that works."""
        for named in self._sinks:
            if named.name not in self.failures:
                self._try(named, self._publish_one)
        with self._state.transaction() as database:
            database.execute("DELETE FROM outbox WHERE batch <= (SELECT min(published) FROM sinks)")

    def waiting(self) -> int:
        """Count the articles that some sink does not have yet."""
        query = "SELECT count(*) FROM outbox"
        return int(self._state.database.execute(query).fetchone()[0])

    def close(self) -> None:
        """Let go of all sinks."""
        for named in self._sinks:
            self._try(named, lambda n: n.sink.close())

    def _try(self, named: NamedSink, action: Callable[[NamedSink], None]) -> None:
        try:
            action(named)
        except SinkFailed as error:
            self.failures[named.name] = str(error)
        except OSError as error:
            if is_disk_full(error):
                raise
            self.failures[named.name] = f"{error}"

    def _open_one(self, named: NamedSink) -> None:
        query = "SELECT place FROM sinks WHERE name = ?"
        kept = self._state.database.execute(query, (named.name,)).fetchone()[0]
        place = named.sink.open(kept)
        if place != kept:
            with self._state.transaction() as database:
                update = "UPDATE sinks SET place = ? WHERE name = ?"
                database.execute(update, (place, named.name))

    def _publish_one(self, named: NamedSink) -> None:
        query = "SELECT published FROM sinks WHERE name = ?"
        last = self._state.database.execute(query, (named.name,)).fetchone()[0]
        query = "SELECT DISTINCT batch FROM outbox WHERE batch > ? ORDER BY batch"
        for (number,) in self._state.database.execute(query, (last,)).fetchall():
            batch = self._read(number)
            place = named.sink.publish(batch)
            with self._state.transaction() as database:
                update = "UPDATE sinks SET published = ?, place = ? WHERE name = ?"
                database.execute(update, (number, place, named.name))
            self.published += len(batch.articles)

    def _read(self, number: int) -> Batch:
        query = "SELECT article FROM outbox WHERE batch = ? ORDER BY place"
        rows = self._state.database.execute(query, (number,))
        articles = tuple(msgspec.json.decode(row[0], type=Article) for row in rows)
        return Batch(f"{self._state.id}-{number:08d}", articles)

    def _drop_strangers(self) -> None:
        """Forget sinks that are no longer named, so that they hold nothing back."""
        names = [named.name for named in self._sinks]
        marks = ",".join("?" * len(names))
        with self._state.transaction() as database:
            database.execute(f"DELETE FROM sinks WHERE name NOT IN ({marks})", names)  # noqa: S608

    def _last_batch(self) -> int:
        return int(self._state.meta("batch") or 0)

    def _first_waiting(self) -> int:
        """Return the first batch that a sink new to the state gets."""
        row = self._state.database.execute("SELECT min(batch) FROM outbox").fetchone()
        return self._last_batch() + 1 if row[0] is None else int(row[0])
