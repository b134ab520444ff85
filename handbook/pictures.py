"""Pictures of how extraction works, drawn from what it really did with a page of the demo site."""

from __future__ import annotations

from handbook.svg import Drawing, shortened, wrapped
from newsclean.cli.demo_server import DemoSite
from newsclean.options import ExtractOptions
from newsclean.records import Article, Block, Document, Examination, Response
from newsclean.run.pipeline import examine

STORY = "/en/city/2026/11/19/night-ferry-choir.html"
ADDRESS = "https://lagoon.example"
KEPT, GONE, LINE, MUTED = "#1a7f4b", "#b3413a", "#c9ced6", "#5a6472"
ROW, TOP = 34, 70
COLUMNS = {"page": 20, "blocks": 220, "labels": 560, "article": 720}
STEPS = (
    ("URL, file, WARC", "sources/", "what people have"),
    ("Response", "fetch/", "bytes, fetched politely"),
    ("Document", "document/", "decoded, parsed, in blocks"),
    ("Labels", "extract/", "a belief for each block"),
    ("Article", "normalize/", "clean text and fields"),
    ("JSON line", "sinks/", "or Parquet, SQLite, …"),
)


def pictures() -> dict[str, str]:
    """Return all pictures as SVG, by file name."""
    html = page_of_the_demo()
    dump = "\n".join(block.text for block in document_of(examined(html, "html")).blocks)
    return {
        "pipeline.svg": pipeline(),
        "page-to-article.svg": anatomy(examined(html, "html"), "The page"),
        "dump-to-article.svg": anatomy(examined(dump, "text"), "The dump"),
    }


def page_of_the_demo() -> str:
    """Return the HTML of the story that all pictures show."""
    body = DemoSite().files[STORY].body.decode()
    return body.replace("http://demo.invalid", ADDRESS)


def examined(page: str, form: str) -> Examination:
    """Return all that extraction recorded of the page, taken as HTML or as text."""
    options = ExtractOptions(form="html" if form == "html" else "text")
    return examine(Response(body=page, url=ADDRESS + STORY), options)


def document_of(found: Examination) -> Document:
    """Return the document, which a readable page always has."""
    assert found.document is not None
    return found.document


def pipeline() -> str:
    """Draw the path of the data."""
    drawing = Drawing(1000, 130, "URL → response → document → labels → article → JSON line")
    for number, (name, folder, said) in enumerate(STEPS):
        x = 12 + number * 165
        drawing.box(x, 24, 142, 78, "#eef3f9", "#7d96b5")
        drawing.text(x + 71, 52, name, 14, "#1c2733", anchor="middle", weight="600")
        drawing.text(x + 71, 71, folder, 11, "#2f5f9e", anchor="middle", family="monospace")
        drawing.text(x + 71, 89, said, 10.5, MUTED, anchor="middle")
        if number:
            drawing.line(x - 21, 63, x - 3, 63, "#7d96b5", arrow=True)
    return drawing.svg()


def anatomy(found: Examination, first: str) -> str:
    """Draw one page in four columns: as it lies there, its blocks, their labels, the article."""
    document, labelling, article = document_of(found), found.labelling, found.article
    assert labelling
    assert article
    height = TOP + ROW * len(document.blocks) + 20
    drawing = Drawing(1000, height, f"{first}, its blocks, their labels, and the article")
    names = (first, "Blocks", "Labels", "Article")
    for (_, x), name in zip(COLUMNS.items(), names, strict=True):
        drawing.text(x, 30, name, 16, "#1c2733", weight="600")
    for index, block in enumerate(document.blocks):
        y = TOP + ROW * index
        _shape(drawing, block, y)
        _block(drawing, document, block, y)
        _label(drawing, labelling.scores[index], labelling.keep[index], y)
    _article(drawing, article, {_print(b.text): i for i, b in enumerate(document.blocks)})
    return drawing.svg()


def _print(text: str) -> str:
    return " ".join(text.split())[:40]


def _shape(drawing: Drawing, block: Block, y: float) -> None:
    """Draw a block as grey lines, as a page looks from afar."""
    length = min(len(block.text), 240)
    for row in range(1 + (length - 1) // 60):
        width = 3 * min(60, length - 60 * row)
        drawing.bar(COLUMNS["page"], y - 8 + 7 * row, width, 4, "#a9b2be")


def _block(drawing: Drawing, document: Document, block: Block, y: float) -> None:
    x = COLUMNS["blocks"]
    drawing.line(COLUMNS["page"], y + 21, COLUMNS["article"] - 20, y + 21, "#eceff3")
    drawing.text(x, y - 1, _called(document, block), 9.5, "#2f5f9e", family="monospace")
    drawing.text(x, y + 13, shortened(block.text, 58), 11, "#1c2733")


def _called(document: Document, block: Block) -> str:
    """Name a block's element as a selector would; of a dump, how the line stood."""
    if document.form == "text":
        return f"line, {block.kind.replace('_', ' ')}"
    element = document.elements[block.element]
    first = element.names.split()[:1]
    return ".".join([element.tag, *first])


def _label(drawing: Drawing, score: float, keep: bool, y: float) -> None:
    x, colour = COLUMNS["labels"], KEPT if keep else GONE
    drawing.bar(x, y - 3, 80, 9, "#eceff3")
    drawing.bar(x, y - 3, max(1.0, 80 * score), 9, colour)
    drawing.text(x + 86, y + 6, f"{score:.2f}", 10, MUTED)
    drawing.text(x, y + 17, "kept" if keep else "removed", 9.5, colour)


def _article(drawing: Drawing, article: Article, places: dict[str, int]) -> None:
    """Write the article, each of its blocks tied to the one that it was on the page."""
    x, y = COLUMNS["article"], float(TOP)
    for line in wrapped(article.title or "", 38):
        drawing.text(x, y, line, 13, "#1c2733", weight="600")
        y += 17
    for said in (", ".join(article.authors), article.published or "", article.section or ""):
        if said:
            drawing.text(x, y, said, 10.5, MUTED)
            y += 14
    y += 8
    for block in article.blocks:
        row = TOP + ROW * places[_print(block.text)] + 2
        drawing.curve(x - 52, row, x - 6, y - 3, KEPT)
        for line in wrapped(block.text, 46, 4):
            drawing.text(x, y, line, 11, "#1c2733", weight="600" if block.level else "400")
            y += 14
        y += 8
