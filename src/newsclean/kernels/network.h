/* The tagger's pass over a page (extract/tagger.py), in strips of a few blocks and with no larger
   temporaries than the hidden values and the running sums. Products are of whole numbers, and no
   sum of floats depends on the width of registers: each kind gives the same beliefs to the bit.

   `network_pass.h` is taken in once for each kind of registers that x86 machines have; which kind
   runs is asked when weights are packed. All arrays stand at whole panels in memory, and their rows
   are filled up to whole panels with zeros. */

#include <math.h>
#include <stdint.h>
#include <string.h>

enum { PANEL = 16 }; /* columns of a matrix that stand together; the lanes of the widest vector */
enum { STRIP = 6 };  /* blocks at once: as many as registers hold sums of */
enum { OWN_RUNS = 4, PAGE_RUN = OWN_RUNS, BEFORE, AFTER, NEAR, RUNS };
enum { GROUP = 4 };  /* inputs that are multiplied at once, a byte each */
enum { TOP_UNSIGNED = 255, TOP_SIGNED = 127, MIDDLE = 128 }; /* of codes */
enum { AHEAD = 24 }; /* buckets whose rows are fetched before they are asked for */
#define TINY 1e-30f
enum { LEVELS = 4, TAG_LEVELS = 3, MOST_MIXERS = 8 };
#define SMALL 0.1f
#define CLIP 4.0f
#define EPSILON 1e-5f

/* A matrix of whole numbers as panels: for each panel and each GROUP of inputs its columns, each with
   the weights of the group's inputs side by side. `start` (width,) takes away what the middle of
   signed codes adds, `scale` (width,) makes a sum a product again; see extract/quantized.py. */
typedef struct {
    Py_ssize_t groups, width;
    const int8_t *panels;
    const int32_t *start;
    const float *scale;
} Matrix;

/* A mixing layer: `gather` makes the gated values; the sum of the others and of the bias is what is
   normalized. `page` takes the mean over the page, `spread` those over the other runs. */
typedef struct {
    Matrix gather, before, here, after, page, spread;
    const float *gather_bias, *bias, *gain, *shift;
} MixerLayers;

typedef struct {
    Py_ssize_t count, vector, hidden, gathered, depth, tags; /* `count` of numbers */
    const float *mean, *scale, *names, *words;
    const float *tag_sums; /* (TAG_LEVELS, tags, width of `first`): what a tag adds there */
    Matrix numbers, far, named, second, last;
    const float *first_bias, *second_bias, *last_bias, *odds, *odds_bias;
    MixerLayers mixers[MOST_MIXERS];
} Net;

/* Whole numbers by block and column, with the steps between them. */
typedef struct {
    const int64_t *at;
    Py_ssize_t down, across;
} Grid;

/* Strings of buckets: `begins` (strings,) into `buckets`, the last one to its end. */
typedef struct {
    Py_ssize_t strings, size;
    const int64_t *buckets, *begins;
} Strings;

typedef struct {
    Py_ssize_t count;
    const float *numbers;
    Strings names, words;
    Grid name_of, tags, starts, ends;
} Page;

/* Rows of floats as whole numbers, 0..255, each row with its scale. */
typedef struct {
    uint8_t *codes;
    float *scales;
} Coded;

/* The memory of a pass, for `blocks` (whole strips) with `around` empty ones at both ends. */
typedef struct {
    Py_ssize_t blocks, around;
    float *hidden;                   /* the hidden values of all blocks */
    Coded was, now;                  /* the same in codes, before and after a layer */
    float *sums, *names;             /* running sums of gated values; a vector for each string */
    float *row, *first, *gated, *means, *base, *mixed, *last; /* of one strip */
    Coded numbers, far, named, spread; /* the same */
} Room;

static inline int64_t cell(const Grid *grid, Py_ssize_t block, Py_ssize_t column)
{
    return grid->at[block * grid->down + column * grid->across];
}

static inline Py_ssize_t padded(Py_ssize_t width) { return (width + PANEL - 1) / PANEL * PANEL; }

static inline float sigmoid(float value) { return 1 / (1 + expf(-value)); }

/* Whether all of a grid is in 0..most. */
static int grid_fits(const Grid *grid, Py_ssize_t down, Py_ssize_t across, int64_t most)
{
    int outside = 0;
    for (Py_ssize_t column = 0; column < across; column++)
        for (Py_ssize_t row = 0; row < down; row++)
            outside |= (uint64_t)cell(grid, row, column) > (uint64_t)most;
    return !outside;
}

/* Whether strings begin in order and inside, with buckets below `most`. */
static int strings_fit(const Strings *strings, int64_t most)
{
    int64_t last = 0;
    int outside = 0;
    for (Py_ssize_t at = 0; at < strings->strings; at++) {
        outside |= strings->begins[at] < last || strings->begins[at] > strings->size;
        last = strings->begins[at];
    }
    for (Py_ssize_t at = 0; at < strings->size; at++)
        outside |= (uint64_t)strings->buckets[at] >= (uint64_t)most;
    return !outside;
}

/* Take whole panels of floats; `at` is where the next begin. */
static float *taken(uintptr_t *at, Py_ssize_t size)
{
    float *here = (float *)*at;
    *at += (uintptr_t)padded(size) * sizeof(float);
    return here;
}

/* Take room for rows of codes; the scales of `around` rows more at both ends. */
static Coded coded(uintptr_t *at, Py_ssize_t rows, Py_ssize_t width, Py_ssize_t around)
{
    Coded here;
    const Py_ssize_t before = padded(around);
    here.scales = taken(at, before + rows + around) + before;
    here.codes = (uint8_t *)taken(at, (before + rows + around) * width / 4) + before * width;
    return here;
}

/* Share out memory from `start` on; returns how many bytes that were. */
static size_t share_out(const Net *net, const Page *page, uintptr_t start, Room *room)
{
    const Py_ssize_t blocks = (page->count + STRIP - 1) / STRIP * STRIP;
    const Py_ssize_t around = (Py_ssize_t)1 << (net->depth - 1), width = net->second.width;
    const Py_ssize_t gathered = net->mixers[0].gather.width, first = net->numbers.width;
    const Py_ssize_t means = padded(net->mixers[0].spread.groups * GROUP);
    const Py_ssize_t numbers = padded(net->count), named = padded((LEVELS + 1) * net->vector);
    uintptr_t at = start;
    room->blocks = blocks;
    room->around = around;
    room->hidden = taken(&at, blocks * width);
    room->was = coded(&at, blocks, width, around);
    room->now = coded(&at, blocks, width, around);
    room->sums = taken(&at, (blocks + 1) * gathered);
    room->names = taken(&at, page->names.strings * padded(net->vector));
    room->row = taken(&at, (numbers > named ? numbers : named) + PANEL);
    room->means = taken(&at, means + PANEL);
    room->first = taken(&at, STRIP * first);
    room->gated = taken(&at, STRIP * gathered);
    room->base = taken(&at, STRIP * width);
    room->mixed = taken(&at, STRIP * width);
    room->last = taken(&at, STRIP * net->last.width);
    room->numbers = coded(&at, STRIP, numbers, 0);
    room->far = coded(&at, STRIP, numbers, 0);
    room->named = coded(&at, STRIP, named > first ? named : first, 0);
    room->spread = coded(&at, STRIP, means, 0);
    return at - start;
}

/* Each of these has a name of its own for each kind of registers. */
#define JOINED(name, lanes) name##_##lanes
#define NAMED(name, lanes) JOINED(name, lanes)
#define Vector NAMED(Vector, LANES)
#define Loose NAMED(Loose, LANES)
#define Mask NAMED(Mask, LANES)
#define PARTS NAMED(PARTS, LANES)
#define dot NAMED(dot, LANES)
#define tile NAMED(tile, LANES)
#define multiply NAMED(multiply, LANES)
#define largest_of NAMED(largest_of, LANES)
#define larger NAMED(larger, LANES)
#define put_bytes NAMED(put_bytes, LANES)
#define code NAMED(code, LANES)
#define begin NAMED(begin, LANES)
#define add NAMED(add, LANES)
#define positive NAMED(positive, LANES)
#define sum_of NAMED(sum_of, LANES)
#define mean_vector NAMED(mean_vector, LANES)
#define mean_between NAMED(mean_between, LANES)
#define read_block NAMED(read_block, LANES)
#define read_page NAMED(read_page, LANES)
#define gather_all NAMED(gather_all, LANES)
#define find_means NAMED(find_means, LANES)
#define settle NAMED(settle, LANES)
#define mix_page NAMED(mix_page, LANES)
#define mix_all NAMED(mix_all, LANES)
#define believe NAMED(believe, LANES)
#define pass NAMED(pass, LANES)

#if defined(__x86_64__)
#include <immintrin.h>
#endif

#define LANES 4
#define TARGET
#if defined(__x86_64__)
#define WIDE 2 /* vectors of each block in a tile: with STRIP, as many as there are registers */
#else
#define WIDE 4
#endif
#include "network_pass.h"

#if defined(__x86_64__)
#define LANES 8
#define TARGET __attribute__((target("avx2")))
#define WIDE 2
#include "network_pass.h"

#define LANES 16
#define TARGET __attribute__((target("avx512f,avx512vnni")))
#define WIDE 4
#include "network_pass.h"
#endif

typedef void (*Pass)(const Net *, const Page *, const Room *, float *);

/* The pass with the widest vectors that this machine has, and no wider than asked. */
static Pass widest(int lanes)
{
    (void)lanes;
#if defined(__x86_64__)
    __builtin_cpu_init();
    if (lanes >= 16 && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vnni"))
        return pass_16;
    if (lanes >= 8 && __builtin_cpu_supports("avx2"))
        return pass_8;
#endif
    return pass_4;
}
