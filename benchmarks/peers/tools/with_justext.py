"""jusText: its stop list of the page's language, else its mode that knows none."""

from __future__ import annotations

import functools

from benchmarks.peers.language import page_language
from benchmarks.peers.records import Extract, Extraction, Page

_NAMES = {
    "af": "Afrikaans", "an": "Aragonese", "ar": "Arabic", "az": "Azerbaijani", "be": "Belarusian",
    "bg": "Bulgarian", "bn": "Bengali", "br": "Breton", "bs": "Bosnian", "ca": "Catalan",
    "cs": "Czech", "cy": "Welsh", "da": "Danish", "de": "German", "el": "Greek", "en": "English",
    "eo": "Esperanto", "es": "Spanish", "et": "Estonian", "eu": "Basque", "fa": "Persian",
    "fi": "Finnish", "fr": "French", "ga": "Irish", "gl": "Galician", "gu": "Gujarati",
    "he": "Hebrew", "hi": "Hindi", "hr": "Croatian", "ht": "Haitian", "hu": "Hungarian",
    "hy": "Armenian", "id": "Indonesian", "is": "Icelandic", "it": "Italian", "jv": "Javanese",
    "ka": "Georgian", "kk": "Kazakh", "kn": "Kannada", "ko": "Korean", "ku": "Kurdish",
    "ky": "Kyrgyz", "la": "Latin", "lb": "Luxembourgish", "lt": "Lithuanian", "lv": "Latvian",
    "mk": "Macedonian", "ml": "Malayalam", "mr": "Marathi", "ms": "Malay", "mt": "Maltese",
    "nb": "Norwegian_Bokmal", "ne": "Nepali", "nl": "Dutch", "nn": "Norwegian_Nynorsk",
    "no": "Norwegian_Bokmal", "oc": "Occitan", "pl": "Polish", "pt": "Portuguese",
    "qu": "Quechua", "ro": "Romanian", "ru": "Russian", "sk": "Slovak", "sl": "Slovenian",
    "sq": "Albanian", "sr": "Serbian", "sv": "Swedish", "sw": "Swahili", "ta": "Tamil",
    "te": "Telugu", "tl": "Tagalog", "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu",
    "vi": "Vietnamese", "vo": "Volapuk", "wa": "Walloon",
}  # fmt: skip


def make() -> Extract:
    """Return the paragraphs that are no boilerplate; it knows no field.

    A page in a language without a stop list (Chinese, Japanese, Thai) is judged with none and
    with thresholds of 0, which its manual calls language-independent.
    """
    import justext

    def extract(page: Page) -> Extraction:
        words = _stop_list(page_language(page.html))
        limits = {} if words else {"stopwords_low": 0, "stopwords_high": 0}
        found = justext.justext(page.html, words, **limits)
        return Extraction(text="\n\n".join(p.text for p in found if not p.is_boilerplate))

    return extract


@functools.cache
def _stop_list(lang: str) -> frozenset[str]:
    import justext

    name = _NAMES.get(lang)
    return frozenset(justext.get_stoplist(name)) if name else frozenset()
