"""Where an extra is not installed, the error says what to install."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.command import environment


@pytest.mark.parametrize(
    ("module", "missing", "extra"),
    [
        ("adapters.datatrove", "datatrove", "datatrove"),
        ("adapters.scrapy", "scrapy", "scrapy"),
        ("adapters.web_poet", "web_poet", "web-poet"),
        ("engines.ray", "ray", "ray"),
        ("engines.ray", "fsspec", "ray"),
    ],
)
def test_the_error_names_the_extra(module: str, missing: str, extra: str) -> None:
    code = f"import sys; sys.modules[{missing!r}] = None; import newsclean.{module}"
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment(), capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert f"pip install 'newsclean[{extra}]'" in done.stderr.splitlines()[-1]
