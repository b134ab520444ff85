"""Names without any sign in the parts of a line: before its date, before "in Harbours"."""

from __future__ import annotations

from newsclean.extract.fields.datewords import find_change
from newsclean.extract.fields.givennames import has_given
from newsclean.extract.fields.letters import has_digit
from newsclean.extract.fields.nameends import before_stop, glued_date, is_of_page
from newsclean.extract.fields.people import split_names
from newsclean.extract.fields.roles import speaks_of_role
from newsclean.extract.fields.textdates import first_place


def names_of_part(part: str) -> list[str]:
    """Return the names in a part of a line of two or three words, or before "in", "on behalf".

    >>> names_of_part("Julia Quill in Harbours"), names_of_part("View comments")
    (['Julia Quill'], [])
    """
    if len(part.split()) > 3:
        part = before_stop(part)
        if not has_given(part):
            return []
    if not 1 < len(part.split()) < 4 or "/" in part or is_of_page(part) or speaks_of_role(part):
        return []
    return split_names(part)


def before_day(text: str) -> str:
    """Return the two or three words before the date in a line; else nothing.

    >>> before_day("Ada Quill 9 February 2026, 10:21"), before_day("Harrow, 9 February 2026")
    ('Ada Quill', '')
    >>> before_day("Ada QuillMay 9, 20263 shares"), before_day("Last updated 9 February 2026")
    ('Ada Quill', '')
    """
    if not has_digit(text):
        return ""
    place = glued_date(text)
    if place < 0:
        place = first_place(text)
    head = text[: max(0, place)].rstrip(" ,-–—:")
    return head if len(head.split()) in (2, 3) and not find_change(head) else ""
