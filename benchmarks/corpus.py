"""Reads the gold corpus where it lies (../shared/corpus), and its scorer; never copies it."""

from __future__ import annotations

import functools
import gzip
import hashlib
import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import msgspec

SHARED = Path(__file__).resolve().parents[2] / "shared"
CORPUS = SHARED / "corpus"
_GZIP = b"\x1f\x8b"


class Gold(msgspec.Struct, kw_only=True, rename={"with_": "with"}):
    """One page of a corpus: what a reader said it holds.

    `kind` is the corpus' own word for the kind of page (article, forum ...), `file` where the
    page lies, unless that is the usual place in ../shared/corpus.
    """

    id: str
    url: str
    domain: str
    lang: str | None = None
    source: str = ""
    kind: str | None = None
    file: str = ""
    title: str | None = None
    authors: object = None
    date: str | None = None
    body: str | None = None
    with_: list[str] = []
    without: list[str] = []

    def raw(self) -> bytes:
        """Return the page's bytes as served."""
        usual = CORPUS / self.source / "html" / f"{self.id}.html.gz"
        data = Path(self.file or usual).read_bytes()
        return gzip.decompress(data) if data.startswith(_GZIP) else data


def golds(*, with_body: bool = False) -> Iterator[Gold]:
    """Yield the corpus in a stable order."""
    for path in sorted(CORPUS.glob("*/gold.jsonl")):
        for gold in read_source(path):
            if gold.body or not with_body:
                yield gold


def read_source(path: Path) -> Iterator[Gold]:
    """Yield the pages of one gold.jsonl; the name of its folder is that of the source."""
    for line in path.read_bytes().splitlines():
        gold = msgspec.json.decode(line, type=Gold)
        gold.source = path.parent.name
        gold.file = str(path.parent / "html" / f"{gold.id}.html.gz")
        yield gold


def fold_of(domain: str, folds: int = 5) -> int:
    """Return the fold of a domain: a site is in one fold only, the same on every machine."""
    return int(hashlib.sha256(domain.encode()).hexdigest(), 16) % folds


@functools.cache
def shared_module(name: str) -> ModuleType:
    """Load ../shared/bench/NAME.py (score, metrics, flatten)."""
    folder = SHARED / "bench"
    if str(folder) not in sys.path:
        sys.path.append(str(folder))
    spec = importlib.util.spec_from_file_location(name, folder / f"{name}.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(folder / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module
