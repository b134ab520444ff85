"""A small invented site for the adapters: stories, a page without one, a page that is none."""

from __future__ import annotations

SENTENCE = "The keeper of the north light counted {number} boats before the fog closed the bay. "
NOISE = "<nav><a href=/>Home</a> <a href=/sport>Sport</a></nav><footer>All rights reserved</footer>"
SITE = "https://lantern.example"
EMPTY = f"<html><title>Nothing</title><body>{NOISE}<p>Soon.</p></body></html>"


def text(number: int) -> str:
    """Return the text of a story as the article should have it."""
    said = SENTENCE.format(number=number)
    return f"{(said * 3).strip()}\n\n{(said * 4).strip()}"


def page(number: int) -> str:
    """Return the HTML of a story."""
    first, second = text(number).split("\n\n")
    return (
        f"<html lang=en><head><title>Fog over bay {number}</title>"
        f"<link rel=canonical href={SITE}/{number}.html></head><body>{NOISE}<article>"
        f"<h1>Fog over bay {number}</h1><p class=rubric>Harbour</p>"
        f"<p>{first}</p><p>{second}</p></article></body></html>"
    )
