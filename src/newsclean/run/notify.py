"""Telling others how a run went: a summary file, a Prometheus textfile, a webhook."""

from __future__ import annotations

import os
from pathlib import Path

import msgspec

from newsclean.fetch.webhook import post_json
from newsclean.run.crawl_options import Notices
from newsclean.run.tally import SiteCounts, Summary

_METRICS = (
    ("found", "URLs listed by the sources"),
    ("fresh", "URLs never seen before"),
    ("requests", "requests made"),
    ("new", "new articles"),
    ("changed", "articles with a new version"),
    ("unchanged", "pages without change"),
    ("faults", "pages that came to grief"),
)


def notify(notices: Notices, summary: Summary) -> list[str]:
    """Tell everyone; return what went wrong in telling, which never fails a run."""
    problems = []
    if notices.summary:
        problems += _written(Path(notices.summary), summary.to_json() + "\n")
    if notices.prometheus:
        problems += _written(Path(notices.prometheus), prometheus(summary))
    if notices.webhook and (notices.webhook_on == "always" or summary.exit_code):
        problems += _posted(notices.webhook, summary)
    return problems


def prometheus(summary: Summary) -> str:
    """Return the run as metrics for node_exporter's textfile collector."""
    lines = []
    for name, what in _METRICS:
        metric = f"newsclean_crawl_{name}"
        lines += [f"# HELP {metric} Of the last run: {what}.", f"# TYPE {metric} gauge"]
        for site, counts in summary.sites.items():
            lines.append(f'{metric}{{site="{_label(site)}"}} {getattr(counts, name)}')
    for name, value, what in (
        ("seconds", summary.seconds, "Duration of the last run."),
        ("exit_code", summary.exit_code, "Exit code of the last run."),
        ("waiting", summary.waiting, "Articles that wait for an output."),
        ("left", summary.left_for_next_run, "Pages left for the next run."),
        ("problems", _problems(summary), "Sentences about sources that failed."),
    ):
        metric = f"newsclean_crawl_{name}"
        lines += [f"# HELP {metric} {what}", f"# TYPE {metric} gauge", f"{metric} {value}"]
    return "\n".join(lines) + "\n"


def _problems(summary: Summary) -> int:
    return sum(len(counts.problems) for counts in summary.sites.values())


def _label(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")


def _written(path: Path, text: str) -> list[str]:
    """Write whole or not at all: the collector reads at any time."""
    part = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(text, encoding="utf-8", errors="replace")
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        return [f"{path}: {error.strerror}"]
    return []


def _posted(url: str, summary: Summary) -> list[str]:
    """Post the summary as JSON, with a `text` for chat services."""
    problem = post_json(url, {"text": words(summary), "summary": summary_facts(summary)})
    return [f"webhook: {problem}"] if problem else []


def summary_facts(summary: Summary) -> dict[str, object]:
    """Return the summary as plain values."""
    facts: dict[str, object] = msgspec.to_builtins(summary)
    return facts


def words(summary: Summary) -> str:
    """Say in a sentence how a run went."""
    total: SiteCounts = summary.totals
    said = f"newsclean crawl {summary.ended}: {total.new} new, {total.changed} changed articles"
    troubled = [name for name, counts in summary.sites.items() if counts.problems]
    if troubled:
        said += "; trouble with " + ", ".join(troubled[:10])
    broken = [name for name, state in summary.sinks.items() if state != "ok"]
    return said + ("; failed outputs: " + ", ".join(broken) if broken else "")
