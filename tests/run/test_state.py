"""Damaged state: found, set aside, said aloud; never a silent start from nothing."""

from __future__ import annotations

import random
import shutil
import sqlite3
from pathlib import Path

import pytest

from newsclean.run.state import VERSION, DamagedState, open_state
from tests.run import small_world


@pytest.fixture
def crawled(memory: Path) -> Path:
    """Give a folder in which the small world was crawled once."""
    small_world.run(memory, 0)
    return memory


def flip(path: Path, place: int) -> None:
    with path.open("r+b") as file:
        file.seek(place)
        byte = file.read(1)[0]
        file.seek(place)
        file.write(bytes([byte ^ 0xFF]))


def test_every_flipped_byte_is_found_and_the_file_set_aside(crawled: Path) -> None:
    """200 bytes all over the file, one at a time, also where SQLite itself sees nothing."""
    state, good = crawled / "state.db", crawled / "good"
    shutil.copy(state, good)
    shutil.copy(crawled / "state.db.sum", crawled / "good.sum")
    chance = random.Random(3)
    places = [0, 17, 18, 24, 92, *(chance.randrange(good.stat().st_size) for _ in range(195))]
    for place in places:
        shutil.copy(good, state)
        shutil.copy(crawled / "good.sum", crawled / "state.db.sum")
        flip(state, place)
        with pytest.raises(DamagedState, match=r"set aside as state\.db\.damaged-"):
            small_world.run(crawled, 1)
        assert not state.exists()
        for aside in crawled.glob("state.db.damaged-*"):
            aside.unlink()


def test_after_a_crash_sqlite_looks_for_damage_itself(crawled: Path) -> None:
    """Without a hash of the last clean end, broken pages are found by quick_check."""
    state = crawled / "state.db"
    (crawled / "state.db.sum").unlink()
    size = state.stat().st_size
    with state.open("r+b") as file:
        for page in range(4096, size, 4096):
            file.seek(page)
            file.write(b"\xff" * 64)
    with pytest.raises(DamagedState, match="set aside"):
        open_state(state)


def test_the_next_run_does_not_start_over_in_silence(crawled: Path) -> None:
    """Until a copy is put back, or someone says so."""
    before = small_world.published(crawled)
    flip(crawled / "state.db", 5000)
    with pytest.raises(DamagedState):
        small_world.run(crawled, 1)
    with pytest.raises(DamagedState, match="--new-state"):
        small_world.run(crawled, 1)
    assert small_world.published(crawled) == before
    state = open_state(crawled / "state.db", anew=True)
    state.close()
    assert small_world.run(crawled, 1).exit_code == 0


def test_a_new_state_never_writes_over_old_output(crawled: Path) -> None:
    """Names of segments carry the state's own name."""
    old = {path.name for path in (crawled / "parts").iterdir()}
    (crawled / "state.db").unlink()
    small_world.run(crawled, 0)
    new = {path.name for path in (crawled / "parts").iterdir()}
    assert old < new
    assert len(new) == 2 * len(old)


def test_a_newer_or_a_foreign_database_is_not_touched(tmp_path: Path) -> None:
    """A state of the future is refused; what is no state at all is set aside, not emptied."""
    path = tmp_path / "s.db"
    open_state(path).close()
    database = sqlite3.connect(path)
    database.execute(f"PRAGMA user_version = {VERSION + 1}")
    database.close()
    (tmp_path / "s.db.sum").unlink()
    with pytest.raises(DamagedState, match="newer newsclean"):
        open_state(path)
    path.write_bytes(b"dear diary, " * 1000)
    with pytest.raises(DamagedState, match="set aside"):
        open_state(path)
    assert (tmp_path / "s.db.damaged-1").read_bytes().startswith(b"dear diary")


def test_a_state_of_the_first_version_goes_on(crawled: Path) -> None:
    """It is brought to this version in one step; nothing in it is lost, nothing comes again."""
    path = crawled / "state.db"
    database = sqlite3.connect(path)
    database.execute("DROP TABLE listings")
    database.execute("PRAGMA user_version = 1")
    database.close()
    (crawled / "state.db.sum").unlink()
    for number in range(1, small_world.RUNS):
        assert small_world.run(crawled, number).exit_code == 0
    assert small_world.faults(crawled) == []
    database = sqlite3.connect(path)
    assert database.execute("PRAGMA user_version").fetchone()[0] == VERSION
    assert database.execute("PRAGMA journal_mode").fetchone()[0] == "delete"
    database.close()
