"""Text becomes numbers page by page, the same wherever a word stands."""

import numpy as np

from newsclean.extract import characters as chars


def test_a_word_has_one_hash_wherever_it_stands_and_however_it_is_cased() -> None:
    page = chars.read_page(["The Pier", "pier, THE!"])
    assert page.tokens.hashes[[0, 1]].tolist() == page.tokens.hashes[[3, 2]].tolist()
    assert page.tokens.blocks.tolist() == [0, 0, 1, 1]


def test_each_ideograph_is_a_token_of_its_own() -> None:
    assert len(chars.hash_words("新聞 news ข่าว")) == 2 + 1 + 4


def test_classes_tell_letters_digits_and_marks_apart() -> None:
    page = chars.read_page(["Ab9,."])
    expected = [chars.UPPER, chars.LOWER, chars.DIGIT, chars.COMMA, chars.STOP, chars.SPACE]
    assert page.classes.tolist() == expected


def test_a_pair_is_not_its_reverse() -> None:
    one, two = chars.hash_words("read"), chars.hash_words("also")
    assert chars.combine(one, two) != chars.combine(two, one)


def test_characters_outside_the_basic_plane_are_read_without_error() -> None:
    page = chars.read_page(["\U0001f600 ok"])
    assert np.count_nonzero(page.tokens.blocks == 0) == 1
