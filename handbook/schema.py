"""The JSON Schema of an article -> a page with a table of each record, and the schema itself."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from handbook.tables import cell, table
from newsclean.schema import article_schema

_HEAD = """# JSON schema

Made from the records when the site is built. An article is one JSON object on one line; `newsclean
schema` prints the schema, and so does the library:
[article.schema.json](article.schema.json). Every key of an article is always there; what is
absent is `null`. The name in `schema` changes only when a field goes or changes its meaning.

"""


def schema_page() -> str:
    """Return the tables of all records as Markdown."""
    return _HEAD + "\n".join(_sections(article_schema()["$defs"]))


def schema_file() -> str:
    """Return the JSON Schema as text."""
    return json.dumps(article_schema(), indent=2, ensure_ascii=False) + "\n"


def _sections(definitions: dict[str, Any]) -> Iterator[str]:
    for name, told in definitions.items():
        yield f"## {name}\n\n{_opening(told.get('description', ''))}\n"
        rows = [
            (f"`{field}`", _kind(what), cell(what.get("description", "")))
            for field, what in told["properties"].items()
        ]
        yield table(("key", "value", "meaning"), rows)


def _opening(description: str) -> str:
    return description.partition("\n\n")[0]


def _kind(what: dict[str, Any]) -> str:
    """Say in words what a property may hold.

    >>> _kind({"anyOf": [{"type": "string"}, {"type": "null"}]})
    'string or null'
    >>> _kind({"type": "array", "items": {"$ref": "#/$defs/Image"}})
    'list of [Image](#image)'
    """
    if "anyOf" in what:
        return " or ".join(_kind(one) for one in what["anyOf"])
    if "$ref" in what:
        name = what["$ref"].rpartition("/")[2]
        return f"[{name}](#{name.lower()})"
    if "enum" in what:
        return ", ".join("null" if one is None else f"`{one}`" for one in what["enum"])
    if what.get("type") == "array":
        return f"list of {_kind(what.get('items', {}))}"
    if what.get("type") == "object" and "additionalProperties" in what:
        return "object of names"
    return str(what.get("type", "any"))
