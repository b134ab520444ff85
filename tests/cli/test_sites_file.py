"""SITES.toml: what it says is understood, and an error names file, line and key."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsclean.cli.sites_file import ConfigError, plan_of, read_sites

GOOD = """
[crawl]
state = "var/state.db"
deadline = "50m"

[defaults]
delay = "2s"
languages = ["en"]
max_age = "3d"

[[outputs]]
kind = "jsonl"
path = "out"

[[sites]]
name = "Herald"
home = "https://herald.example/"
feeds = ["https://herald.example/feed.xml"]

[[sites]]
home = "https://www.courier.example/"
languages = ["de", "fr"]
delay = 0.5
revisit = ["1d", "2h"]
"""
PLACE = Path("/etc/news/SITES.toml")


def test_sites_take_defaults_and_overrule_them() -> None:
    """A key of the site wins over [defaults], which win over the built-in value."""
    plan = plan_of(PLACE, GOOD)
    herald, courier = plan.crawl.sites
    assert (herald.languages, herald.delay, herald.max_age) == (("en",), 2.0, 3 * 86400)
    assert (courier.languages, courier.delay, courier.name) == (
        ("de", "fr"),
        0.5,
        "courier.example",
    )
    assert courier.revisit.ages == (7200.0, 86400.0)
    assert dict(plan.fetch.delays) == {"herald.example": 2.0, "www.courier.example": 0.5}


def test_paths_count_from_the_folder_of_the_file() -> None:
    """Cron starts commands in another folder."""
    crawl = plan_of(PLACE, GOOD).crawl
    assert (crawl.state, crawl.outputs[0].path) == ("/etc/news/var/state.db", "/etc/news/out")


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('delay = "2s"', "dely = 2", "SITES.toml:7: defaults.dely: there is no key `dely`"),
        ('delay = "2s"', "dely = 2", "did you mean `delay`?"),
        ('delay = "2s"', 'delay = "2 parsecs"', ":7: defaults.delay: expected a span of time"),
        ("delay = 0.5", "delay = -1", ":23: sites[1].delay: Expected `float` >= 0"),
        ('name = "Herald"', "name = 7", ":16: sites[0].name: Expected `str"),
        ('home = "https://www', 'home = "ftp://www', ":21: sites[1].home: expected an address"),
        ('kind = "jsonl"', 'kind = "jsonlines"', ":12: outputs[0].kind: Invalid enum value"),
        ('path = "out"', "", ":11: outputs[0]: an output of kind 'jsonl' needs a path"),
        ('languages = ["de", "fr"]', 'languages = ["German"]', ":22: sites[1].languages"),
        ("[[sites]]\nname", "[[site]]\nname", ":15: site: there is no key `site`"),
        ('name = "Herald"', 'name = "courier.example"', "is that of sites[0]"),
        ('deadline = "50m"', "deadline = 50m", "not TOML: "),
        ('home = "https://www.courier.example/"\n', "", ":20: sites[1]: a site needs home"),
    ],
)
def test_an_error_names_file_line_and_key(old: str, new: str, words: str) -> None:
    """A typo is found without reading the documentation."""
    assert old in GOOD
    with pytest.raises(ConfigError) as caught:
        plan_of(PLACE, GOOD.replace(old, new, 1))
    assert words in str(caught.value)
    assert str(caught.value).startswith("/etc/news/SITES.toml:")


def test_a_file_without_sites_or_not_there_says_so(tmp_path: Path) -> None:
    """Not a traceback."""
    with pytest.raises(ConfigError, match="sites"):
        plan_of(PLACE, "[crawl]\n")
    with pytest.raises(ConfigError, match="No such file"):
        read_sites(tmp_path / "none.toml")
