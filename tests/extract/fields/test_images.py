"""Images: the best source of each, the lead completed, nothing that is no content."""

from __future__ import annotations

import doctest

import pytest

from newsclean.extract.fields import images
from newsclean.records import Image
from tests.extract.fields.pages import article_around, fields_of, ld


@pytest.mark.parametrize(
    "img",
    [
        '<img src="/pier.jpg">',
        '<img src="data:image/gif;base64,R0" data-src="/pier.jpg">',
        '<img src="/blank.gif" data-lazy-src="/pier.jpg">',
        '<img src="/small.jpg" srcset="/tiny.jpg 320w, /pier.jpg 1280w">',
        '<img data-srcset="/pier.jpg 2x, /small.jpg 1x" src="data:,">',
        '<picture><source srcset="/pier.jpg 1280w, /s.jpg 90w"><img src="/small.jpg"></picture>',
        '<amp-img src="/pier.jpg" width="1280" height="720"></amp-img>',
    ],
)
def test_the_best_source_is_chosen(img: str) -> None:
    found = fields_of(body=article_around(img)).images
    assert [i.url for i in found] == ["https://www.harrow.example/pier.jpg"]


def test_icons_portraits_and_counters_are_no_content() -> None:
    junk = (
        '<img src="/i.png" width="16" height="16"><img class="avatar" src="/ada.jpg">'
        '<img src="/logo.svg"><img src="data:image/png;base64,R0lG"><img src="javascript:x()">'
    )
    fields = fields_of(body=article_around(junk))
    assert (fields.images, fields.image) == ((), None)


def test_the_lead_image_is_completed_by_its_figure() -> None:
    figure = '<figure><img src="/pier-800x600.jpg"><figcaption>Dawn</figcaption></figure>'
    head = ld('{"@type":"NewsArticle","image":{"url":"/pier.jpg","width":"1600","height":900}}')
    found = fields_of(head, article_around(figure)).image
    assert found == Image(
        "https://www.harrow.example/pier.jpg", caption="Dawn", width=1600, height=900
    )


def test_doctests() -> None:
    assert doctest.testmod(images).failed == 0
