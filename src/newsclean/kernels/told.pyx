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

cdef enum:
    NAMES = 4

cdef struct Value:
    # An attribute's value: whether there is such an attribute, and its text; NULL where it has none.
    bint there
    const char *at
    Py_ssize_t size

cdef tuple _naming = tuple(name.encode() for name in NAMING)
cdef const char *NAMING_NAMES[NAMES]
cdef Py_ssize_t NAMING_SIZES[NAMES]


def _fill():
    cdef int which
    if len(_naming) != NAMES:
        raise ValueError("as many names as there is room for")
    for which in range(NAMES):
        NAMING_NAMES[which], NAMING_SIZES[which] = _naming[which], len(_naming[which])


_fill()


cdef str text_of(Node *node):
    """Return the text of a node and all below it."""
    cdef size_t size
    cdef const char *text = <const char *>lexbor.text(node, &size)
    return PyUnicode_DecodeUTF8(text, size, NULL) if text else ""


cdef dict attributes_of(Node *node, Known known):
    """Return an element's attributes, with empty text for those without a value."""
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
            out[key] = PyUnicode_DecodeUTF8(value, length, NULL) if value else ""
        attribute = lexbor.next_attribute(attribute)
    return out


cdef Value value_of(Node *node, const char *wanted, Py_ssize_t length) noexcept nogil:
    """Return an attribute's value as it stands in the tree."""
    cdef Attribute *attribute = lexbor.first_attribute(node)
    cdef Value found
    cdef const char *name
    cdef size_t size = 0
    found.there, found.at, found.size = False, NULL, 0
    while attribute:
        name = <const char *>lexbor.attribute_name(attribute, &size)
        if name and same(name, size, wanted, length):
            found.at = <const char *>lexbor.value(attribute, &size)
            found.there, found.size = True, size if found.at else 0
            break
        attribute = lexbor.next_attribute(attribute)
    return found


cdef str text_at(Value value):
    return PyUnicode_DecodeUTF8(value.at, value.size, NULL) if value.size else ""


cdef class HeadReader:
    """Collects what document/head.py does, element by element in document order."""

    def __init__(self):
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
        elif told == META:
            self.take_meta(node)
        elif told == LINK:
            self.take_link(node)
        elif told == ROOT:
            self.take_root(node)
        elif told == BASE:
            self.take_base(node)
        return 0

    cdef int take_script(self, Node *node) except -1:
        cdef Value kind_of = value_of(node, "type", 4)
        if kind_of.size < 7:  # shorter than "ld+json"
            return 0
        kind = text_at(kind_of).lower()
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

    cdef int take_meta(self, Node *node) except -1:
        """Keep what a meta says, under each of its names."""
        cdef Value content = value_of(node, "content", 7)
        cdef Value found
        cdef int which
        if not content.there:
            return 0
        text = None
        for which in range(NAMES):
            found = value_of(node, NAMING_NAMES[which], NAMING_SIZES[which])
            if found.size:
                if text is None:
                    text = text_at(content)
                self.metas.append((text_at(found).lower(), text))
        return 0

    cdef int take_link(self, Node *node) except -1:
        """Keep a link of the head that says where it leads and what that is."""
        cdef Value rel = value_of(node, "rel", 3)
        cdef Value href = value_of(node, "href", 4)
        cdef Value kind
        if not (self.inside and rel.there and href.there):
            return 0
        kind = value_of(node, "type", 4)
        if not kind.size:
            kind = value_of(node, "hreflang", 8)
        self.links.append((text_at(rel), text_at(href), text_at(kind)))
        return 0

    cdef int take_root(self, Node *node) except -1:
        cdef Value lang = value_of(node, "lang", 4)
        if not self.rooted:  # MathML may hold another of the name
            self.rooted = True
            self.lang = text_at(lang) if lang.at else None
        return 0

    cdef int take_base(self, Node *node) except -1:
        cdef Value href = value_of(node, "href", 4)
        if not self.based and href.there:
            self.based = True
            self.base = text_at(href) if href.at else None
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
