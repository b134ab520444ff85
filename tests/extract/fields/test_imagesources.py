"""Addresses of image elements are read from whatever their attributes hold."""

from __future__ import annotations

import doctest

from hypothesis import given
from hypothesis import strategies as st

from newsclean.extract.fields import imagesources
from newsclean.extract.fields.imagesources import best_source, read_srcset


@given(st.text(max_size=500))
def test_any_srcset_can_be_read(value: str) -> None:
    assert all(url for url, _ in read_srcset(value.replace(",", " , "))) or "," in value
    best_source({"srcset": value, "src": value})


def test_doctests() -> None:
    assert doctest.testmod(imagesources).failed == 0
