"""Names beside a word that says what they are."""

from __future__ import annotations

import pytest

from tests.extract.fields.pages import BODY, SENTENCE, fields_of

_LAST = f"<p>{SENTENCE * 4}</p>"


def under_headline(html: str) -> str:
    """Return the page with this between headline and text."""
    return BODY.replace("</h1>", f"</h1>{html}")


@pytest.mark.parametrize(
    ("html", "names"),
    [
        ("<p>Written by</p><p>Edzo Quill</p>", ("Edzo Quill",)),
        ("<div>By</div><div>The Harrow Team</div>", ("The Harrow Team",)),
        ("<p>Auteur(s) :</p><p>Julia Quill</p>", ("Julia Quill",)),
        ("<p>بقلم</p><p>Julia Quill</p>", ("Julia Quill",)),
        ("<p>Authors</p><ul><li>Julia Quill</li><li>Ben Holm</li></ul><p>News</p>",
         ("Julia Quill", "Ben Holm")),
        ("<p>Contributors: Zora Quill</p>", ("Zora Quill",)),
        ("<p>Author</p><p>Find Harbours</p>", ()),
        ("<p>Written by</p><p>hand, on paper</p>", ()),
        ("<p>Reviewed by</p><p>Julia Quill</p>", ()),
    ],
)  # fmt: skip
def test_names_under_a_label(html: str, names: tuple[str, ...]) -> None:
    assert fields_of(body=under_headline(html)).authors == names


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("© 2019 Julia Quill", ("Julia Quill",)),
        ("Copyright (c) 2012- Julia Quill. All rights reserved.", ("Julia Quill",)),
        ("COPYRIGHT JULIA QUILL | IMPRINT", ("Julia Quill",)),
        ("© 2019 Harrow News Agency", ()),
        ("© 2019 Pier House", ()),
    ],
)
def test_the_owner_of_the_copyright_where_nobody_is_named(
    line: str, names: tuple[str, ...]
) -> None:
    assert fields_of(body=f"{BODY}<footer>{line}</footer>").authors == names
    head = '<meta name="author" content="Ada Quill">'
    assert fields_of(head, f"{BODY}<footer>{line}</footer>").authors == ("Ada Quill",)


def test_a_picture_s_copyright_names_no_author() -> None:
    far = "".join(f"<p><b>Tides {n}</b></p>" for n in range(30))
    picture = BODY.replace(_LAST, f"{_LAST}<p>Pier at night © Julia Quill</p>") + far
    assert fields_of(body=picture).authors == ()
    legend = BODY.replace(_LAST, f"{_LAST}<figcaption>© 2019 Julia Quill</figcaption>") + far
    assert fields_of(body=legend).authors == ()


@pytest.mark.parametrize(
    ("head", "html", "names"),
    [
        ("", "<p>By Staff Writer</p>", ()),
        ('<meta name="author" content="Staff">', "", ()),
        ("", "<p>Redacción</p>", ()),
        ("", "<p>By Staff Writer</p><p>By Julia Quill</p>", ("Julia Quill",)),
        ('<meta name="author" content="Harrow News Agency">', "<p>Staff</p>",
         ("Harrow News Agency",)),
        ('<meta name="author" content="unknown">', "", ()),
    ],
)  # fmt: skip
def test_the_staff_is_nobody(head: str, html: str, names: tuple[str, ...]) -> None:
    assert fields_of(head, under_headline(html)).authors == names
