"""Sinks that are databases: a batch once, however often it is published; found by its words."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsclean.errors import SinkFailed
from newsclean.sinks.sqlite import SqliteArticles
from tests.sinks.articles import article, batch


def test_a_batch_is_inserted_once_and_found_by_its_words(tmp_path: Path) -> None:
    """Full-text search without accents; `latest` shows one version of each."""
    path = tmp_path / "a.db"
    for _ in range(2):
        sink = SqliteArticles(path)
        sink.open(None)
        sink.publish(batch(1, article(1, text="The café sang."), article(2)))
        sink.publish(batch(2, article(1, text="The café sang twice.", version=2)))
        sink.close()
    database = sqlite3.connect(path)
    assert database.execute("SELECT count(*) FROM articles").fetchone() == (3,)
    assert database.execute("SELECT max(version), count(*) FROM latest").fetchone() == (2, 2)
    search = "SELECT count(*) FROM articles_search WHERE articles_search MATCH ?"
    assert database.execute(search, ("cafe twice",)).fetchone() == (1,)
    assert database.execute(search, ("cafe",)).fetchone() == (2,)


def test_what_is_no_database_fails_with_a_sentence(tmp_path: Path) -> None:
    """And is left as it was."""
    path = tmp_path / "a.db"
    path.write_bytes(b"a diary" * 1000)
    with pytest.raises(SinkFailed, match=r"a\.db"):
        SqliteArticles(path).open(None)
    assert path.read_bytes() == b"a diary" * 1000


def test_parquet_keeps_lists_and_structs(tmp_path: Path) -> None:
    """Read back by pyarrow."""
    parquet = pytest.importorskip("pyarrow.parquet")
    from newsclean.sinks.parquet import parquet_file

    path = tmp_path / "a.parquet"
    path.write_bytes(parquet_file([article(1), article(2, image=None, images=())]))
    rows = parquet.read_table(path).to_pylist()
    assert rows[0]["authors"] == ["Ada Lund", "Bo Ek"]
    assert rows[0]["image"]["width"] == 10
    assert rows[1]["image"] is None
    assert rows[0]["provenance"] == [("title", "h1")]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Start a PostgreSQL of our own on a socket in a folder; yield its DSN."""
    pytest.importorskip("psycopg")
    folder = _programs()
    if folder is None:
        pytest.skip("no PostgreSQL server is installed")
    home = tmp_path_factory.mktemp("pg")
    for parent in (home, *home.parents):
        if parent != parent.parent and parent.stat().st_uid == os.getuid():
            parent.chmod(parent.stat().st_mode | 0o755)
    user = {"user": "postgres", "cwd": "/"} if os.getuid() == 0 else {"cwd": "/"}
    if os.getuid() == 0:
        shutil.chown(home, "postgres")
    data = home / "data"

    def run(*command: str) -> None:
        subprocess.run(command, check=True, capture_output=True, **user)  # type: ignore[call-overload]

    run(f"{folder}/initdb", "-D", str(data), "-A", "trust", "-U", "postgres", "-E", "UTF8")
    options = f"-c listen_addresses= -c unix_socket_directories={home}"
    run(f"{folder}/pg_ctl", "-D", str(data), "-w", "-l", f"{home}/log", "-o", options, "start")
    try:
        yield f"host={home} user=postgres dbname=postgres"
    finally:
        run(f"{folder}/pg_ctl", "-D", str(data), "-m", "immediate", "stop")


def _programs() -> Path | None:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return found[-1].parent if found else None


def test_postgres_takes_a_batch_once_and_finds_words(server: str) -> None:
    """The real server; U+0000, which it cannot hold, is dropped."""
    import psycopg

    from newsclean.sinks.postgres import PostgresArticles

    for _ in range(2):
        sink = PostgresArticles(server, "news")
        sink.open(None)
        sink.publish(batch(1, article(1, title="Night\x00 ferry"), article(2, published=None)))
        sink.publish(batch(2, article(1, text="The ferry sang twice.", version=2)))
        sink.close()
    with psycopg.connect(server) as connection:
        rows = connection.execute(
            "SELECT title, authors, published_at, article FROM news"
        ).fetchall()
        assert len(rows) == 3
        assert rows[0][:2] == ("Night ferry", ["Ada Lund", "Bo Ek"])
        assert rows[0][2].isoformat() in ("2026-11-19T06:30:22+00:00", "2026-11-19T07:30:22+01:00")
        assert rows[0][3]["provenance"] == {"title": "h1"}
        query = "SELECT count(*) FROM news WHERE search @@ to_tsquery('simple', 'ferry & twice')"
        assert connection.execute(query).fetchone() == (1,)


def test_a_server_that_is_away_is_a_sentence(tmp_path: Path) -> None:
    """The articles wait."""
    pytest.importorskip("psycopg")
    from newsclean.sinks.postgres import PostgresArticles

    sink = PostgresArticles(f"host={tmp_path} dbname=none")
    with pytest.raises(SinkFailed, match="PostgreSQL: connection"):
        sink.open(None)
    with pytest.raises(SinkFailed, match="not connected"):
        sink.publish(batch(1, article(1)))
