"""Images: the lead image and those of the content."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from newsclean.extract.fields.canonical import absolute
from newsclean.extract.fields.captions import Caption, above, captions_of
from newsclean.extract.fields.evidence import Evidence
from newsclean.extract.fields.imagesources import best_source, is_usable, pixels
from newsclean.extract.fields.jsonld import plain, text_of, url_of
from newsclean.extract.fields.stems import Stems
from newsclean.records import Image, Picture

_NOT_CONTENT = Stems(
    "avatar", "logo", "icon", "emoji", "sprite", "badge", "author", "byline", "share", "social",
    "tracking", "pixel", "promo", "related", "teaser", "sponsor", "advert", "newsletter",
)  # fmt: skip
_NOT_LEAD = re.compile(r"logo|favicon|placeholder|default[-_.]|fallback|no-?image", re.IGNORECASE)
_NOT_LEAD_WORDS = Stems(
    "logo", "favicon", "placeholder", "default", "fallback", "noimage", "no-image",
)  # fmt: skip
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
_SIZE = re.compile(r"[-_]\d{2,4}x\d{2,4}$|@\dx$")
_SMALLEST = 80
_MOST = 60


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
    captions = captions_of(evidence) if shown else {}
    return {url: _described(evidence, url, p, captions) for url, p in shown.items()}


def _lead(evidence: Evidence) -> tuple[Image | None, str]:
    """Return the image that the page's data name."""
    image = _from_node(evidence, evidence.article.get("image"))
    if image:
        return image, "json-ld:image"
    for name in _METAS:
        for value in evidence.metas.get(name, ())[:1]:
            url = absolute(evidence, value)
            if url and _may_lead(url):
                return _from_metas(evidence, url), f"meta:{name}"
    for href in evidence.linked_as("image_src"):
        url = absolute(evidence, href)
        if url and is_usable(url):
            return Image(url), "link:image_src"
    image = _from_node(evidence, evidence.article.get("thumbnailUrl"))
    return image, "json-ld:thumbnailUrl" if image else ""


def _may_lead(url: str) -> bool:
    """Return whether an address is of a picture that is about the article, by its file's name."""
    name = url.rsplit("/", 1)[-1]
    return is_usable(url) and not (_may_be_no_lead(name) and _NOT_LEAD.search(name))


def _may_be_no_lead(name: str) -> bool:
    return not name.isascii() or _NOT_LEAD_WORDS.within(name.lower())


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
        if url and _may_lead(url):
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
    names = evidence.document.elements.names
    around = [names[i] for i in above(evidence, picture.element)]
    around += (attributes.get("class", ""), attributes.get("id", ""))
    around.append(written.rsplit("/", 1)[-1][:200])
    # Names of an icon, a portrait, a counter or another article; no word of those spans two.
    if _NOT_CONTENT.within("\n".join(around).lower()):
        return None
    return absolute(evidence, written)


def _described(
    evidence: Evidence, url: str, picture: Picture, captions: dict[int, Caption]
) -> Image:
    attributes = picture.attributes
    around = above(evidence, picture.element) if captions else ()
    caption, credit = next((captions[i] for i in around if i in captions), (None, None))
    return Image(
        url,
        _alt_of(attributes),
        caption,
        credit,
        pixels(attributes.get("width")),
        pixels(attributes.get("height")),
    )


def _alt_of(attributes: Mapping[str, str]) -> str | None:
    """Return the text for those who cannot see an image; an address is none."""
    text = plain(attributes.get("alt", ""))
    return None if not text or text.startswith(("http://", "https://")) else text


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
    return _SIZE.sub("", name)
