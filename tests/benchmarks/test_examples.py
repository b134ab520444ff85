"""The examples in the docstrings of the benchmarks hold."""

from __future__ import annotations

import doctest
from types import ModuleType

import pytest
from benchmarks.formats import cleaneval, places
from benchmarks.peers import language, tables

from benchmarks import growth, measures
from training import sites


@pytest.mark.parametrize(
    "module",
    [cleaneval, growth, language, measures, places, sites, tables],
    ids=lambda module: module.__name__,
)
def test_the_examples_of_a_module_hold(module: ModuleType) -> None:
    ran = doctest.testmod(module)
    assert ran.attempted > 0
    assert ran.failed == 0
