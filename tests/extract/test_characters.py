"""Text becomes numbers page by page, the same wherever a word stands."""

import numpy as np
import pytest

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


def plain_hash(token: str) -> int:
    """Hash a token one character after another, all beyond the 64th weighing as that one."""
    total = 0
    for place, character in enumerate(token.lower()):
        total += (min(ord(character), 0xFFFF) + 1) * pow(0x01000193, min(place, 63) + 1, 1 << 32)
    total &= 0xFFFFFFFF
    total ^= total >> 15
    total = total * 0x2C1B3C6D & 0xFFFFFFFF
    return total ^ (total >> 13)


@pytest.mark.parametrize("pages", [1, 3, 40])
def test_hashes_are_those_of_characters_taken_one_by_one_however_long_text_and_token(
    pages: int,
) -> None:
    words = ["Pier", "Ночь", "x" * 64, "y" * 65, "z" * 900, "naïve", "7"] * 5
    text = (" " + "-" * 70).join(words)
    read = chars.read_page([text] * pages)
    assert read.tokens.hashes.tolist() == [plain_hash(word) for word in words] * pages
    assert read.tokens.blocks.tolist() == [i for i in range(pages) for _ in words]


def test_a_long_text_hashes_as_a_short_one() -> None:
    page = chars.read_page(["word " * 60_000])
    assert set(page.tokens.hashes.tolist()) == {plain_hash("word")}


def test_texts_read_beside_a_page_are_not_part_of_it() -> None:
    page, (title, nothing) = chars.read_beside(["One two", "three"], ("Two four", ""))
    alone = chars.read_page(["One two", "three"])
    assert page.tokens.hashes.tolist() == alone.tokens.hashes.tolist()
    assert page.classes.tolist() == alone.classes.tolist()
    assert title.tolist() == chars.hash_words("two four").tolist()
    assert not len(nothing)


def test_white_space_is_in_no_token() -> None:
    """Texts beside the page's blocks are read without folding their white space first."""
    blank = "".join(c for c in map(chr, range(0x10000)) if c.isspace())
    assert chars.hash_words(f"{blank}pier{blank}").tolist() == chars.hash_words("pier").tolist()
