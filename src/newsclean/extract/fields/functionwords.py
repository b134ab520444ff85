"""The commonest function words of languages, to confirm cheaply what the markup claims."""

from __future__ import annotations

import re
from collections import Counter

_WORDS = {
    "en": "the of and to in that is was for it with as his on be at by this had not",
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
_SETS = {lang: frozenset(words.split()) for lang, words in _WORDS.items()}
_WORD = re.compile(r"[^\W\d_]+")
_ENOUGH = 6


def confirms(text: str, lang: str) -> bool:
    """Return whether a text clearly reads as the language that it is said to be in.

    >>> confirms("The council of the town voted to rebuild the pier and to pay for it", "en")
    True
    >>> confirms("The council of the town voted to rebuild the pier and to pay for it", "de")
    False
    """
    if lang not in _SETS:
        return False
    words = Counter(_WORD.findall(text.lower()))
    mine = sum(words[w] for w in _SETS[lang])
    if mine < _ENOUGH:
        return False
    return all(
        mine > 1.3 * sum(words[w] for w in others)
        for other, others in _SETS.items()
        if other != lang
    )
