/* The tagger's pass over a page (extract/tagger.py), in strips of a few blocks and no larger
   temporaries than two arrays of hidden values and the running sums.

   Rows are padded to whole vectors with zeros, and stand at whole vectors in memory. */

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define INLINE static inline __attribute__((always_inline))
#define LANES 16
#define STRIP 6 /* blocks at once: with four vectors of each, what 32 registers hold */
/* Blocks at once where registers are not known to be more or larger than the least. */
#if defined(__x86_64__)
#define SAFE_ROWS 2
#else
#define SAFE_ROWS STRIP
#endif
#define SMALL 0.1f
#define CLIP 4.0f
#define EPSILON 1e-5f
enum { OWN_RUNS = 4, PAGE, BEFORE = 5, AFTER, NEAR, RUNS };
#define LEVELS 4
#define TAG_LEVELS 3
#define MOST_MIXERS 8

typedef float Vector __attribute__((vector_size(64), aligned(64), may_alias));
typedef float Loose __attribute__((vector_size(64), aligned(4), may_alias));

/* A matrix (inputs, width) as panels of 16 columns, and what is added (width,). */
typedef struct {
    Py_ssize_t inputs, width;
    const float *panels, *bias;
} Layer;

typedef struct {
    Layer gather, before, here, after, spread; /* the four give one sum; `spread` has its bias */
    const float *gain, *shift;
} MixerLayers;

typedef struct {
    Py_ssize_t numbers, vector, hidden, gathered, depth, tags;
    const float *mean, *scale, *names, *words;
    const float *far;      /* (numbers, first.width), by rows */
    const float *tag_sums; /* (TAG_LEVELS, tags, first.width): what a tag adds to the first layer */
    Layer first, second, last, odds;
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

INLINE int64_t cell(const Grid *grid, Py_ssize_t block, Py_ssize_t column)
{
    return grid->at[block * grid->down + column * grid->across];
}

INLINE Py_ssize_t padded(Py_ssize_t width) { return (width + LANES - 1) / LANES * LANES; }

/* Whether all of a grid is in 0..most. */
static int grid_fits(const Grid *grid, Py_ssize_t down, Py_ssize_t across, int64_t most)
{
    uint64_t outside = 0;
    for (Py_ssize_t row = 0; row < down; row++)
        for (Py_ssize_t column = 0; column < across; column++)
            outside |= (uint64_t)cell(grid, row, column) > (uint64_t)most;
    return !outside;
}

/* Whether strings begin in order and inside, with buckets below `most`. */
static int strings_fit(const Strings *strings, int64_t most)
{
    int64_t before = 0;
    for (Py_ssize_t at = 0; at < strings->strings; at++) {
        if (strings->begins[at] < before || strings->begins[at] > strings->size)
            return 0;
        before = strings->begins[at];
    }
    uint64_t outside = 0;
    for (Py_ssize_t at = 0; at < strings->size; at++)
        outside |= (uint64_t)strings->buckets[at] >= (uint64_t)most;
    return !outside;
}

INLINE float sigmoid(float value) { return 1 / (1 + expf(-value)); }

/* Add to `out` the product of `rows` blocks with `wide` panels; both are known when compiled. */
INLINE void tile(const float *in, Py_ssize_t in_step, const float *panels, Py_ssize_t inputs,
                 float *out, Py_ssize_t out_step, const int rows, const int wide)
{
    Vector sums[STRIP][4];
#pragma GCC unroll 6
    for (int r = 0; r < rows; r++)
#pragma GCC unroll 4
        for (int c = 0; c < wide; c++)
            sums[r][c] = *(const Vector *)(out + r * out_step + c * LANES);
    for (Py_ssize_t k = 0; k < inputs; k++) {
        Vector weights[4];
#pragma GCC unroll 4
        for (int c = 0; c < wide; c++)
            weights[c] = *(const Vector *)(panels + (c * inputs + k) * LANES);
#pragma GCC unroll 6
        for (int r = 0; r < rows; r++) {
            const float value = in[r * in_step + k];
#pragma GCC unroll 4
            for (int c = 0; c < wide; c++)
                sums[r][c] += value * weights[c];
        }
    }
#pragma GCC unroll 6
    for (int r = 0; r < rows; r++)
#pragma GCC unroll 4
        for (int c = 0; c < wide; c++)
            *(Vector *)(out + r * out_step + c * LANES) = sums[r][c];
}

/* Add to `out` (STRIP, width) the product of `in` (STRIP, inputs) with the rows of a layer's
   matrix from `from` on. */
INLINE void multiply(const float *in, Py_ssize_t in_step, const Layer *layer, float *out,
                     const int rows, const int wide)
{
    const Py_ssize_t width = layer->width, inputs = layer->inputs;
    for (int row = 0; row < STRIP; row += rows) {
        const float *a = in + row * in_step;
        float *o = out + row * width;
        Py_ssize_t at = 0;
        for (; at + wide * LANES <= width; at += wide * LANES)
            tile(a, in_step, layer->panels + at * inputs, inputs, o + at, width, rows, wide);
        if (wide > 2)
            for (; at + 2 * LANES <= width; at += 2 * LANES)
                tile(a, in_step, layer->panels + at * inputs, inputs, o + at, width, rows, 2);
        if (wide > 1)
            for (; at < width; at += LANES)
                tile(a, in_step, layer->panels + at * inputs, inputs, o + at, width, rows, 1);
    }
}

INLINE void begin(const Layer *layer, float *out)
{
    for (int row = 0; row < STRIP; row++)
        memcpy(out + row * layer->width, layer->bias, layer->width * sizeof(float));
}

INLINE void add(float *out, const float *what, float times, Py_ssize_t width)
{
    for (Py_ssize_t at = 0; at < width; at += LANES)
        *(Vector *)(out + at) += times * *(const Vector *)(what + at);
}

INLINE void positive(float *out, Py_ssize_t size)
{
    for (Py_ssize_t at = 0; at < size; at++)
        out[at] = out[at] > 0 ? out[at] : 0;
}

/* Put the mean vector of a string's buckets into `out`, which need not stand at a whole vector. */
INLINE void mean_vector(const float *table, const Strings *strings, Py_ssize_t which,
                        Py_ssize_t vector, float *out)
{
    const Py_ssize_t begin = strings->begins[which];
    const Py_ssize_t end = which + 1 < strings->strings ? strings->begins[which + 1] : strings->size;
    const Py_ssize_t step = padded(vector);
    const float share = end > begin ? 1.0f / (float)(end - begin) : 0;
    for (Py_ssize_t at = 0; at < vector; at += LANES) {
        Vector sum = {0};
        for (Py_ssize_t bucket = begin; bucket < end; bucket++)
            sum += *(const Vector *)(table + strings->buckets[bucket] * step + at);
        *(Loose *)(out + at) = sum * share;
    }
}

/* A block's inputs to the first layer into `row`: numbers, names, words; what is sparse goes
   straight into `out`, the sums of that layer. */
INLINE void read_block(const Net *net, const Page *page, const float *names, Py_ssize_t block,
                       float *row, float *out)
{
    const Py_ssize_t count = net->numbers, width = net->first.width, vector = net->vector;
    const float *numbers = page->numbers + block * count;
    for (Py_ssize_t at = 0; at < count; at++) {
        float value = (numbers[at] - net->mean[at]) * net->scale[at];
        value = value < -CLIP ? -CLIP : value;
        row[at] = value > CLIP ? CLIP : value;
    }
    for (Py_ssize_t at = 0; at < count; at++) {
        const float beyond = fabsf(row[at]) - 1;
        if (beyond > 0)
            add(out, net->far + at * width, beyond, width);
    }
    for (int level = 0; level < TAG_LEVELS; level++)
        add(out, net->tag_sums + (level * net->tags + cell(&page->tags, block, level)) * width, 1,
            width);
    row += count;
    for (int level = 0; level < LEVELS; level++, row += vector) {
        const float *name = names + cell(&page->name_of, block, level) * padded(vector);
        for (Py_ssize_t at = 0; at < vector; at += LANES)
            *(Loose *)(row + at) = *(const Vector *)(name + at);
    }
    mean_vector(net->words, &page->words, block, vector, row);
}

/* What a block's gated values add to the running sums `sums`, into the next ones. */
INLINE void gather(const MixerLayers *mixer, const float *hidden, Py_ssize_t step, Py_ssize_t gathered,
                   float *values, float *sums, const int rows, const int wide)
{
    const Py_ssize_t width = mixer->gather.width;
    begin(&mixer->gather, values);
    multiply(hidden, step, &mixer->gather, values, rows, wide);
    for (int row = 0; row < STRIP; row++, sums += width) {
        float *value = values + row * width;
        const float gate = sigmoid(value[gathered]);
        value[gathered] = 1;
        for (Py_ssize_t at = 0; at < width; at += LANES)
            *(Vector *)(sums + width + at) =
                *(const Vector *)(sums + at) + gate * *(const Vector *)(value + at);
    }
}

/* The mean between two of the running sums; past its end `out` is written to, up to a vector. */
INLINE void mean_between(const float *start, const float *end, Py_ssize_t gathered, float *out)
{
    const float share = 1 / (end[gathered] - start[gathered] + SMALL);
    for (Py_ssize_t at = 0; at < gathered; at += LANES)
        *(Loose *)(out + at) =
            (*(const Vector *)(end + at) - *(const Vector *)(start + at)) * share;
}

/* Normalize, and add to what the block was before. */
INLINE void settle(const Net *net, const MixerLayers *mixer, float *mixed, const float *here, float *out)
{
    const Py_ssize_t width = mixer->spread.width;
    Vector squares = {0};
    for (Py_ssize_t at = 0; at < width; at += LANES) {
        const Vector part = *(const Vector *)(mixed + at);
        squares += part * part;
    }
    float size = net->hidden * EPSILON;
    for (int lane = 0; lane < LANES; lane++)
        size += squares[lane];
    const float share = 1 / sqrtf(size);
    for (Py_ssize_t at = 0; at < width; at++) {
        const float value = mixed[at] * share * mixer->gain[at] + mixer->shift[at];
        out[at] = here[at] + (value > 0 ? value : 0);
    }
}

INLINE float *taken(float **room, Py_ssize_t size)
{
    float *here = *room;
    *room += padded(size);
    return here;
}

INLINE Py_ssize_t margin(const Net *net) { return (Py_ssize_t)1 << (net->depth - 1); }

/* Floats that `pass` needs for a page. */
static Py_ssize_t needed(const Net *net, Py_ssize_t count, Py_ssize_t strings)
{
    const Py_ssize_t all = (count + STRIP - 1) / STRIP * STRIP;
    const Py_ssize_t hidden = net->second.width;
    Py_ssize_t size = 2 * (all + 2 * margin(net)) * hidden;
    size += (all + 1) * net->mixers[0].gather.width + strings * padded(net->vector);
    const Py_ssize_t widest = net->first.inputs + net->mixers[0].spread.inputs;
    return size + STRIP * (padded(widest) + net->first.width + 2 * hidden + net->mixers[0].gather.width
        + net->last.width + net->odds.width) + 16 * LANES;
}

INLINE void pass(const Net *net, const Page *page, float *room, float *beliefs, const int rows,
                 const int wide)
{
    const Py_ssize_t count = page->count, width = net->second.width, gathered = net->gathered;
    const Py_ssize_t all = (count + STRIP - 1) / STRIP * STRIP, around = margin(net);
    const Py_ssize_t vector = padded(net->vector);
    float *was = taken(&room, (all + 2 * around) * width) + around * width;
    float *now = taken(&room, (all + 2 * around) * width) + around * width;
    memset(was - around * width, 0, around * width * sizeof(float));
    memset(now - around * width, 0, around * width * sizeof(float));
    const Py_ssize_t sums_width = net->mixers[0].gather.width;
    float *sums = taken(&room, (all + 1) * sums_width);
    float *names = taken(&room, page->names.strings * vector);
    float *values = taken(&room, STRIP * sums_width);
    float *mixed = taken(&room, STRIP * width);
    float *first = taken(&room, STRIP * net->first.width);
    float *last = taken(&room, STRIP * net->last.width);
    float *odds = taken(&room, STRIP * net->odds.width);
    const Py_ssize_t row_step = net->first.inputs;
    float *row = taken(&room, STRIP * row_step + LANES);
    const Py_ssize_t runs_step = RUNS * gathered;
    float *means = taken(&room, STRIP * runs_step + LANES);

    memset(means, 0, STRIP * runs_step * sizeof(float));
    for (Py_ssize_t which = 0; which < page->names.strings; which++)
        mean_vector(net->names, &page->names, which, net->vector, names + which * vector);
    memset(row, 0, STRIP * row_step * sizeof(float));
    for (Py_ssize_t at = 0; at < all; at += STRIP) {
        begin(&net->first, first);
        for (int r = 0; r < STRIP && at + r < count; r++)
            read_block(net, page, names, at + r, row + r * row_step, first + r * net->first.width);
        multiply(row, row_step, &net->first, first, rows, wide);
        positive(first, STRIP * net->first.width);
        float *out = was + at * width;
        begin(&net->second, out);
        multiply(first, net->first.width, &net->second, out, rows, wide);
        positive(out, STRIP * width);
    }
    for (Py_ssize_t depth = 0; depth < net->depth; depth++) {
        const MixerLayers *mixer = &net->mixers[depth];
        const Py_ssize_t apart = (Py_ssize_t)1 << depth;
        /* What stands past the last block counts as nothing. */
        memset(was + count * width, 0, (all - count + around) * width * sizeof(float));
        memset(sums, 0, sums_width * sizeof(float));
        for (Py_ssize_t at = 0; at < all; at += STRIP)
            gather(mixer, was + at * width, width, gathered, values, sums + at * sums_width, rows, wide);
        for (Py_ssize_t at = 0; at < all; at += STRIP) {
            for (int r = 0; r < STRIP && at + r < count; r++) {
                const Py_ssize_t block = at + r;
                float *mean = means + r * runs_step;
                for (int run = 0; run < RUNS; run++, mean += gathered)
                    mean_between(sums + cell(&page->starts, block, run) * sums_width,
                                 sums + cell(&page->ends, block, run) * sums_width, gathered, mean);
            }
            begin(&mixer->spread, mixed);
            const float *here = was + at * width;
            multiply(here - apart * width, width, &mixer->before, mixed, rows, wide);
            multiply(here, width, &mixer->here, mixed, rows, wide);
            multiply(here + apart * width, width, &mixer->after, mixed, rows, wide);
            multiply(means, runs_step, &mixer->spread, mixed, rows, wide);
            for (int r = 0; r < STRIP; r++)
                settle(net, mixer, mixed + r * width, here + r * width, now + (at + r) * width);
        }
        float *other = was;
        was = now;
        now = other;
    }
    for (Py_ssize_t at = 0; at < all; at += STRIP) {
        begin(&net->last, last);
        multiply(was + at * width, width, &net->last, last, rows, wide);
        positive(last, STRIP * net->last.width);
        begin(&net->odds, odds);
        multiply(last, net->last.width, &net->odds, odds, rows, wide);
        for (int r = 0; r < STRIP && at + r < count; r++)
            beliefs[at + r] = sigmoid(odds[r * net->odds.width]);
    }
}

typedef void (*Pass)(const Net *, const Page *, float *, float *);

static void pass_anywhere(const Net *net, const Page *page, float *room, float *beliefs)
{
    pass(net, page, room, beliefs, SAFE_ROWS, 1);
}

#if defined(__x86_64__)
__attribute__((target("avx512f,fma")))
static void pass_512(const Net *net, const Page *page, float *room, float *beliefs)
{
    pass(net, page, room, beliefs, STRIP, 4);
}

__attribute__((target("avx2,fma")))
static void pass_256(const Net *net, const Page *page, float *room, float *beliefs)
{
    pass(net, page, room, beliefs, STRIP, 1);
}
#endif

/* The pass for the registers of this machine, and no wider than asked. */
static Pass fastest(int lanes)
{
#if defined(__x86_64__)
    __builtin_cpu_init();
    if (lanes >= 16 && __builtin_cpu_supports("avx512f"))
        return pass_512;
    if (lanes >= 8 && __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"))
        return pass_256;
#endif
    return pass_anywhere;
}
