"""One name out of a byline, without what clings to it: a role, a date, the word before it.

Word lists are of languages (how bylines begin, what staff is called), never of sites or persons.
"""

from __future__ import annotations

import re

from newsclean.extract.fields.months import MONTHS
from newsclean.extract.fields.nameends import is_no_name, whole_name
from newsclean.extract.fields.namekinds import is_organisation
from newsclean.extract.fields.roles import speaks_of_role

_LONGEST = 70
_MOST_WORDS = 7
# How a byline begins: "By Ada Quill", "Von Ada Quill", "作者：", "Автор: ..."
_LEAD = re.compile(
    r"^\W*(?:(?-i:By(?=[A-Z][a-z.])|(?:Von|Auth?or)(?=[A-Z][a-z]))|(?:(?:written|posted|published|words"
    r"|story|reported|reporting|edited|created|text"
    r"|authored|article|photos?|compiled|reviewed|guest post|submitted|contributed|review)"
    r"(?:\s(?:and|&)\s(?:photos?|photography|photographs|images|pictures))?\s+by"
    r"|by|vom|von|(?:all )?(?:articles|posts|stories)(?: by)?|about(?: the author)?|über"
    r"|par|por|di|door|av|af|od|från|fra|tekst|text|texte|texto|testo|szöveg"
    r"|interview|gespräch|autor(?:en|in|es|a|zy)?|author(?:s|\(s\))?|autore|auteurs?|écrit par"
    r"|(?:contributors?|words)(?=\s?:)"
    r"|publié par"
    r"|(?:presse(?:mitteilung|information)|(?:blog[- ]?|gast)?beitrag|artikel|kommentar|bericht"
    r"|kolumne|rezension|essay|alles|mehr|(?:alle|mehr) (?:artikel|beiträge|texte)) von"
    r"|more (?:from|by)|tous les articles de|todos los artículos de|ver más de"
    r"|rechtsanw[aä]lt(?:in)?"
    r"|publicado por|escrito por|redacci[oó]n de|redakcja|geschrieben von|verfasst von"
    r"|erstellt von|eingestellt von|herausgeber|redaktion:"
    r"|ein (?:beitrag|gastbeitrag"
    r"|artikel|kommentar|interview) von|eine? \w{4,20} von|geschreven door|skrevet av|skrivet av"
    r"|автор(?:ы|ка)?|текст|писал|фото|від|του|της|από|γράφει(?: η| ο)?|yazan|yazar|haber"
    r"|oleh|penulis|ditulis oleh|reporter|kirjoittaja|scris de|de către|napsal)\b\s*[:：.\-–—|]?\s*"
    r"|(?:作者|记者|記者|文|撰文|来源|责任编辑|责编|编辑|編集|取材)\s*[:：/|／｜]\s*)",
    re.IGNORECASE,
)
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
# What never is a part of a name: "Ada Foto: dpa", "Ada am 3. Mai", "Ada Kategorien: News"
_BEHIND = re.compile(
    r"\s+(?:foto|photo|bild|image|kategorien?|category|categories|stand|symbolbild|illustration|am"
    r"|um|vor|on|under|unter|filed|posted|updated)\b.*$|(?<=[^\W\d_])\d{1,2}$|^\d{1,4}(?=[^\W\d_])",
    re.IGNORECASE,
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
    r"|bild|bilder|photos?|fotos?|written by|artikel von|alle beiträge|alle artikel|senior|junior"
    r"|gesponserte inhalte|sponsored|nc nd|cc by|full bio|autorin|autor|autores|view profile"
    r"|view all posts"
    r"|all posts|profile|follow|subscribe|email|twitter|facebook"
    r"|linkedin|instagram|online|website|desk|various|multiple authors|published|posted|updated"
    r"|автор|редакция|администратор|作者|编辑|名無し|wpadmin|wordpress|blog|news|post author)$",
    re.IGNORECASE,
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
_EDGES = "→← \t©,.;:|/·•-–—_*\"'“”„«»‹›>()[]{}\u200b\u200e\u00a0"


def clean_name(text: str) -> str | None:
    """Return one name without what clings to it; None for what is no name.

    >>> clean_name("ADA QUILL - Senior Reporter"), clean_name("admin"), clean_name("12 May 2024")
    ('Ada Quill', None, None)
    >>> clean_name("Ada Quill Ada Quill")
    'Ada Quill'
    """
    text = _EAST_ROLE.sub("", without_lead(text.strip(_EDGES)))
    for dash in (" - ", " – ", " — ", ": "):
        head, found, tail = text.partition(dash)
        if found and head.strip() and (speaks_of_role(tail) or len(tail.split()) > 3):
            text = head
    if " " in text:
        text = _BEHIND.sub("", whole_name(_unglued(text)))
    words = text.split()
    half = len(words) // 2
    if half > 1 and words[:half] == words[half:]:
        text = " ".join(words[:half])  # shown twice, for small and large screens
    shorter = _CLINGING.sub("", text)
    text = shorter if len(shorter.split()) > 1 else text
    ends_in_dot = text.rstrip().endswith("r.") or bool(re.search(r"\b[A-Z]\.$", text.rstrip()))
    text = text.strip(_EDGES) + ("." if ends_in_dot else "")
    if not text or len(text) > _LONGEST or len(text.split()) > _MOST_WORDS:
        return None
    if (
        _JUNK.match(text)
        or is_no_name(text)
        or _DATE.search(text)
        or not any(c.isalpha() for c in text)
    ):
        return None
    words = text.casefold().split()
    if any(w.strip(".,") in MONTHS for w in words) and any(w.strip(".,").isdigit() for w in words):
        return None
    if (words[0] in _NOT_FIRST and not _HOUSE_FIRST.match(text)) or _TITLE_ONLY.match(text):
        return None
    if (
        "%" in text
        or "©" in text
        or "#" in text
        or text.startswith("http")
        or text.count(".") > 2 + text.count(". ")
        or sum(c.isdigit() for c in text) > 4
    ):
        return None
    return _calmed(text) if len(text) > 1 else None


def without_lead(text: str) -> str:
    """Cut off how a byline begins, twice where two words do ("Text: By Ada Quill").

    >>> without_lead("Written by Ada Quill"), without_lead("Ada Quill")
    ('Ada Quill', 'Ada Quill')
    """
    for _ in range(2):
        shorter = _LEAD.sub("", text, count=1)
        if shorter == text or not shorter.strip():
            break
        text = shorter
    return text


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
