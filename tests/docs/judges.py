"""A judge for each language of code blocks: runs the block, or reads it as it is read in use."""

from __future__ import annotations

import configparser
import contextlib
import io
import json
import re
import shutil
import subprocess
import tomllib
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from jsonschema import Draft202012Validator

from newsclean.cli.config import read_options
from newsclean.cli.rules_file import read_rules
from newsclean.cli.sites_file import read_sites
from newsclean.run.notify import prometheus
from newsclean.run.tally import SiteCounts, Summary
from newsclean.schema import article_schema
from tests.docs.blocks import ROOT, CodeBlock
from tests.docs.prelude import localised
from tests.docs.shell import Came, Shell, commands
from tests.docs.shown import difference, same

_FIELD = r"(?:\*(?:/\d+)?|\d+(?:-\d+)?(?:,\d+)*)"
_FINE = (0, 141)  # 141: the reader of the output went away, as `head` does


class Reader:
    """A page's reader: a folder, a shell and a Python session that last for the page."""

    def __init__(self, folder: Path, shell: Shell, port: int) -> None:
        self.folder = folder
        self.shell = shell
        self.port = port
        self.names: dict[str, object] = {"__name__": "__main__"}
        self.came = ""

    def here(self, text: str) -> str:
        """Return a block's text with paths and port of this run."""
        return localised(text, self.folder, self.port)

    def keep(self, block: CodeBlock, name: str) -> Path:
        """Write a block into the folder, under its title or a name for it."""
        path = self.folder / (block.title or name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(self.here(block.text), "utf-8")
        return path


Judge = Callable[[CodeBlock, Reader], None]


def python(block: CodeBlock, reader: Reader) -> None:
    """Run it where the page's earlier blocks ran; what it prints, a `text` block after it shows."""
    told = io.StringIO()
    try:
        with contextlib.redirect_stdout(told):
            exec(compile(reader.here(block.text), block.place, "exec"), reader.names)
    except ModuleNotFoundError as error:
        if str(error.name).partition(".")[0] == "newsclean":
            raise
        pytest.skip(f"{error.name} is not installed")
    finally:
        reader.came = told.getvalue()


def script(block: CodeBlock, reader: Reader) -> None:
    """Type it line by line; each has to end well."""
    lines = commands(reader.here(block.text))
    written = []
    for number, line in enumerate(lines):
        last = number == len(lines) - 1
        written.append(_typed(line, reader, block.status if last else 0).text)
    reader.came = "".join(written)


def console(block: CodeBlock, reader: Reader) -> None:
    """Type what stands behind `$ `; what stands below it has to come out."""
    shown = reader.here(block.text)
    pairs = re.findall(r"^\$ ((?:.*\\\n)*.*)\n((?:(?!\$ ).*\n?)*)", shown, re.M)
    assert pairs, f"{block.place}: no line begins with $"
    for number, (line, output) in enumerate(pairs):
        last = number == len(pairs) - 1
        reader.came = _typed(line, reader, block.status if last else 0).text
        if output.strip():
            _compare(output, reader.came)


def text(block: CodeBlock, reader: Reader) -> None:
    """Compare it with what the block before it wrote; with a title it is a file of the reader's."""
    if block.title:
        reader.keep(block, block.title)
    else:
        _compare(reader.here(block.text), reader.came)


def toml(block: CodeBlock, reader: Reader) -> None:
    """Read it as what its keys say that it is: sites, rules or options."""
    keys = set(tomllib.loads(block.text))
    if keys & {"sites", "crawl", "defaults", "outputs", "notify"}:
        if "sites" not in keys:  # a piece of a file
            block = msgspec.structs.replace(block, text=block.text + _A_SITE)
        read_sites(reader.keep(block, "SITES.toml"))
    elif "site" in keys:
        read_rules(reader.keep(block, "rules.toml"))
    else:
        read_options(reader.keep(block, "newsclean.toml"))


_A_SITE = '\n[[sites]]\nhome = "https://www.herald.example/"\n'


def json_text(block: CodeBlock, reader: Reader) -> None:
    """Hold it to the schema that it names, line by line where it is JSON Lines."""
    for value in _values(block.text):
        if isinstance(value, dict) and str(value.get("schema")).startswith("newsclean.article/"):
            Draft202012Validator(article_schema()).validate(value)
    reader.keep(block, "shown.json")


def _values(text: str) -> list[object]:
    try:
        return [json.loads(text)]
    except json.JSONDecodeError:
        return [json.loads(line) for line in text.splitlines() if line]


def crontab(block: CodeBlock, reader: Reader) -> None:
    """Read five fields as cron does, then run the command as it would."""
    for line in commands(block.text):
        found = re.fullmatch(rf"(?:{_FIELD}\s+){{5}}(.+)", line)
        assert found, f"{block.place}: not a line of a crontab: {line}"
        command = found[1]
        assert not re.search(r"(?<!\\)%", command), "a per cent sign ends a command of cron"
        _typed(reader.here(command.replace("\\%", "%")), reader, 0)


def unit(block: CodeBlock, reader: Reader) -> None:
    """Read a unit of systemd, by its own judgement where it is installed."""
    kind = block.language.partition("-")[2]
    parser = configparser.ConfigParser(strict=True, interpolation=None)
    parser.optionxform = str  # type: ignore[assignment, method-assign]
    parser.read_string(block.text)
    assert parser.has_section("Unit")
    assert parser.has_section(kind.capitalize())
    verify = shutil.which("systemd-analyze")
    if verify is None:
        return
    path = reader.folder / f"newsclean.{kind}"
    path.write_text(block.text.replace("/opt/newsclean/bin/newsclean", "/bin/true"))
    done = subprocess.run([verify, "verify", "--man=no", str(path)], capture_output=True, text=True)
    said = [s for s in done.stderr.splitlines() if path.name in s and "newsclean.service" not in s]
    assert kind == "timer" or f"{path.name}:" not in done.stderr, done.stderr
    assert not said, said


def alerts(block: CodeBlock, reader: Reader) -> None:
    """Every metric that it names is one that a crawl writes."""
    named = set(re.findall(r"\bnewsclean_\w+", block.text))
    written = set(re.findall(r"^newsclean_\w+", prometheus(_A_RUN), re.M))
    assert named <= written, f"{block.place}: no such metric: {named - written}"


_A_RUN = Summary(
    started="2026-11-25T06:00:00Z",
    seconds=1.0,
    ended="done",
    exit_code=0,
    totals=SiteCounts(),
    sites={"herald": SiteCounts()},
    slowest_hosts=[],
    sinks={},
    published=0,
    waiting=0,
    left_for_next_run=0,
)


def unknown(block: CodeBlock, reader: Reader) -> None:
    """Refuse a block that nothing would check."""
    pytest.fail(
        f"{block.place}: nothing runs {block.language or 'a block without a language'}; "
        "name its language, or put <!-- not run: REASON --> above it"
    )


def _typed(line: str, reader: Reader, status: int) -> Came:
    target = re.fullmatch(r"make ([a-z]+).*", line)
    if target:  # what it does is a test of its own: here only that there is such a target
        command = ["make", "-n", target[1]]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return Came(done.stdout, done.returncode)
    came = reader.shell.run(line)
    if came.status == 2 and "pip install 'newsclean[" in came.text:
        pytest.skip(came.text)  # an extra that only CI has
    assert came.status in ((status,) if status else _FINE), f"{line}\n{came.text}({came.status})"
    assert "Traceback" not in came.text, f"{line}\n{came.text}"
    assert not re.search(r"newsclean: 0 articles", came.text), f"{line}\n{came.text}"
    return came


def _compare(shown: str, came: str) -> None:
    assert same(shown, came), difference(shown, came)


JUDGES: dict[str, Judge] = {
    "python": python,
    "sh": script,
    "bash": script,
    "console": console,
    "text": text,
    "toml": toml,
    "json": json_text,
    "cron": crontab,
    "crontab": crontab,
    "systemd-service": unit,
    "systemd-timer": unit,
    "yaml": alerts,
}
