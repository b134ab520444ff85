"""What is said twice is said alike: versions, dependencies, extras, Python versions."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name
from packaging.version import Version
from release.manual import released

from newsclean._version import __version__
from tests.release.built import ROOT

PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
CHANGES = (ROOT / "CHANGELOG.md").read_text("utf-8")
UNPINNED = {"torch"}  # the lock would bring one machine's kind of accelerator to all others


def pins() -> dict[str, Version]:
    rows = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    found = (Requirement(row) for row in rows if row and not row.startswith("#"))
    return {
        canonicalize_name(one.name): Version(str(one.specifier).removeprefix("==")) for one in found
    }


def wanted() -> Iterator[Requirement]:
    for group in (PROJECT["dependencies"], *PROJECT["optional-dependencies"].values()):
        yield from map(Requirement, group)


def test_the_newest_release_of_the_changelog_is_this_version() -> None:
    """Or it is the one to come: then there is something under Unreleased."""
    versions = re.findall(r"^## \[(\d[^\]]*)\]", CHANGES, re.M)
    assert versions == sorted(versions, key=Version, reverse=True)
    assert versions[0] == __version__
    assert released(__version__)


def test_the_changelog_uses_the_sections_of_keep_a_changelog() -> None:
    known = {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}
    assert set(re.findall(r"^### (.*)$", CHANGES, re.M)) <= known
    assert CHANGES.index("## [Unreleased]") < CHANGES.index(f"## [{__version__}]")


def test_the_version_is_one_of_pep_440_and_semantic() -> None:
    assert re.fullmatch(r"\d+\.\d+\.\d+((a|b|rc|\.dev)\d+)?", __version__)


def test_every_dependency_has_a_lower_bound_that_the_lock_satisfies() -> None:
    """The bounds themselves are tried by `make lowest`."""
    locked = pins()
    for one in wanted():
        assert any(part.operator == ">=" for part in one.specifier), one
        if one.name not in UNPINNED:
            assert locked[canonicalize_name(one.name)] in one.specifier, one


def test_no_dependency_has_an_upper_bound_without_a_reason() -> None:
    text = (ROOT / "pyproject.toml").read_text("utf-8")
    for line in text.partition("[project]")[2].partition("[project.scripts]")[0].splitlines():
        if "<" in line and "authors" not in line:
            assert "#" in line, line


def test_the_classifiers_are_the_versions_that_are_tested() -> None:
    """The Makefile's matrix, the classifiers and the documentation name the same."""
    classified = re.findall(r"Python :: (3\.\d+)", " ".join(PROJECT["classifiers"]))
    makefile = (ROOT / "Makefile").read_text("utf-8")
    assert re.findall(r"3\.\d+", makefile.partition("PYTHONS")[2].splitlines()[0]) == classified
    assert all(SpecifierSet(PROJECT["requires-python"]).contains(one) for one in classified)
    install = (ROOT / "docs" / "install.md").read_text("utf-8")
    assert re.findall(r"^\| (3\.\d+) \|", install, re.M)[: len(classified)] == classified


def hints() -> set[str]:
    """Return the extras that messages of the package tell users to install."""
    found: set[str] = set()
    for path in (ROOT / "src").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found |= set(re.findall(r"newsclean\[([\w,]+)\]", node.value))
    return found


def test_every_extra_that_a_message_names_is_there() -> None:
    assert hints() >= {"parquet", "postgres", "report"}
    assert hints() <= set(PROJECT["optional-dependencies"])


@pytest.mark.parametrize("name", ["warc", "parquet", "postgres", "report"])
def test_extras_of_users_are_documented(name: str) -> None:
    assert f"`{name}`" in (ROOT / "docs" / "install.md").read_text("utf-8")
