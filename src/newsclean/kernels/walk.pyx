# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""The walk of document/segment.py, over the bytes of the markup: the same blocks and records.

Tags that most pages are made of are read in place, without an object for each; those that carry
data go through `read_tag` and the same listener as in Python.
"""

from cpython.bytes cimport PyBytes_GET_SIZE
from cpython.mem cimport PyMem_Free, PyMem_Malloc, PyMem_Realloc
from cpython.unicode cimport PyUnicode_AsUTF8AndSize, PyUnicode_DecodeASCII, PyUnicode_DecodeUTF8
from libc.string cimport memchr, memcmp, memcpy

from newsclean.document import tags as _tags
from newsclean.document.collected import Listener, Pictures, Segments
from newsclean.document.gather import folded_lines
from newsclean.document.tags import read_tag, speaks_of
from newsclean.records import Block, Element, Embed, Link

cdef extern from "markup.h":
    ctypedef struct Buffer:
        char *data
        Py_ssize_t size
        Py_ssize_t room
    int buffer_add(Buffer *buffer, const char *start, Py_ssize_t size) except -1
    int buffer_unescape(Buffer *buffer, const char *start, const char *end) except -1
    int is_space(const char *start, const char *end) nogil
    int is_ascii(const char *start, Py_ssize_t size) nogil
    Py_ssize_t count_chars(const char *start, const char *end) nogil
    object folded(const char *start, Py_ssize_t size, Buffer *spare)
    const char *find(const char *at, const char *end, const char *what, Py_ssize_t size) nogil

cdef extern from "Python.h":
    int Py_UNICODE_ISALNUM(Py_UCS4 character)
    Py_UCS4 PyUnicode_READ_CHAR(object text, Py_ssize_t index)

cdef enum Fresh:
    NEVER, ALWAYS, UNLESS_NESTED

cdef struct Shape:
    bint inline, void, raw, embed, special, anchor, time
    int style, kind, level
    Fresh fresh

cdef struct Place:
    Py_ssize_t element, link
    int kind, level, style

cdef struct Attributes:
    # What a tag's attributes hold of interest; `odd` where only Python reads the names right.
    bint any, data, odd
    const char *href
    const char *rel
    Py_ssize_t href_size, rel_size

cdef struct Said:
    # A stretch of a link's text: where it begins in the text of all links, and which link's it is.
    Py_ssize_t link, start

cdef enum:
    MOST_MARKS = 8
    NAME_CHARS = 200
    NAMED_CHARS = 60
    SLOTS = 1024
    LONGEST_TAG = 15

cdef int BOLD = _tags.BOLD
cdef int ITALIC = _tags.ITALIC
cdef int SILENT = _tags.SILENT
cdef int FOREIGN = _tags.FOREIGN
cdef object SPECIAL = _tags.SPECIAL
cdef list SPEAKING = [word.encode() for word in _tags.SPEAKING]

cdef list KINDS = [
    "paragraph", "heading", "list_item", "quote", "caption", "code", "table"
]
cdef int PARAGRAPH = 0, HEADING = 1, CODE = 5, TABLE = 6
cdef list LEVELS = [None, 1, 2, 3, 4, 5, 6]
cdef dict FRESH = {"never": NEVER, "always": ALWAYS, "unless nested": UNLESS_NESTED}

# The shapes of tags.py, by a hash of the name's bytes.
cdef Shape shapes[SLOTS]
cdef char names_of_slots[SLOTS][LONGEST_TAG + 1]
cdef list name_objects = [None] * SLOTS
cdef Shape UNKNOWN


cdef unsigned int slot_of(const char *name, Py_ssize_t size) noexcept nogil:
    cdef unsigned int value = 2166136261u
    cdef Py_ssize_t i
    for i in range(size):
        value = (value ^ <unsigned char>name[i]) * 16777619u
    return (value ^ (value >> 15)) & (SLOTS - 1)


cdef Shape read_shape(object name):
    shape = _tags.shape_of(name)
    cdef Shape out
    out.inline, out.void, out.raw = shape.inline, shape.void, shape.raw
    out.embed, out.special = shape.embed, name in SPECIAL
    out.anchor, out.time = name == "a", name == "time"
    out.style = shape.style
    out.kind = KINDS.index(shape.kind) if shape.kind else -1
    out.level = shape.level or 0
    out.fresh = FRESH[shape.fresh]
    return out


def _fill():
    global UNKNOWN
    cdef unsigned int slot
    UNKNOWN = read_shape("unknown-element")
    for name in _tags.KNOWN_NAMES:
        encoded = name.encode()
        slot = slot_of(encoded, len(encoded))
        while name_objects[slot] is not None:
            slot = (slot + 1) & (SLOTS - 1)
        name_objects[slot] = name
        shapes[slot] = read_shape(name)
        memcpy(names_of_slots[slot], <const char *>encoded, len(encoded) + 1)


_fill()


cdef int find_slot(const char *name, Py_ssize_t size) noexcept nogil:
    """Return the slot of a known tag name, or -1."""
    cdef unsigned int slot
    if size > LONGEST_TAG or size == 0:
        return -1
    slot = slot_of(name, size)
    while names_of_slots[slot][0]:
        if not memcmp(names_of_slots[slot], name, size) and not names_of_slots[slot][size]:
            return <int>slot
        slot = (slot + 1) & (SLOTS - 1)
    return -1


cdef inline bint same(const char *name, Py_ssize_t size, const char *other, Py_ssize_t length) noexcept nogil:
    return size == length and not memcmp(name, other, size)


cdef class Walk:
    cdef object out, listener, pictures
    cdef list blocks, elements, marks, links, wanted, heard
    cdef Buffer gathered, said, spare, names
    cdef Place place
    cdef Place *around
    cdef Said *parts
    cdef Py_ssize_t depth, room, part_count, part_room
    cdef Py_ssize_t linked, bold, italic, waits
    cdef int breaks
    cdef bint broken

    def __cinit__(self):
        self.room = 256
        self.part_room = 256
        self.around = <Place *>PyMem_Malloc(self.room * sizeof(Place))
        self.parts = <Said *>PyMem_Malloc(self.part_room * sizeof(Said))
        if not self.around or not self.parts:
            raise MemoryError

    def __dealloc__(self):
        PyMem_Free(self.around)
        PyMem_Free(self.parts)
        PyMem_Free(self.gathered.data)
        PyMem_Free(self.said.data)
        PyMem_Free(self.spare.data)
        PyMem_Free(self.names.data)

    def __init__(self):
        self.out = Segments()
        self.listener = Listener(self.out)
        self.pictures = Pictures(self.out)
        self.blocks, self.elements = self.out.blocks, self.out.elements
        self.wanted, self.heard = self.listener.wanted, self.listener.heard
        self.marks, self.links = [], []
        self.place = Place(-1, -1, PARAGRAPH, 0, 0)
        self.waits = -1

    def run(self, str markup):
        """Walk the markup of one element; None for markup that no serialisation writes."""
        cdef Py_ssize_t size
        cdef const char *at = PyUnicode_AsUTF8AndSize(markup, &size)
        cdef const char *end = at + size
        cdef const char *close
        at = <const char *>memchr(at, c"<", size)
        while at:
            at += 1
            if end - at >= 3 and at[0] == c"!" and at[1] == c"-" and at[2] == c"-":
                close = find(at, end, "-->", 3)
                if not close:
                    break
                close += 3
            else:
                close = <const char *>memchr(at, c">", end - at)
                if not close:
                    return None
                close = self.tag(at, close, end)
            at = <const char *>memchr(close, c"<", end - close)
            self.text(close, at if at else end)
        self.finish()
        return self.out

    cdef const char *tag(self, const char *at, const char *close, const char *end) except NULL:
        """Do what a tag says; return where the text after it begins."""
        cdef const char *name_end = at
        cdef int slot
        cdef Shape shape
        if at[0] == c"/":
            slot = find_slot(at + 1, close - at - 1)
            if slot < 0 or not shapes[slot].void:
                self.leave()
            return close + 1
        if at[0] == c"?" or at[0] == c"!":
            return close + 1
        while name_end < close and name_end[0] != c" ":
            name_end += 1
        slot = find_slot(at, name_end - at)
        shape = shapes[slot] if slot >= 0 else UNKNOWN
        name = name_objects[slot] if slot >= 0 else PyUnicode_DecodeUTF8(at, name_end - at, NULL)
        self.enter(name, shape, at, name_end, close)
        if shape.raw and not self.place.style & FOREIGN:
            return self.raw(name, close + 1, end)
        return close + 1

    cdef int enter(
        self, str name, Shape shape, const char *at, const char *name_end, const char *close
    ) except -1:
        cdef Attributes found
        cdef bint speaks = False
        if shape.special and name == "br":
            return self.line_break()
        found.any = found.data = found.odd = False
        found.href = found.rel = NULL
        found.href_size = found.rel_size = 0
        names = ""
        tag = None
        if name_end < close:
            names = self.read_names(name_end, close, &found)
            if found.odd:
                tag = read_tag(PyUnicode_DecodeUTF8(at, close - at, NULL))
                names = tag.names
        if found.data or (found.any and shape.time):
            if tag is None:
                tag = read_tag(PyUnicode_DecodeUTF8(at, close - at, NULL))
            self.listener.collect(tag, self.depth)
            self.sync()
        if shape.special:
            attributes = self.attributes(name_end, close)
            if name == "source":
                self.pictures.source(attributes)
                return 0
            self.pictures.add(attributes, self.place.element)
            if name == "img":
                return 0
        elif shape.inline:
            if names:
                speaks = self.speaks(names) if tag is None else tag.speaks
            return self.enter_inline(name, shape, names, speaks, &found)
        return self.enter_block(name, shape, names, name_end, close)

    cdef int enter_inline(
        self, str name, Shape shape, str names, bint speaks, Attributes *found
    ) except -1:
        cdef Place inside = self.place
        if names:
            if len(self.marks) < MOST_MARKS:
                self.marks.append(names)
            if speaks:
                self.listener.name(names, self.depth, not shape.void)
                self.sync()
        if found.href_size and shape.anchor:
            inside.link = len(self.links)
            href = self.plain(found.href, found.href_size)
            rel = self.plain(found.rel, found.rel_size) if found.rel_size else ""
            self.links.append((href, rel, len(self.blocks)))
        if shape.void:
            return self.give()
        self.push()
        inside.style |= shape.style
        self.place = inside
        return 0

    cdef int enter_block(
        self, str name, Shape shape, str names, const char *name_end, const char *close
    ) except -1:
        cdef Place inside = self.place
        self.end_block(&self.place)
        inside.element = len(self.elements)
        self.elements.append(Element(self.place.element, name, names))
        if shape.embed:
            attributes = self.attributes(name_end, close)
            self.out.embeds.append(Embed(name, attributes, self.place.element, len(self.blocks)))
        if shape.void:
            return self.give()
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
        if self.waits > self.depth:
            self.give()
        return 0

    cdef int push(self) except -1:
        cdef Place *more
        if self.depth == self.room:
            more = <Place *>PyMem_Realloc(self.around, 2 * self.room * sizeof(Place))
            if not more:
                raise MemoryError
            self.around = more
            self.room *= 2
        self.around[self.depth] = self.place
        self.depth += 1
        return 0

    cdef int give(self) except -1:
        if self.waits >= 0:
            self.listener.give(self.depth)
            self.sync()
        return 0

    cdef int sync(self) except -1:
        """Take over at which depth the listener's innermost record ends; -1 for none."""
        self.waits = self.wanted[len(self.wanted) - 1].depth if self.wanted else -1
        return 0

    cdef const char *raw(self, str name, const char *at, const char *end) except NULL:
        """Take the text of an element whose markup is text; return what follows its end."""
        encoded = b"</" + name.encode() + b">"
        cdef const char *mark = encoded
        cdef Py_ssize_t size = len(encoded)
        cdef const char *stop = find(at, end, mark, size)
        cdef const char *after = stop + size if stop else end
        if not stop:
            stop = end
        if self.waits >= 0:
            said = PyUnicode_DecodeUTF8(at, stop - at, NULL)
            self.heard.append(said.replace("&", "&amp;"))
        self.gather(at, stop, False)
        self.flush(&self.place)
        self.depth -= 1
        self.place = self.around[self.depth]
        self.give()
        return after

    cdef int text(self, const char *at, const char *end) except -1:
        if at == end:
            return 0
        if self.waits >= 0:
            self.heard.append(PyUnicode_DecodeUTF8(at, end - at, NULL))
        return self.gather(at, end, True)

    cdef int gather(self, const char *at, const char *end, bint escaped) except -1:
        """Add text to the block being gathered."""
        cdef Py_ssize_t before = self.gathered.size, size
        if self.place.style & SILENT:
            return 0
        if escaped:
            buffer_unescape(&self.gathered, at, end)
        else:
            buffer_add(&self.gathered, at, end - at)
        at = self.gathered.data + before
        end = self.gathered.data + self.gathered.size
        if is_space(at, end):
            if not before:
                self.gathered.size = 0
            return 0
        self.breaks = 0
        if self.place.link < 0 and not self.place.style:
            return 0
        size = count_chars(at, end)
        if self.place.link >= 0:
            self.linked += size
            self.say(at, end - at)
        if self.place.style & BOLD:
            self.bold += size
        if self.place.style & ITALIC:
            self.italic += size
        return 0

    cdef int say(self, const char *at, Py_ssize_t size) except -1:
        """Keep text of the link around."""
        cdef Said *more
        if not self.part_count or self.parts[self.part_count - 1].link != self.place.link:
            if self.part_count == self.part_room:
                more = <Said *>PyMem_Realloc(self.parts, 2 * self.part_room * sizeof(Said))
                if not more:
                    raise MemoryError
                self.parts = more
                self.part_room *= 2
            self.parts[self.part_count] = Said(self.place.link, self.said.size)
            self.part_count += 1
        return buffer_add(&self.said, at, size)

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
        if self.broken or place.kind == CODE:
            raw = PyUnicode_DecodeUTF8(self.gathered.data, size, NULL)
            text = folded_lines(raw, KINDS[place.kind])
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

    cdef str read_names(self, const char *at, const char *close, Attributes *found):
        """Read a tag's attributes into `found`; return the names among them, joined."""
        cdef const char *name
        cdef const char *value
        cdef const char *value_end
        cdef Py_ssize_t size, length, cut
        cdef bint first = True
        self.names.size = 0
        while at < close:
            name = at + 1
            value = <const char *>memchr(name + 1, c"=", close - name - 1) if close - name > 1 else NULL
            if at[0] != c" " or not value or value + 1 >= close or value[1] != c'"':
                found.odd = True
                return ""
            size = value - name
            value += 2
            value_end = <const char *>memchr(value, c'"', close - value)
            if not value_end:
                found.odd = True
                return ""
            length = value_end - value
            at = value_end + 1
            found.any = True
            cut = -1
            if same(name, size, "class", 5) or same(name, size, "id", 2):
                cut = NAME_CHARS
            elif same(name, size, "href", 4):
                found.href, found.href_size = value, length
                continue
            elif same(name, size, "rel", 3):
                found.rel, found.rel_size = value, length
                continue
            elif same(name, size, "hidden", 6):
                if not first:
                    buffer_add(&self.names, " ", 1)
                buffer_add(&self.names, "hidden", 6)
                first = False
                continue
            elif same(name, size, "style", 5):
                if not hides(value, value_end, found):
                    continue
                if not first:
                    buffer_add(&self.names, " ", 1)
                buffer_add(&self.names, "hidden", 6)
                first = False
                continue
            elif same(name, size, "itemprop", 8) or same(name, size, "property", 8):
                found.data = True
            elif same(name, size, "datetime", 8):
                found.data = True
                continue
            elif not (
                same(name, size, "role", 4)
                or same(name, size, "data-testid", 11)
                or same(name, size, "data-component", 14)
                or same(name, size, "data-type", 9)
                or same(name, size, "aria-label", 10)
            ):
                continue
            if not is_ascii(value, length) or (length and memchr(value, c"&", length)):
                found.odd = True
            if not first:
                buffer_add(&self.names, " ", 1)
            first = False
            if cut < 0:
                cut = NAMED_CHARS
                buffer_add(&self.names, name, size)
                buffer_add(&self.names, " ", 1)
            buffer_add(&self.names, value, min(length, cut))
        if found.odd or not self.names.size:
            return ""
        return PyUnicode_DecodeASCII(self.names.data, self.names.size, NULL)

    cdef bint speaks(self, str names) except -1:
        """Do as `speaks_of` does; what was just joined still stands in `self.names`."""
        cdef char *at = self.names.data
        cdef char *end = at + self.names.size
        cdef char *byte = at
        while byte < end:
            if c"A" <= byte[0] <= c"Z":
                byte[0] += 32
            byte += 1
        for word in SPEAKING:
            if find(at, end, <const char *><bytes>word, PyBytes_GET_SIZE(word)):
                return True
        return find(at, end, "dat", 3) != NULL and speaks_of(names)

    cdef dict attributes(self, const char *at, const char *close):
        """Return a tag's attributes, as `attributes_of` in tags.py does."""
        cdef const char *name
        cdef const char *value
        cdef const char *value_end
        cdef dict out = {}
        while at < close:
            name = at + 1
            value = <const char *>memchr(name + 1, c"=", close - name - 1) if close - name > 1 else NULL
            if not value or value + 1 >= close or value[1] != c'"':
                break
            value_end = <const char *>memchr(value + 2, c'"', close - value - 2)
            if not value_end:
                break
            key = PyUnicode_DecodeUTF8(name, value - name, NULL)
            out[key] = self.plain(value + 2, value_end - value - 2)
            at = value_end + 1
        return out

    cdef str plain(self, const char *at, Py_ssize_t size):
        if not size or not memchr(at, c"&", size):
            return PyUnicode_DecodeUTF8(at, size, NULL)
        self.spare.size = 0
        buffer_unescape(&self.spare, at, at + size)
        return PyUnicode_DecodeUTF8(self.spare.data, self.spare.size, NULL)

    cdef int finish(self) except -1:
        """End what the markup left open, and turn the links met into records."""
        while self.depth:
            if self.gathered.size:
                self.flush(&self.place)
            self.depth -= 1
            self.place = self.around[self.depth]
        self.give()
        texts = self.link_texts()
        for (href, rel, block), text in zip(self.links, texts):
            self.out.links.append(Link(href, text, rel, block))
        return 0

    cdef list link_texts(self):
        """Fold the text of each link; what a link says may come in several stretches."""
        cdef Py_ssize_t i, end
        cdef Said part
        cdef list texts = [""] * len(self.links)
        cdef dict several = {}
        for i in range(self.part_count):
            part = self.parts[i]
            end = self.parts[i + 1].start if i + 1 < self.part_count else self.said.size
            several.setdefault(part.link, []).append((part.start, end))
        for link, stretches in several.items():
            if len(stretches) == 1:
                part.start, end = stretches[0]
                texts[link] = folded(self.said.data + part.start, end - part.start, &self.spare)
            else:
                said = b"".join([self.said.data[a:b] for a, b in stretches])
                texts[link] = " ".join(said.decode().split())
        return texts


cdef bint hides(const char *at, const char *end, Attributes *found) noexcept:
    """Tell whether a style hides: display, white space, a colon, white space, none."""
    cdef const char *next
    at = find(at, end, "display", 7)
    if not at:
        return False
    if not is_ascii(at, end - at) or memchr(at, c"&", end - at):
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


def segment(str markup):
    """Cut an element, serialised by lexbor, into blocks; None for what no serialisation writes."""
    return Walk().run(markup)
