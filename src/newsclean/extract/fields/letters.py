"""Letters and digits in texts, of all scripts."""

from __future__ import annotations

import re

from newsclean.kernels import KIND

_LETTERS = re.compile(r"[^\W\d_]+")
_PLACE = re.compile(r"\{\{|\{\$|\$\{")
_DIGIT = re.compile(r"\d")


def letter_runs_plainly(text: str) -> list[str]:
    """Return the runs of letters in a text.

    >>> letter_runs_plainly("It's the 2nd pier_head")
    ['It', 's', 'the', 'nd', 'pier', 'head']
    """
    return _LETTERS.findall(text)


def has_digit_plainly(text: str) -> bool:
    """Tell whether a text holds a decimal digit, of any script."""
    return _DIGIT.search(text) is not None


def has_figure(text: str) -> bool:
    """Tell whether a text holds a digit of any kind, such as a raised one."""
    if text.isascii():
        return has_digit(text)
    return any(map(str.isdigit, text))


def has_letter(text: str) -> bool:
    """Tell whether a text holds a letter of any script.

    >>> has_letter("06/2019"), has_letter("2. Liga")
    (False, True)
    """
    return any(map(str.isalpha, text))


def is_unfilled(text: str) -> bool:
    """Tell whether a text is a template's, of which a program forgot to fill the places.

    >>> is_unfilled("{{ item.title }}"), is_unfilled("{$category}"), is_unfilled("{a}")
    (True, True, False)
    """
    return "{" in text and _PLACE.search(text) is not None


if KIND == "compiled":
    from newsclean.kernels.words import has_digit as has_digit
    from newsclean.kernels.words import letter_runs as letter_runs
else:
    has_digit, letter_runs = has_digit_plainly, letter_runs_plainly
