"""Captions and credits stand apart, each with its image."""

from __future__ import annotations

import doctest

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


def test_doctests() -> None:
    assert doctest.testmod(captions).failed == 0
