"""A drawing as SVG: shapes and text on a white ground, nothing loaded, no font but the reader's."""

from __future__ import annotations

import textwrap
import unicodedata
from html import escape

_FONTS = "system-ui, -apple-system, 'Segoe UI', 'DejaVu Sans', sans-serif"
_ARROW = (
    '<marker id="end" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" '
    'orient="auto"><path d="M0 0 8 4 0 8z" fill="#7d96b5"/></marker>'
)


class Drawing:
    """Collects shapes; `svg` returns the whole, with a title for those who do not see it."""

    def __init__(self, width: float, height: float, title: str) -> None:
        self._size = f'width="{width:g}" height="{height:g}" viewBox="0 0 {width:g} {height:g}"'
        self._title = escape(title)
        self._shapes: list[str] = []

    def bar(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        """Draw a filled bar."""
        self._shapes.append(
            f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" rx="2" '
            f'fill="{colour}"/>'
        )

    def box(self, x: float, y: float, width: float, height: float, fill: str, edge: str) -> None:
        """Draw a box with an edge."""
        self._shapes.append(
            f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" rx="6" '
            f'fill="{fill}" stroke="{edge}"/>'
        )

    def line(
        self, x: float, y: float, to_x: float, to_y: float, colour: str, arrow: bool = False
    ) -> None:
        """Draw a straight line, with a head where it is an arrow."""
        end = ' marker-end="url(#end)"' if arrow else ""
        self._shapes.append(
            f'<line x1="{x:g}" y1="{y:g}" x2="{to_x:g}" y2="{to_y:g}" stroke="{colour}"{end}/>'
        )

    def curve(self, x: float, y: float, to_x: float, to_y: float, colour: str) -> None:
        """Draw a soft line from left to right."""
        middle = (x + to_x) / 2
        self._shapes.append(
            f'<path d="M{x:g} {y:g}C{middle:g} {y:g} {middle:g} {to_y:g} {to_x:g} {to_y:g}" '
            f'fill="none" stroke="{colour}" stroke-opacity=".55"/>'
        )

    def text(
        self,
        x: float,
        y: float,
        said: str,
        size: float,
        colour: str,
        *,
        anchor: str = "start",
        weight: str = "400",
        family: str = _FONTS,
    ) -> None:
        """Write a line of text."""
        self._shapes.append(
            f'<text x="{x:g}" y="{y:g}" font-size="{size:g}" fill="{colour}" '
            f'text-anchor="{anchor}" font-weight="{weight}" font-family="{escape(family)}">'
            f"{escape(said)}</text>"
        )

    def svg(self) -> str:
        """Return the drawing."""
        head = f'<svg xmlns="http://www.w3.org/2000/svg" {self._size} role="img">'
        ground = (
            f'<title>{self._title}</title>{_ARROW}<rect width="100%" height="100%" fill="#fff"/>'
        )
        return "\n".join([head, ground, *self._shapes, "</svg>\n"])


def shortened(text: str, width: int) -> str:
    """Cut text to a width in Latin letters.

    >>> shortened("The  choir of Line 4", 12)
    'The choir o…'
    """
    line = " ".join(text.split())
    return line if _width(line) <= width else line[: width - 1] + "…"


def wrapped(text: str, width: int, most: int = 3) -> list[str]:
    """Break text into lines of a width, `most` of them at the most."""
    return textwrap.wrap(" ".join(text.split()), width, max_lines=most, placeholder=" …")


def _width(text: str) -> int:
    return sum(1 + (unicodedata.east_asian_width(c) in "WF") for c in text)
