"""A plot's SVG made fit to stand in a page whose policy forbids style attributes.

Each property of a style attribute is also an attribute of its own in SVG; colours of the plot
become classes of the page's style, so that they follow light and dark.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.etree import ElementTree

_SVG = "http://www.w3.org/2000/svg"
_XLINK = "http://www.w3.org/1999/xlink"
_FONT = re.compile(r"([\d.]{1,9})px")  # e.g. "10px 'DejaVu Sans'"
_KEPT = frozenset(
    "fill stroke stroke-width stroke-linecap stroke-linejoin stroke-dasharray opacity "
    "fill-opacity stroke-opacity text-anchor font-size font-weight".split()
)
_INK = ("#000000", "#000", "black")


def fit(svg: str, label: str, colours: Mapping[str, str]) -> str:
    """Return the `<svg>` element alone: no style, no metadata, `label` as its spoken name.

    `colours` maps a fill or stroke as the plot wrote it to a class; black becomes the text's own.
    """
    for prefix, space in (("", _SVG), ("xlink", _XLINK)):
        ElementTree.register_namespace(prefix, space)
    # Our own plotting wrote it: no entity or outside reference can be in it.
    root = ElementTree.fromstring(svg)  # noqa: S314
    for parent in list(root.iter()):
        for child in list(parent):
            if child.tag in (f"{{{_SVG}}}metadata", f"{{{_SVG}}}style"):
                parent.remove(child)
        _unstyle(parent, colours)
    for name in ("width", "height", "version"):
        root.attrib.pop(name, None)
    root.attrib |= {"role": "img", "aria-label": label, "class": "plot"}
    return ElementTree.tostring(root, encoding="unicode", short_empty_elements=True)


def _unstyle(element: ElementTree.Element, colours: Mapping[str, str]) -> None:
    style = element.attrib.pop("style", "")
    for part in style.split(";"):
        name, _, value = (piece.strip() for piece in part.partition(":"))
        if name == "font" and (size := _FONT.search(value)):
            name, value = "font-size", size[1]
        if name in _KEPT:
            element.set(name, value)
    if element.tag == f"{{{_SVG}}}text" and "fill" not in element.attrib:
        element.set("fill", "currentColor")
    for name in ("fill", "stroke"):
        value = element.get(name, "")
        if value in _INK:
            element.set(name, "currentColor")
        elif value in colours:
            element.attrib.pop(name)
            element.set("class", f"{name}-{colours[value]}")
