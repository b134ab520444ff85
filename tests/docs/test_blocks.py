"""Every code block of README.md and docs/ does what its page says, or says why it is not run."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from newsclean.fetch.client import HttpFetcher
from tests.docs.blocks import PAGES, ROOT, blocks_of
from tests.docs.excused import ELSEWHERE, EXCUSED, begins, reason_of
from tests.docs.internet import internet, joined
from tests.docs.judges import JUDGES, Reader, unknown
from tests.docs.prelude import free_port, lay_out, surroundings
from tests.docs.shell import Shell

WITH_BLOCKS = [page for page in PAGES if blocks_of(page)]


@pytest.fixture
def reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Reader]:
    outside = tmp_path / "outside"
    outside.mkdir()
    folder = tmp_path / "page"
    folder.mkdir()
    lay_out(folder)
    monkeypatch.chdir(folder)
    with internet(outside) as told:
        monkeypatch.setattr(HttpFetcher, "__init__", joined(told))
        shell = Shell(folder, surroundings(folder, told))
        try:
            yield Reader(folder, shell, free_port())
        finally:
            shell.close()


@pytest.mark.parametrize("page", WITH_BLOCKS, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_every_block_of_a_page_holds(page: Path, reader: Reader, subtests: pytest.Subtests) -> None:
    for block in blocks_of(page):
        if reason_of(block):
            continue
        with subtests.test(block.place):
            JUDGES.get(block.language, unknown)(block, reader)


def test_few_blocks_are_not_run_and_each_says_why() -> None:
    """`python -m tests.docs` lists all."""
    blocks = [block for page in PAGES for block in blocks_of(page)]
    idle = [block for block in blocks if reason_of(block) and block.page not in ELSEWHERE]
    for block in idle:
        print(f"not run: {block.place} ({block.language}): {reason_of(block)}")
    print(f"{len(blocks)} code blocks, {len(idle)} not run")
    assert all(len((reason_of(block) or "").split()) >= 3 for block in idle)
    assert len(idle) <= len(blocks) // 5


@pytest.mark.parametrize("key", [k for k in EXCUSED if (ROOT / k[0]).exists()], ids="-".join)
def test_no_excuse_is_left_over(key: tuple[str, str]) -> None:
    """An excuse is for a block that is there, once its page is."""
    assert any(begins(block, key) for block in blocks_of(ROOT / key[0]))


@pytest.mark.parametrize("page", [p for p in ELSEWHERE if (ROOT / p).exists()])
def test_a_page_that_is_run_elsewhere_is(page: str) -> None:
    assert Path(page).name in (ROOT / ELSEWHERE[page]).read_text("utf-8")
