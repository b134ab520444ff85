"""Where a name ends: what is glued to it, a month of the date behind it, a sentence after it.

Texts of neighbouring elements are often joined without a blank ("Ada QuillMay 5, 2024").
"""

from __future__ import annotations

import re

from newsclean.extract.fields.givennames import has_given
from newsclean.extract.fields.months import MONTHS

_NO_NAME = re.compile(
    r"(?:par|por|di|da|door|av|af|od|fra|från|oleh|via|with|mit|avec|con"
    r"|publiziert|veröffentlicht|gepostet|erstellt|geschrieben|eingestellt|verfasst|publié|publiée"
    r"|publicado|pubblicato|publicerad|publisert|gepubliceerd|opublikowano|submit(?:ted)?|written"
    r"|advertorial|sponsored|anzeige|werbung|kommentare?|teilen|drucken|merken|mehr|link"
    r"|auteurs?|autore|autori|auteur\(s\)|mon|tues?|wed|thu(?:rs?)?|fri|sat|sun|today|yesterday|heute|gestern"
    r"|copyright|share|menu|suche|search)",
    re.IGNORECASE,
)
# "Ada QuillMay 5", "aquill28.09.2024"
_GLUED_DATE = re.compile(
    r"(?<=[a-zß-ÿ])(?=(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?\s\d"
    r"|\d\d?[./]\d\d?[./]\d\d)"
)
# "Insights from", "5 hours ago", "vor 5 Stunden"
_OPEN = (" from", " by", " of", " for", " with", " von", " vom", " und", " and", " the", " to")
_AGO = re.compile(
    r"\d\s(?:sec|min|hour|day|week|month|year|std|stunde|tag|woche|monat|jahr|heure|jour|hora|día"
    r"|giorn|ore\b|uur|dag|час|дн)",
    re.IGNORECASE,
)
_GLUED_WORD = re.compile(r"(?<=[a-zß-ÿ]{3})[A-Z][a-zß-ÿ]{3,}$")
_PREFIXES = frozenset(("fitz", "vande", "vander", "mac"))
_SENTENCE = re.compile(r"(?<=[a-zß-ÿ]{3})\.\s.*$")
# what ends the names of a line
STOP = re.compile(
    r"\s(?:on|am|le|in|at|um|under|unter|view|//|·|\||•|/)\s|\s\d|[|·•/]|\bupdated\b", re.IGNORECASE
)
_HANGING = re.compile(r"\s(?:in|on|am|at|um|le|den|il|el)$", re.IGNORECASE)


# "View comments", "Front page", "Latest news"
_INTERFACE = frozenset(
    (
        "view views comment comments share shares read reading print rss feed page pages home news "
        "latest recent posts post privacy policy terms cookie cookies newsletter subscribe login "
        "register search menu category categories section archive archives video videos photo "
        "photos gallery podcast jobs find browse discover contact about help support sponsored "
        "increase decrease "
        "advertisement sign free download leave reply previous next back top trending popular "
        "artikel kommentare kommentar beitrag beiträge teilen drucken merken suche startseite "
        "nachrichten aktuell aktuelles themen ressort anzeige newsletter abo weiterlesen mehr "
        "überspringen skip saltar zurück "
        "commentaires partager imprimer lire accueil actualités rubrique comentarios compartir "
        "imprimir leer inicio noticias sección commenti condividi stampa leggi notizie sezione "
        "comentários partilhar compartilhar notícias komentarze komentarzy drukuj udostępnij "
        "reacties delen lees nieuws kommentarer dela skriv nyheter güncelleme haberler yorum "
        "комментарии новости поделиться"
    ).split()
)


# Those of them that no agency or house is named by, as "Harrow News" and "Video Harrow" are
_BUTTONS = frozenset(
    (
        "skip überspringen saltar view share shares print subscribe login register leave reply "
        "teilen drucken merken weiterlesen partager imprimer compartir imprimir condividi stampa "
        "partilhar compartilhar drukuj udostępnij delen dela поделиться"
    ).split()
)


def is_button(text: str) -> bool:
    """Return whether a text of at most three words operates the page.

    >>> is_button("Skip video"), is_button("Harrow News"), is_button("Ada Quill")
    (True, False, False)
    """
    return text.count(" ") < 3 and not _BUTTONS.isdisjoint(text.lower().split())


def is_of_page(name: str) -> bool:
    """Return whether a word of a name is one that pages are operated with.

    >>> is_of_page("View Comments"), is_of_page("Ada Quill")
    (True, False)
    """
    return not _INTERFACE.isdisjoint(name.lower().split())


def is_no_name(name: str) -> bool:
    """Return whether a name is a word of bylines or of buttons and nothing else.

    >>> is_no_name("Publiziert"), is_no_name("Par"), is_no_name("Ada Quill")
    (True, True, False)
    >>> is_no_name("Insights from"), is_no_name("vor 5 Stunden")
    (True, True)
    """
    if " " not in name:
        return _NO_NAME.fullmatch(name) is not None
    return name.endswith(_OPEN) or _AGO.search(name) is not None


def glued_date(text: str) -> int:
    """Return where a date begins that is run into the word before it; -1 where none is.

    >>> glued_date("Ada QuillMay 5, 2024"), glued_date("Ada MayQuill")
    (9, -1)
    """
    match = _GLUED_DATE.search(text)
    return match.start() if match else -1


def before_date(head: str, is_cut: bool) -> str:
    """Return a name without the month or the word that led to the date it was cut at.

    >>> before_date("Ada Quill December", True), before_date("Ada Quill in", True)
    ('Ada Quill', 'Ada Quill')
    >>> before_date("Ada May", False)
    'Ada May'
    """
    head = _HANGING.sub("", head)
    rest, _, last = head.rpartition(" ")
    if is_cut and rest and last.casefold().strip(".,") in MONTHS:
        return rest
    return head


def whole_name(text: str) -> str:
    """Return a name of several words without a sentence or a title that follows it.

    >>> whole_name("Ada Quill. More by her"), whole_name("Ada QuillResearch")
    ('Ada Quill', 'Ada Quill')
    >>> whole_name("Team BlueHarbour")
    'Team BlueHarbour'
    >>> whole_name("Dr. Ada McQuill"), whole_name("Prof. Ada FitzGerald")
    ('Dr. Ada McQuill', 'Prof. Ada FitzGerald')
    """
    if ". " in text:
        match = _SENTENCE.search(text)
        if match and " " in text[: match.start()]:
            text = text[: match.start()]
    match = _GLUED_WORD.search(text)
    if match and " " in text[: match.start()]:
        head = text[: match.start()]
        if has_given(head) and head.rsplit(" ", 1)[1].lower() not in _PREFIXES:
            text = head
    return text


def run_together(text: str) -> list[str]:
    """Return the names of a byline that nothing divides: each begins with a given name.

    >>> run_together("Ada Quill Julia Maria Holm Jan Peter Pier")
    ['Ada Quill', 'Julia Maria Holm', 'Jan Peter Pier']
    >>> run_together("Insights of the harbour town of Ada Quill")
    []
    """
    words = text.split()
    if len(words) < 4 or not all(w[:1].isupper() and w.isalpha() for w in words):
        return []
    names: list[list[str]] = []
    for word in words:
        if has_given(f"{word} Quill") and (not names or len(names[-1]) > 1):
            names.append([])
        if not names:
            return []
        names[-1].append(word)
    is_full = len(names) > 1 and all(1 < len(n) < 4 for n in names)
    return [" ".join(n) for n in names] if is_full else []


def before_stop(part: str) -> str:
    """Return what stands before a date, a bar or a word that ends the names."""
    head = STOP.split(part, maxsplit=1)[0]
    return before_date(head, len(head) < len(part))
