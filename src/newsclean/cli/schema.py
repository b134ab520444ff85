"""`newsclean schema`: the JSON Schema of an article."""

from __future__ import annotations

import typer


def schema() -> None:
    """Print the JSON Schema that every article satisfies."""
    import msgspec

    from newsclean.schema import article_schema

    typer.echo(msgspec.json.format(msgspec.json.encode(article_schema())).decode())
