# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""The listener of document/collected.py: keeps times, properties and speaking names."""

from cpython.mem cimport PyMem_Free, PyMem_Malloc
from cpython.unicode cimport PyUnicode_DecodeUTF8

from newsclean.document import collected as _collected
from newsclean.kernels.buffers cimport buffer_add, doubled
from newsclean.records import Named, Property, Stamp

cdef Py_ssize_t MOST_PROPERTIES = _collected.MOST_PROPERTIES
cdef Py_ssize_t MOST_NAMED = _collected.MOST_NAMED
cdef Py_ssize_t PROPERTY_TEXT = _collected.PROPERTY_TEXT
cdef Py_ssize_t STAMP_TEXT = _collected.STAMP_TEXT
cdef Py_ssize_t NAMED_TEXT = _collected.NAMED_TEXT
cdef tuple VALUES = _collected.VALUES
cdef object BODIES = _collected.BODIES


cdef class Listener:

    def __cinit__(self, out):
        self.out = out
        self.room = 64
        self.wanted = <Wanted *>PyMem_Malloc(self.room * sizeof(Wanted))
        if not self.wanted:
            raise MemoryError

    def __dealloc__(self):
        PyMem_Free(self.wanted)
        PyMem_Free(self.heard.data)

    cdef int collect(
        self, dict attributes, str names, Py_ssize_t depth, bint is_time, bint holds_text
    ) except -1:
        """Keep what the fields need of an element that carries data."""
        out = self.out
        block = len(out.blocks)
        stamped = attributes.get("datetime")
        if stamped or is_time:
            if holds_text:
                self.want(STAMP, depth, len(out.stamps))
            out.stamps.append(Stamp(stamped or "", "", names, block))
        name = attributes.get("itemprop") or attributes.get("property")
        if name and len(out.properties) < MOST_PROPERTIES:
            scope = attributes.get("itemtype") or attributes.get("typeof") or ""
            value = ""
            for key in VALUES:
                value = attributes.get(key)
                if value:
                    break
            if not value and name not in BODIES and holds_text:
                self.want(PROPERTY, depth, len(out.properties))
            value = " ".join(value.split()) if value else ""
            out.properties.append(Property(name, value, scope, block))
        return 0

    cdef int name(self, str names, Py_ssize_t depth, bint holds_text) except -1:
        """Keep an inline element whose names speak of an author, a date or a credit."""
        named = self.out.named
        if len(named) < MOST_NAMED:
            if holds_text:
                self.want(NAMED, depth, len(named))
            named.append(Named("", names, len(self.out.blocks)))
        return 0

    cdef int hear(self, const char *text, Py_ssize_t size) except -1:
        """Keep text while a record waits for it."""
        return buffer_add(&self.heard, text, size) if self.count else 0

    cdef int want(self, Waiting what, Py_ssize_t depth, Py_ssize_t index) except -1:
        """Ask for the text of the element that is about to be entered."""
        if self.count == self.room:
            self.wanted = <Wanted *>doubled(self.wanted, &self.room, sizeof(Wanted))
        self.wanted[self.count] = Wanted(depth + 1, self.heard.size, index, what)
        self.count += 1
        return 0

    cdef int give(self, Py_ssize_t depth) except -1:
        """Give the records of elements that were left the text heard in them."""
        while self.count and self.wanted[self.count - 1].depth > depth:
            self.count -= 1
            self.fill(&self.wanted[self.count])
        if not self.count:
            self.heard.size = 0
        return 0

    cdef int fill(self, Wanted *asked) except -1:
        cdef Py_ssize_t at = asked.index
        cdef list records
        cdef const char *heard = self.heard.data + asked.start
        text = PyUnicode_DecodeUTF8(heard, self.heard.size - asked.start, NULL)
        if asked.what == STAMP:
            records = self.out.stamps
            text = " ".join(text.split())[:STAMP_TEXT]
            records[at] = Stamp(records[at].value, text, records[at].names, records[at].block)
        elif asked.what == NAMED:
            records = self.out.named
            text = " ".join(text[: 2 * NAMED_TEXT].split())[:NAMED_TEXT]
            records[at] = Named(text, records[at].names, records[at].block)
        else:
            records = self.out.properties
            text = " ".join(text[:PROPERTY_TEXT].split())
            records[at] = Property(records[at].name, text, records[at].scope, records[at].block)
        return 0
