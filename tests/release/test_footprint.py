"""What the table of installed packages says."""

from __future__ import annotations

from pathlib import Path

from release.footprint import Weight, table, weigh


def install(site: Path, name: str, **files: str) -> None:
    """Put a package there as an installer does: files, metadata and a RECORD of them."""
    about = site / f"{name}-1.0.dist-info"
    about.mkdir(parents=True)
    (about / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
    for file, text in files.items():
        (site / file).write_text(text)
    (about / "RECORD").write_text("".join(f"{file},,\n" for file in files))


def test_files_of_a_package_are_added_up_without_byte_code(tmp_path: Path) -> None:
    site = tmp_path / "lib" / "python3.11" / "site-packages"
    install(site, "Big", **{"a.py": "x" * 900, "b.so": "x" * 100, "a.pyc": "x" * 5000})
    install(site, "pip", **{"pip.py": "x"})
    install(site, "small", **{"c.py": "x"})
    assert weigh(tmp_path) == [Weight("big", "1.0", 1000), Weight("small", "1.0", 1)]


def test_the_table_ends_with_number_and_sum() -> None:
    lines = table([Weight("big", "1.0", 2_000_000), Weight("small", "2", 40_000)]).splitlines()
    assert lines == ["     2.0 MB  big 1.0", "     0.0 MB  small 2", "     2.0 MB  2 packages"]
