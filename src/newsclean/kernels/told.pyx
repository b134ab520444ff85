# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""What a page says of itself outside its text: document/head.py, fed element by element."""

from cpython.unicode cimport PyUnicode_DecodeUTF8

import os

import selectolax.lexbor

from newsclean.document.head import MOST_JSON, NAMING
from newsclean.kernels.known cimport Known
from newsclean.kernels.lexbor cimport Attribute, Node, lexbor, lexbor_load, same
from newsclean.kernels.shapes cimport BASE, HEAD, LINK, META, ROOT, SCRIPT, TITLE, Told
from newsclean.kernels.text cimport is_ascii
from newsclean.records import Head

lexbor_load(os.fsencode(selectolax.lexbor.__file__))


cdef str text_of(Node *node):
    """Return the text of a node and all below it."""
    cdef size_t size
    cdef const char *text = <const char *>lexbor.text(node, &size)
    return PyUnicode_DecodeUTF8(text, size, NULL) if text else ""


cdef dict attributes_of(Node *node, object none, Known known):
    """Return an element's attributes, with `none` for those without a value."""
    cdef Attribute *attribute = lexbor.first_attribute(node)
    cdef const char *name
    cdef const char *value
    cdef size_t size, length
    cdef dict out = {}
    while attribute:
        name = <const char *>lexbor.attribute_name(attribute, &size)
        value = <const char *>lexbor.value(attribute, &length)
        if name:
            if is_ascii(name, size):
                key = known.read(name, size)
            else:
                key = PyUnicode_DecodeUTF8(name, size, NULL)
            out[key] = PyUnicode_DecodeUTF8(value, length, NULL) if value else none
        attribute = lexbor.next_attribute(attribute)
    return out


cdef class HeadReader:
    """Collects what document/head.py does, element by element in document order."""

    def __init__(self, Known known):
        self.known = known
        self.metas, self.links, self.json_ld, self.app_state = [], [], [], []

    cdef int take(self, Node *node, Told told) except -1:
        if told == HEAD:
            self.inside = True
        elif told == TITLE:
            if not self.titled:
                self.titled = True
                self.title = " ".join(text_of(node).split())
        elif told == SCRIPT:
            self.take_script(node)
        else:
            self.take_attributes(attributes_of(node, None, self.known), told)
        return 0

    cdef int take_script(self, Node *node) except -1:
        cdef Attribute *attribute = lexbor.first_attribute(node)
        cdef const char *name
        cdef const char *value
        cdef size_t size, length
        while attribute:
            name = <const char *>lexbor.attribute_name(attribute, &size)
            if name and same(name, size, "type", 4):
                break
            attribute = lexbor.next_attribute(attribute)
        value = <const char *>lexbor.value(attribute, &length) if attribute else NULL
        if not value or length < 7:  # shorter than "ld+json"
            return 0
        kind = PyUnicode_DecodeUTF8(value, length, NULL).lower()
        if "ld+json" in kind:
            found = self.json_ld
        elif kind == "application/json":
            found = self.app_state
        else:
            return 0
        text = text_of(node)
        if 2 < len(text) <= MOST_JSON:
            found.append(text)
        return 0

    cdef int take_attributes(self, dict found, Told told) except -1:
        if told == META:
            if "content" in found:
                content = found["content"] or ""
                for name in NAMING:
                    value = found.get(name)
                    if value:
                        self.metas.append((value.lower(), content))
        elif told == LINK:
            if self.inside and "rel" in found and "href" in found:
                kind = found.get("type") or found.get("hreflang") or ""
                self.links.append((found["rel"] or "", found["href"] or "", kind))
        elif told == ROOT and not self.rooted:  # MathML may hold another of the name
            self.rooted = True
            self.lang = found.get("lang")
        elif told == BASE and not self.based and "href" in found:
            self.based = True
            self.base = found["href"]
        return 0

    cdef object read(self):
        return Head(
            title=self.title,
            lang=self.lang,
            base=self.base,
            metas=tuple(self.metas),
            links=tuple(self.links),
            json_ld=tuple(self.json_ld),
            app_state=tuple(self.app_state),
        )
