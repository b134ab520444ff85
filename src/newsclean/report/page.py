"""Templates -> one self-contained HTML page: everything escaped, nothing fetched.

Style and program stand inside the page; the Content-Security-Policy names their hashes and
forbids all else, so even markup that slipped through an escape could load or run nothing.
"""

from __future__ import annotations

import base64
import functools
import hashlib
import re
from collections.abc import Mapping
from importlib.resources import files

import jinja2
import msgspec
from markupsafe import Markup

# Characters that steer the display and would let text pass for something else: controls,
# embedding and overriding of directions, isolates, invisible marks, lone surrogates.
_STEERING = re.compile(
    "[\0-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)
_TEMPLATES = "templates"


def render(template: str, script: str, facts: Mapping[str, object]) -> str:
    """Return the page of a template, with the style of all pages and a script of its own."""
    style, program = _asset("style.css"), _asset(script)
    trusted = {"style": Markup(style), "program": Markup(program)}  # noqa: S704 - our own files
    page = _environment().get_template(template)
    return page.render(**facts, **trusted, policy=policy(style, program))


def policy(style: str, program: str) -> str:
    """Return the Content-Security-Policy that lets this style and this program in, no more."""
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(program)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def visible(text: str) -> Markup:
    """Return text escaped, with characters that steer the display written out.

    >>> visible("a<b\u202ec")
    Markup('a&lt;b<span class="steer">U+202E</span>c')
    """
    parts: list[Markup] = []
    at = 0
    for found in _STEERING.finditer(text):
        parts.append(Markup.escape(text[at : found.start()]))
        parts.append(Markup('<span class="steer">U+{:04X}</span>').format(ord(found[0])))
        at = found.end()
    parts.append(Markup.escape(text[at:]))
    return Markup("").join(parts)


def plain(text: str) -> str:
    r"""Return text for one line of a terminal: line feeds and steering characters written out.

    >>> plain("a\x1b[31m\nb")
    'a<U+001B>[31m b'
    """
    return _STEERING.sub(lambda m: f"<U+{ord(m[0]):04X}>", " ".join(text.split()))


def drawing(svg: str) -> Markup:
    """Let a drawing of our own plots stand in a page as it is."""
    return Markup(svg)  # noqa: S704 - made by `report.plots` of numbers and days alone


def as_data(value: object) -> Markup:
    r"""Return a value as JSON that may stand in a `<script type="application/json">`.

    >>> as_data("</script>")
    Markup('"\\u003c/script\\u003e"')
    """
    json = _STEERING.sub(_escape, msgspec.json.encode(value).decode())
    for character in "<>&":
        json = json.replace(character, f"\\u{ord(character):04x}")
    return Markup(json)  # noqa: S704 - nothing is left in it that HTML would read


def _escape(found: re.Match[str]) -> str:
    units = found[0].encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))


@functools.cache
def _asset(name: str) -> str:
    return files(__package__).joinpath(_TEMPLATES, name).read_text("utf-8")


@functools.cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FunctionLoader(_asset),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["visible"] = visible
    environment.filters["plain"] = plain
    environment.filters["data"] = as_data
    return environment


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
