"""One name out of a byline, without what clings to it: a role, a date, the word before it.

Word lists are of languages (how bylines begin, what staff is called), never of sites or persons.
"""

from __future__ import annotations

import re

from newsclean.extract.fields.folding import fold, may_hold, sought
from newsclean.extract.fields.leads import LEADS, RUN_ON, without_lead
from newsclean.extract.fields.letters import has_digit, has_figure
from newsclean.extract.fields.months import MONTHS
from newsclean.extract.fields.nameends import is_no_name, whole_name
from newsclean.extract.fields.namekinds import is_organisation
from newsclean.extract.fields.roles import speaks_of_role
from newsclean.extract.fields.stems import Stems

_LONGEST = 70
_MOST_WORDS = 7
_DATE = re.compile(r"\b(?:19|20)\d\d\b|\d{1,2}[:.]\d\d|\b\d{1,2}[./-]\d{1,2}\b")
# Behind a Korean or Chinese name: "신현주 기자", "张三 记者"
# A name may end where these begin: "Ada Quill Senior Reporter", "Ada Quill 5 min read"
_CLINGING = re.compile(
    r"(?:\s+(?:(?:political|medical|science|sports?|business|economics|health|education|crime|legal"
    r"|technology|foreign|environment|investigative|multimedia|digital)\s(?:affairs\s)?(?:editor"
    r"|correspondent|reporter|writer|journalist|producer)|lesezeit|vice president"
    r"|contributing|senior|staff|editor|writer|reporter"
    r"|correspondent|journalist|founder|(?:chef)?redakteur(?:in)?|autor(?:in)?|author)\b.*"
    r"|(?<=[a-zß-ÿ])(?-i:Redakteur|Lesezeit|Reporter|Autor).*|\s+\d+\s?min.*|\s+\d{1,2}\.?\s.*)$",
    re.IGNORECASE,
)
_CLINGING_WORDS = sought(
    *"political medical science sport sports business economics health education crime legal "
    "technology foreign environment investigative multimedia digital lesezeit vice contributing "
    "senior staff editor writer reporter correspondent journalist founder redakteur redakteurin "
    "chefredakteur chefredakteurin autor autorin author".split()
)
_RUN_IN = Stems("Redakteur", "Lesezeit", "Reporter", "Autor")
# What never is a part of a name: "Ada Foto: dpa", "Ada am 3. Mai", "Ada Kategorien: News"
_BEHIND = re.compile(
    r"\s+(?:foto|photo|bild|image|kategorien?|category|categories|stand|symbolbild|illustration|am"
    r"|um|vor|on|under|unter|filed|posted|updated)\b.*$|(?<=[^\W\d_])\d{1,2}$|^\d{1,4}(?=[^\W\d_])",
    re.IGNORECASE,
)
_BEHIND_WORDS = sought(
    *"foto photo bild image kategorie kategorien category categories stand symbolbild illustration "
    "am um vor on under unter filed posted updated".split()
)
# A name run into what follows it: "Ada QuillContent Coordinator", "Ada QuillMay 4"
_GLUED = re.compile(r"(?<=[a-zß-ÿ]{2})(?<!Mc)(?<!Mac)[A-Z][a-zß-ÿ-]{2,}\s\S.*$")
_EAST_ROLE = re.compile(
    r"^(?:本报|实习|特约)*(?:记者|記者)\s*|\s*(?:기자|특파원|논설위원|선임기자|记者|記者|编辑|報道|编译)$"
)
_JUNK = re.compile(
    r"^(?:admin(?:istrator)?|web ?(?:master|desk|admin)|staff"
    r"|staff (?:writer|reporter|report|author)s?"
    r"|editor(?:ial)?|editors|unknown|no author|anonymous"
    r"|guest(?: author| writer| post| contributor)?|author"
    r"|contributor|contributors?|null|none|undefined|nan|n/?a|false|true|user|default"
    r"|about the author"
    r"|read more|share|home|redacci[oó]n|r[eé]daction|redactie|reporter|writer|by|from|the author"
    r"|comments?|log ?in\b.*|more posts|show all|autoren|von|fact checked|quelle|source|datum|date"
    r"|image|images"
    r"|publisher|reading time|lesezeit"
    r"|bild|bilder|photos?|fotos?|written by|artikel von|alle beiträge|alle artikel|senior|junior"
    r"|gesponserte inhalte|sponsored|nc nd|cc by|full bio|autorin|autor|autores|view profile"
    r"|view all posts"
    r"|all posts|profile|follow|subscribe|email|twitter|facebook"
    r"|linkedin|instagram|online|website|desk|various|multiple authors|published|posted|updated"
    r"|автор|редакция|администратор|作者|编辑|名無し|wpadmin|wordpress|blog|news|post author)$",
    re.IGNORECASE,
)
# The first word of each of those
_JUNK_FIRST = sought(
    *"admin administrator web webmaster webdesk webadmin staff editor editorial editors unknown no "
    "anonymous guest author contributor contributors null none undefined nan n na false true user "
    "default publisher reading lesezeit "
    "about read share home redacción redaccion rédaction redaction redactie reporter "
    "writer by from the comment comments log login more show all autoren von fact quelle source "
    "datum date image images bild bilder photo photos foto fotos written artikel alle senior "
    "junior gesponserte sponsored nc cc full autorin autor autores view profile follow subscribe "
    "email twitter facebook linkedin instagram online website desk various multiple published "
    "posted updated автор редакция администратор 作者 编辑 名無し wpadmin wordpress blog news "
    "post".split()
)
_NOT_FIRST = frozenset(
    (
        "over under in on at the-most for with this that more all about full read our your how why "
        "what when montag dienstag mittwoch donnerstag freitag samstag sonntag monday tuesday "
        "wednesday thursday friday saturday sunday lundi mardi mercredi jeudi vendredi samedi "
        "dimanche am um le les und vom learn bild: bildquelle: foto: photo: image: quelle: source: "
        "deinen meinen unseren alle copyright"
    ).split()
)
# "Les Quais", but not "Le 3 mai"
_HOUSE_FIRST = re.compile(r"Les? [A-ZÀ-Þ][^\W\d]+")
# A role by itself: "Founder at Pier House", "Editor of Pages"
_TITLE_ONLY = re.compile(
    r"(?:founder|co-founder|editor|director|ceo|head|manager|professor|president|chair)\s"
    r"(?:at|of|for|in|and)\b",
    re.IGNORECASE,
)
_TITLES = sought(*"founder co editor director ceo head manager professor president chair".split())
# "Ada Quill", "José María Quill": nothing clings to it where no word of it is one of those
_BARE = re.compile(r"[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ]+(?: [A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ]+){1,2}")
_TELLING = LEADS | _CLINGING_WORDS | _BEHIND_WORDS | _JUNK_FIRST | _NOT_FIRST | _TITLES
_INITIAL_LAST = re.compile(r"\b[A-Z]\.$")
_EDGES = "→← \t©,.;:|/·•-–—_*\"'“”„«»‹›>()[]{}\u200b\u200e\u00a0"


def is_bare(text: str) -> bool:
    """Return whether a text is surely a clean name: two or three plain words, none that tells.

    A quick look that spares most names all others: `clean_name` returns such a text as it is.

    >>> is_bare("Ada Quill"), is_bare("Senior Reporter"), is_bare("Ada QuillContent")
    (True, False, False)
    """
    if len(text) > _LONGEST or not _BARE.fullmatch(text):
        return False
    folded = fold(text)
    words = folded.split()
    is_single = len(set(words)) == len(words)  # "Quill Quill"
    return is_single and _TELLING.isdisjoint(words) and not folded.startswith(RUN_ON)


def clean_name(text: str) -> str | None:
    """Return one name without what clings to it; None for what is no name.

    >>> clean_name("ADA QUILL - Senior Reporter"), clean_name("admin"), clean_name("12 May 2024")
    ('Ada Quill', None, None)
    >>> clean_name("Ada Quill Ada Quill")
    'Ada Quill'
    """
    if is_bare(text):
        return text
    text = without_lead(text.strip(_EDGES))
    if not text.isascii():
        text = _EAST_ROLE.sub("", text)
    for dash in (" - ", " – ", " — ", ": "):
        if dash in text:
            head, _, tail = text.partition(dash)
            if head.strip() and (speaks_of_role(tail) or len(tail.split()) > 3):
                text = head
    if " " in text:
        text = whole_name(_unglued(text))
        text = _BEHIND.sub("", text) if _may_follow(text) else text
    words = text.split()
    half = len(words) // 2
    if half > 1 and words[:half] == words[half:]:
        text = " ".join(words[:half])  # shown twice, for small and large screens
    if _may_cling(text):
        shorter = _CLINGING.sub("", text)
        text = shorter if len(shorter.split()) > 1 else text
    rest = text.rstrip()
    ends_in_dot = rest.endswith(".") and (rest.endswith("r.") or _INITIAL_LAST.search(rest))
    text = text.strip(_EDGES) + ("." if ends_in_dot else "")
    if not text or len(text) > _LONGEST or len(text.split()) > _MOST_WORDS or _is_none(text):
        return None
    return _calmed(text) if len(text) > 1 else None


def _may_follow(text: str) -> bool:
    return has_digit(text) or may_hold(text, _BEHIND_WORDS)


def _may_cling(text: str) -> bool:
    return has_digit(text) or may_hold(text, _CLINGING_WORDS) or _RUN_IN.within(text)


def _is_none(text: str) -> bool:
    """Return whether a text is no name: a button, a date, a role, an address."""
    if may_hold(text, _JUNK_FIRST) and _JUNK.match(text):
        return True
    if is_no_name(text) or not (text[0].isalpha() or any(map(str.isalpha, text))):
        return True
    if has_figure(text) and _is_dated(text):
        return True
    first = text.casefold().split(maxsplit=1)[0]
    if (first in _NOT_FIRST and not _HOUSE_FIRST.match(text)) or (
        may_hold(text, _TITLES) and _TITLE_ONLY.match(text)
    ):
        return True
    if "%" in text or "©" in text or "#" in text or ": " in text or text.startswith("http"):
        return True  # "Place: London", "design: Ben Holm": what a label says is not who wrote
    return text.count(".") > 2 + text.count(". ")


def _is_dated(text: str) -> bool:
    """Return whether what holds a digit is a date or has too many of them."""
    if _DATE.search(text) or sum(map(str.isdigit, text)) > 4:
        return True
    words = [w.strip(".,") for w in text.casefold().split()]
    return any(w in MONTHS for w in words) and any(w.isdigit() for w in words)


def _unglued(text: str) -> str:
    """Cut what is run into a full name.

    >>> _unglued("Ada QuillContent Coordinator"), _unglued("Ben McHolm Ray")
    ('Ada Quill', 'Ben McHolm Ray')
    """
    match = _GLUED.search(text)
    return text[: match.start()] if match and " " in text[: match.start()] else text


def _calmed(name: str) -> str:
    """Return a name written in capitals as a person's name is written.

    >>> _calmed("ADA O'QUILL"), _calmed("DPA"), _calmed("J. R. Quill")
    ("Ada O'Quill", 'DPA', 'J. R. Quill')
    """
    words = name.split()
    if not name.isupper() or len(words) < 2 or min(len(w) for w in words) < 3:
        return name
    return name if is_organisation(name) else name.title()
