"""Corrections marked on a page become a rule that sets right what was wrong and nothing else."""

from __future__ import annotations

from newsclean.learn.corrections import CorrectedBlock, Corrections, Verdict, learn_rule

ROOT = (("body", ""), ("article", "story"))


def block(text: str, was: Verdict, now: Verdict, *path: tuple[str, str]) -> CorrectedBlock:
    return CorrectedBlock(text=text, was=was, now=now, path=(*ROOT, *path))


def page(*blocks: CorrectedBlock) -> Corrections:
    return Corrections(
        schema="newsclean.corrections/1", url="https://news.example/a", blocks=blocks
    )


TEXT = block("The council voted.", "kept", "kept", ("div", "text"), ("p", ""))
MENU = block("Home", "removed", "removed", ("nav", "top-menu"), ("li", ""))


def test_a_named_container_becomes_a_selector() -> None:
    ad = block("Give us money.", "kept", "removed", ("div", "promo css-1f3g"), ("p", ""))
    more = block("More money.", "kept", "removed", ("div", "promo"), ("p", ""))
    rule = learn_rule([page(TEXT, ad, more, MENU)], "news.example").rule
    assert rule.hosts == ("news.example",)
    assert (rule.drop, rule.drop_text, rule.keep) == (("div.promo",), (), ())


def test_no_selector_is_learned_that_would_hit_what_was_right() -> None:
    ad = block("Give us money.", "kept", "removed", ("div", "text"), ("p", ""))
    rule = learn_rule([page(TEXT, ad)], "news.example").rule
    assert rule.drop == ()
    assert rule.drop_text == ("Give us money.",)


def test_a_wider_selector_is_cut_back_by_a_second_page() -> None:
    ad = block("Give us money.", "kept", "removed", ("div", "box"), ("p", "call"))
    quote = block("I will not pay.", "kept", "kept", ("div", "box"), ("p", ""))
    assert learn_rule([page(TEXT, ad)], "h").rule.drop in (("p.call",), ("div.box",))
    assert learn_rule([page(TEXT, ad), page(quote)], "h").rule.drop == ("p.call",)


def test_two_parts_are_named_where_one_is_too_wide() -> None:
    ad = block("Give us money.", "kept", "removed", ("div", "side"), ("p", "line"))
    other = block("She sang.", "kept", "kept", ("div", "text"), ("p", "line"))
    stay = block("He sang too.", "kept", "kept", ("div", "side"), ("p", "sung"))
    assert learn_rule([page(ad, other, stay)], "h").rule.drop == ("div.side > p.line",)


def test_what_should_be_kept_is_kept() -> None:
    lost = block("A summary of it.", "removed", "kept", ("p", "standfirst"))
    assert learn_rule([page(TEXT, lost, MENU)], "h").rule.keep == ("p.standfirst",)


def test_what_cannot_be_told_apart_is_said() -> None:
    same = block("The council voted.", "kept", "removed", ("div", "text"), ("p", ""))
    learned = learn_rule([page(TEXT, same)], "h")
    assert learned.missed == ("The council voted.",)
    assert (learned.rule.drop, learned.rule.drop_text) == ((), ())


def test_names_that_machines_made_are_not_learned() -> None:
    ad = block("Money.", "kept", "removed", ("div", "css-1a2b3c post-48213"), ("p", ""))
    assert learn_rule([page(TEXT, ad)], "h").rule.drop == ()


def test_the_same_corrections_give_the_same_rule() -> None:
    ad = block("Money.", "kept", "removed", ("div", "b a"), ("p", "d c"))
    assert learn_rule([page(TEXT, ad)], "h") == learn_rule([page(TEXT, ad)], "h")
