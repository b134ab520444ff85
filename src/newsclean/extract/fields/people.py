"""Names of people in bylines: split, cleaned, told from roles, addresses and organisations.

Word lists are of languages (how bylines begin, how names are joined, what staff is called),
never of sites or persons.
"""

from __future__ import annotations

import re
from functools import lru_cache

from newsclean.extract.fields.jsonld import plain
from newsclean.extract.fields.months import MONTHS
from newsclean.extract.fields.nameends import is_no_name, whole_name
from newsclean.extract.fields.roles import ROLE_ENDS, is_agency

_LONGEST = 70
_MOST_WORDS = 7
_MOST_NAMES = 30
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
# "/ photo: ...", "| Updated ...", "Published on ...", "(image credit ...)": the name ends before
_TAIL = re.compile(
    r"\s*(?:\b(?:updated|published|posted|last modified|photos? by|photograph(?:y|s)? by|on\s\d"
    r"|on (?:mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*\b"
    r"|(?:(?:medically|fact|clinically)[- ])?(?:reviewed|checked) by"
    r"|veröffentlicht|aktualisiert|publié|publicado|pubblicato|for the\b|is an? \b|is the\b"
    r"|read more|follow|view all|see all|more (?:from|by)|contact)\b.*|\s[|•·].*)$",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"\s*[(\[（【][^()\[\]（）【】]{0,80}[)\]）】]")
_ADDRESS = re.compile(r"\S+@\S+\.\S+|https?://\S*|www\.\S+|(?<!\w)@\w+")
_DATE = re.compile(r"\b(?:19|20)\d\d\b|\d{1,2}[:.]\d\d|\b\d{1,2}[./-]\d{1,2}\b")
# "Editor: Ben Holm", "Foto: dpa": who is named behind did not write
_EDITED = re.compile(
    r"\W*(?:editor|editing|edited by|redaktur|penyunting|foto\w*|photo\w*|bild\w*|video"
    r"|grafik)\s?:",
    re.IGNORECASE,
)
# between names: "A and B", "A, B", "A; B", "A und B", "A、B"
_STRONG = re.compile(r"\s*[;|•·●\n／｜]\s*|\s+/\s+|、|，|\s+&\s+|(?<=\w)/(?=[A-ZÀ-Þ])")
_WORDS_BETWEEN = re.compile(
    r"\s+(?:and|und|et|with|mit|avec|och|og|und|en|ve|dan|και|и|та|sowie|a|i|y|e)\s+", re.IGNORECASE
)
_SURE_BETWEEN = re.compile(r"\s+(?:and|und|och|og|ve|και|sowie|with)\s+", re.IGNORECASE)
_COMMA = re.compile(r"\s*,\s*(?:and\s+|und\s+|et\s+|y\s+)?")
_DEGREE = re.compile(
    r"^(?:ph\.?\s?d\.?|m\.?d\.?|m\.?a\.?|m\.?s\.?c?\.?|b\.?a\.?|b\.?s\.?c?\.?|jr\.?|sr\.?|ii"
    r"|iii|iv|esq"
    r"\.?|mph|mba|rn|rd|cfp|cpa|cfa|r\.?d\.?n?\.?|ld|pe|psp|cpp|do|dds|dvm|jd|j\.d\.|llm|phd"
    r"|med|cscs"
    r"|lcsw|msw|dr\.?|prof\.?)(?:\s|$)|(?-i:[A-Z][A-Z.-]{1,6}[®™]?$)|\S{2,8}[®™]",
    re.IGNORECASE,
)
# A role behind a comma or dash: "Ada Quill, Senior Reporter"; "Ada Quill - Chefredakteurin"
_ROLES = frozenset(
    (
        "staff reporter writer editor correspondent columnist producer author senior chief "
        "director manager analyst intern fellow professor founder ceo president autor autorin "
        "envoyé corresponsal periodista giornalista redazione jornalista correspondente "
        "обозреватель muhabir foto fotograf fotos photography blogger specialist consultant expert "
        "afp reuters dpa ap apa bloomberg news online university team"
    ).split()
)
_ROLE_STEMS = (
    "contribut", "journalist", "freelance", "redakt", "korrespondent", "chef", "rédact",
    "redactor", "корреспондент", "журналист", "редактор", "dziennikarz", "editör", "photo",
)  # fmt: skip
_ROLE_PARTS = ("head of ", " for ", "记者", "编辑", "기자", "編集")
_WORD = re.compile(r"\w+")
_GIVEN = re.compile(r"\S+(?:\s[^\W\d_]\.?)?$")  # "Ada", "Ada B."
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
_ORGANISATION = re.compile(
    r"\b(?:team|staff|news(?:room|desk|paper)?|desk|agency|agence|agentur|press|media|redaktion"
    r"|editorial|editors|board|redacción|rédaction|redazione|redacție|toimitus|redaktionen|redakcja"
    r"|редакция|группа|агентство|ajansı|service|office|department|ministry|institute|institut"
    r"|university|universität|foundation|stiftung|inc|ltd|llc|gmbh|verlag|group|company|corp"
    r"|association|verein|society|council|center|centre|zentrum|zeitung|nachrichten|times|post"
    r"|tribune|herald|gazette|journal|magazine|magazin|online|radio|tv|channel|network|studios?"
    r"|bureau|blog|support|community|partners?|admin|wire|report|correspondents?|reuters|afp|dpa"
    r"|apa|ap|tass|upi|xinhua|ansa|efe|lusa|ria|e\.\s?v|verband|gesellschaft|akademie|academy|college|hospital|clinic|klinik"
    r"|consulting|solutions|systems|software|technologies|labs|federation|alliance|coalition"
    r"|committee|commission|initiative|netzwerk|partei|illustrierte|anzeiger|rundschau|kurier|tageblatt"
    r"|redaction|periódico|diario|giornale|corriere|journaux|equipo|équipe|squadra|zespół)\b|通讯社|新闻|网|报|编辑部|通信|新聞|\.(?:com|org|net|de|ru"
    r"|at|ch|co)\b",
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
_PARTICLES = frozenset(
    (
        "de da do di del della des dos das van von vom der den dem du la le el al bin ibn ben "
        "bint y e ter ten te zu zum zur af av und d’ san santa mac mc o"
    ).split()
)
# A role by itself: "Founder at Pier House", "Editor of Pages"
_TITLE_ONLY = re.compile(
    r"(?:founder|co-founder|editor|director|ceo|head|manager|professor|president|chair)\s"
    r"(?:at|of|for|in|and)\b",
    re.IGNORECASE,
)
# "Centre for Tides and Harbours": one house
_UNIT = re.compile(
    r"\b(?:cent(?:er|re)|department|ministry|institute|office|bureau|council|board|division"
    r"|association|society|school|faculty|agency)\s(?:for|of|on)\s[^,;]*\band\b",
    re.IGNORECASE,
)
_EDGES = "→← \t©,.;:|/·•-–—_*\"'“”„«»‹›>()[]{}\u200b\u200e\u00a0"
_SHOUT = re.compile(r"^[^a-zß-ÿ]+$")


def split_names(text: str) -> list[str]:
    """Return the clean names in a byline, each once.

    >>> split_names("By Ada Quill and Ben O'Hare, Senior Reporter")
    ['Ada Quill', "Ben O'Hare"]
    >>> split_names("Von José Ortega y Gasset"), split_names("Smith, MD"), split_names("张三、李四")
    (['José Ortega y Gasset'], ['Smith, MD'], ['张三', '李四'])
    """
    return list(_split(text[:1000]))


@lru_cache(maxsize=2048)
def _split(text: str) -> tuple[str, ...]:
    text = plain(text)
    if text[:1] in "([（【" and text[-1:] in ")]）】":
        text = text[1:-1]
    if len(text) > 20 and text[: (len(text) - 1) // 2] == text[(len(text) + 1) // 2 :]:
        text = text[: (len(text) - 1) // 2]  # shown twice, for small and large screens
    text = _ADDRESS.sub(" ", _BRACKETS.sub("", text))
    text = _TAIL.sub("", _lead_off(text))
    names: list[str] = []
    for part in _STRONG.split(text):
        if _EDITED.match(part):
            continue
        for piece in _between(part):
            names.extend(_listed(piece))
    unique: dict[str, str] = {}
    for name in names:
        cleaned = clean_name(name)
        if cleaned:
            unique.setdefault(cleaned.casefold(), cleaned)
    found = list(unique.values())[:_MOST_NAMES]
    people = [n for n in found if is_agency(n) or not speaks_of_role(n.split(",")[0])]
    return tuple(people or found)


def _lead_off(text: str) -> str:
    for _ in range(2):
        shorter = _LEAD.sub("", text, count=1)
        if shorter == text or not shorter.strip():
            break
        text = shorter
    return text


def _between(part: str) -> list[str]:
    """Split at words that join names; a doubtful one ("y", "e", "i") only between full names."""
    out: list[str] = []
    if is_organisation(part) and _UNIT.search(part):
        return [part]
    for sure in _SURE_BETWEEN.split(part):
        pieces = _WORDS_BETWEEN.split(sure)
        if len(pieces) > 1 and all(len(p.split()) >= 2 for p in pieces):
            out.extend(pieces)
        else:
            out.append(sure)
    return out


def _listed(piece: str) -> list[str]:
    """Split at commas: another name, a degree that stays with the name, or a role that goes."""
    parts = [p for p in _COMMA.split(piece) if p.strip()]
    if len(parts) < 2:
        return parts
    out = [parts[0]]
    for part in parts[1:]:
        if _DEGREE.match(part) and not is_agency(part):
            out[-1] += f", {part}"
        elif is_agency(part):
            out.append(part)
        elif speaks_of_role(part):
            continue
        elif len(parts) == 2 and len(parts[0].split()) == 1 and _GIVEN.match(part):
            out = [f"{part} {parts[0]}"]  # "Quill, Ada"
        else:
            out.append(part)
    return out


def speaks_of_role(text: str) -> bool:
    """Return whether a text names what someone works as, or for whom.

    >>> speaks_of_role("Senior Reporter"), speaks_of_role("Chefredakteurin"), speaks_of_role("Ada")
    (True, True, False)
    """
    low = text.lower()
    words = _WORD.findall(low)
    if any(word in _ROLES or word.startswith(_ROLE_STEMS) for word in words):
        return True
    if any(word.endswith(ROLE_ENDS) for word in words):
        return True
    return any(part in f" {low}" for part in _ROLE_PARTS)


def clean_name(text: str) -> str | None:
    """Return one name without what clings to it; None for what is no name.

    >>> clean_name("ADA QUILL - Senior Reporter"), clean_name("admin"), clean_name("12 May 2024")
    ('Ada Quill', None, None)
    >>> clean_name("Ada Quill Ada Quill")
    'Ada Quill'
    """
    text = _EAST_ROLE.sub("", _lead_off(text.strip(_EDGES)))
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


@lru_cache(maxsize=2048)
def is_organisation(name: str) -> bool:
    """Return whether a name is of a newsroom, an agency or a company rather than of a person.

    >>> is_organisation("Harrow News Agency"), is_organisation("Ada Quill")
    (True, False)
    """
    return bool(_ORGANISATION.search(name))


def looks_like_person(name: str) -> bool:
    """Return whether a name is shaped like a person's: two to five words, capitals, no digits."""
    words = name.split(",")[0].split()
    if is_organisation(name) or any(c.isdigit() for c in name):
        return False
    if not name.isascii() and any("\u2e80" <= c <= "\ud7af" for c in name):
        return 2 <= len(name.replace(" ", "")) <= 6
    if not 2 <= len(words) <= 5:
        return False
    if any(w[0].islower() and w.strip(".") not in _PARTICLES for w in words):
        return False
    if all(len(w.strip(".")) < 2 for w in words):
        return False  # "A A A", which sets the size of letters
    return sum(not w[0].islower() for w in words) >= 2
