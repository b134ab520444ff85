"""Text that stands only in a page's data."""

import json

from newsclean.document.parse import parse_html
from newsclean.extract.labellers.data import from_data

STORY = [
    f"Paragraph {n} of the story says enough words to count as prose in any paper of the land."
    for n in range(8)
]


def page(script: str) -> str:
    return f"<title>Story</title><div id=app>Loading</div>{script}"


def texts(html: str, markup_words: int = 1) -> list[str]:
    found = from_data(parse_html(html), markup_words)
    return [block.text for block in found.texts or ()] if found else []


def state(value: object) -> str:
    return f'<script type="application/json">{json.dumps(value)}</script>'


def test_the_article_body_of_json_ld_is_cut_at_its_breaks() -> None:
    data = json.dumps({"@type": "NewsArticle", "articleBody": "\n\n".join(STORY)})
    assert texts(page(f'<script type="application/ld+json">{data}</script>')) == STORY


def test_paragraphs_of_the_applications_state_come_in_order_without_its_menus() -> None:
    blocks = [{"type": "p", "html": f"<p>{text}</p>"} for text in STORY]
    menu = [{"label": "Subscribe to the morning letter of the paper today and save."}] * 3
    assert texts(page(state({"menu": menu, "story": {"body": blocks}}))) == STORY


def test_data_gives_way_where_the_markup_has_the_text() -> None:
    assert texts(page(state({"body": STORY})), markup_words=80) == []


def test_broken_or_endless_data_is_no_article() -> None:
    deep = "[" * 5000 + "]" * 5000
    assert texts(page('<script type="application/json">{"a": [</script>')) == []
    assert texts(page(f'<script type="application/json">{deep}</script>')) == []
