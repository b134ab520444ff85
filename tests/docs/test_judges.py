"""Each judge of code blocks passes what holds and fails what does not."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsclean.schema import article_schema
from tests.command import environment
from tests.docs.blocks import CodeBlock, _blocks
from tests.docs.judges import JUDGES, Reader, unknown
from tests.docs.prelude import free_port
from tests.docs.shell import Shell

FAILS = (AssertionError, Exception, pytest.fail.Exception)


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[Reader]:
    shell = Shell(tmp_path, environment())
    yield Reader(tmp_path, shell, free_port())
    shell.close()


def block(language: str, text: str, **more: object) -> CodeBlock:
    return CodeBlock(page="p.md", line=1, language=language, text=text, **more)  # type: ignore[arg-type]


HOLDS = [
    ("python", "x = 1\nassert x\n"),
    ("sh", "true  # fine\nfalse || true\nyes | head -n 1\n"),
    ("sh", "for x in 1 2; do\n  echo $x\ndone\ncat <<END\nfalse\nEND\n"),
    ("sh", "make test\n"),
    ("console", "$ echo one; echo two\none\n…\n$ true\n"),
    ("console", "$ echo a \\\n  b\na b\n"),
    ("toml", '[[sites]]\nhome = "https://a.example/"\n'),
    ("toml", 'defaults = { languages = ["en"] }\n'),
    ("toml", '[[site]]\nhosts = ["a.example"]\ndrop = ["aside"]\n'),
    ("toml", "[fetch]\ndelay = 2.0\n"),
    ("json", '{"a": 1}\n{"a": 2}\n'),
    ("cron", "*/15 * * * *  echo \\%\n"),
    ("yaml", "expr: newsclean_crawl_exit_code != 0\n"),
    ("systemd-timer", "[Unit]\nDescription=x\n[Timer]\nOnCalendar=daily\n"),
]
HOLDS_NOT = [
    ("python", "assert not 1\n"),
    ("python", "import newsclean.nothing\n"),
    ("sh", "true\nfalse\ntrue\n"),
    ("sh", "false | true\n"),
    ("sh", "make nothing\n"),
    ("console", "$ echo one\ntwo\n"),
    ("console", "$ echo one\none\ntwo\n"),
    ("console", "no command at all\n"),
    ("toml", '[[sites]]\nhoem = "https://a.example/"\n'),
    ("toml", "[[site]]\nhosts = []\n"),
    ("toml", "[fetch]\ndelay = 'slow'\n"),
    ("toml", "= 1\n"),
    ("json", "{a: 1}\n"),
    ("json", '{"schema": "newsclean.article/1"}\n'),
    ("cron", "* * * *  true\n"),
    ("cron", "*/15 * * * *  false\n"),
    ("cron", "*/15 * * * *  date +%F\n"),
    ("yaml", "expr: newsclean_crawl_nothing != 0\n"),
    ("systemd-timer", "[Unit]\nDescription=x\n"),
    ("text", "nothing was written before\n"),
]


@pytest.mark.parametrize(("language", "text"), HOLDS)
def test_what_holds_passes(language: str, text: str, reader: Reader) -> None:
    JUDGES[language](block(language, text), reader)


@pytest.mark.parametrize(("language", "text"), HOLDS_NOT)
def test_what_does_not_hold_fails(language: str, text: str, reader: Reader) -> None:
    with pytest.raises(FAILS):
        JUDGES[language](block(language, text), reader)


def test_an_unknown_language_fails(reader: Reader) -> None:
    with pytest.raises(pytest.fail.Exception, match=r"p\.md:1: nothing runs perl"):
        unknown(block("perl", "die\n"), reader)


def test_an_exit_status_can_be_announced(reader: Reader) -> None:
    JUDGES["sh"](block("sh", "exit_with() { return 3; }\nexit_with\n", status=3), reader)
    with pytest.raises(AssertionError):
        JUDGES["sh"](block("sh", "true\n", status=3), reader)


def test_blocks_share_shell_session_and_folder(reader: Reader) -> None:
    JUDGES["sh"](block("sh", "word=seen\n"), reader)
    JUDGES["console"](block("console", "$ echo $word\nseen\n"), reader)
    JUDGES["text"](block("text", "content\n", title="made.txt"), reader)
    JUDGES["python"](
        block("python", f"text = open({str(reader.folder / 'made.txt')!r}).read()\n"), reader
    )
    JUDGES["python"](block("python", "print(text)\n"), reader)
    JUDGES["text"](block("text", "content\n"), reader)


def test_an_article_is_held_to_the_schema(reader: Reader) -> None:
    keys = article_schema()["$defs"]["Article"]["required"]
    whole = dict.fromkeys(keys) | {"schema": "newsclean.article/1"}
    with pytest.raises(FAILS):  # null where there must be text
        JUDGES["json"](block("json", json.dumps(whole)), reader)


def test_blocks_are_found_in_lists_and_with_what_is_said_of_them() -> None:
    page = """
<!-- not run: needs a cluster -->
```sh
a
```

- in a list

  <!-- ends with 1 -->
  ```console title="x"
  $ b
  ```

text <!-- not run: this is not above a block -->

```python
c
```

    indented
"""
    found = list(_blocks("p.md", page))
    assert [(b.language, b.text.strip(), b.line) for b in found] == [
        ("sh", "a", 3),
        ("console", "$ b", 10),
        ("python", "c", 16),
        ("", "indented", 20),
    ]
    assert [(b.reason, b.status, b.title) for b in found] == [
        ("needs a cluster", 0, None),
        (None, 1, "x"),
        (None, 0, None),
        (None, 0, None),
    ]
