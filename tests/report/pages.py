"""Pages to explain: a plain one, one in Arabic, and one that means harm."""

from __future__ import annotations

from newsclean.options import ExtractOptions
from newsclean.records import Examination, Response
from newsclean.run.pipeline import examine

SAYS = "The council of the harbour town voted on Monday to rebuild the old eastern pier. "
PLAIN = (
    "<html lang=en><head><title>Pier to be rebuilt</title>"
    '<meta name=author content="Ada Quill"><meta property="og:title" content="Pier to go up">'
    "</head><body><nav><a href=/>Home</a></nav><article class=story>"
    f"<h1>Pier to be rebuilt</h1><p>{SAYS * 3}</p><p>{SAYS * 4}</p>"
    f"<div class=support-box><p>{SAYS}</p></div></article>"
    f"<p>Write to us at the quay: we read all of it, and answer most letters soon.</p>"
    "<footer>All rights reserved</footer></body></html>"
)
ARABIC = (
    "<html lang=ar dir=rtl><head><title>الرصيف القديم</title></head><body><nav><a href=/>الرئيسية"
    "</a></nav><article><h1>الرصيف القديم</h1><p>"
    + "صوّت مجلس المدينة يوم الاثنين على إعادة بناء الرصيف الشرقي القديم في الميناء. " * 5
    + "</p></article></body></html>"
)
ATTACKS = (
    "<script>alert(1)</script>",
    "</script><script>alert(2)</script>",
    "<img src=http://evil.invalid/x.png onerror=alert(3)>",
    '"><svg onload=alert(4)>',
    "{{ 7 * 7 }}{% raw %}",
    "user\u202egnp.exe\u2066 and \u200bhidden\ufeff",
    "<!--", "]]>", "javascript:alert(5)", "' onfocus='alert(6)' autofocus='",
)  # fmt: skip


RECORDING = ExtractOptions(record="reasons", labeller="rules", fallback="never")


def escaped(text: str) -> str:
    """Write a text so that a page shows it."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")


HOSTILE = (
    f'<html lang="{escaped(ATTACKS[3])}"><head><title>{escaped(" ".join(ATTACKS))}</title>'
    f'<meta name=author content="{escaped(ATTACKS[0])}"></head><body><article>'
    + "".join(f"<p class='{escaped(a)[:40]}'>{escaped(a)} {SAYS * 2}</p>" for a in ATTACKS)
    + f"<p>{SAYS * 2000}</p></article>"
    + f"<div id='{escaped(ATTACKS[1])}'>{escaped(ATTACKS[1])}</div></body></html>"
)


def examined(page: str, url: str | None = "https://news.example/pier") -> Examination:
    """Examine a page in this process."""
    return examine(Response(body=page, url=url, name="pier.html"), RECORDING)
