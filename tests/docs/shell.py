"""One shell for a page: what a reader types, line by line, and what comes of it."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import time
from pathlib import Path

import msgspec

_END = "~~ended~~"


class Came(msgspec.Struct, frozen=True):
    """What a command wrote, both streams as a terminal shows them, and its exit status."""

    text: str
    status: int


class Shell:
    """A bash that lives as long as its page; what it left running is ended with it."""

    def __init__(self, folder: Path, environment: dict[str, str]) -> None:
        self._bash = subprocess.Popen(
            ["bash", "--norc", "-o", "pipefail"],
            cwd=folder,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            start_new_session=True,
        )

    def run(self, command: str) -> Came:
        """Type one command and wait for its end; one in the background, until it listens."""
        stdin, stdout = self._bash.stdin, self._bash.stdout
        assert stdin
        assert stdout
        # the shell's own input must not be read by what it starts
        stdin.write(f"{{\n{command}\n}} </dev/null\necho {_END}$?\n")
        stdin.flush()
        written: list[str] = []
        for line in stdout:
            before, ended, status = line.partition(_END)
            written.append(before)
            if ended:
                _wait_for_port(command)
                return Came("".join(written), int(status))
        return Came("".join(written), self._bash.wait())

    def close(self) -> None:
        """End the shell and what it started."""
        os.killpg(self._bash.pid, signal.SIGKILL)
        self._bash.communicate()


def commands(script: str) -> list[str]:
    r"""Cut a script into commands; comments and empty lines go, lines that go on stay together.

    >>> commands("a  # one\n\n# two\nb \\\n  c\n")
    ['a  # one', 'b \\\n  c']
    """
    found: list[str] = []
    held = ""
    for line in script.splitlines():
        if not held and (not line.strip() or line.lstrip().startswith("#")):
            continue
        held = f"{held}\n{line}" if held else line
        if not _goes_on(held):
            found.append(held)
            held = ""
    return found + ([held] if held else [])


def _goes_on(text: str) -> bool:
    lines = text.splitlines()
    document = re.search(r"<<-?\s*'?(\w+)", lines[0])
    if document:
        return lines[-1].strip() != document[1]
    if lines[-1].endswith("\\"):
        return True
    if re.search(r"\b(do|then)$|\{$", lines[0].rstrip()):
        return lines[-1].strip() not in ("done", "fi", "}")
    return False


def _wait_for_port(command: str) -> None:
    port = re.search(r"\b(\d{4,5})\b", command)
    if not command.rstrip().endswith("&") or not port:
        return
    until = time.monotonic() + 30
    while time.monotonic() < until:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", int(port[1]))) == 0:
                return
        time.sleep(0.05)
