# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""The links that the walk meets, which become records once their text has been heard."""

from cpython.mem cimport PyMem_Free, PyMem_Malloc
from cpython.unicode cimport PyUnicode_DecodeUTF8

from newsclean.kernels.buffers cimport buffer_add, doubled
from newsclean.kernels.text cimport folded
from newsclean.records import Link


cdef class Links:

    def __cinit__(self):
        self.room = 256
        self.part_room = 256
        self.met = <Href *>PyMem_Malloc(self.room * sizeof(Href))
        self.parts = <Said *>PyMem_Malloc(self.part_room * sizeof(Said))
        if not self.met or not self.parts:
            raise MemoryError

    def __dealloc__(self):
        PyMem_Free(self.met)
        PyMem_Free(self.parts)
        PyMem_Free(self.said.data)
        PyMem_Free(self.spare.data)

    cdef Py_ssize_t add(
        self, const char *href, Py_ssize_t href_size, const char *rel, Py_ssize_t rel_size,
        Py_ssize_t block,
    ) except -1:
        """Take a link, whose bytes stay where they are until `give`; return its number."""
        if self.count == self.room:
            self.met = <Href *>doubled(self.met, &self.room, sizeof(Href))
        self.met[self.count] = Href(href, rel, href_size, rel_size, block)
        self.count += 1
        return self.count - 1

    cdef int say(self, Py_ssize_t link, const char *at, Py_ssize_t size) except -1:
        """Keep text of a link."""
        if not self.part_count or self.parts[self.part_count - 1].link != link:
            if self.part_count == self.part_room:
                self.parts = <Said *>doubled(self.parts, &self.part_room, sizeof(Said))
            self.parts[self.part_count] = Said(link, self.said.size)
            self.part_count += 1
        return buffer_add(&self.said, at, size)

    cdef int give(self, list out) except -1:
        """Turn all that were met into records."""
        cdef list texts = self.texts()
        cdef Py_ssize_t at
        cdef Href link
        for at in range(self.count):
            link = self.met[at]
            href = PyUnicode_DecodeUTF8(link.href, link.href_size, NULL)
            rel = PyUnicode_DecodeUTF8(link.rel, link.rel_size, NULL) if link.rel_size else ""
            out.append(Link(href, texts[at] or "", rel, link.block))
        return 0

    cdef list texts(self):
        """Fold the text of each link, None for none; hardly any is said in several stretches."""
        cdef Py_ssize_t i, end
        cdef const char *at
        cdef Said part
        cdef list texts = [None] * self.count
        cdef dict several = {}
        for i in range(self.part_count):
            part = self.parts[i]
            end = self.parts[i + 1].start if i + 1 < self.part_count else self.said.size
            at = self.said.data + part.start
            if texts[part.link] is None:
                texts[part.link] = folded(at, end - part.start, &self.spare)
            else:
                several[part.link] = b""
        if several:
            for i in range(self.part_count):
                part = self.parts[i]
                end = self.parts[i + 1].start if i + 1 < self.part_count else self.said.size
                if part.link in several:
                    several[part.link] += self.said.data[part.start:end]
            for link, said in several.items():
                texts[link] = " ".join(said.decode().split())
        return texts
