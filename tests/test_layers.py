"""Imports go downward only, and optional or heavy packages have one home each (design.md)."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import newsclean

ROOT = Path(newsclean.__file__).parent
BASE = {"_version", "address_parts", "decoding", "errors", "records", "options", "stages"}
STAGES = {"sources", "fetch", "document", "extract", "normalize", "sinks"}
MAY_IMPORT = {
    "_version": set[str](),
    "address_parts": set[str](),
    "errors": set[str](),
    "records": {"errors"},
    "options": {"_version", "records"},
    "decoding": {"errors", "options"},
    "stages": {"records"},
    "schema": {"records"},
    "sources": BASE,
    "binary": set[str](),
    "fetch": BASE | {"binary"},
    "kernels": set[str](),  # a .pyx takes the tables and records of its plain twin
    "document": BASE | {"binary", "kernels"},
    "normalize": BASE | {"kernels"},
    "sinks": BASE,
    "extract": BASE | {"document", "kernels"},
    "learn": BASE | {"document", "extract"},
    "run": BASE | STAGES | {"learn"},
    "report": BASE | STAGES | {"learn", "run", "schema"},
    "adapters": BASE | {"run"},
    "engines": {"options", "run"},
    "cli": BASE | {"sources", "sinks", "run", "learn", "report", "schema"},
    "_lazy": set[str](),
    "__init__": {"_lazy"} | BASE | {"run", "schema"},
    "__main__": {"cli"},
}
HOMES = {
    "httpx": ("fetch/",),
    "httpcore": ("fetch/",),
    "fastwarc": ("fetch/archive.py", "sources/warc"),
    "fsspec": ("sources/remote.py", "run/engines/place.py"),
    "protego": ("fetch/",),
    "selectolax": ("document/tree.py",),
    "trafilatura": ("extract/labellers/fallback.py",),
    "htmldate": ("extract/fields/guess.py",),
    "matplotlib": ("report/plots.py",),
    "jinja2": ("report/page.py",),
    "markupsafe": ("report/page.py",),
    "datatrove": ("adapters/datatrove.py",),
    "ray": ("run/engines/", "cli/cluster.py"),
    "scrapy": ("adapters/scrapy.py",),
    "web_poet": ("adapters/web_poet.py",),
    "typer": ("cli/",),
    "rich": ("cli/",),
}
FILES = sorted(path.relative_to(ROOT).as_posix() for path in ROOT.rglob("*.py"))


def imports(file: str) -> Iterator[str]:
    """Yield the dotted name of every import of a file, wherever in it."""
    for node in ast.walk(ast.parse((ROOT / file).read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: relative imports hide the layer"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def layer(file: str) -> str:
    return file.split("/")[0].removesuffix(".py")


def misplaced(file: str, names: list[str]) -> list[str]:
    """Return the imports that a file of this place may not have."""
    allowed = MAY_IMPORT[layer(file)] | {layer(file)}
    inside = [name.split(".")[1] for name in names if name.startswith("newsclean.")]
    up = [f"newsclean.{name}" for name in inside if name not in allowed]
    foreign = [
        name for name in names if not file.startswith(HOMES.get(name.split(".")[0], (file,)))
    ]
    return up + foreign


@pytest.mark.parametrize("file", FILES)
def test_a_file_imports_only_what_lies_below_it(file: str) -> None:
    assert misplaced(file, list(imports(file))) == []


def test_the_check_sees_what_is_wrong() -> None:
    assert misplaced("fetch/x.py", ["newsclean.document.parse"]) == ["newsclean.document"]
    assert misplaced("extract/x.py", ["newsclean.learn"]) == ["newsclean.learn"]
    assert misplaced("document/x.py", ["selectolax.lexbor.LexborNode"])
    assert misplaced("sources/x.py", ["httpx"])
    assert misplaced("run/x.py", ["newsclean.cli.app"])
    assert not misplaced(
        "fetch/x.py", ["httpx", "newsclean.fetch.clock", "newsclean.errors.Reason"]
    )


def test_every_home_is_lived_in() -> None:
    """A rule about a package that nobody imports guards nothing."""
    used = {name.split(".")[0] for file in FILES for name in imports(file)}
    assert set(HOMES) <= used
