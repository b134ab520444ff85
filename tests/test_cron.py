"""The lines and units of docs/cron.md, run by what runs them: cron's environment, cron, systemd."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsclean.cli.demo_server import DemoSite, serve
from tests.command import environment, lines_of

CRON = (Path(__file__).parents[1] / "docs" / "cron.md").read_text("utf-8")
ARTICLES = 13
SITES = """
[crawl]
deadline = "14m"
allow_hosts = ["127.0.0.0/8"]
[defaults]
max_age = "600d"
delay = 0
[[outputs]]
kind = "jsonl"
layout = "file"
path = "all.jsonl"
[[sites]]
name = "herald"
feeds = ["{home}/feed.xml"]
"""
# What cron gives a job, and nothing else (crontab(5)).
ENVIRONMENT = {"HOME": "/", "LOGNAME": "root", "SHELL": "/bin/sh", "PATH": "/usr/bin:/bin"}


def blocks(text: str, kind: str) -> list[str]:
    return re.findall(rf"^```{kind}\b[^\n]*\n(.*?)^```$", text, re.M | re.S)


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """Make a command `newsclean` that finds this tree wherever it is started."""
    command = tmp_path / "newsclean"
    path = environment()["PYTHONPATH"]
    words = ["PYTHONPATH=" + shlex.quote(path), "exec", shlex.quote(sys.executable)]
    command.write_text("#!/bin/sh\n" + " ".join(words) + ' -m newsclean "$@"\n')
    command.chmod(0o755)
    return command


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """Give a folder with a SITES.toml of the demo site."""
    place = tmp_path / "etc"
    place.mkdir()
    with serve(DemoSite()) as home:
        (place / "SITES.toml").write_text(SITES.format(home=home))
        yield place


def commands(installed: Path, folder: Path) -> list[str]:
    """Return the commands of the documented crontab, with the places of this test."""
    [table] = blocks(CRON, "crontab")
    lines = [line.split(maxsplit=5)[5] for line in table.splitlines() if line[0] != "#"]
    places = {"/opt/newsclean/bin/newsclean": installed, "/etc/newsclean": folder}
    for written, real in places.items():
        assert all(written in line for line in lines)
        lines = [line.replace(written, str(real)) for line in lines]
    return lines


def as_cron(command: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        ["/bin/sh", "-c", command], env=ENVIRONMENT, cwd="/", capture_output=True, check=False
    )


def test_the_lines_run_in_what_cron_gives_them(installed: Path, folder: Path) -> None:
    """The crawl is silent, so that cron mails nothing; the status is the morning's mail."""
    crawl, status = commands(installed, folder)
    for _ in range(2):
        run = as_cron(crawl)
        assert (run.returncode, run.stdout, run.stderr) == (0, b"", b"")
        assert len(lines_of(folder / "all.jsonl")) == ARTICLES
    health = as_cron(status)
    assert health.returncode == 0, health.stderr
    assert b"herald" in health.stdout
    (folder / "SITES.toml").write_text("[[site]]\n")
    wrong = as_cron(crawl)
    assert wrong.returncode == 2
    assert b"SITES.toml:1" in wrong.stderr


CROND = """
set -e
mount -t tmpfs tmpfs /run
mount -t tmpfs tmpfs /etc/cron.d
mount -t tmpfs tmpfs /var/spool/cron
mount -t overlay overlay -o lowerdir={extra}:/usr/sbin /usr/sbin
mkdir /var/spool/cron/crontabs
cp {table} /var/spool/cron/crontabs/root
chmod 600 /var/spool/cron/crontabs/root
exec cron -f
"""


@pytest.mark.soak
def test_real_cron_runs_the_lines_and_mails_only_the_status(
    installed: Path, folder: Path, tmp_path: Path
) -> None:
    """Debian's cron in a mount namespace of its own, both lines each minute for two minutes."""
    if shutil.which("cron") is None or shutil.which("unshare") is None or os.getuid():
        pytest.skip("needs Debian's cron and root")
    table, extra, mails = tmp_path / "table", tmp_path / "sbin", tmp_path / "mails"
    extra.mkdir()
    mails.mkdir()
    lines = [f"* * * * * {command}" for command in commands(installed, folder)]
    table.write_text("\n".join(lines) + "\n")
    sendmail = extra / "sendmail"
    sendmail.write_text(f'#!/bin/sh\ncat > "{mails}/$$"\n')
    sendmail.chmod(0o755)
    script = CROND.format(table=table, extra=extra)
    cron = subprocess.Popen(["unshare", "--mount", "sh", "-c", script], stderr=subprocess.PIPE)
    try:
        time.sleep(150)
        assert cron.poll() is None, cron.stderr and cron.stderr.read()
    finally:
        cron.terminate()
        cron.wait()
    assert len(lines_of(folder / "all.jsonl")) == ARTICLES
    told = [mail.read_text() for mail in mails.iterdir()]
    assert told
    subjects = [match[0] for text in told if (match := re.search("^Subject: .*$", text, re.M))]
    assert len(subjects) == len(told)
    assert all(" status " in subject for subject in subjects), told
    assert any("herald" in text for text in told)


@pytest.mark.parametrize("kind", ["service", "timer"])
def test_systemd_finds_nothing_wrong_with_the_units(kind: str, tmp_path: Path) -> None:
    """By systemd-analyze verify; with a mistake it does find something."""
    verify = shutil.which("systemd-analyze")
    if verify is None:
        pytest.skip("systemd-analyze is not installed (Debian's package systemd)")
    for other in ("service", "timer"):
        [unit] = blocks(CRON, f"systemd-{other}")
        unit = unit.replace("/opt/newsclean/bin/newsclean", "/bin/true")
        (tmp_path / f"newsclean.{other}").write_text(unit)
    unit_file = tmp_path / f"newsclean.{kind}"
    assert f"newsclean.{kind}" not in verdict(verify, unit_file)
    word = "Type=oneshot" if kind == "service" else "OnCalendar=*:0/15"
    text = unit_file.read_text()
    assert word in text
    unit_file.write_text(text.replace(word, word.replace("=", "=x")))
    assert f"newsclean.{kind}" in verdict(verify, unit_file)


def verdict(verify: str, unit: Path) -> str:
    done = subprocess.run(
        [verify, "verify", "--man=no", str(unit)], capture_output=True, text=True, check=False
    )
    return done.stdout + done.stderr


def test_the_timer_rings_each_quarter_of_an_hour() -> None:
    """As systemd reads it."""
    analyze = shutil.which("systemd-analyze")
    if analyze is None:
        pytest.skip("systemd-analyze is not installed (Debian's package systemd)")
    [unit] = blocks(CRON, "systemd-timer")
    [when] = re.findall("^OnCalendar=(.*)$", unit, re.M)
    done = subprocess.run(
        [analyze, "calendar", "--iterations=3", when], capture_output=True, text=True, check=True
    )
    minutes = [int(m) % 15 for m in re.findall(r"\d\d:(\d\d):00", done.stdout)]
    assert len(minutes) >= 3
    assert set(minutes) == {0}
