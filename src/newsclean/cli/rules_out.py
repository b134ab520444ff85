"""Site rules -> TOML, as `newsclean learn` writes them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence

from newsclean.options import SiteRule
from newsclean.run.site_rules import PageTest

_LISTS = ("hosts", "body", "keep", "drop", "keep_text", "drop_text")


def rules_toml(sites: Iterable[tuple[SiteRule, Sequence[PageTest]]]) -> str:
    """Return the file of these rules and their tests; `cli.rules_file` reads it back."""
    return "\n".join(line for rule, tests in sites for line in _site(rule, tests))


def _site(rule: SiteRule, tests: Sequence[PageTest]) -> Iterator[str]:
    yield "[[site]]"
    for day in ("since", "until"):
        if getattr(rule, day):
            yield f"{day} = {getattr(rule, day)}"
    for key in _LISTS:
        if getattr(rule, key):
            yield f"{key} = {_list(getattr(rule, key))}"
    if rule.fields:
        yield "[site.fields]"
        yield from (f"{field} = {_string(selector)}" for field, selector in rule.fields.items())
    for test in tests:
        yield "[[site.tests]]"
        yield f"page = {_string(test.page)}"
        if test.url:
            yield f"url = {_string(test.url)}"
        for key in ("has", "lacks"):
            if getattr(test, key):
                yield f"{key} = {_list(getattr(test, key))}"
    yield ""


def _list(values: Sequence[str]) -> str:
    if len(values) == 1:
        return f"[{_string(values[0])}]"
    return "[\n" + "".join(f"  {_string(value)},\n" for value in values) + "]"


def _string(value: str) -> str:
    r"""Write a basic string; JSON's escapes are TOML's, but for those of half characters.

    >>> _string('say "a"\n')
    '"say \\"a\\"\\n"'
    """
    sound = value.encode("utf-8", "replace").decode()
    return json.dumps(sound, ensure_ascii=False).replace("\x7f", "\\u007f")
