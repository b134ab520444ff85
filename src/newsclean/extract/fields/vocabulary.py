"""Known words of several languages, counted in a text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from itertools import chain

from newsclean.extract.fields.letters import letter_runs_plainly
from newsclean.kernels import KIND


class PlainVocabulary:
    """Words of languages, in lower case with blanks between them.

    >>> PlainVocabulary({"en": "a the", "fr": "le a"}).count("il a vu le 1er quai")
    (13, {'en': 1, 'fr': 2})
    """

    def __init__(self, words: Mapping[str, str]) -> None:
        self._languages: dict[str, tuple[str, ...]] = {}
        for language, known in words.items():
            for word in dict.fromkeys(known.split()):
                self._languages[word] = (*self._languages.get(word, ()), language)

    def count(self, text: str) -> tuple[int, dict[str, int]]:
        """Return how many letters a text in lower case has, and its known words by language."""
        words = letter_runs_plainly(text)
        found = filter(None, map(self._languages.get, words))
        return sum(map(len, words)), dict(Counter(chain.from_iterable(found)))


if KIND == "compiled":
    from newsclean.kernels.vocabulary import Vocabulary as Vocabulary
else:
    Vocabulary = PlainVocabulary  # type: ignore[assignment,misc]
