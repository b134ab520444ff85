"""Images: the lead image and those of the content, lazy-loaded and srcset resolved to the best.

A srcset is read as the HTML standard writes it (WHATWG HTML, section 4.8.4, "Images").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, Literal

from newsclean.extract.fields.canonical import absolute
from newsclean.extract.fields.evidence import Evidence
from newsclean.extract.fields.jsonld import plain, text_of, url_of
from newsclean.extract.fields.stems import Stems
from newsclean.records import Image, Picture

_SETS = ("source-srcset", "data-srcset", "data-lazy-srcset", "data-original-set", "srcset")
_LAZY = (
    "data-src",
    "data-lazy-src",
    "data-original",
    "data-lazy",
    "data-full-src",
    "data-large-file",
    "data-hi-res-src",
    "data-url",
    "data-image",
)
# Parts of the names of files that stand in for an image until a script loads it
_PLACEHOLDERS = Stems(
    "placeholder", "blank.", "spacer", "pixel.", "transparent", "lazyload", "lazy-load",
    "lazy_load", "grey.", "gray.", "loading.",
)  # fmt: skip
_DOT = re.compile(r"(?<![\w-])1x1\.")
_NOT_CONTENT = Stems(
    "avatar", "logo", "icon", "emoji", "sprite", "badge", "author", "byline", "share", "social",
    "tracking", "pixel", "promo", "related", "teaser", "sponsor", "advert", "newsletter",
)  # fmt: skip
_NOT_LEAD = re.compile(r"logo|favicon|placeholder|default[-_.]|fallback|no-?image", re.IGNORECASE)
_METAS = (
    "og:image:secure_url",
    "og:image",
    "og:image:url",
    "twitter:image",
    "twitter:image:src",
    "parsely-image-url",
    "sailthru.image.full",
    "image",
    "thumbnail",
)
_CAPTION = re.compile(r"caption|legend|bildunterschrift|bildtext", re.IGNORECASE)
_CREDIT = re.compile(r"credit|copyright|photographer|source|quelle|attribution", re.IGNORECASE)
# Each of those words, or a part of it, sought first
_ROLE_STEMS = Stems(
    "caption", "legend", "bild", "credit", "copyright", "photographer", "source", "quelle",
    "attribution",
)  # fmt: skip
# "... at dawn. Photo: Ada Quill", "... (Foto: dpa)", "© Ada Quill / Harrow Pictures"
_CREDIT_TAIL = re.compile(
    r"[(\[|]?\s{0,3}(?:(?:photo(?:graph)?s?|foto(?:s|graf)?|bild(?:er)?|image|picture|credit|crédit"
    r"|quelle|source|copyright|фото|źródło|zdjęcie|kuva|fotó)(?:\s(?:by|credit|courtesy(?: of)?"
    r"|von))?"
    r"\s{0,3}[:：]\s{0,3}|©\s{0,3})([^()\[\]|]{2,80}?)[)\]|.]?\s{0,3}$",
    re.IGNORECASE,
)
_CREDIT_SIGNS = Stems(":", "：", "©")  # one is in each match
_SMALLEST = 80
_MOST = 60
_LONGEST_SET = 6000
_CAPTION_LENGTH = 600
_Caption = tuple[str | None, str | None]
_OUT = frozenset(("body", "main", "article", "section", "html"))


def find_images(evidence: Evidence) -> tuple[Image | None, str, tuple[Image, ...]]:
    """Return the lead image, its source, and the images of the content in reading order."""
    content = _content(evidence)
    lead, source = _lead(evidence)
    if lead is None:
        first = next(iter(content.values()), None)
        return first, "img" if first else "", tuple(content.values())
    return _completed(lead, content), source, tuple(content.values())


def _content(evidence: Evidence) -> dict[str, Image]:
    """Return the images between the headline and the end of the article by their address."""
    low, high = evidence.title_block, evidence.end
    shown: dict[str, Picture] = {}
    for picture in evidence.document.pictures:
        if low <= picture.block <= high and len(shown) < _MOST:
            url = _content_address(evidence, picture)
            if url:
                shown.setdefault(url, picture)
    captions = _captions(evidence) if shown else {}
    return {url: _described(evidence, url, p, captions) for url, p in shown.items()}


def best_source(attributes: dict[str, str]) -> str | None:
    """Return the best address of an image element: the widest of its sets, else lazy, else src.

    >>> best_source({"src": "data:image/gif;base64,x", "srcset": "a.jpg 320w, b.jpg 1280w"})
    'b.jpg'
    >>> best_source({"src": "blank.gif", "data-src": "pier.jpg"})
    'pier.jpg'
    """
    sets = [pair for name in _SETS if name in attributes for pair in read_srcset(attributes[name])]
    for url, _ in sorted(sets, key=lambda pair: -pair[1]):
        if _usable(url):
            return url
    for name in (*_LAZY, "src"):
        if name in attributes:
            url = attributes[name].strip()
            if _usable(url):
                return url
    modern = list(read_srcset(attributes.get("source-modern", "")))
    return max(modern, key=lambda pair: pair[1])[0] if modern else None


def read_srcset(value: str) -> Iterator[tuple[str, float]]:
    """Yield address and size (width in pixels, or density times 1,000) of a srcset.

    >>> list(read_srcset("a,b.jpg 2x, c.jpg"))
    [('a,b.jpg', 2000.0), ('c.jpg', 1000.0)]
    """
    url: str | None = None
    size = 1000.0
    for token in value[:_LONGEST_SET].split():
        if url is None:
            url, size = token, 1000.0
        else:
            size = _size(token.rstrip(","))
        if token.endswith(","):
            yield url.rstrip(","), size
            url = None
    if url:
        yield url, size


def _size(descriptor: str) -> float:
    try:
        number = float(descriptor[:-1])
    except ValueError:
        return 1000.0
    return number * 1000 if descriptor[-1] == "x" else number


def _usable(url: str) -> bool:
    if not url or url.startswith(("data:", "blob:", "about:", "javascript:")):
        return False
    tail = url[-200:].lower()
    if "{" in url or _PLACEHOLDERS.within(tail):
        return False
    return "1x1." not in tail or not _DOT.search(tail)


def _lead(evidence: Evidence) -> tuple[Image | None, str]:
    """Return the image that the page's data name."""
    image = _from_node(evidence, evidence.article.get("image"))
    if image:
        return image, "json-ld:image"
    for name in _METAS:
        for value in evidence.metas.get(name, ())[:1]:
            url = absolute(evidence, value)
            if url and _usable(url) and not _NOT_LEAD.search(url.rsplit("/", 1)[-1]):
                return _from_metas(evidence, url), f"meta:{name}"
    for rel, href, _ in evidence.head.links:
        url = absolute(evidence, href) if "image_src" in rel.lower().split() else None
        if url and _usable(url):
            return Image(url), "link:image_src"
    image = _from_node(evidence, evidence.article.get("thumbnailUrl"))
    return image, "json-ld:thumbnailUrl" if image else ""


def _from_metas(evidence: Evidence, url: str) -> Image:
    def first(name: str) -> str | None:
        return next(iter(evidence.metas.get(name, ())), None)

    return Image(
        url,
        alt=first("og:image:alt") or first("twitter:image:alt"),
        width=pixels(first("og:image:width")),
        height=pixels(first("og:image:height")),
    )


def _from_node(evidence: Evidence, value: Any) -> Image | None:
    """Return the widest image of a JSON-LD value."""
    values = value if isinstance(value, list) else [value]
    found: list[Image] = []
    for one in values[:12]:
        node = evidence.linked.resolve(one)
        url = absolute(evidence, url_of(node) or "")
        if url and _usable(url) and not _NOT_LEAD.search(url.rsplit("/", 1)[-1]):
            known = node if isinstance(node, dict) else {}
            found.append(
                Image(
                    url,
                    caption=text_of(known.get("caption")),
                    credit=text_of(known.get("creditText")) or text_of(known.get("author")),
                    width=pixels(known.get("width")),
                    height=pixels(known.get("height")),
                )
            )
    return max(found, key=lambda image: image.width or 0) if found else None


def pixels(value: Any) -> int | None:
    """Return a size in pixels; None for what is none.

    >>> pixels("640px"), pixels({"value": 640}), pixels("100%"), pixels("-3")
    (640, 640, None, None)
    """
    if value is None:
        return None
    if isinstance(value, dict):
        value = value.get("value") or value.get("@value")
    text = str(value)
    if not text.isdigit():
        text = text.strip().removesuffix("px").removesuffix(".0")
    return int(text) if text.isascii() and text.isdigit() and 0 < int(text[:9]) < 30_000 else None


def _content_address(evidence: Evidence, picture: Picture) -> str | None:
    """Return the address of an image of the content; None for icons, portraits and counters."""
    attributes = picture.attributes
    for name in ("width", "height"):
        size = attributes.get(name)
        if size and (pixels(size) or _SMALLEST) < _SMALLEST:
            return None
    written = best_source(attributes)
    if not written:
        return None
    elements = evidence.document.elements
    around = [elements[i].names for i in _above(evidence, picture.element)]
    around += (attributes.get("class", ""), attributes.get("id", ""))
    around.append(written.rsplit("/", 1)[-1][:200])
    # Names of an icon, a portrait, a counter or another article; no word of those spans two.
    if _NOT_CONTENT.within("\n".join(around).lower()):
        return None
    return absolute(evidence, written)


def _described(
    evidence: Evidence, url: str, picture: Picture, captions: dict[int, _Caption]
) -> Image:
    attributes = picture.attributes
    above = _above(evidence, picture.element) if captions else ()
    caption, credit = next((captions[i] for i in above if i in captions), (None, None))
    return Image(
        url,
        plain(attributes.get("alt", "")) or None,
        caption,
        credit,
        pixels(attributes.get("width")),
        pixels(attributes.get("height")),
    )


def _above(evidence: Evidence, element: int) -> list[int]:
    """Return an element and the few around it, up to a part of the page."""
    found: list[int] = []
    elements = evidence.document.elements
    while element >= 0 and len(found) < 4:
        here = elements[element]
        if here.tag in _OUT:
            break
        found.append(element)
        if here.tag == "figure":
            break
        element = here.parent
    return found


@lru_cache(maxsize=4096)
def _role(names: str) -> Literal["", "caption", "credit"]:
    """Return what an element's names say that its text is."""
    if not _ROLE_STEMS.within(names.lower()):
        return ""
    if _CREDIT.search(names):
        return "credit"
    return "caption" if _CAPTION.search(names) else ""


def _captions(evidence: Evidence) -> dict[int, _Caption]:
    """Return caption and credit by the elements that hold them."""
    found: dict[int, _Caption] = {}
    elements = evidence.document.elements
    credits = {n.block: n.text for n in evidence.document.named if _role(n.names) == "credit"}
    low = evidence.title_block
    for i, block in enumerate(evidence.document.blocks[low : evidence.end + 1], low):
        names = elements[block.element].names
        if block.kind != "caption" and not names:
            continue
        role = _role(names)
        if (block.kind != "caption" and not role) or len(block.text) > _CAPTION_LENGTH:
            continue
        caption, credit = (None, block.text) if role == "credit" else split_credit(block.text)
        if i in credits and role != "credit":
            caption = " ".join(block.text.replace(credits[i], "").split()) or None
            credit = split_credit(credits[i])[1] or credits[i]
        for element in _above(evidence, block.element):
            before = found.get(element, (None, None))
            found[element] = (before[0] or caption, before[1] or credit)
    return found


def split_credit(text: str) -> tuple[str | None, str | None]:
    """Return a caption without its credit, and the credit.

    >>> split_credit("The pier at dawn. Photo: Ada Quill")
    ('The pier at dawn.', 'Ada Quill')
    """
    text = " ".join(text.split())
    tail = text[-160:]
    match = _CREDIT_TAIL.search(tail) if _CREDIT_SIGNS.within(tail) else None
    if not match:
        return text or None, None
    start = max(0, len(text) - 160) + match.start()
    return text[:start].strip() or None, match[1].strip(" /|,") or None


def _completed(lead: Image, content: dict[str, Image]) -> Image:
    """Return the lead image with what the same image in the content says of itself."""
    stem = _stem(lead.url)
    same = next((i for i in content.values() if _stem(i.url) == stem), None)
    if same is None:
        return lead
    return Image(
        lead.url,
        lead.alt or same.alt,
        lead.caption or same.caption,
        lead.credit or same.credit,
        lead.width,
        lead.height,
    )


def _stem(url: str) -> str:
    """Return the file name of an address without its size and ending.

    >>> _stem("https://cdn.example/pier-1024x683.jpg?w=3") == _stem("/pier.webp")
    True
    """
    name = url.split("?", 1)[0].rstrip("/").rsplit("/", 1)[-1].rsplit(".", 1)[0]
    return re.sub(r"[-_]\d{2,4}x\d{2,4}$|@\dx$", "", name)
