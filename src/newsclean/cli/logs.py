"""Log lines on standard error, safe to print: what a page wrote cannot drive the terminal."""

from __future__ import annotations

import logging
import re
import sys

# Control characters but tab, DEL and C1, bidi and other format controls, lone surrogates; e.g. ESC
_UNSAFE = re.compile(
    "[\x00-\x08\x0a-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)


def escaped(text: str) -> str:
    r"""Write unsafe characters as escapes.

    >>> print(escaped("a\x1b[2Jb\u202ec"))
    a\x1b[2Jb\u202ec
    """
    return _UNSAFE.sub(lambda m: m[0].encode("unicode_escape", "surrogatepass").decode(), text)


class _Plain(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        level = "" if record.levelno <= logging.INFO else f"{record.levelname.lower()}: "
        return f"newsclean: {level}{escaped(record.getMessage())}"


def start_logs(verbose: int, quiet: bool) -> logging.Logger:
    """Send the package's log to standard error: faults and the summary, more with -v, less -q."""
    log = logging.getLogger("newsclean")
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Plain())
    log.handlers = [handler]
    log.propagate = False
    log.setLevel(logging.ERROR if quiet else logging.DEBUG if verbose else logging.INFO)
    return log
