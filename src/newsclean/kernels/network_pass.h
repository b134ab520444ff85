/* The pass with vectors of LANES floats, WIDE of them for each block in a tile; see network.h. */

#define INLINE static inline __attribute__((always_inline)) TARGET

typedef float Vector __attribute__((vector_size(4 * LANES), may_alias));
typedef float Loose __attribute__((vector_size(4 * LANES), aligned(4), may_alias));
typedef int32_t Mask __attribute__((vector_size(4 * LANES), may_alias));
enum { PARTS = PANEL / LANES }; /* vectors of a panel */

/* Add to sums the products of codes (0..255, a group in each lane) and weights (-127..127). */
INLINE Mask dot(Mask sums, Mask codes, Mask weights)
{
#if LANES == 16
    return (Mask)_mm512_dpbusd_epi32((__m512i)sums, (__m512i)codes, (__m512i)weights);
#elif LANES == 8
    const __m256i bytes = (__m256i)weights, all = (__m256i)codes;
    const __m256i even = _mm256_madd_epi16(_mm256_and_si256(all, _mm256_set1_epi16(0xFF)),
                                           _mm256_srai_epi16(_mm256_slli_epi16(bytes, 8), 8));
    const __m256i odd = _mm256_madd_epi16(_mm256_srli_epi16(all, 8), _mm256_srai_epi16(bytes, 8));
    return sums + (Mask)even + (Mask)odd;
#elif defined(__SSE2__)
    const __m128i bytes = (__m128i)weights, all = (__m128i)codes;
    const __m128i even = _mm_madd_epi16(_mm_and_si128(all, _mm_set1_epi16(0xFF)),
                                        _mm_srai_epi16(_mm_slli_epi16(bytes, 8), 8));
    const __m128i odd = _mm_madd_epi16(_mm_srli_epi16(all, 8), _mm_srai_epi16(bytes, 8));
    return sums + (Mask)even + (Mask)odd;
#else
    sums += (codes & 0xFF) * (weights << 24 >> 24);
    sums += (codes >> 8 & 0xFF) * (weights << 16 >> 24);
    sums += (codes >> 16 & 0xFF) * (weights << 8 >> 24);
    return sums + (codes >> 24 & 0xFF) * (weights >> 24);
#endif
}

/* Add to `out`, STRIP blocks of the matrix's width, from `column` on in `wide` vectors, its product
   with rows of codes that stand `step` apart. `wide` is known when compiled. */
INLINE void tile(const uint8_t *codes, Py_ssize_t step, const float *scales, const Matrix *by,
                 Py_ssize_t column, float *out, const int wide)
{
    const int8_t *panels = by->panels + column / PANEL * by->groups * PANEL * GROUP +
                           column % PANEL * GROUP;
    Mask sums[STRIP][WIDE];
#pragma GCC unroll 4
    for (int at = 0; at < wide; at++) {
        const Mask start = *(const Mask *)(by->start + column + at * LANES);
#pragma GCC unroll 6
        for (int block = 0; block < STRIP; block++)
            sums[block][at] = start;
    }
    for (Py_ssize_t group = 0; group < by->groups; group++) {
        Mask weights[WIDE];
#pragma GCC unroll 4
        for (int at = 0; at < wide; at++)
            weights[at] = *(const Mask *)(panels +
                                          (at * LANES / PANEL * by->groups + group) * PANEL * GROUP +
                                          at * LANES % PANEL * GROUP);
#pragma GCC unroll 6
        for (int block = 0; block < STRIP; block++) {
            int32_t four;
            memcpy(&four, codes + block * step + group * GROUP, sizeof four);
            const Mask spread = (Mask){0} + four;
#pragma GCC unroll 4
            for (int at = 0; at < wide; at++)
                sums[block][at] = dot(sums[block][at], spread, weights[at]);
        }
    }
#pragma GCC unroll 6
    for (int block = 0; block < STRIP; block++)
#pragma GCC unroll 4
        for (int at = 0; at < wide; at++) {
            const Vector scale = scales[block] * *(const Vector *)(by->scale + column + at * LANES);
            *(Vector *)(out + block * by->width + column + at * LANES) +=
                __builtin_convertvector(sums[block][at], Vector) * scale;
        }
}

/* Add to `out` (STRIP, width) the product of STRIP rows of codes with a matrix. */
INLINE void multiply(const uint8_t *codes, Py_ssize_t step, const float *scales, const Matrix *by,
                     float *out)
{
    Py_ssize_t at = 0;
    for (; at + WIDE * LANES <= by->width; at += WIDE * LANES)
        tile(codes, step, scales, by, at, out, WIDE);
#if WIDE > 2
    for (; at + 2 * LANES <= by->width; at += 2 * LANES)
        tile(codes, step, scales, by, at, out, 2);
#endif
    for (; at < by->width; at += LANES)
        tile(codes, step, scales, by, at, out, 1);
}

/* The larger of each lane; of no number and a number, the number. */
INLINE Vector larger(Vector one, Vector most)
{
#if LANES == 16
    return (Vector)_mm512_max_ps((__m512)one, (__m512)most);
#elif LANES == 8
    return (Vector)_mm256_max_ps((__m256)one, (__m256)most);
#elif defined(__SSE2__)
    return (Vector)_mm_max_ps((__m128)one, (__m128)most);
#else
    const Mask more = one > most;
    return (Vector)(((Mask)one & more) | ((Mask)most & ~more));
#endif
}

/* The largest of a row's magnitudes; in parts that do not wait for each other. */
INLINE float largest_of(const float *row, Py_ssize_t size)
{
    Vector most[PARTS] = {{0}};
    for (Py_ssize_t at = 0; at < size; at += PANEL)
        for (int part = 0; part < PARTS; part++) {
            const Vector value = *(const Loose *)(row + at + part * LANES);
            most[part] = larger((Vector)((Mask)value & INT32_MAX), most[part]);
        }
    for (int part = 1; part < PARTS; part++)
        most[0] = larger(most[part], most[0]);
#if LANES == 16
    return _mm512_reduce_max_ps((__m512)most[0]);
#elif defined(__SSE2__)
#if LANES == 8
    const __m256 all = (__m256)most[0];
    __m128 four = _mm_max_ps(_mm256_castps256_ps128(all), _mm256_extractf128_ps(all, 1));
#else
    __m128 four = (__m128)most[0];
#endif
    four = _mm_max_ps(four, _mm_movehl_ps(four, four));
    return _mm_cvtss_f32(_mm_max_ss(four, _mm_shuffle_ps(four, four, 1)));
#else
    float largest = 0;
    for (int lane = 0; lane < LANES; lane++)
        largest = most[0][lane] > largest ? most[0][lane] : largest;
    return largest;
#endif
}

/* Put a panel of whole numbers of 0..127 into bytes. */
INLINE void put_bytes(const Mask *whole, uint8_t *codes)
{
#if LANES == 16
    _mm_storeu_si128((__m128i *)codes, _mm512_cvtepi32_epi8((__m512i)whole[0]));
#elif LANES == 8
    const __m256i mingled = _mm256_packs_epi32((__m256i)whole[0], (__m256i)whole[1]);
    const __m256i pairs = _mm256_permute4x64_epi64(mingled, 0xD8); /* 0, 2, 1, 3 */
    _mm_storeu_si128((__m128i *)codes, _mm_packus_epi16(_mm256_castsi256_si128(pairs),
                                                        _mm256_extracti128_si256(pairs, 1)));
#elif defined(__SSE2__)
    const __m128i low = _mm_packs_epi32((__m128i)whole[0], (__m128i)whole[1]);
    const __m128i high = _mm_packs_epi32((__m128i)whole[2], (__m128i)whole[3]);
    _mm_storeu_si128((__m128i *)codes, _mm_packus_epi16(low, high));
#else
    for (int lane = 0; lane < PANEL; lane++)
        codes[lane] = (uint8_t)whole[lane / LANES][lane % LANES];
#endif
}

/* Round `size` floats, whole panels of them, to codes. With signs, codes are counted from the middle. */
INLINE void code(const float *row, Py_ssize_t size, const int with_signs, uint8_t *codes, float *scale)
{
    const float top = with_signs ? TOP_SIGNED : TOP_UNSIGNED;
    const float largest = largest_of(row, size);
    const float inverse = largest > TINY ? top / largest : 0;
    const float half = (with_signs ? MIDDLE : 0) + 0.5f;
    for (Py_ssize_t at = 0; at < size; at += PANEL) {
        Mask whole[PARTS];
        for (int part = 0; part < PARTS; part++)
            whole[part] = __builtin_convertvector(
                *(const Loose *)(row + at + part * LANES) * inverse + half, Mask);
        put_bytes(whole, codes + at);
    }
    *scale = largest > TINY ? largest / top : 0;
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

/* The sum of products, added up in the same order by registers of each kind. */
INLINE float sum_of(const float *one, const float *other, Py_ssize_t width)
{
    Vector sums[PARTS] = {{0}};
    float sum = 0;
    for (Py_ssize_t at = 0; at < width; at += PANEL)
        for (int part = 0; part < PARTS; part++)
            sums[part] += *(const Vector *)(one + at + part * LANES) *
                          *(const Vector *)(other + at + part * LANES);
    for (int lane = 0; lane < PANEL; lane++)
        sum += sums[lane / LANES][lane % LANES];
    return sum;
}

/* The mean vector of a string's buckets, zeros for none. Here and in `mean_between`, `out` may
   stand anywhere, and is written to past its end, up to a vector. */
INLINE void mean_vector(const float *table, const Strings *strings, Py_ssize_t which,
                        Py_ssize_t size, float *out)
{
    const Py_ssize_t from = strings->begins[which];
    const Py_ssize_t to = which + 1 < strings->strings ? strings->begins[which + 1] : strings->size;
    const float share = to > from ? 1.0f / (float)(to - from) : 0;
    /* The table is larger than a cache near by: rows of the strings to come are asked for now. */
    for (Py_ssize_t bucket = from + AHEAD; bucket < to + AHEAD && bucket < strings->size; bucket++)
        __builtin_prefetch(table + strings->buckets[bucket] * padded(size));
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

/* Round a block's numbers, how far they lie beyond the usual, names and words to codes, and add to
   `out` what its tags give in the first layer. */
INLINE void read_block(const Net *net, const Page *page, const Room *room, Py_ssize_t at, int block,
                       float *out)
{
    const Py_ssize_t size = net->count, vector = net->vector, width = net->numbers.width;
    const Py_ssize_t step = padded(size), named = padded((LEVELS + 1) * vector);
    const float *numbers = page->numbers + (at + block) * size;
    float *row = room->row;
    for (int level = 0; level < TAG_LEVELS; level++) {
        const Py_ssize_t tag = level * net->tags + cell(&page->tags, at + block, level);
        add(out, net->tag_sums + tag * width, 1, width);
    }
    memset(row + size, 0, (step - size) * sizeof(float));
    for (Py_ssize_t number = 0; number < size; number++) {
        const float value = (numbers[number] - net->mean[number]) * net->scale[number];
        const float least = value < -CLIP ? -CLIP : value;
        row[number] = least > CLIP ? CLIP : least;
    }
    code(row, step, 1, room->numbers.codes + block * step, room->numbers.scales + block);
    for (Py_ssize_t number = 0; number < size; number++) {
        const float beyond = fabsf(row[number]) - 1;
        row[number] = beyond > 0 ? beyond : 0;
    }
    code(row, step, 0, room->far.codes + block * step, room->far.scales + block);
    for (int level = 0; level < LEVELS; level++) {
        const float *name = room->names + cell(&page->name_of, at + block, level) * padded(vector);
        for (Py_ssize_t part = 0; part < vector; part += LANES)
            *(Loose *)(row + level * vector + part) = *(const Vector *)(name + part);
    }
    mean_vector(net->words, &page->words, at + block, vector, row + LEVELS * vector);
    const Py_ssize_t end = (LEVELS + 1) * vector;
    memset(row + end, 0, (named - end) * sizeof(float));
    code(row, named, 1, room->named.codes + block * named, room->named.scales + block);
}

/* Describe each block by itself. */
INLINE void read_page(const Net *net, const Page *page, const Room *room)
{
    const Py_ssize_t width = net->second.width, first_width = net->numbers.width;
    const Py_ssize_t step = padded(net->count), named = padded((LEVELS + 1) * net->vector);
    for (Py_ssize_t name = 0; name < page->names.strings; name++)
        mean_vector(net->names, &page->names, name, net->vector,
                    room->names + name * padded(net->vector));
    for (Py_ssize_t at = 0; at < room->blocks; at += STRIP) {
        begin(net->first_bias, first_width, room->first);
        for (int block = 0; block < STRIP && at + block < page->count; block++)
            read_block(net, page, room, at, block, room->first + block * first_width);
        multiply(room->numbers.codes, step, room->numbers.scales, &net->numbers, room->first);
        multiply(room->far.codes, step, room->far.scales, &net->far, room->first);
        multiply(room->named.codes, named, room->named.scales, &net->named, room->first);
        positive(room->first, STRIP * first_width);
        for (int block = 0; block < STRIP; block++)
            code(room->first + block * first_width, first_width, 0,
                 room->named.codes + block * first_width, room->named.scales + block);
        float *out = room->hidden + at * width;
        begin(net->second_bias, width, out);
        multiply(room->named.codes, first_width, room->named.scales, &net->second, out);
        positive(out, STRIP * width);
        for (int block = 0; block < STRIP && at + block < page->count; block++)
            code(out + block * width, width, 0, room->was.codes + (at + block) * width,
                 room->was.scales + at + block);
    }
}

/* Make the running sums of the gated values; the gate's place takes the sums of the gates. */
INLINE void gather_all(const Net *net, const MixerLayers *mixer, const Room *room, const Coded *was)
{
    const Py_ssize_t width = mixer->gather.width, step = net->second.width;
    float *sums = room->sums;
    memset(sums, 0, width * sizeof(float));
    for (Py_ssize_t at = 0; at < room->blocks; at += STRIP) {
        begin(mixer->gather_bias, width, room->gated);
        multiply(was->codes + at * step, step, was->scales + at, &mixer->gather, room->gated);
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
    memset(out + 3 * size, 0, PANEL * sizeof(float));
}

/* Normalize `mixed`, and put what of it is positive on top of what the block was. */
INLINE void settle(const Net *net, const MixerLayers *mixer, const float *mixed, float *hidden)
{
    const Py_ssize_t width = net->second.width;
    const float share = 1 / sqrtf(sum_of(mixed, mixed, width) + (float)net->hidden * EPSILON);
    for (Py_ssize_t at = 0; at < width; at += LANES) {
        const Vector value = share * *(const Vector *)(mixed + at) *
                                 *(const Vector *)(mixer->gain + at) +
                             *(const Vector *)(mixer->shift + at);
        *(Vector *)(hidden + at) += (Vector)((value > 0) & (Mask)value);
    }
}

/* Begin all blocks of a layer with the bias and with what the mean over the page adds. */
INLINE void mix_page(const Net *net, const MixerLayers *mixer, const Page *page, const Room *room)
{
    const Py_ssize_t size = net->gathered;
    float scales[STRIP];
    begin(mixer->bias, net->second.width, room->base);
    mean_between(room->sums, room->sums + page->count * mixer->gather.width, size, room->means);
    memset(room->means + size, 0, PANEL * sizeof(float));
    code(room->means, padded(size), 1, room->spread.codes, scales);
    for (int block = 1; block < STRIP; block++)
        scales[block] = scales[0];
    multiply(room->spread.codes, 0, scales, &mixer->page, room->base);
}

/* Mix into each block those `apart` before and after it, and its runs. */
INLINE void mix_all(const Net *net, const MixerLayers *mixer, const Page *page, const Room *room,
                    Py_ssize_t apart, const Coded *was, const Coded *now)
{
    const Py_ssize_t width = net->second.width, step = padded(mixer->spread.groups * GROUP);
    mix_page(net, mixer, page, room);
    for (Py_ssize_t at = 0; at < room->blocks; at += STRIP) {
        for (int block = 0; block < STRIP && at + block < page->count; block++) {
            find_means(net, page, room->sums, at + block, room->means);
            code(room->means, step, 1, room->spread.codes + block * step,
                 room->spread.scales + block);
        }
        const uint8_t *codes = was->codes + at * width;
        const float *scales = was->scales + at;
        memcpy(room->mixed, room->base, STRIP * width * sizeof(float));
        multiply(codes - apart * width, width, scales - apart, &mixer->before, room->mixed);
        multiply(codes, width, scales, &mixer->here, room->mixed);
        multiply(codes + apart * width, width, scales + apart, &mixer->after, room->mixed);
        multiply(room->spread.codes, step, room->spread.scales, &mixer->spread, room->mixed);
        for (int block = 0; block < STRIP && at + block < page->count; block++) {
            float *hidden = room->hidden + (at + block) * width;
            settle(net, mixer, room->mixed + block * width, hidden);
            code(hidden, width, 0, now->codes + (at + block) * width, now->scales + at + block);
        }
    }
}

INLINE void believe(const Net *net, const Page *page, const Room *room, const Coded *was,
                    float *beliefs)
{
    const Py_ssize_t width = net->second.width, last_width = net->last.width;
    for (Py_ssize_t at = 0; at < room->blocks; at += STRIP) {
        begin(net->last_bias, last_width, room->last);
        multiply(was->codes + at * width, width, was->scales + at, &net->last, room->last);
        positive(room->last, STRIP * last_width);
        for (int block = 0; block < STRIP && at + block < page->count; block++)
            beliefs[at + block] = sigmoid(
                sum_of(room->last + block * last_width, net->odds, last_width) + *net->odds_bias);
    }
}

TARGET static void pass(const Net *net, const Page *page, const Room *room, float *beliefs)
{
    const Coded *was = &room->was, *now = &room->now;
    read_page(net, page, room);
    for (Py_ssize_t depth = 0; depth < net->depth; depth++) {
        const MixerLayers *mixer = &net->mixers[depth];
        gather_all(net, mixer, room, was);
        mix_all(net, mixer, page, room, (Py_ssize_t)1 << depth, was, now);
        const Coded *other = was;
        was = now;
        now = other;
    }
    believe(net, page, room, was, beliefs);
}

#undef LANES
#undef TARGET
#undef WIDE
#undef INLINE
