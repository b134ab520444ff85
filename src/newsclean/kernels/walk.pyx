# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""The walk of document/segment.py, over lexbor's tree itself: the same blocks and records.

Elements that most pages are made of are read in place, without an object for each; those that
carry data go to the same listener as in Python. What document/head.py collects, and what
document/tree.py drops, is met on the way.
"""

from cpython.bytes cimport PyBytes_AS_STRING, PyBytes_GET_SIZE
from cpython.mem cimport PyMem_Free, PyMem_Malloc
from cpython.unicode cimport PyUnicode_DecodeUTF8
from libc.string cimport memcmp

import os

import selectolax.lexbor

from newsclean.document import tags as _tags
from newsclean.document.collected import Pictures, Segments
from newsclean.document.gather import code_lines
from newsclean.document.tags import names_of, speaks_of
from newsclean.kernels.buffers cimport Buffer, buffer_add, doubled
from newsclean.kernels.known cimport Known
from newsclean.kernels.lexbor cimport (
    COMMENT_NODE, ELEMENT_NODE, TEXT_NODE, WITHOUT_EVENTS, Attribute, Node, Tree, lexbor,
    lexbor_load, same,
)
from newsclean.kernels.links cimport Links
from newsclean.kernels.listener cimport Listener
from newsclean.kernels.shapes cimport (
    ALWAYS, HEAD, UNLESS_NESTED, Shape, name_of, shape_of_node
)
from newsclean.kernels.shapes import KINDS as _KINDS
from newsclean.kernels.text cimport count_chars, find, folded, folded_lines, is_ascii, is_space
from newsclean.kernels.told cimport HeadReader, attributes_of
from newsclean.records import Block, Embed, Picture

cdef extern from "Python.h":
    int Py_UNICODE_ISALNUM(Py_UCS4 character)
    Py_UCS4 PyUnicode_READ_CHAR(object text, Py_ssize_t index)

READY = bool(lexbor_load(os.fsencode(selectolax.lexbor.__file__)))

cdef struct Place:
    Py_ssize_t element, link
    int kind, level, style

cdef struct Attributes:
    # What an element's attributes hold of interest; `odd` where only Python reads the names right.
    bint any, data, odd
    const char *href
    const char *rel
    Py_ssize_t href_size, rel_size

cdef enum:
    MOST_MARKS = 8
    HEADING_PARTS = 2
    NAME_CHARS = 200
    NAMED_CHARS = 60

cdef int BOLD = _tags.BOLD
cdef int ITALIC = _tags.ITALIC
cdef int SILENT = _tags.SILENT
cdef list SPEAKING = [word.encode() for word in _tags.SPEAKING]

cdef list KINDS = list(_KINDS)
cdef int PARAGRAPH = 0, HEADING = 1, CODE = 5, TABLE = 6
cdef list LEVELS = [None, 1, 2, 3, 4, 5, 6]
cdef const char *EMPTY = ""


cdef class Walk:
    cdef object out, pictures
    cdef HeadReader head
    cdef Known known
    cdef list blocks, marks, parents, tags, called
    cdef Buffer gathered, spare, names, joined
    cdef Listener listener
    cdef Links links
    cdef Place place
    cdef Place *around
    cdef Py_ssize_t depth, room
    cdef Py_ssize_t linked, bold, italic
    cdef int breaks
    cdef bint broken
    # Where the walk begins to gather, and the unseen element it is in.
    cdef Node *start
    cdef Node *unseen
    cdef bint inside
    # Text met since the last element or comment.
    cdef const char *pending
    cdef Py_ssize_t pending_size

    def __cinit__(self):
        self.room = 256
        self.around = <Place *>PyMem_Malloc(self.room * sizeof(Place))
        if not self.around:
            raise MemoryError

    def __dealloc__(self):
        PyMem_Free(self.around)
        PyMem_Free(self.gathered.data)
        PyMem_Free(self.spare.data)
        PyMem_Free(self.names.data)
        PyMem_Free(self.joined.data)

    def __init__(self):
        self.out = Segments()
        self.known = Known()
        self.head = HeadReader()
        self.pictures = Pictures(self.out)
        self.listener = Listener(self.out)
        self.blocks = self.out.blocks
        elements = self.out.elements
        self.parents, self.tags, self.called = elements.parents, elements.tags, elements.names
        self.marks = []
        self.links = Links()
        self.place = Place(-1, -1, PARAGRAPH, 0, 0)

    cdef int run(self, Node *root, Node *body) except -1:
        """Walk all below `root`; what is gathered stands in `body`, or in all where it is none."""
        cdef Node *node = root
        cdef Node *child
        cdef unsigned kind
        self.start = body if body else root
        while True:
            kind = lexbor.type(node)
            if kind == ELEMENT_NODE:
                self.meet(node)
                child = lexbor.first_child(node)
                if child:
                    node = child
                    continue
                self.pass_by(node)
            elif self.inside and not self.unseen:
                if kind == TEXT_NODE:
                    self.hear(node)
                elif kind == COMMENT_NODE:
                    self.settle()
            while node != root:
                child = lexbor.next(node)
                if child:
                    node = child
                    break
                node = lexbor.parent(node)
                self.pass_by(node)
            if node == root:
                break
        return self.finish()

    cdef int meet(self, Node *node) except -1:
        """Do what an element says when it begins."""
        cdef Shape *shape = shape_of_node(node)
        if shape.told:
            self.head.take(node, shape.told)
        if not self.inside:
            if node != self.start:
                return 0
            self.inside = True
        if self.unseen:
            return 0
        if shape.unseen:
            self.unseen = node
            return 0
        self.settle()
        return self.enter(node, name_of(node, shape), shape)

    cdef int pass_by(self, Node *node) except -1:
        """Do what is to be done where an element ends."""
        cdef Shape *shape = shape_of_node(node)
        if shape.told == HEAD:
            self.head.inside = False
        if self.unseen:
            if node == self.unseen:
                self.unseen = NULL
        elif self.inside:
            self.settle()
            if not shape.void:
                self.leave()
            if node == self.start:
                self.inside = False
        return 0

    cdef int enter(self, Node *node, str name, Shape *shape) except -1:
        cdef Attributes found
        cdef bint speaks = False
        if shape.special and name == "br":
            return self.line_break()
        found.any = found.data = found.odd = False
        found.href = found.rel = NULL
        found.href_size = found.rel_size = 0
        names = self.read_names(node, &found)
        if found.data or (found.any and shape.time):
            self.listener.collect(
                attributes_of(node, self.known), names, self.depth, shape.time, not shape.void
            )
        if shape.special:
            attributes = attributes_of(node, self.known)
            if name == "source":
                self.pictures.source(attributes)
                return 0
            if self.pictures.sources:
                self.pictures.add(attributes, self.place.element)
            else:
                self.out.pictures.append(
                    Picture(attributes, self.place.element, len(self.blocks))
                )
            if name == "img":
                return 0
        elif shape.inline:
            if names:
                speaks = speaks_of(names) if found.odd else self.speaks(names)
            return self.enter_inline(shape, names, speaks, &found)
        return self.enter_block(node, name, shape, names)

    cdef int enter_inline(
        self, Shape *shape, str names, bint speaks, Attributes *found
    ) except -1:
        cdef Place inside = self.place
        if names:
            if speaks or (inside.level == 1 and len(self.marks) < HEADING_PARTS):
                self.listener.name(names, self.depth, not shape.void)
            if len(self.marks) < MOST_MARKS:
                self.marks.append(names)
        if found.href_size and shape.anchor:
            inside.link = self.links.add(
                found.href, found.href_size, found.rel, found.rel_size, len(self.blocks)
            )
        if shape.void:
            return self.listener.give(self.depth)
        self.push()
        inside.style |= shape.style
        self.place = inside
        return 0

    cdef int enter_block(self, Node *node, str name, Shape *shape, str names) except -1:
        cdef Place inside = self.place
        self.end_block(&self.place)
        inside.element = len(self.tags)
        self.parents.append(self.place.element)
        self.tags.append(name)
        self.called.append(names)
        if shape.embed:
            attributes = attributes_of(node, self.known)
            self.out.embeds.append(Embed(name, attributes, self.place.element, len(self.blocks)))
        if shape.void:
            return self.listener.give(self.depth)
        if shape.kind >= 0:
            inside.kind = shape.kind
        if shape.fresh == ALWAYS or (
            shape.fresh == UNLESS_NESTED and (inside.kind == TABLE or inside.kind == HEADING)
        ):
            inside.kind = PARAGRAPH
        inside.level = shape.level
        inside.style |= shape.style
        self.push()
        self.place = inside
        return 0

    cdef int leave(self) except -1:
        cdef Place left = self.place
        if self.depth:
            self.depth -= 1
            self.place = self.around[self.depth]
        if left.element != self.place.element:
            self.end_block(&left)
        self.listener.give(self.depth)
        return 0

    cdef int push(self) except -1:
        if self.depth == self.room:
            self.around = <Place *>doubled(self.around, &self.room, sizeof(Place))
        self.around[self.depth] = self.place
        self.depth += 1
        return 0

    cdef int hear(self, Node *node) except -1:
        """Take a text node; texts with only unseen elements between them are one."""
        cdef size_t size
        cdef const char *text = <const char *>lexbor.text(node, &size)
        if not text or not size:
            return 0
        if not self.pending_size:
            self.pending, self.pending_size = text, size
            return 0
        if self.pending != self.joined.data:
            self.joined.size = 0
            buffer_add(&self.joined, self.pending, self.pending_size)
        buffer_add(&self.joined, text, size)
        self.pending, self.pending_size = self.joined.data, self.joined.size
        return 0

    cdef int settle(self) except -1:
        """Gather the text that was met, if any."""
        cdef const char *text = self.pending
        cdef Py_ssize_t size = self.pending_size
        if not size:
            return 0
        self.pending_size = 0
        self.listener.hear(text, size)
        return self.gather(text, size)

    cdef int gather(self, const char *text, Py_ssize_t size) except -1:
        """Add text to the block being gathered."""
        cdef Py_ssize_t before = self.gathered.size
        if self.place.style & SILENT:
            return 0
        if is_space(text, text + size):
            if before:
                buffer_add(&self.gathered, text, size)
            return 0
        buffer_add(&self.gathered, text, size)
        self.breaks = 0
        if self.place.link < 0 and not self.place.style:
            return 0
        if self.place.link >= 0:
            self.links.say(self.place.link, text, size)
        size = count_chars(text, text + size)
        if self.place.link >= 0:
            self.linked += size
        if self.place.style & BOLD:
            self.bold += size
        if self.place.style & ITALIC:
            self.italic += size
        return 0

    cdef int line_break(self) except -1:
        """Note a line break; a second one with nothing between them ends the block."""
        buffer_add(&self.gathered, "\n" if self.place.kind == CODE else "\0", 1)
        self.breaks += 1
        self.broken = True
        if self.breaks > 1:
            self.flush(&self.place)
        return 0

    cdef int end_block(self, Place *place) except -1:
        if self.gathered.size:
            self.flush(place)
        elif self.marks:
            self.marks.clear()
        return 0

    cdef int flush(self, Place *place) except -1:
        """End the block being gathered, if it holds a word."""
        cdef Py_ssize_t size = self.gathered.size, chars, linked
        cdef str text
        if place.kind == CODE:
            text = code_lines(PyUnicode_DecodeUTF8(self.gathered.data, size, NULL))
        elif self.broken:
            text = folded_lines(self.gathered.data, size, &self.spare)
        else:
            text = folded(self.gathered.data, size, &self.spare)
        if text and has_word(text):
            chars = 0
            if self.bold or self.italic:
                chars = count_chars(self.gathered.data, self.gathered.data + size)
            linked = min(<Py_ssize_t>len(text), self.linked)
            self.blocks.append(
                Block(
                    text,
                    KINDS[place.kind],
                    place.element,
                    linked,
                    LEVELS[place.level],
                    tuple(self.marks) if self.marks else (),
                    <double>self.bold / chars if self.bold else 0.0,
                    <double>self.italic / chars if self.italic else 0.0,
                )
            )
        self.gathered.size = 0
        self.linked = self.bold = self.italic = 0
        self.breaks = 0
        self.broken = False
        if self.marks:
            self.marks.clear()
        return 0

    cdef str read_names(self, Node *node, Attributes *found):
        """Read an element's attributes into `found`; return the names among them, joined."""
        cdef Attribute *attribute = lexbor.first_attribute(node)
        cdef const char *name
        cdef const char *value
        cdef size_t size, length
        self.names.size = 0
        while attribute:
            name = <const char *>lexbor.attribute_name(attribute, &size)
            value = <const char *>lexbor.value(attribute, &length)
            attribute = lexbor.next_attribute(attribute)
            found.any = True
            if not value:
                value, length = EMPTY, 0
            if name:
                self.read_name(name, size, value, length, found)
        if found.odd:
            return names_of(attributes_of(node, self.known))
        if not self.names.size:
            return ""
        return self.known.read(self.names.data + 1, self.names.size - 1)

    cdef int read_name(
        self, const char *name, Py_ssize_t size, const char *value, Py_ssize_t length,
        Attributes *found,
    ) except -1:
        """Take one attribute; what it adds to the names begins with a blank."""
        if same(name, size, "class", 5) or same(name, size, "id", 2):
            found.odd |= not is_ascii(value, length)
            buffer_add(&self.names, " ", 1)
            buffer_add(&self.names, value, min(length, NAME_CHARS))
        elif same(name, size, "href", 4):
            found.href, found.href_size = value, length
        elif same(name, size, "rel", 3):
            found.rel, found.rel_size = value, length
        elif same(name, size, "hidden", 6) or (
            same(name, size, "style", 5) and hides(value, value + length, found)
        ):
            buffer_add(&self.names, " hidden", 7)
        elif same(name, size, "datetime", 8):
            found.data = True
        elif named(name, size):
            found.data |= name[0] == c"i" or name[0] == c"p"  # itemprop, property
            found.odd |= not is_ascii(value, length)
            buffer_add(&self.names, " ", 1)
            buffer_add(&self.names, name, size)
            buffer_add(&self.names, " ", 1)
            buffer_add(&self.names, value, min(length, NAMED_CHARS))
        return 0

    cdef bint speaks(self, str names) except -1:
        """Do as `speaks_of` does; what was just joined still stands in `self.names`."""
        cdef char *at = self.names.data + 1
        cdef char *end = self.names.data + self.names.size
        cdef char *byte = at
        while byte < end:
            if c"A" <= byte[0] <= c"Z":
                byte[0] += 32
            byte += 1
        for word in SPEAKING:
            if find(at, end, <const char *><bytes>word, PyBytes_GET_SIZE(word)):
                return True
        return find(at, end, "dat", 3) != NULL and speaks_of(names)

    cdef int finish(self) except -1:
        """End what the markup left open, and turn the links met into records."""
        while self.depth:
            if self.gathered.size:
                self.flush(&self.place)
            self.depth -= 1
            self.place = self.around[self.depth]
        self.listener.give(self.depth)
        return self.links.give(self.out.links)


cdef bint named(const char *name, Py_ssize_t size) noexcept nogil:
    """Tell whether an attribute is one of those that name an element along with their own name."""
    return (
        same(name, size, "itemprop", 8)
        or same(name, size, "property", 8)
        or same(name, size, "role", 4)
        or same(name, size, "data-testid", 11)
        or same(name, size, "data-component", 14)
        or same(name, size, "data-type", 9)
        or same(name, size, "aria-label", 10)
    )


cdef bint hides(const char *at, const char *end, Attributes *found) noexcept:
    """Tell whether a style hides: display, white space, a colon, white space, none."""
    cdef const char *next
    at = find(at, end, "display", 7)
    if not at:
        return False
    if not is_ascii(at, end - at):
        found.odd = True  # whatever white space is written there, Python knows it
        return False
    while at:
        next = at + 7
        while next < end and is_space(next, next + 1):
            next += 1
        if next < end and next[0] == c":":
            next += 1
            while next < end and is_space(next, next + 1):
                next += 1
            if end - next >= 4 and not memcmp(next, "none", 4):
                return True
        at = find(at + 7, end, "display", 7)
    return False


cdef bint has_word(str text):
    cdef Py_ssize_t i
    cdef Py_UCS4 character
    for i in range(len(text)):
        character = PyUnicode_READ_CHAR(text, i)
        if Py_UNICODE_ISALNUM(character) or character == c"_":
            return True
    return False


def read(bytes page):
    """Take a page in UTF-8 apart, into head and segments; None where lexbor refuses it."""
    cdef const unsigned char *at = <const unsigned char *>PyBytes_AS_STRING(page)
    cdef size_t size = PyBytes_GET_SIZE(page)
    cdef Tree *tree
    cdef Node *root
    cdef Node *body
    cdef unsigned failed
    cdef Walk walk = Walk()
    if not READY:
        return None
    # A tree of its own for each page: one that was cleaned keeps the last page's quirks mode.
    with nogil:
        tree = lexbor.create()
        if tree:
            lexbor.set_options(tree, WITHOUT_EVENTS)
        failed = lexbor.parse(tree, at, size) if tree else 1
    try:
        if failed:
            return None
        root = lexbor.root(tree)
        if root:
            body = lexbor.body(tree)
            # a late <frameset> takes the body out of the tree
            walk.run(root, body if body and lexbor.parent(body) else NULL)
        return walk.head.read(), walk.out
    finally:
        if tree:
            lexbor.destroy(tree)
