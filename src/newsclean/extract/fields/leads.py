"""How a byline begins, and the byline without it."""

from __future__ import annotations

import re

from newsclean.extract.fields.folding import fold, may_hold, sought

# "By Ada Quill", "Von Ada Quill", "作者：", "Автор: ..."
_LEAD = re.compile(
    r"^\W*(?:(?-i:By(?=[A-Z][a-z.])|(?:Von|Auth?or)(?=[A-Z][a-z]))|(?:(?:written|posted|published|words"
    r"|story|reported|reporting|edited|created|text"
    r"|authored|article|photos?|compiled|reviewed|guest post|submitted|contributed|review)"
    r"(?:\s(?:and|&)\s(?:photos?|photography|photographs|images|pictures))?\s+by"
    r"|by|vom|von|(?:all )?(?:articles|posts|stories)(?: by)?|about(?: the author)?|über"
    r"|par|por|di|door|av|af|od|från|fra|tekst|text|texte|texto|testo|szöveg"
    r"|interview|gespräch"
    r"|autor(?:[:*_/]?in(?:nen)?|en|es|a|zy)?|author(?:s|\(s\))?|autore|auteurs?|écrit par"
    r"|(?:contributors?|words)(?=\s?:)"
    r"|publié par|(?:propos )?recueillis? par"
    r"|(?:presse(?:mitteilung|information)|(?:blog[- ]?|gast)?beitrag|artikel|kommentar|bericht"
    r"|kolumne|rezension|essay|alles|mehr|(?:alle|mehr) (?:artikel|beiträge|texte)) von"
    r"|more (?:from|by)|tous les articles de|todos los artículos de|ver más de"
    r"|rechtsanw[aä]lt(?:in)?"
    r"|publicado por|escrito por|redacci[oó]n de|redakcja|geschrieben von|verfasst von"
    r"|erstellt von|eingestellt von|herausgeber|redaktion:"
    r"|ein (?:beitrag|gastbeitrag"
    r"|artikel|kommentar|interview) von|eine? \w{4,20} von|geschreven door|skrevet av|skrivet av"
    r"|автор(?:ы|ка)?|текст|писал|фото|від|συντάκτης|του|της|από|γράφει(?: η| ο)?|yazan|yazar|haber"
    r"|oleh|penulis|ditulis oleh|reporter|kirjoittaja|scris de|de către|napsal)\b\s*[:：.\-–—|]?\s*"
    r"|(?:作者|记者|記者|文|撰文|来源|责任编辑|责编|编辑|編集|取材)\s*[:：/|／｜]\s*)",
    re.IGNORECASE,
)
# The first word of each of those
LEADS = sought(
    *"written posted published words story reported reporting edited created text authored article "
    "photo photos compiled reviewed guest submitted contributed review by vom von all articles "
    "posts stories about über par por di door av af od från fra tekst texte texto testo szöveg "
    "interview gespräch autor autoren autorin autores autora autorzy author authors autore auteur "
    "auteurs écrit contributor contributors publié propos recueilli recueillis "
    "pressemitteilung presseinformation blog gast "
    "blogbeitrag gastbeitrag beitrag artikel kommentar bericht kolumne rezension essay alles mehr "
    "alle more tous todos ver rechtsanwalt rechtsanwält rechtsanwaltin rechtsanwältin publicado "
    "escrito redacción redaccion redakcja geschrieben verfasst erstellt eingestellt herausgeber "
    "redaktion ein eine geschreven skrevet skrivet автор авторы авторка текст писал фото від "
    "συντάκτης του της "
    "από γράφει yazan yazar haber oleh penulis ditulis reporter kirjoittaja scris de napsal "
    "作者 记者 記者 文 撰文 来源 责任编辑 责编 编辑 編集 取材".split()
)
RUN_ON = ("by", "von", "author", "autor")  # "ByAda", "VonAda"


def without_lead(text: str) -> str:
    """Cut off how a byline begins, twice where two words do ("Text: By Ada Quill").

    >>> without_lead("Written by Ada Quill"), without_lead("Ada Quill")
    ('Ada Quill', 'Ada Quill')
    """
    for _ in range(2):
        if not _may_lead(text):
            break
        shorter = _LEAD.sub("", text, count=1)
        if shorter == text or not shorter.strip():
            break
        text = shorter
    return text


def _may_lead(text: str) -> bool:
    """Return whether a text may begin as a byline does: its first word tells, and its letters."""
    return may_hold(text, LEADS) or fold(text).startswith(RUN_ON)
