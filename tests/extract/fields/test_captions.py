"""Captions and credits stand apart, each with its image."""

from __future__ import annotations

import doctest

import pytest

from newsclean.extract.fields import captions
from newsclean.records import Image
from tests.extract.fields.pages import article_around, fields_of


def test_caption_and_credit_are_told_apart() -> None:
    figure = (
        '<figure><img src="/pier.jpg" alt="A pier" width="1280" height="720">'
        "<figcaption>The pier at dawn. Photo: Ada Quill</figcaption></figure>"
    )
    assert fields_of(body=article_around(figure)).images == (
        Image(
            "https://www.harrow.example/pier.jpg",
            "A pier",
            "The pier at dawn.",
            "Ada Quill",
            1280,
            720,
        ),
    )


def told(inside: str, alt: str = "A pier") -> tuple[str | None, str | None, str | None]:
    """Return alt, caption and credit of an image in a figure with this below it."""
    figure = f'<figure><img src="/pier.jpg" alt="{alt}" width="1280" height="720">{inside}</figure>'
    (image,) = fields_of(body=article_around(figure)).images
    return image.alt, image.caption, image.credit


@pytest.mark.parametrize(
    ("inside", "caption", "credit"),
    [
        ('<p class="credit">Photo: Ada Quill</p>', None, "Ada Quill"),
        ('<p class="credit">© Ada Quill / Harrow</p>', None, "Ada Quill / Harrow"),
        ('<p class="credit">Ada Quill</p>', None, "Ada Quill"),
        ('<h3 class="credit">Photograph by: Ada Quill</h3>', None, "Ada Quill"),
        ('<h3 class="sources">All you need to know</h3>', None, None),
        (
            '<p class="copyright">The pier at dawn. © Ada Quill</p>',
            "The pier at dawn.",
            "Ada Quill",
        ),
        (
            "<figcaption>The pier at dawn / © Ada Quill</figcaption>",
            "The pier at dawn",
            "Ada Quill",
        ),
    ],
)
def test_a_credit_is_a_name_without_the_word_for_it(
    inside: str, caption: str | None, credit: str | None
) -> None:
    assert told(inside) == ("A pier", caption, credit)


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_an_address_is_no_text_for_an_image(scheme: str) -> None:
    assert told("", f"{scheme}://harrow.example/pier.jpg")[0] is None


def test_doctests() -> None:
    assert doctest.testmod(captions).failed == 0
