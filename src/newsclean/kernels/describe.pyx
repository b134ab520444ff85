# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False, cdivision=True
"""The measures of extract/features.py and extract/containers.py, each text and element met once.

Sums are of whole numbers and quotients are taken in double precision, as numpy takes them: the
results are the same to the last bit.
"""

from cpython.mem cimport PyMem_Calloc, PyMem_Free
from libc.stdint cimport int64_t, uint8_t, uint32_t

cdef extern from "Python.h":
    int PyUnicode_KIND(object text)
    void *PyUnicode_DATA(object text)
    Py_UCS4 PyUnicode_READ(int kind, void *data, Py_ssize_t index)

cdef enum:
    # Classes of characters, as in characters.py.
    LOWER = 1
    UPPER = 2
    LETTER = 3
    IDEOGRAPH = 4
    DIGIT = 5
    STOP = 6
    COMMA = 7
    QUOTE = 8
    MARK = 9
    CLASSES = 11
    # Columns of `own`, as in features.py.
    WORDS = 0
    SPACE_AT = 10
    STARTS = 21
    DATES = 29
    LINKISH = 30
    PICTURES = 31
    TITLE_HIT = 35
    INDEX = 39
    # The plane, the length a token is hashed to, words of a block that are weighed.
    LAST = 0xFFFF
    LONGEST = 64
    HEAD_WORDS = 40
    TWIN_BITS = (1 << 20) - 1

cdef uint32_t powers[LONGEST]


def _fill():
    cdef uint32_t power = 1
    cdef int i
    for i in range(LONGEST):
        power = power * <uint32_t>0x01000193
        powers[i] = power


_fill()


cdef inline uint32_t mix(uint32_t value) noexcept nogil:
    value ^= value >> 15
    value *= <uint32_t>0x2C1B3C6D
    return value ^ (value >> 13)


cdef inline uint32_t pair(uint32_t first, uint32_t second) noexcept nogil:
    cdef uint32_t mixed = (first * <uint32_t>0x9E3779B1) ^ second
    return mixed ^ (mixed >> 16)


cdef class Known:
    """A set of hashes, told apart by their low twenty bits."""

    cdef uint8_t *bits
    cdef Py_ssize_t size

    def __cinit__(self):
        self.bits = <uint8_t *>PyMem_Calloc((TWIN_BITS + 1) // 8, 1)
        if not self.bits:
            raise MemoryError

    def __dealloc__(self):
        PyMem_Free(self.bits)

    cdef inline void add(self, uint32_t value) noexcept nogil:
        value &= TWIN_BITS
        self.bits[value >> 3] |= <uint8_t>(1 << (value & 7))
        self.size += 1

    cdef inline void clear(self, uint32_t value) noexcept nogil:
        self.bits[(value & TWIN_BITS) >> 3] = 0

    cdef inline bint holds(self, uint32_t value) noexcept nogil:
        value &= TWIN_BITS
        return self.bits[value >> 3] >> (value & 7) & 1


cdef Py_ssize_t read_text(
    str text,
    const uint8_t[::1] classes,
    const uint32_t[::1] small,
    uint32_t *hashes,
    float *row,
) except -1:
    """Hash a text's tokens; with a row, put in the shares of classes, ends and dates."""
    cdef int kind = PyUnicode_KIND(text)
    cdef void *data = PyUnicode_DATA(text)
    cdef Py_ssize_t size = len(text), i, found = 0, length = 0, digits = 0
    cdef Py_ssize_t counts[CLASSES]
    cdef uint32_t value = 0, code
    cdef uint8_t group = 0, first = 0
    cdef bint inside = False, colon = False
    cdef int dates = 0
    for i in range(CLASSES):
        counts[i] = 0
    for i in range(size):
        code = PyUnicode_READ(kind, data, i)
        if code > LAST:
            code = LAST
        group = classes[code]
        counts[group] += 1
        if not i:
            first = group
        if group == DIGIT:
            if colon:
                dates += 1
            digits += 1
            colon = False
        else:
            colon = digits > 0 and code == c":"
            dates += digits == 4
            digits = 0
        if group == IDEOGRAPH or (LOWER <= group <= LETTER) or group == DIGIT:
            if not inside or group == IDEOGRAPH:
                if length:
                    hashes[found - 1] = mix(value)
                found += 1
                value = 0
                length = 0
            value += small[code] * powers[length if length < LONGEST else LONGEST - 1]
            length += 1
            inside = group != IDEOGRAPH
        else:
            inside = False
    if length:
        hashes[found - 1] = mix(value)
    if row == NULL:
        return found
    dates += digits == 4
    for i in range(CLASSES):
        if STOP <= i <= MARK:
            row[SPACE_AT + i] = <float>counts[i]
        else:
            row[SPACE_AT + i] = <float>(<double>counts[i] / size)
    row[STARTS] = first == UPPER
    row[STARTS + 1] = first == DIGIT
    row[STARTS + 2] = first >= MARK
    row[STARTS + 3] = group == STOP
    row[STARTS + 4] = group == QUOTE
    row[STARTS + 5] = group == COMMA
    row[STARTS + 6] = group >= MARK
    row[STARTS + 7] = LOWER <= group <= DIGIT
    row[DATES] = dates
    return found


def read_blocks(
    tuple blocks,
    dict kinds,
    const uint8_t[::1] classes,
    const uint32_t[::1] small,
    const uint32_t[::1] links,
    float[:, ::1] own,
    uint32_t[::1] hashes,
    int64_t[::1] counts,
):
    """Fill the columns of `own` (blocks, OWN; zeros) that a block alone decides, and its tokens.

    `hashes` has room for a token a character; `counts` (blocks,) takes each block's tokens, whose
    number is returned. `links` are the hashes of what an address begins with.
    """
    cdef Py_ssize_t index, found, size, before = 0, total = 0, used = 0, i, count = len(blocks)
    cdef float *row
    cdef dict repeats = {}
    cdef str text
    for block in blocks:
        text = block.text
        repeats[text] = repeats.get(text, 0) + 1
        total += len(text)
    for index in range(count):
        block = blocks[index]
        text = block.text
        size = len(text)
        row = &own[index, 0]
        found = read_text(text, classes, small, &hashes[used], row)
        counts[index] = found
        for i in range(used, used + found):
            if hashes[i] == links[0] or hashes[i] == links[1] or hashes[i] == links[2]:
                row[LINKISH] += 1
        used += found
        row[WORDS] = found
        row[1] = size
        row[2] = <float>(<double>size / (found if found else 1))
        row[3] = <float>(<double>block.link_chars / size)
        row[4] = block.bold
        row[5] = block.italic
        row[6] = kinds[block.kind]
        row[7] = block.level or 0
        row[8] = len(block.marks)
        row[9] = repeats[text]
        row[INDEX] = index
        row[INDEX + 1] = <float>(<double>index / count)
        row[INDEX + 2] = <float>(<double>before / total)
        before += size
    return used


def count_places(float[:, ::1] own, tuple kinds):
    """Count by block the records of each of four kinds: pictures, links, stamps, embeds."""
    cdef Py_ssize_t column = PICTURES, block, count = own.shape[0]
    for records in kinds:
        for record in <tuple>records:
            block = record.block
            if block < count:
                own[block, column] += 1
        column += 1


def read_other(str text, const uint8_t[::1] classes, const uint32_t[::1] small, uint32_t[::1] out):
    """Hash the tokens of another text; return their number."""
    return read_text(text, classes, small, &out[0], NULL) if len(text) else 0


def compare(
    const uint32_t[::1] hashes,
    const int64_t[::1] counts,
    const uint32_t[::1] title,
    const uint32_t[::1] said,
    const uint32_t[::1] body,
    Py_ssize_t distinct,
    float[:, ::1] own,
):
    """Put in how much each block is like the title, the description and the JSON-LD body.

    `distinct` is the number of different tokens of the title.
    """
    cdef Known in_title = Known(), in_said = Known(), in_body = Known()
    cdef Py_ssize_t i, block, at = 0, count, hit, described, doubled
    cdef uint32_t value
    for i in range(title.shape[0]):
        in_title.add(title[i])
    for i in range(said.shape[0]):
        in_said.add(said[i])
    if body.shape[0] == 1:
        in_body.add(body[0])
    for i in range(body.shape[0] - 1):
        in_body.add(pair(body[i], body[i + 1]))
    for block in range(counts.shape[0]):
        count = counts[block]
        hit = described = doubled = 0
        for i in range(at, at + count):
            value = hashes[i]
            hit += in_title.holds(value)
            described += in_said.holds(value)
            if i + 1 < at + count:
                doubled += in_body.holds(pair(value, hashes[i + 1]))
        at += count
        own[block, TITLE_HIT] = <float>(<double>hit / max(count, 1))
        own[block, TITLE_HIT + 1] = <float>(<double>hit / max(distinct, 1))
        own[block, TITLE_HIT + 2] = <float>(<double>described / max(count, 1))
        if in_body.size:
            own[block, TITLE_HIT + 3] = <float>(<double>doubled / max(count - 1, 1))
        else:
            own[block, TITLE_HIT + 3] = -1


def heads(
    const uint32_t[::1] hashes,
    const int64_t[::1] counts,
    uint32_t bits,
    int64_t[::1] words,
    int64_t[::1] pairs,
    int64_t[::1] blocks,
):
    """Put the buckets of each block's first words, and of pairs with the word behind; count them."""
    cdef Py_ssize_t block, i, at = 0, used = 0, whole = hashes.shape[0]
    for block in range(counts.shape[0]):
        for i in range(at, at + min(counts[block], HEAD_WORDS)):
            words[used] = hashes[i] & bits
            pairs[used] = pair(hashes[i], hashes[i + 1] if i + 1 < whole else 0) & bits
            blocks[used] = block
            used += 1
        at += counts[block]
    return used


def read_names(list names, uint32_t bits, int64_t[::1] buckets, int64_t[::1] owner):
    """Cut names into words and hash them, as names.py does; return how many there are.

    `buckets` and `owner` have room for a word a character.
    """
    cdef Py_ssize_t i, number = 0, used = 0, length
    cdef int kind, rank, last
    cdef void *data
    cdef uint32_t value
    cdef Py_UCS4 code
    for name in names:
        kind = PyUnicode_KIND(name)
        data = PyUnicode_DATA(name)
        last = 0
        length = 0
        value = 0
        for i in range(len(<str>name)):
            code = PyUnicode_READ(kind, data, i)
            rank = 1 if c"a" <= code <= c"z" else 2 if c"A" <= code <= c"Z" else 0
            if rank > last:
                if length:
                    buckets[used - 1] = mix(value) & bits
                owner[used] = number
                used += 1
                value = 0
                length = 0
            if rank:
                value += ((<uint32_t>code | 32) + 1) * powers[length if length < LONGEST else LONGEST - 1]
                length += 1
            last = rank
        if length:
            buckets[used - 1] = mix(value) & bits
        number += 1
    return used


def contain(
    tuple blocks,
    tuple elements,
    dict ranks,
    dict landmark_bits,
    list name_of,
    int64_t[:, ::1] chain,
    double[:, ::1] totals,
    float[:, ::1] landmarks,
    float[::1] depth,
    float[::1] tags,
    float[:, ::1] group,
):
    """Fill the arrays of `Containers` (containers.py), totals as doubles; return the parents."""
    cdef Py_ssize_t count = len(blocks), held = len(elements), i, level, place, rank
    cdef int64_t up, width = 1, above = 1, mask
    cdef double size, linked, total = 0
    cdef list parents = [0] * held
    cdef dict numbers = {}, known = {}
    cdef int64_t *room = <int64_t *>PyMem_Calloc(4 * held + count, sizeof(int64_t))
    cdef double *sums = <double *>PyMem_Calloc(3 * count, sizeof(double))
    cdef int64_t *upward = room
    cdef int64_t *masks = room + held
    cdef int64_t *depths = room + 2 * held
    cdef int64_t *paths = room + 3 * held
    cdef int64_t *groups = room + 4 * held
    try:
        if not room or not sums:
            raise MemoryError
        for name in name_of:
            width = max(width, <int64_t>name + 1)
        for i in range(held):
            element = elements[i]
            tag = element.tag
            parents[i] = element.parent
            up = upward[i] = max(<int64_t>parents[i], 0)
            found = numbers.get(tag)
            if found is None:
                known_rank = ranks.get(tag)
                found = numbers[tag] = (
                    len(numbers),
                    len(ranks) if known_rank is None else known_rank,
                    landmark_bits.get(tag, 0),
                )
            number, rank, mask = <tuple>found
            tags[i] = rank
            paths[i] = <int64_t>number * width + <int64_t>name_of[i]
            above = max(above, paths[i] + 1)
            masks[i] = mask | masks[up] if i else mask
            depths[i] = depths[up] + 1 if i else 0
        for i in range(count):
            block = blocks[i]
            size = len(<str>block.text)
            linked = block.link_chars
            place = block.element
            total += size
            totals[place, 0] += size
            totals[place, 1] += linked
            totals[place, 2] += 1
            if tags[place] == 0:
                totals[place, 3] += size
            for level in range(landmarks.shape[1]):
                landmarks[i, level] = (masks[place] >> level) & 1
            depth[i] = depths[place]
            up = place
            for level in range(chain.shape[0]):
                chain[level, i] = up
                up = upward[up]
            key = paths[place] * above + paths[upward[place]]
            number = known.setdefault(key, len(known))
            groups[i] = number
            sums[3 * groups[i]] += 1
            sums[3 * groups[i] + 1] += size
            sums[3 * groups[i] + 2] += linked
        for i in range(held - 1, 0, -1):
            for level in range(4):
                totals[upward[i], level] += totals[i, level]
        for i in range(count):
            place = 3 * groups[i]
            group[i, 0] = <float>sums[place]
            group[i, 1] = <float>(sums[place + 1] / total)
            group[i, 2] = <float>(sums[place + 1] / sums[place])
            group[i, 3] = <float>(sums[place + 2] / sums[place + 1])
        return parents
    finally:
        PyMem_Free(room)
        PyMem_Free(sums)
