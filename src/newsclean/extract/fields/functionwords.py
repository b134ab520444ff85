"""The commonest function words of languages, to confirm cheaply what the markup claims."""

from __future__ import annotations

import re
from typing import NamedTuple

from newsclean.extract.fields.vocabulary import Vocabulary

_WORDS = {
    "en": "the of and to in that is was for it with as his on be at by this had not a",
    "de": "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als",
    "fr": "de la le et les des en un du une que est dans qui par pour au il sur pas",
    "es": "de la que el en y los del se las por un para con una su al es lo como",
    "it": "di e il la che in a per è un del con i della le si non da dei una",
    "pt": "de que e o da em um para com não uma os no se na por mais as dos como",
    "nl": "de van het een en in is dat op te zijn met voor niet aan er om hij ook als",
    "pl": "w i na z do się że nie jest o to a po od jak przez za przy oraz są",
    "ru": "и в не на что с по как это его к но из для за от так было он а",
    "uk": "і в не на що з до як це та за від для про у але його який при й",
    "el": "και το να του η της με που την από για είναι στο ο τα τη των σε στην θα",
    "tr": "ve bir bu da de için ile olarak olan çok daha gibi ne ise kadar sonra en ancak",
    "sv": "och i att det som en på är av för med till den har inte om ett de var sig",
    "no": "og i det som en på er av for med til den har ikke om et de var seg at",
    "da": "og i det som en på er af for med til den har ikke om et de var sig at",
    "fi": "ja on ei se että oli hän joka mutta myös kun ovat sen niin kuin ole mukaan",
    "cs": "a v se na je že s z do o to i ve pro jako by za k jsou ale",
    "ro": "de și în a la cu pe că nu din o este care un mai pentru sau fost au sunt",
    "hu": "a az és hogy nem is egy ez volt csak de már meg el mint ki azt még vagy",
    "id": "yang dan di dengan untuk dari pada ini itu dalam tidak akan ke oleh adalah juga",
    "vi": "và của là có được cho trong không một người với các đã những này đến khi",
}
# Pairs that words or a classifier of short texts mix up: here the markup decides.
_PAIRS = (
    {"no", "nb", "nn", "da"},
    {"hr", "sr", "bs", "sl"},
    {"id", "ms", "jv"},
    {"es", "gl", "ca", "an"},
    {"pt", "gl"},
    {"cs", "sk"},
    {"hi", "mr", "ne"},
    {"de", "lb"},
    {"nl", "af"},
    {"ru", "uk", "be", "bg", "mk", "kk", "ky"},
    {"fa", "ur", "ar", "ps", "ug"},
    {"zh", "ja"},
)
NEAR = {
    lang: frozenset().union(*(pair for pair in _PAIRS if lang in pair)) - {lang}
    for lang in set().union(*_PAIRS)
}
_LANGUAGES = tuple(_WORDS)
_ENOUGH = 6
_CLEAR = 1.3
_PLENTY, _PLAIN = 8, 3  # no classifier is asked from here on, whatever the markup says

_VOCABULARY = Vocabulary(_WORDS)
# Scripts that one language of news is written in, or where a letter tells which of two.
_SCRIPTS = (
    ("th", re.compile("[\u0e00-\u0e7f]")),
    ("ko", re.compile("[\uac00-\ud7af]")),
    ("ja", re.compile("[\u3041-\u30fe]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
    ("he", re.compile("[\u05d0-\u05ea]")),
)
_SCRIPTED = frozenset(lang for lang, _ in _SCRIPTS)


class Tally(NamedTuple):
    """How many letters a text has, and how many function words of each language with any there."""

    letters: int
    words: dict[str, int]


def tally(text: str) -> Tally:
    """Count the letters and the function words of a text.

    >>> tally("Der Rat der Stadt und der Steg").words["de"]
    4
    """
    return Tally(*_VOCABULARY.count(text.lower()))


def heard(text: str, counted: Tally | None = None) -> str | None:
    """Return the language that a text is clearly in, by function words or script; else None.

    >>> heard("The council of the town voted to rebuild the pier and to pay for it in May")
    'en'
    >>> heard("시의회는 부두를 다시 짓기로 결정했다 그리고 비용을 댄다"), heard("pier 2026")
    ('ko', None)
    """
    counts = (counted or tally(text)).words
    most = max(counts.values(), default=0)
    if most >= _ENOUGH:
        # of several the first in the table
        best = next(lang for lang in _LANGUAGES if counts.get(lang) == most)
        near = NEAR.get(best, frozenset())
        others = [n for lang, n in counts.items() if lang != best and lang not in near]
        if most > _CLEAR * max(others, default=0):
            return best
    return None if text.isascii() else _by_script(text)


def is_plain(lang: str, counts: dict[str, int], told: str = "") -> bool:
    """Return whether words heard as one language leave no doubt that they are none of another.

    `told` is the other; where no words of it are known, all are that could be meant.

    >>> counts = tally("The mayor and the council said that it is for the town to pay for").words
    >>> is_plain("en", counts), is_plain("en", counts, "de"), is_plain("ko", {}, "en")
    (True, True, True)
    """
    if lang in _SCRIPTED:
        return True
    others = {told} if told in _WORDS else counts.keys() - {lang} - NEAR.get(lang, frozenset())
    most = counts.get(lang, 0)
    return most >= _PLENTY and most >= _PLAIN * max((counts.get(o, 0) for o in others), default=0)


def _by_script(text: str) -> str | None:
    for lang, letters in _SCRIPTS:
        share = len(letters.findall(text)) / len(text)
        if share > (0.1 if lang == "ja" else 0.4):
            return lang
    return None
