# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
# cython: cdivision=True
"""The plain measures of extract/measures.py, in one pass over the characters of a page.

What Python holds is read first; then no Python runs until all characters are counted, for the
table in which words are looked up is the module's.
"""

import numpy as np

from cpython.dict cimport PyDict_SetDefault
from cpython.object cimport PyObject
from cpython.unicode cimport (
    PyUnicode_Check,
    PyUnicode_DATA,
    PyUnicode_GET_LENGTH,
    PyUnicode_KIND,
)
from libc.stdint cimport int64_t, uint8_t, uint16_t, uint32_t, uint64_t
from libc.stdlib cimport calloc, free
from libc.string cimport memcpy, memset

from newsclean.kernels.slots cimport Slot, slot_find, slot_get
from newsclean.kernels.tokens cimport (
    List,
    Summing,
    combined,
    fill_powers,
    list_distinct,
    list_free,
    list_reserve,
    mixed,
    sum_on,
)
from newsclean.records import Block, Embed, Link, Picture, Stamp

cdef enum:  # the columns, in the order of measures.OWN
    WORDS, CHARS, WORD_LENGTH, LINK_SHARE, BOLD, ITALIC, KIND, LEVEL, MARKS, REPEAT
    SHARES
    STARTS = SHARES + 11
    ENDS = STARTS + 3
    DATES = ENDS + 5
    LINKISH, PICTURES, LINKS, STAMPS, EMBEDS
    TITLE_HIT, TITLE_SHARE, DESC_HIT, LD_HIT
    INDEX, PLACE, CHARS_BEFORE
    COLUMNS

cdef enum:  # classes of characters, as extract/characters.py numbers them
    SPACE, LOWER, UPPER, LETTER, IDEOGRAPH, DIGIT, STOP, COMMA, QUOTE, MARK, OTHER
    CLASSES

cdef enum:
    HEAD_WORDS = 40
    WORD_BITS = 0xFFFF
    # An entry of the table: lower case plus one; whether in a word, and an ideograph; the class.
    SMALL_BITS = 0x1FFFF
    WORD_AT = 20
    IDEOGRAPH_AT = 21
    CLASS_AT = 24
    SIEVE_BITS = 0x3FFF
    TWIN_BITS = 0xFFFFF
    PLANE_END = 0xFFFF
    SAMPLE = 8  # bytes of a text, at either end and in the middle
    SAMPLE_BITS = 13
    IN_TITLE = 1
    IN_DESCRIPTION = 2
    IN_BODY = 4

ctypedef fused Char:
    uint8_t
    uint16_t
    uint32_t

cdef struct Text:
    const void *data
    Py_ssize_t size
    int kind
    uint32_t sample

cdef struct Shape:
    int64_t counts[CLASSES]
    int64_t dates
    int first, last

cdef struct Known:
    # Texts beside the page, and whether there is a body in its data.
    Text title, said, body
    List title_hashes, said_hashes, body_hashes, body_pairs
    int64_t title_words
    uint32_t links[3]

cdef struct Read:
    # What is kept of the tokens: those of the block in hand, and the head words of all.
    List tokens, words, pairs, owners
    bint waits  # the last head word's pair, for the token after it
    uint32_t before

# By low bits of a hash, which texts have it, and by fewer, whether any may; all zeros between two
# pages.
cdef uint8_t _twins[TWIN_BITS + 1]
cdef uint8_t _sieve[SIEVE_BITS + 1]

cdef Slot _text, _kind, _linked, _level, _marks, _bold, _italic
cdef Slot _pictures, _links, _stamps, _embeds

slot_find(&_text, Block, "text")
slot_find(&_kind, Block, "kind")
slot_find(&_linked, Block, "link_chars")
slot_find(&_level, Block, "level")
slot_find(&_marks, Block, "marks")
slot_find(&_bold, Block, "bold")
slot_find(&_italic, Block, "italic")
slot_find(&_pictures, Picture, "block")
slot_find(&_links, Link, "block")
slot_find(&_stamps, Stamp, "block")
slot_find(&_embeds, Embed, "block")
fill_powers()


def measure(document, const uint32_t[::1] table, dict kinds, const uint32_t[::1] links, tuple beside):
    """Return own, words, pairs, their blocks, and the blocks' characters.

    As `measures.measure_plainly`. `table` (65536,) is `characters.packed`; `kinds` ranks kinds of
    blocks; `links` are three hashes that make a token linkish; `beside` the title, the description
    and the body in the page's data.
    """
    cdef tuple blocks = document.blocks
    cdef Py_ssize_t count = len(blocks), i
    cdef List spare
    cdef Read read
    cdef Known known
    cdef Text *texts = NULL
    cdef int64_t total = 0
    cdef bint done
    if table.shape[0] != PLANE_END + 1 or links.shape[0] != 3:
        raise ValueError("tables of another size")
    own = np.empty((count, COLUMNS), dtype=np.float32)
    sizes = np.empty(count, dtype=np.int64)
    cdef float[:, ::1] rows = own
    cdef int64_t[::1] held = sizes
    memset(&read, 0, sizeof(Read))
    memset(&known, 0, sizeof(Known))
    texts = <Text *> calloc(count + 1, sizeof(Text))
    if texts == NULL:
        raise MemoryError
    try:
        written = [slot_get(&_text, block) for block in blocks]  # held here while they are pointed at
        _take_all(written, texts)
        _markup(blocks, kinds, rows, texts, held)
        _repeats(written, texts, rows)
        _places(document, rows)
        _take(beside[0], &known.title)
        _take(beside[1], &known.said)
        _take(beside[2], &known.body)
        for i in range(3):
            known.links[i] = links[i]
        for i in range(count):
            total += texts[i].size
        done = _look_at(&known, &table[0])
        done = done and _measured(&read, &known, texts, &table[0], rows, total)
        _forget(&known)
        if not done:
            raise MemoryError
        return own, _kept(&read.words), _kept(&read.pairs), _kept(&read.owners), sizes
    finally:
        free(texts)
        list_free(&read.tokens)
        list_free(&read.words)
        list_free(&read.pairs)
        list_free(&read.owners)
        list_free(&known.title_hashes)
        list_free(&known.said_hashes)
        list_free(&known.body_hashes)
        list_free(&known.body_pairs)


cdef int _take(object text, Text *out) except -1:
    if not PyUnicode_Check(text):
        raise TypeError("a text is a string")
    out.data = PyUnicode_DATA(text)
    out.size = PyUnicode_GET_LENGTH(text)
    out.kind = PyUnicode_KIND(text)
    return 0


cdef object _kept(const List *many):
    out = np.empty(many.size, dtype=np.int64)
    cdef int64_t[::1] rows = out
    cdef size_t i
    for i in range(many.size):
        rows[i] = many.at[i]
    return out


# what Python holds

cdef int _take_all(list written, Text *texts) except -1:
    cdef Py_ssize_t i
    for i in range(len(written)):
        _take(written[i], &texts[i])
    return 0


cdef int _markup(
    tuple blocks, dict kinds, float[:, ::1] rows, const Text *texts, int64_t[::1] sizes
) except -1:
    """Fill the columns that the markup tells."""
    cdef Py_ssize_t i
    cdef float *row
    for i in range(len(blocks)):
        block = blocks[i]
        row = &rows[i, 0]
        sizes[i] = texts[i].size
        row[CHARS] = texts[i].size
        row[LINK_SHARE] = <double> (<int64_t> slot_get(&_linked, block)) / <double> texts[i].size
        row[BOLD] = <double> slot_get(&_bold, block)
        row[ITALIC] = <double> slot_get(&_italic, block)
        row[KIND] = <int> kinds[slot_get(&_kind, block)]
        level = slot_get(&_level, block)
        row[LEVEL] = 0 if level is None else <int> level
        row[MARKS] = len(<tuple?> slot_get(&_marks, block))
    return 0


cdef int _repeats(list written, Text *texts, float[:, ::1] rows) except -1:
    """Count how often each text is there; only those that look alike are compared."""
    cdef uint8_t seen[1 << SAMPLE_BITS]
    cdef Py_ssize_t i
    cdef dict places = {}
    cdef list alike = []
    cdef PyObject *first
    memset(seen, 0, sizeof(seen))
    for i in range(len(written)):
        texts[i].sample = _sample(&texts[i])
        seen[texts[i].sample] += seen[texts[i].sample] < 2
    for i in range(len(written)):
        rows[i, REPEAT] = 1
        if seen[texts[i].sample] == 2:
            alike.append(i)
            rows[i, REPEAT] = 0
    for i in alike:  # where a text stands first is its count kept
        first = PyDict_SetDefault(places, written[i], i)
        rows[<Py_ssize_t> (<object> first), REPEAT] += 1
    for i in alike:
        rows[i, REPEAT] = rows[<Py_ssize_t> places[written[i]], REPEAT]
    return 0


cdef uint32_t _sample(const Text *text) noexcept nogil:
    """Mix a text's size and a few of its bytes; equal texts give the same."""
    cdef const uint8_t *data = <const uint8_t *> text.data
    cdef size_t bytes = text.size * text.kind, held = min(bytes, <size_t> SAMPLE)
    cdef uint64_t begin = 0, middle = 0, end = 0
    memcpy(&begin, data, held)
    memcpy(&middle, data + (bytes - held) // 2, held)
    memcpy(&end, data + bytes - held, held)
    begin = (begin ^ bytes) * <uint64_t> 0x9E3779B97F4A7C15
    begin = (begin ^ (begin >> 29) ^ middle) * <uint64_t> 0x9E3779B97F4A7C15
    begin = (begin ^ (begin >> 29) ^ end) * <uint64_t> 0x9E3779B97F4A7C15
    return begin >> (64 - SAMPLE_BITS)


cdef int _places(document, float[:, ::1] rows) except -1:
    """Count by block the pictures before it, links, times and embeds."""
    cdef Py_ssize_t i
    for i in range(rows.shape[0]):
        rows[i, PICTURES] = rows[i, LINKS] = rows[i, STAMPS] = rows[i, EMBEDS] = 0
    _count(document.pictures, &_pictures, rows, PICTURES)
    _count(document.links, &_links, rows, LINKS)
    _count(document.stamps, &_stamps, rows, STAMPS)
    _count(document.embeds, &_embeds, rows, EMBEDS)
    return 0


cdef int _count(tuple items, const Slot *place, float[:, ::1] rows, int column) except -1:
    cdef Py_ssize_t block
    for item in items:
        block = slot_get(place, item)
        if block < 0:
            raise ValueError("a block's number is not negative")
        if block < rows.shape[0]:  # else it stands behind the last block
            rows[block, column] += 1
    return 0


# no Python from here on

cdef bint _look_at(Known *known, const uint32_t *table) noexcept nogil:
    """Read the texts beside the page and mark their words; false where there is no memory."""
    cdef size_t i, size
    cdef List *body = &known.body_hashes
    if not (
        _hashed(&known.title, table, &known.title_hashes)
        and _hashed(&known.said, table, &known.said_hashes)
        and _hashed(&known.body, table, body)
        and list_reserve(&known.body_pairs, body.size + 1)
    ):
        return False
    size = body.size
    for i in range(1, size):
        known.body_pairs.at[i - 1] = combined(body.at[i - 1], body.at[i])
    known.body_pairs.size = size - 1 if size else 0
    if size == 1:
        known.body_pairs.at[0] = body.at[0]
        known.body_pairs.size = 1
    known.title_words = list_distinct(&known.title_hashes)
    _mark(&known.title_hashes, IN_TITLE)
    _mark(&known.said_hashes, IN_DESCRIPTION)
    _mark(&known.body_pairs, IN_BODY)
    return True


cdef void _mark(const List *many, uint8_t what) noexcept nogil:
    cdef size_t i
    for i in range(many.size):
        _twins[many.at[i] & TWIN_BITS] |= what
        _sieve[many.at[i] & SIEVE_BITS] |= what


cdef void _forget(const Known *known) noexcept nogil:
    _unmark(&known.title_hashes)
    _unmark(&known.said_hashes)
    _unmark(&known.body_pairs)


cdef void _unmark(const List *many) noexcept nogil:
    cdef size_t i
    for i in range(many.size):
        _twins[many.at[i] & TWIN_BITS] = 0
        _sieve[many.at[i] & SIEVE_BITS] = 0


cdef bint _hashed(const Text *text, const uint32_t *table, List *out) noexcept nogil:
    cdef Shape shape
    return _read(text, table, &shape, out)


cdef bint _read(const Text *text, const uint32_t *table, Shape *shape, List *out) noexcept nogil:
    """Put a text's tokens into a list and count its characters by class."""
    out.size = 0
    memset(shape, 0, sizeof(Shape))
    # No text has more tokens than characters; before them is a place for what is in none.
    if not list_reserve(out, text.size + 1):
        return False
    if text.kind == 1:
        _scan(<const uint8_t *> text.data, text.size, table, shape, out)
    elif text.kind == 2:
        _scan(<const uint16_t *> text.data, text.size, table, shape, out)
    else:
        _scan(<const uint32_t *> text.data, text.size, table, shape, out)
    return True


cdef inline uint32_t _entry(Char character, const uint32_t *table) noexcept nogil:
    if Char is uint32_t:
        return table[character if character < PLANE_END else PLANE_END]
    else:
        return table[character]


cdef inline int _class(uint32_t entry) noexcept nogil:
    return entry >> CLASS_AT


cdef void _scan(
    const Char *text, Py_ssize_t size, const uint32_t *table, Shape *shape, List *out
) noexcept nogil:
    cdef Py_ssize_t i
    cdef uint32_t entry, word, ideograph, within = 0
    cdef int64_t odd[CLASSES]  # of every other character: one count waits for its last change
    cdef Summing now
    if size == 0:
        return
    shape.first = _class(_entry(text[0], table))
    shape.last = _class(_entry(text[size - 1], table))
    memset(odd, 0, sizeof(odd))
    now.sum = now.place = 0
    now.last = out.at
    for i in range(size):
        entry = _entry(text[i], table)
        word = (entry >> WORD_AT) & 1
        ideograph = (entry >> IDEOGRAPH_AT) & 1
        sum_on(&now, (word & ~within) | ideograph, entry & SMALL_BITS)
        within = word
        if i & 1:
            odd[_class(entry)] += 1
        else:
            shape.counts[_class(entry)] += 1
        if _class(entry) == DIGIT:
            shape.dates += _date(text, size, i, table)
    for i in range(CLASSES):
        shape.counts[i] += odd[i]
    out.size = now.last - out.at
    for i in range(<Py_ssize_t> out.size):
        out.at[i] = mixed(out.at[i + 1])


cdef int _date(
    const Char *text, Py_ssize_t size, Py_ssize_t at, const uint32_t *table
) noexcept nogil:
    """Count at a digit: one after a colon after one, and the first of four."""
    cdef Py_ssize_t end
    if at > 0 and _class(_entry(text[at - 1], table)) == DIGIT:
        return 0
    end = at + 1
    while end < size and end < at + 5 and _class(_entry(text[end], table)) == DIGIT:
        end += 1
    return (end == at + 4) + (
        at > 1 and text[at - 1] == c':' and _class(_entry(text[at - 2], table)) == DIGIT
    )


cdef bint _measured(
    Read *read, const Known *known, const Text *texts, const uint32_t *table,
    float[:, ::1] rows, int64_t total,
) noexcept nogil:
    """Read all blocks and fill the rest of their rows; false where there is no memory."""
    cdef Py_ssize_t i, count = rows.shape[0]
    cdef int64_t before = 0
    cdef Shape shape
    cdef float *row
    for i in range(count):
        row = &rows[i, 0]
        if not _read(&texts[i], table, &shape, &read.tokens) or not _keep(read, i):
            return False
        _shaped(&shape, texts[i].size, read.tokens.size, row)
        _alike(&read.tokens, known, row)
        row[INDEX] = i
        row[PLACE] = <double> i / <double> count
        row[CHARS_BEFORE] = <double> before / <double> total
        before += texts[i].size
    if read.waits:
        read.pairs.at[read.pairs.size - 1] = combined(read.before, 0) & WORD_BITS
    return True


cdef void _shaped(const Shape *shape, Py_ssize_t size, size_t words, float *row) noexcept nogil:
    cdef int kind
    cdef double chars = size
    row[WORDS] = words
    row[WORD_LENGTH] = chars / <double> (words if words else 1)
    for kind in range(CLASSES):
        row[SHARES + kind] = <double> shape.counts[kind] / chars
    for kind in range(STOP, MARK + 1):
        row[SHARES + kind] = shape.counts[kind]
    row[STARTS] = shape.first == UPPER
    row[STARTS + 1] = shape.first == DIGIT
    row[STARTS + 2] = shape.first >= MARK
    row[ENDS] = shape.last == STOP
    row[ENDS + 1] = shape.last == QUOTE
    row[ENDS + 2] = shape.last == COMMA
    row[ENDS + 3] = shape.last >= MARK
    row[ENDS + 4] = LOWER <= shape.last <= DIGIT
    row[DATES] = shape.dates


cdef bint _keep(Read *read, Py_ssize_t block) noexcept nogil:
    """Keep the block's head words, and pairs with the words after them."""
    cdef const List *tokens = &read.tokens
    cdef size_t i, count = tokens.size if tokens.size < HEAD_WORDS else HEAD_WORDS
    cdef size_t at = read.words.size
    cdef bint room = (
        list_reserve(&read.words, count)
        and list_reserve(&read.pairs, count)
        and list_reserve(&read.owners, count)
    )
    if count == 0 or not room:
        return room
    if read.waits:
        read.pairs.at[at - 1] = combined(read.before, tokens.at[0]) & WORD_BITS
    for i in range(count):
        read.words.at[at + i] = tokens.at[i] & WORD_BITS
        read.owners.at[at + i] = block
    for i in range(count if count < tokens.size else count - 1):
        read.pairs.at[at + i] = combined(tokens.at[i], tokens.at[i + 1]) & WORD_BITS
    read.words.size = read.pairs.size = read.owners.size = at + count
    read.waits = count == tokens.size
    read.before = tokens.at[count - 1]
    return True


cdef void _alike(const List *tokens, const Known *known, float *row) noexcept nogil:
    """Compare a block's words with the texts beside the page; count its linkish ones."""
    cdef size_t i
    cdef uint32_t token
    cdef uint8_t found
    cdef int64_t title = 0, said = 0, body = 0, linkish = 0
    cdef bint data = known.body_hashes.size != 0
    cdef double words = tokens.size if tokens.size else 1
    for i in range(tokens.size):
        token = tokens.at[i]
        if _sieve[token & SIEVE_BITS] & (IN_TITLE | IN_DESCRIPTION):
            found = _twins[token & TWIN_BITS]
            title += found & IN_TITLE
            said += (found & IN_DESCRIPTION) != 0
        linkish += (
            token == known.links[0] or token == known.links[1] or token == known.links[2]
        )
        if data and i > 0:
            token = combined(tokens.at[i - 1], token)
            if _sieve[token & SIEVE_BITS] & IN_BODY:
                body += (_twins[token & TWIN_BITS] & IN_BODY) != 0
    row[LINKISH] = linkish
    row[TITLE_HIT] = title / words
    row[TITLE_SHARE] = <double> title / <double> (known.title_words if known.title_words else 1)
    row[DESC_HIT] = said / words
    row[LD_HIT] = -1
    if data:
        row[LD_HIT] = <double> body / <double> (tokens.size - 1 if tokens.size > 1 else 1)
