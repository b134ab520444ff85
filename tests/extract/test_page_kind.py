"""Only articles are published: walls, errors, lists and front pages are told by what they say."""

from __future__ import annotations

import doctest

import pytest

from newsclean.errors import Reason
from newsclean.extract import page_kind
from newsclean.records import Article, Rejected, Response
from newsclean.run.pipeline import clean_response
from tests.extract.fields.pages import BODY, SENTENCE, URL

TEASER = '<h3><a href="/n/{0}">Story number {0} of the day</a></h3><p>Short words on story {0}.</p>'
LIST = "".join(TEASER.format(i) for i in range(12))


def reason_of(html: str, url: str = URL, status: int | None = 200) -> Reason | None:
    result = clean_response(Response(body=f"<html>{html}</html>", url=url, status=status))
    return result.reason if isinstance(result, Rejected) else None


@pytest.mark.parametrize(
    ("title", "text", "reason"),
    [
        ("Just a moment...", "Checking your browser before you go on.", Reason.BOT_WALL),
        ("Harrow", "Please enable JavaScript to continue.", Reason.BOT_WALL),
        ("Harrow", "Please verify you are a human to read on here.", Reason.BOT_WALL),
        ("Sind Sie ein Mensch?", "Bitte bestätigen Sie: Sind Sie ein Mensch?", Reason.BOT_WALL),
        ("Attention Required!", "One more step before you go on.", Reason.BOT_WALL),
        ("Harrow", "Activer JavaScript pour continuer la lecture.", Reason.BOT_WALL),
        ("Harrow", "Включите JavaScript, чтобы продолжить.", Reason.BOT_WALL),
        ("安全验证", "请完成安全验证后继续访问本站内容。", Reason.BOT_WALL),
        ("Harrow", "Our systems have detected unusual traffic from your network.", Reason.BOT_WALL),
        ("Access denied", "You do not have permission to see this.", Reason.BOT_WALL),
        ("Seite nicht gefunden", "Vielleicht hilft die Suche weiter.", Reason.ERROR_PAGE),
        ("Page introuvable", "Essayez la page d'accueil.", Reason.ERROR_PAGE),
        ("Página no encontrada", "Pruebe la portada.", Reason.ERROR_PAGE),
        ("502 Bad Gateway", "The server did not answer in time.", Reason.ERROR_PAGE),
        ("Oops, something is missing", "We looked for it everywhere.", Reason.ERROR_PAGE),
        ("Log in", "E-mail and password, please, to read on.", Reason.CONSENT_WALL),
        ("Anmelden oder registrieren", "Noch kein Konto? Hier entlang.", Reason.CONSENT_WALL),
        ("Accedi o registrati", "Registrati gratis per leggere.", Reason.CONSENT_WALL),
        (
            "Datenschutz",
            "Wir verwenden Cookies. Bitte akzeptieren Sie Cookies, um fortzufahren.",
            Reason.CONSENT_WALL,
        ),
        ("404", "We looked for it everywhere.", Reason.ERROR_PAGE),
        ("Page not found", "We looked for it everywhere.", Reason.ERROR_PAGE),
        ("Страница не найдена", "Попробуйте начать с главной.", Reason.ERROR_PAGE),
        (
            "Before you continue",
            "We and our partners use cookies to store data. Accept cookies to continue.",
            Reason.CONSENT_WALL,
        ),
    ],
)
def test_walls_are_never_published(title: str, text: str, reason: Reason) -> None:
    html = f"<head><title>{title}</title></head><body><h1>{title}</h1><p>{text}</p><p>{text}</p>"
    assert reason_of(html) is reason


def test_lists_and_front_pages() -> None:
    head = '<head><meta property="og:type" content="website"><title>Harrow</title></head>'
    assert reason_of(head + LIST, "https://harrow.example/tag/pier") is Reason.LISTING
    assert reason_of(head + LIST, "https://harrow.example/") is Reason.HOME_PAGE


MENU = "".join(
    f'<h3><a href="/n/{i}">Story number {i} of the whole day</a></h3>' for i in range(60)
)


@pytest.mark.parametrize(
    ("title", "heading", "reason"),
    [
        ("Harrow Post", "Ferry pier of Harrow to be rebuilt by May", Reason.HOME_PAGE),
        ("Ferry pier of Harrow to be rebuilt by May - Harrow Post", "Harrow", Reason.HOME_PAGE),
        (
            "Ferry pier of Harrow to be rebuilt by May - Harrow Post",
            '<a href="/n/1">Ferry pier of Harrow to be rebuilt by May</a>',
            Reason.HOME_PAGE,
        ),
        (
            "Ferry pier of Harrow to be rebuilt by May - Harrow Post",
            "Ferry pier of Harrow to be rebuilt by May",
            None,
        ),
    ],
)
def test_a_story_at_a_front_page_s_address_is_one_where_the_title_says_so(
    title: str, heading: str, reason: Reason | None
) -> None:
    """Address and a menu of headings make a front page, unless its title is a story's."""
    head = f'<head><meta property="og:type" content="website"><title>{title}</title></head>'
    html = f"{head}<main><h1>{heading}</h1><p>{SENTENCE * 3}</p></main><aside>{MENU}</aside>"
    assert reason_of(html, "https://harrow.example/") is reason


@pytest.mark.parametrize(
    "title", ["Search results for pier", "12 results for “pier”", "Suchergebnisse", "搜索结果"]
)
def test_search_results_are_a_listing(title: str) -> None:
    html = f"<head><title>{title}</title></head><h1>{title}</h1>{LIST}"
    assert reason_of(html, "https://harrow.example/find?q=pier") is Reason.LISTING


def test_a_video_without_text_is_media_only() -> None:
    data = '<script type="application/ld+json">{"@type":"VideoObject"}</script>'
    html = f"<head>{data}</head><h1>Pier</h1><p>Watch how the pier is lifted out of the water.</p>"
    assert reason_of(html) is Reason.MEDIA_ONLY


def test_a_gallery_without_text_is_media_only() -> None:
    data = '<script type="application/ld+json">{"@type":"ImageGallery"}</script>'
    html = f"<head>{data}</head><h1>Piers</h1><p>Our best pictures of piers, all in one place.</p>"
    assert reason_of(html) is Reason.MEDIA_ONLY


@pytest.mark.parametrize(
    "beside",
    [
        "<p>Please enable JavaScript to view the comments.</p>",
        "<div class=cookie>We value your privacy and use cookies.</div>",
        LIST,
        "<p>404</p>",
        "<h2>Log in</h2><p>E-mail, password</p>",
        "<form>Search results for pier</form>",
        "<p>Are you a robot? Then do not comment.</p>",
    ],
)
def test_an_article_stays_one_whatever_stands_beside_it(beside: str) -> None:
    body = BODY.replace(SENTENCE, SENTENCE * 3)
    assert isinstance(clean_response(Response(body=f"<html>{body}{beside}", url=URL)), Article)


def test_doctests() -> None:
    assert doctest.testmod(page_kind).failed == 0
