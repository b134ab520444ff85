"""The JSON Schema says what an article's JSON is, in every field."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest

from newsclean.records import SCHEMA, Article
from newsclean.run.library import extract
from newsclean.schema import DESCRIPTIONS, article_schema
from tests.command import PAGE, newsclean


def article() -> dict[str, Any]:
    made: dict[str, Any] = json.loads(extract(PAGE, url="https://news.example/pier").to_json())
    return made


def test_the_command_prints_a_sound_schema_with_its_id() -> None:
    printed = json.loads(newsclean("schema").out)
    jsonschema.Draft202012Validator.check_schema(printed)
    assert printed == article_schema()
    assert printed["$id"] == SCHEMA == "newsclean.article/1"


def test_every_field_of_every_record_is_described() -> None:
    for name, definition in article_schema()["$defs"].items():
        described = {f for f, p in definition["properties"].items() if p.get("description")}
        assert described == set(definition["properties"]) == set(DESCRIPTIONS[name])


def test_an_article_satisfies_it_and_all_keys_are_required() -> None:
    jsonschema.Draft202012Validator(article_schema()).validate(article())
    required = article_schema()["$defs"]["Article"]["required"]
    assert set(required) == set(Article.__struct_fields__)


@pytest.mark.parametrize(
    ("field", "value"), [("title", 3), ("authors", "x"), ("published_precision", "year")]
)
def test_a_wrong_value_does_not(field: str, value: object) -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(article_schema()).validate({**article(), field: value})


def test_a_missing_key_does_not() -> None:
    partial = article()
    del partial["text"]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(article_schema()).validate(partial)
