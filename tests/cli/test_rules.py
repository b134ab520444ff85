"""Site rules from the command line: checked, tested, learned from corrections, honoured."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import msgspec
import pytest

from newsclean.cli.rules_file import RulesError, read_rules
from newsclean.cli.rules_out import rules_toml
from newsclean.options import SiteRule
from newsclean.run.site_rules import PageTest
from tests.command import newsclean
from tests.report.pages import PLAIN, SAYS

RULES = """\
[[site]]
hosts = ["news.example"]
until = 2030-01-01
drop = ["div.support-box"]

[site.fields]
section = "meta[name=section]"

[[site.tests]]
page = "pier.html"
url = "https://news.example/pier"
has = ["rebuild the old eastern pier"]
lacks = ["Elsewhere"]
fields = { title = "Pier to go up" }
"""


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (("drop =", "dropp ="), ":4: site[0].dropp: there is no key `dropp` here"),
        (('"div.support-box"', '"div:hover"'), ":4: site[0].drop: cannot read ':hover'"),
        (('["div.support-box"]', "7"), ":4: site[0].drop: Expected `array`, got `int`"),
        (('"news.example"', '"https://news.example"'), ":2: site[0].hosts: 'https://news.exam"),
        (("section =", "colour ="), ":7: site[0].fields.colour: there is no key `colour` here"),
        (("until", "since = 2031-01-01\nuntil"), ":4: site[0].until: 2030-01-01 is before"),
        (("until = 2030-01-01", "until = soon"), "not TOML"),
        (('"meta[name=section]"', '"::x"'), ":7: site[0].fields.section: cannot read '::x'"),
        (('page = "pier.html"', ""), ":9: site[0].tests[0]: Object missing required field `page`"),
    ],
)
def test_what_is_wrong_is_named_with_file_line_and_key(
    tmp_path: Path, wrong: tuple[str, str], said: str
) -> None:
    text = RULES.replace(*wrong)
    (tmp_path / "rules.toml").write_text(text)
    with pytest.raises(RulesError, match=r"rules\.toml") as caught:
        read_rules(tmp_path / "rules.toml")
    assert said in str(caught.value)


def test_a_rule_that_says_nothing_is_refused(tmp_path: Path) -> None:
    (tmp_path / "rules.toml").write_text('[[site]]\nhosts = ["news.example"]\n')
    with pytest.raises(RulesError, match="says nothing"):
        read_rules(tmp_path / "rules.toml")


def test_rules_are_tested_on_saved_pages(tmp_path: Path) -> None:
    (tmp_path / "pier.html").write_text(PLAIN)
    (tmp_path / "rules.toml").write_text(RULES.replace("Pier to go up", "Pier to be rebuilt"))
    good = newsclean("rules", "test", tmp_path / "rules.toml")
    assert (good.status, good.out) == (0, b"1 test, 0 failed\n"), good.err
    (tmp_path / "rules.toml").write_text(RULES.replace("Elsewhere", "harbour town"))
    bad = newsclean("rules", "test", tmp_path / "rules.toml")
    assert bad.status == 1
    assert "pier.html: has 'harbour town'" in bad.out.decode()
    assert "pier.html: title is 'Pier to be rebuilt', not 'Pier to go up'" in bad.out.decode()


def test_clean_refuses_a_file_that_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "rules.toml").write_text(RULES.replace("drop =", "dropp ="))
    ended = newsclean("clean", "--rules", tmp_path / "rules.toml", tmp_path)
    assert ended.status == 2
    assert "rules.toml:4" in ended.err.replace("\n", "").replace("│", "").replace(" ", "")


def corrections(folder: Path) -> Path:
    """Write what an explain page exports after one block was marked."""
    explained = newsclean("explain", "pier.html", "--json", "--labeller", "rules", cwd=folder)
    assert explained.status == 0, explained.err
    blocks = [
        {
            "text": block["text"],
            "whole": True,
            "path": [[element["tag"], element.get("names", "")] for element in block["path"]],
            "was": block["verdict"],
            "now": "removed" if "support-box" in str(block["path"]) else block["verdict"],
        }
        for block in json.loads(explained.out)["blocks"]
    ]
    file = folder / "corrections.json"
    told = {"schema": "newsclean.corrections/1", "url": "https://news.example/pier"}
    file.write_text(json.dumps({**told, "name": "pier.html", "blocks": blocks}))
    return file


def test_a_correction_becomes_a_rule_that_the_next_run_honours(tmp_path: Path) -> None:
    marked = PLAIN.replace(f"support-box><p>{SAYS}", f"support-box><p>Give all. {SAYS}")
    page = marked.replace("<head>", '<head><link rel=canonical href="https://news.example/pier">')
    (tmp_path / "pier.html").write_text(page)
    clean = ("clean", "-q", "--labeller", "rules", "pier.html")
    assert "Give all." in str(newsclean(*clean, cwd=tmp_path).articles[0]["text"])
    learned = newsclean(
        "learn", "--corrections", corrections(tmp_path), "-o", "rules.toml", cwd=tmp_path
    )
    assert learned.status == 0, learned.err
    site = tomllib.loads((tmp_path / "rules.toml").read_text())["site"][0]
    assert site["drop"] == ["div.support-box"]
    ruled = newsclean(*clean, "--rules", "rules.toml", cwd=tmp_path)
    assert "Give all." not in str(ruled.articles[0]["text"])
    assert newsclean("rules", "test", "rules.toml", cwd=tmp_path).status == 0


def test_learn_says_what_it_cannot_read(tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text('{"schema": "other"}')
    ended = newsclean("learn", "--corrections", tmp_path / "x.json")
    assert ended.status == 2
    assert "not a file of corrections" in " ".join(ended.err.replace("│", " ").split())


def test_written_rules_are_read_back(tmp_path: Path) -> None:
    nasty = 'say "a"\\ \n\t\x7f\u2028 ]]>'
    rule = SiteRule(hosts=("news.example",), drop=("p.a", "p.b"), drop_text=(nasty,))
    test = PageTest(page="a b.html", has=("x", nasty))
    (tmp_path / "rules.toml").write_text(rules_toml([(rule, [test])]))
    (site,) = read_rules(tmp_path / "rules.toml").site
    assert site.rule == rule
    assert site.tests == (test,)
    assert msgspec.structs.asdict(site.rule)["drop_text"] == (nasty,)
