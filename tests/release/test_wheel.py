"""The files of a release: whole, reproducible, and no more in them than is meant."""

from __future__ import annotations

import shutil
import sysconfig
import tarfile
import zipfile
from email import message_from_bytes
from email.message import Message
from pathlib import Path

import pytest

from newsclean._version import __version__
from newsclean.kernels import NAMES
from tests.release.built import ROOT, Built, build

SUFFIX = sysconfig.get_config_var("EXT_SUFFIX")  # a checkout may hold kernels of other Pythons too
BESIDE_CODE = (
    "newsclean/py.typed",
    "newsclean/extract/models/html.npz",
    "newsclean/extract/models/text.npz",
    "newsclean/report/templates/explain.html",
    "newsclean/cli/demo_site/index.html",
    f"newsclean-{__version__}.data/data/share/man/man1/newsclean.1",
    f"newsclean-{__version__}.dist-info/licenses/LICENSE",
    f"newsclean-{__version__}.dist-info/licenses/NOTICE",
)


@pytest.fixture(scope="module")
def metadata(files: Built) -> Message:
    with zipfile.ZipFile(files.wheel) as wheel:
        return message_from_bytes(wheel.read(f"newsclean-{__version__}.dist-info/METADATA"))


@pytest.mark.parametrize("name", BESIDE_CODE)
def test_the_wheel_holds_what_is_no_code(name: str, files: Built) -> None:
    with zipfile.ZipFile(files.wheel) as wheel:
        assert name in wheel.namelist()


def test_the_wheel_holds_every_file_of_the_package(files: Built) -> None:
    source = (ROOT / "src").rglob("*")
    wanted = {p.relative_to(ROOT / "src").as_posix() for p in source if p.is_file()}
    wanted = {name for name in wanted if "__pycache__" not in name}
    wanted -= {name for name in wanted if name.endswith(".so") and not name.endswith(SUFFIX)}
    with zipfile.ZipFile(files.wheel) as wheel:
        assert wanted == {name for name in wheel.namelist() if name.startswith("newsclean/")}


def test_the_sdist_builds_the_very_same_wheel(files: Built, tmp_path: Path) -> None:
    """Byte for byte: nothing that the wheel needs is missing in the sdist, no time is in it."""
    with tarfile.open(files.sdist) as packed:
        packed.extractall(tmp_path, filter="data")
    build(tmp_path / files.sdist.name.removesuffix(".tar.gz"), tmp_path / "dist", "--wheel")
    assert (tmp_path / "dist" / files.wheel.name).read_bytes() == files.wheel.read_bytes()


@pytest.mark.skipif(shutil.which("cc") is None, reason="no C compiler")
def test_the_wheel_holds_the_compiled_kernels(files: Built) -> None:
    with zipfile.ZipFile(files.wheel) as wheel:
        compiled = [name for name in wheel.namelist() if name.endswith(SUFFIX)]
    assert {Path(name).name.removesuffix(SUFFIX) for name in compiled} == set(NAMES)


def test_without_a_compiler_the_wheel_is_pure(
    files: Built, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CC", "/bin/false")
    with tarfile.open(files.sdist) as packed:
        packed.extractall(tmp_path, filter="data")
    build(tmp_path / files.sdist.name.removesuffix(".tar.gz"), tmp_path / "dist", "--wheel")
    [wheel] = (tmp_path / "dist").glob("*.whl")
    assert wheel.name == f"newsclean-{__version__}-py3-none-any.whl"


def test_the_sdist_holds_tests_and_no_folds(files: Built) -> None:
    with tarfile.open(files.sdist) as packed:
        names = {name.partition("/")[2] for name in packed.getnames()}
    assert {"tests/test_public.py", "constraints.txt", "CHANGELOG.md", "docs/fields.md"} <= names
    assert not [name for name in names if name.startswith((".venv", ".cache", "training/folds/"))]


def test_the_files_stay_small(files: Built) -> None:
    """Weights are most of it: 1.7 of 2.1 MB."""
    assert files.wheel.stat().st_size < 4e6
    assert files.sdist.stat().st_size < 6e6


def test_the_metadata_says_licence_and_readme(metadata: Message) -> None:
    assert metadata["License-Expression"] == "Apache-2.0"
    assert metadata.get_all("License-File") == ["LICENSE", "NOTICE"]
    assert metadata["Description-Content-Type"] == "text/markdown"
    assert metadata["Version"] == __version__
