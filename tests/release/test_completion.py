"""Completion in real shells, with the script that the installed command prints for each."""

from __future__ import annotations

import os
import pty
import re
import select
import shutil
import subprocess
import time
from pathlib import Path

import pytest

DETECTION = "_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION"  # say the shell, as tests have no tty
BASH = """
eval "$(newsclean --show-completion bash)"
complete -p newsclean >/dev/null
COMP_WORDS=({words}) COMP_CWORD={last}
_newsclean_completion newsclean
printf '%s\\n' "${{COMPREPLY[@]}}"
"""
# What is typed, and what is offered.
CASES = [
    (["newsclean", "cra"], {"crawl"}),
    (["newsclean", "s"], {"status", "sites", "schema"}),
    (["newsclean", "clean", "--rej"], {"--rejects"}),
    (["newsclean", "crawl", "x.toml", "--tell", "fa"], {"faults"}),
]


def environment(venv: Path, home: Path) -> dict[str, str]:
    keep = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"}
    path = f"{venv / 'bin'}:{os.environ['PATH']}"
    return {**keep, "PATH": path, "HOME": str(home), DETECTION: "1", "TERM": "dumb"}


def shell(name: str, script: str, venv: Path, home: Path) -> str:
    if not shutil.which(name):
        pytest.skip(f"{name} is not installed")
    done = subprocess.run(
        [name, "-c", script],
        cwd=home,
        env=environment(venv, home),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize(("words", "offered"), CASES)
def test_bash_completes(words: list[str], offered: set[str], venv: Path, tmp_path: Path) -> None:
    script = BASH.format(words=" ".join(words), last=len(words) - 1)
    assert set(shell("bash", script, venv, tmp_path).split()) == offered


@pytest.mark.parametrize(("words", "offered"), CASES[1::2])
def test_fish_completes(words: list[str], offered: set[str], venv: Path, tmp_path: Path) -> None:
    """Fish shows each with its help behind a tab."""
    script = f"newsclean --show-completion fish | source; complete -C '{' '.join(words)}'"
    lines = shell("fish", script, venv, tmp_path).splitlines()
    assert {line.split("\t")[0] for line in lines if line.strip()} == offered


def typed(shell: list[str], start: str, keys: str, env: dict[str, str], seen: str) -> str:
    """Type into an interactive shell on a terminal until `seen` shows; return what was shown."""
    child, terminal = pty.fork()
    if child == 0:
        os.execvpe(shell[0], shell, env)
    try:
        os.write(terminal, start.encode())
        shown = _shown(terminal, "ready-now")
        os.write(terminal, keys.encode())
        return shown + _shown(terminal, seen)
    finally:
        os.kill(child, 9)
        os.waitpid(child, 0)
        os.close(terminal)


def _shown(terminal: int, seen: str, patience: float = 60.0) -> str:
    """Read until a text shows, or for so long: a shell that never completes must not hang us."""
    shown, end = "", time.monotonic() + patience
    while seen not in shown and time.monotonic() < end:
        if select.select([terminal], [], [], 1.0)[0]:
            shown += re.sub(r"\x1b\[[\d;?]*\w", "", os.read(terminal, 65536).decode())
    return shown


def test_zsh_completes(venv: Path, tmp_path: Path) -> None:
    """On a terminal of its own: zsh completes nowhere else."""
    if not shutil.which("zsh"):
        pytest.skip("zsh is not installed")
    start = (
        "PS1='> '; autoload -U compinit; compinit -u -D; "
        'eval "$(newsclean --show-completion zsh)"; print ready${:--}now\n'  # not as it is echoed
    )
    keys = "newsclean cra\tSITES.toml --tell fa\t"
    shown = typed(["zsh", "-f", "-i"], start, keys, environment(venv, tmp_path), "--tell faults")
    line = re.sub(r"\s+", " ", shown.replace("\b", ""))
    assert "newsclean crawl SITES.toml --tell faults" in line


def test_completion_installs_itself(venv: Path, tmp_path: Path) -> None:
    """In the user's own folder, and for the shell that was named."""
    shell("bash", "newsclean --install-completion bash", venv, tmp_path)
    assert (tmp_path / ".bash_completions" / "newsclean.sh").is_file()
    assert "newsclean.sh" in (tmp_path / ".bashrc").read_text()
