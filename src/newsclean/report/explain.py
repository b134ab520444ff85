"""The explain page: what was kept, what was removed and why, beside the clean article."""

from __future__ import annotations

from newsclean.report.explanation import Explanation
from newsclean.report.page import plain, render

_MOST_CHARS = 20_000
_CORRECTABLE_CHARS = 600
_CORRECTIONS = "newsclean.corrections/1"


def explain_html(explanation: Explanation) -> str:
    """Return the page; self-contained, and a pure function of the explanation."""
    return render(
        "explain.html",
        "explain.js",
        {
            "page": explanation,
            "language": explanation.language or "",
            "most_chars": _MOST_CHARS,
            "blocks": _for_export(explanation),
        },
    )


def _for_export(explanation: Explanation) -> dict[str, object]:
    """Return what the page's own program needs to write a corrections file."""
    return {
        "schema": _CORRECTIONS,
        "url": explanation.url or _field(explanation, "canonical_url"),
        "name": explanation.name,
        "blocks": [
            {
                "text": block.text[:_CORRECTABLE_CHARS],
                "whole": len(block.text) <= _CORRECTABLE_CHARS,
                "path": [[element.tag, element.names] for element in block.path],
                "was": block.verdict,
            }
            for block in explanation.blocks
        ],
    }


def _field(explanation: Explanation, name: str) -> str | None:
    return next((f.value for f in explanation.fields if f.field == name), None)


def explain_text(explanation: Explanation) -> str:
    """Return the facts for a terminal: a line about the page, then a line for each block."""
    lines = [summary(explanation)]
    for block in explanation.blocks:
        sign = "+" if block.verdict == "kept" else "-"
        doubt = "?" if block.unsure else " "
        why = "; ".join(
            f"{'+' if reason.push > 0 else '-'} {reason.words}" for reason in block.reasons[:2]
        )
        told = plain(block.text)
        told = told if len(told) <= 60 else f"{told[:59]}…"
        lines.append(f"{sign}{doubt} {block.score:.2f} {block.kind:<9} {told}  [{plain(why)}]")
    return "\n".join(lines)


def summary(explanation: Explanation) -> str:
    """Say in a line what came of the page."""
    counts = explanation.counts
    name = plain(explanation.name or explanation.url or "page")
    if explanation.rejected:
        told = f"{explanation.rejected.reason}: {plain(explanation.rejected.detail)}"
    else:
        told = f"an article of {explanation.word_count} words, {plain(explanation.title)}"
    return (
        f"{name}: {told} ({counts['kept']} of {counts['all']} blocks kept, "
        f"{counts['unsure']} unsure; judged by {explanation.labeller or 'nobody'})"
    )
