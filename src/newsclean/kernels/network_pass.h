/* The pass with vectors of LANES floats, WIDE of them for each block in a tile; see network.h. */

#define INLINE static inline __attribute__((always_inline)) TARGET

typedef float Vector __attribute__((vector_size(4 * LANES), may_alias));
typedef float Loose __attribute__((vector_size(4 * LANES), aligned(4), may_alias));
typedef int32_t Mask __attribute__((vector_size(4 * LANES)));

/* Add to `out`, STRIP blocks of `width`, the product of `in` with `wide` vectors of a panel's rows,
   and of the panels after it that stand `inputs` rows apart. `wide` is known when compiled. */
INLINE void tile(const float *in, Py_ssize_t step, const float *panels, Py_ssize_t inputs,
                 float *out, Py_ssize_t width, const int wide)
{
    Vector sums[STRIP][WIDE];
#pragma GCC unroll 6
    for (int block = 0; block < STRIP; block++)
#pragma GCC unroll 4
        for (int at = 0; at < wide; at++)
            sums[block][at] = *(const Vector *)(out + block * width + at * LANES);
    for (Py_ssize_t input = 0; input < inputs; input++) {
        Vector weights[WIDE];
#pragma GCC unroll 4
        for (int at = 0; at < wide; at++)
            weights[at] = *(const Vector *)(panels + at * LANES / PANEL * inputs * PANEL +
                                            input * PANEL + at * LANES % PANEL);
#pragma GCC unroll 6
        for (int block = 0; block < STRIP; block++) {
            const float value = in[block * step + input];
#pragma GCC unroll 4
            for (int at = 0; at < wide; at++)
                sums[block][at] += value * weights[at];
        }
    }
#pragma GCC unroll 6
    for (int block = 0; block < STRIP; block++)
#pragma GCC unroll 4
        for (int at = 0; at < wide; at++)
            *(Vector *)(out + block * width + at * LANES) = sums[block][at];
}

/* Add to `out` (STRIP, width) the product of `in`, STRIP rows `step` apart, with a layer. */
INLINE void multiply(const float *in, Py_ssize_t step, const Layer *layer, float *out)
{
    const Py_ssize_t width = layer->width, inputs = layer->inputs;
    Py_ssize_t at = 0;
    for (; at + WIDE * LANES <= width; at += WIDE * LANES)
        tile(in, step, layer->panels + at / PANEL * inputs * PANEL + at % PANEL, inputs, out + at,
             width, WIDE);
    for (; at < width; at += PANEL) /* only where a panel is one vector */
        tile(in, step, layer->panels + at * inputs, inputs, out + at, width, 1);
}

/* Put a row of `width` into each of STRIP. */
INLINE void begin(const float *row, Py_ssize_t width, float *out)
{
    for (int block = 0; block < STRIP; block++)
        memcpy(out + block * width, row, width * sizeof(float));
}

INLINE void add(float *out, const float *what, float times, Py_ssize_t width)
{
    for (Py_ssize_t at = 0; at < width; at += LANES)
        *(Vector *)(out + at) += times * *(const Vector *)(what + at);
}

INLINE void positive(float *out, Py_ssize_t size)
{
    for (Py_ssize_t at = 0; at < size; at += LANES) {
        const Vector value = *(const Vector *)(out + at);
        *(Vector *)(out + at) = (Vector)((value > 0) & (Mask)value);
    }
}

/* The mean vector of a string's buckets, zeros for none. Here and in `mean_between`, `out` may
   stand anywhere, and is written to past its end, up to a vector. */
INLINE void mean_vector(const float *table, const Strings *strings, Py_ssize_t which,
                        Py_ssize_t size, float *out)
{
    const Py_ssize_t from = strings->begins[which];
    const Py_ssize_t to = which + 1 < strings->strings ? strings->begins[which + 1] : strings->size;
    const float share = to > from ? 1.0f / (float)(to - from) : 0;
    for (Py_ssize_t at = 0; at < size; at += LANES) {
        Vector sum = {0};
        for (Py_ssize_t bucket = from; bucket < to; bucket++)
            sum += *(const Vector *)(table + strings->buckets[bucket] * padded(size) + at);
        *(Loose *)(out + at) = sum * share;
    }
}

/* The mean of what was gathered between two of the running sums; their last is of the weights. */
INLINE void mean_between(const float *from, const float *to, Py_ssize_t size, float *out)
{
    const float share = 1 / (to[size] - from[size] + SMALL);
    for (Py_ssize_t at = 0; at < size; at += LANES)
        *(Loose *)(out + at) = (*(const Vector *)(to + at) - *(const Vector *)(from + at)) * share;
}

/* Put a block's numbers, how far they lie beyond the usual, names and words into `row`, inputs of
   the first layer, and add to `out` what its tags give there. */
INLINE void read_block(const Net *net, const Page *page, const float *names, Py_ssize_t block,
                       float *row, float *out)
{
    const Py_ssize_t size = net->numbers, width = net->first.width, vector = net->vector;
    const float *numbers = page->numbers + block * size;
    for (Py_ssize_t at = 0; at < size; at++) {
        const float value = (numbers[at] - net->mean[at]) * net->scale[at];
        const float least = value < -CLIP ? -CLIP : value;
        row[at] = least > CLIP ? CLIP : least;
    }
    for (Py_ssize_t at = 0; at < size; at++) {
        const float beyond = fabsf(row[at]) - 1;
        row[size + at] = beyond > 0 ? beyond : 0;
    }
    for (int level = 0; level < TAG_LEVELS; level++) {
        const Py_ssize_t tag = level * net->tags + cell(&page->tags, block, level);
        add(out, net->tag_sums + tag * width, 1, width);
    }
    row += 2 * size;
    for (int level = 0; level < LEVELS; level++, row += vector) {
        const float *name = names + cell(&page->name_of, block, level) * padded(vector);
        for (Py_ssize_t at = 0; at < vector; at += LANES)
            *(Loose *)(row + at) = *(const Vector *)(name + at);
    }
    mean_vector(net->words, &page->words, block, vector, row);
}

/* Describe each block by itself. */
INLINE void read_page(const Net *net, const Page *page, const Room *room)
{
    const Py_ssize_t width = net->second.width, first_width = net->first.width;
    const Py_ssize_t step = net->first.inputs;
    for (Py_ssize_t name = 0; name < page->names.strings; name++)
        mean_vector(net->names, &page->names, name, net->vector,
                    room->names + name * padded(net->vector));
    memset(room->row, 0, STRIP * step * sizeof(float));
    for (Py_ssize_t at = 0; at < room->blocks; at += STRIP) {
        begin(net->first.bias, first_width, room->first);
        for (int block = 0; block < STRIP && at + block < page->count; block++)
            read_block(net, page, room->names, at + block, room->row + block * step,
                       room->first + block * first_width);
        multiply(room->row, step, &net->first, room->first);
        positive(room->first, STRIP * first_width);
        float *out = room->was + at * width;
        begin(net->second.bias, width, out);
        multiply(room->first, first_width, &net->second, out);
        positive(out, STRIP * width);
    }
}

/* Make the running sums of the gated values; the gate's place takes the sums of the gates. */
INLINE void gather_all(const Net *net, const Layer *layer, const Room *room, const float *hidden)
{
    const Py_ssize_t width = layer->width, step = net->second.width;
    float *sums = room->sums;
    memset(sums, 0, width * sizeof(float));
    for (Py_ssize_t at = 0; at < room->blocks; at += STRIP) {
        begin(layer->bias, width, room->gated);
        multiply(hidden + at * step, step, layer, room->gated);
        for (float *value = room->gated; value < room->gated + STRIP * width; value += width) {
            const float gate = sigmoid(value[net->gathered]);
            value[net->gathered] = 1;
            memcpy(sums + width, sums, width * sizeof(float));
            sums += width;
            add(sums, value, gate, width);
        }
    }
}

/* Put the means over a block's runs, without the page, into `out`, one after the other. */
INLINE void find_means(const Net *net, const Page *page, const float *sums, Py_ssize_t block,
                       float *out)
{
    const Py_ssize_t width = net->mixers[0].gather.width, size = net->gathered;
    for (int run = 0; run < OWN_RUNS; run++, out += size)
        mean_between(sums + cell(&page->starts, block, run) * width,
                     sums + cell(&page->ends, block, run) * width, size, out);
    mean_between(sums, sums + block * width, size, out);
    mean_between(sums + (block + 1) * width, sums + page->count * width, size, out + size);
    mean_between(sums + cell(&page->starts, block, NEAR) * width,
                 sums + cell(&page->ends, block, NEAR) * width, size, out + 2 * size);
}

/* Normalize `mixed`, and put what of it is positive on top of what the block was. */
INLINE void settle(const Net *net, const MixerLayers *mixer, const float *mixed, const float *was,
                   float *now)
{
    const Py_ssize_t width = mixer->spread.width;
    Vector squares = {0};
    for (Py_ssize_t at = 0; at < width; at += LANES)
        squares += *(const Vector *)(mixed + at) * *(const Vector *)(mixed + at);
    float size = (float)net->hidden * EPSILON;
    for (int lane = 0; lane < LANES; lane++)
        size += squares[lane];
    const float share = 1 / sqrtf(size);
    for (Py_ssize_t at = 0; at < width; at += LANES) {
        const Vector value = share * *(const Vector *)(mixed + at) *
                                 *(const Vector *)(mixer->gain + at) +
                             *(const Vector *)(mixer->shift + at);
        *(Vector *)(now + at) = *(const Vector *)(was + at) + (Vector)((value > 0) & (Mask)value);
    }
}

/* Mix into each block those `apart` before and after it, and its runs. */
INLINE void mix_all(const Net *net, const MixerLayers *mixer, const Page *page, const Room *room,
                    Py_ssize_t apart, const float *was, float *now)
{
    const Py_ssize_t width = mixer->spread.width, step = mixer->spread.inputs;
    const Py_ssize_t sums_width = mixer->gather.width;
    begin(mixer->page.bias, width, room->base);
    mean_between(room->sums, room->sums + page->count * sums_width, net->gathered, room->means);
    multiply(room->means, 0, &mixer->page, room->base);
    for (Py_ssize_t at = 0; at < room->blocks; at += STRIP) {
        for (int block = 0; block < STRIP && at + block < page->count; block++)
            find_means(net, page, room->sums, at + block, room->means + block * step);
        const float *here = was + at * width;
        memcpy(room->mixed, room->base, STRIP * width * sizeof(float));
        multiply(here - apart * width, width, &mixer->before, room->mixed);
        multiply(here, width, &mixer->here, room->mixed);
        multiply(here + apart * width, width, &mixer->after, room->mixed);
        multiply(room->means, step, &mixer->spread, room->mixed);
        for (int block = 0; block < STRIP; block++)
            settle(net, mixer, room->mixed + block * width, here + block * width,
                   now + (at + block) * width);
    }
}

INLINE void believe(const Net *net, const Page *page, const Room *room, const float *hidden,
                    float *beliefs)
{
    const Py_ssize_t width = net->second.width, last_width = net->last.width;
    for (Py_ssize_t at = 0; at < room->blocks; at += STRIP) {
        begin(net->last.bias, last_width, room->last);
        multiply(hidden + at * width, width, &net->last, room->last);
        positive(room->last, STRIP * last_width);
        begin(net->odds.bias, net->odds.width, room->odds);
        multiply(room->last, last_width, &net->odds, room->odds);
        for (int block = 0; block < STRIP && at + block < page->count; block++)
            beliefs[at + block] = sigmoid(room->odds[block * net->odds.width]);
    }
}

TARGET static void pass(const Net *net, const Page *page, const Room *room, float *beliefs)
{
    const Py_ssize_t width = net->second.width, margin = room->around * width;
    const Py_ssize_t past = room->blocks - page->count;
    float *was = room->was, *now = room->now;
    read_page(net, page, room);
    memset(room->means, 0, STRIP * net->mixers[0].spread.inputs * sizeof(float));
    for (Py_ssize_t depth = 0; depth < net->depth; depth++) {
        /* Outside the page there is nothing, nor in the rest of the last strip. */
        memset(was - margin, 0, margin * sizeof(float));
        memset(was + page->count * width, 0, (past * width + margin) * sizeof(float));
        gather_all(net, &net->mixers[depth].gather, room, was);
        mix_all(net, &net->mixers[depth], page, room, (Py_ssize_t)1 << depth, was, now);
        float *other = was;
        was = now;
        now = other;
    }
    believe(net, page, room, was, beliefs);
}

#undef LANES
#undef TARGET
#undef WIDE
#undef INLINE
