/* The bounds of locmem.memory.segment in one pass, and a banded distance on what they leave.

   Everything here rules out only what is certainly out of reach: texts are compared by the classes of their
   symbols, of which there are 256, so that a distance is never larger than the true one. */

#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define BLOCK 1024
#define CLASSES 256

#if defined(__x86_64__) && defined(__linux__) && defined(__GNUC__) && !defined(__clang__) && __GNUC__ >= 9
#define CLONES __attribute__((target_clones("avx512f", "avx2", "popcnt", "default")))
#define HAS_CLONES
#else
#define CLONES
#endif

typedef struct {
    Py_buffer heads, tails, lengths, kinds, ends, text, head, tail, symbols, whole, halves;
} Buffers;

typedef struct {
    const uint8_t *symbols;
    Py_ssize_t length, words, stride, padding;
    uint64_t *masks;
} Pattern;

static inline __attribute__((always_inline)) void count_columns(const uint64_t *heads, Py_ssize_t stride,
                                                                Py_ssize_t count, const uint64_t *head,
                                                                Py_ssize_t words, uint16_t *out)
{
    uint64_t totals[BLOCK];
    memset(totals, 0, sizeof(uint64_t) * (size_t)count);
    for (Py_ssize_t word = 0; word < words; word++) {
        const uint64_t *column = heads + word * stride;
        const uint64_t wanted = head[word];
        for (Py_ssize_t row = 0; row < count; row++)
            totals[row] += (uint64_t)__builtin_popcountll(column[row] ^ wanted);
    }
    for (Py_ssize_t row = 0; row < count; row++)
        out[row] = (uint16_t)totals[row];
}

CLONES static void count_heads(const uint64_t *heads, Py_ssize_t stride, Py_ssize_t count, const uint64_t *head,
                               Py_ssize_t words, uint16_t *out)
{
    count_columns(heads, stride, count, head, words, out);
}

#ifdef HAS_CLONES
/* No clone can ask for this extension; with it eight words are counted at once. */
__attribute__((target("avx512f,avx512bw,avx512vl,avx512vpopcntdq"))) static void
count_heads_at_once(const uint64_t *heads, Py_ssize_t stride, Py_ssize_t count, const uint64_t *head,
                    Py_ssize_t words, uint16_t *out)
{
    count_columns(heads, stride, count, head, words, out);
}
#endif

CLONES static unsigned count_words(const uint64_t *a, const uint64_t *b, Py_ssize_t words)
{
    unsigned total = 0;
    for (Py_ssize_t word = 0; word < words; word++)
        total += (unsigned)__builtin_popcountll(a[word] ^ b[word]);
    return total;
}

/* Where each class stands in the pattern, with empty words around, so that a band may reach over its ends. */
static int pattern_begin(Pattern *pattern, const uint8_t *symbols, Py_ssize_t length, Py_ssize_t band)
{
    pattern->symbols = symbols;
    pattern->length = length;
    pattern->words = (length + 63) / 64;
    pattern->padding = band + 1;
    pattern->stride = pattern->words + 2 * pattern->padding + 1;
    pattern->masks = calloc((size_t)pattern->stride * CLASSES, sizeof(uint64_t));
    if (pattern->masks == NULL)
        return -1;
    for (Py_ssize_t place = 0; place < length; place++)
        pattern->masks[symbols[place] * pattern->stride + pattern->padding + place / 64] |= 1ull << (place % 64);
    return 0;
}

/* The class of the next symbol of a UTF-8 text: that of locmem.memory.bags.bags. */
static inline uint8_t next_class(const uint8_t **at)
{
    const uint8_t *here = *at;
    uint32_t point = here[0];
    if (point < 0x80) {
        *at = here + 1;
        return (uint8_t)point;
    }
    if (point < 0xe0) {
        point = (point & 0x1f) << 6 | (here[1] & 0x3f);
        *at = here + 2;
    } else if (point < 0xf0) {
        point = (point & 0x0f) << 12 | (uint32_t)(here[1] & 0x3f) << 6 | (here[2] & 0x3f);
        *at = here + 3;
    } else {
        point = (point & 0x07) << 18 | (uint32_t)(here[1] & 0x3f) << 12 | (uint32_t)(here[2] & 0x3f) << 6 |
                (here[3] & 0x3f);
        *at = here + 4;
    }
    return (uint8_t)((point ^ (point >> 8) ^ (point >> 16)) & 255);
}

static inline uint64_t mask_at(const uint64_t *of_class, Py_ssize_t bit)
{
    const uint64_t *word = of_class + (bit >> 6);
    unsigned shift = (unsigned)(bit & 63);
    return shift ? word[0] >> shift | word[1] << (64 - shift) : word[0];
}

/* Whether the distance of the pattern and a text of `length` symbols is `most` or less: the bit-parallel
   algorithm of Hyyro (2003) along a band of `most` + 1 diagonals, of which the lowest is followed down to the
   last row of the pattern and then along that row. */
static int is_within(const Pattern *pattern, const uint8_t *text, Py_ssize_t length, Py_ssize_t most,
                     uint64_t *plus, uint64_t *minus)
{
    Py_ssize_t words = most / 64 + 1, bits = words * 64;
    Py_ssize_t down = (most + pattern->length - length) / 2;
    Py_ssize_t turn = pattern->length - down, distance = down;
    Py_ssize_t worst = most + length - turn;
    Py_ssize_t start = pattern->padding * 64 + down + 1 - bits;
    if (words == 1) {
        uint64_t vp = down == 63 ? ~0ull : ~0ull << (63 - down), vn = 0;
        for (Py_ssize_t column = 0; column < length; column++) {
            uint64_t x = mask_at(pattern->masks + next_class(&text) * pattern->stride, start + column);
            uint64_t d0 = (((x & vp) + vp) ^ vp) | x | vn;
            uint64_t hp = vn | ~(d0 | vp), hn = d0 & vp;
            if (column < turn) {
                distance += !(d0 >> 63);
                if (distance > worst)
                    return 0;
            } else {
                unsigned bit = (unsigned)(62 - (column - turn));
                distance += (Py_ssize_t)(hp >> bit & 1) - (Py_ssize_t)(hn >> bit & 1);
                if (distance > most + length - 1 - column)
                    return 0;
            }
            vp = hn | ~(d0 >> 1 | hp);
            vn = d0 >> 1 & hp;
        }
        return distance <= most;
    }
    for (Py_ssize_t word = 0; word < words; word++) {
        Py_ssize_t unset = bits - 1 - down - word * 64;
        plus[word] = unset >= 64 ? 0 : unset <= 0 ? ~0ull : ~0ull << unset;
        minus[word] = 0;
    }
    for (Py_ssize_t column = 0; column < length; column++) {
        const uint64_t *of_class = pattern->masks + next_class(&text) * pattern->stride;
        Py_ssize_t row = bits - 2 - (column - turn);
        uint64_t carry = 0, last_d0 = 0, last_hp = 0, last_hn = 0;
        for (Py_ssize_t word = 0; word < words; word++) {
            uint64_t x = mask_at(of_class, start + column + word * 64);
            uint64_t vp = plus[word], vn = minus[word], sum, part = x & vp;
            sum = part + vp;
            uint64_t over = sum < part;
            sum += carry;
            carry = over | (sum < carry);
            uint64_t d0 = (sum ^ vp) | x | vn;
            uint64_t hp = vn | ~(d0 | vp), hn = d0 & vp;
            if (column >= turn && row / 64 == word)
                distance += (Py_ssize_t)(hp >> (row & 63) & 1) - (Py_ssize_t)(hn >> (row & 63) & 1);
            if (word) {
                uint64_t moved = last_d0 >> 1 | d0 << 63;
                plus[word - 1] = last_hn | ~(moved | last_hp);
                minus[word - 1] = moved & last_hp;
            }
            last_d0 = d0, last_hp = hp, last_hn = hn;
        }
        plus[words - 1] = last_hn | ~(last_d0 >> 1 | last_hp);
        minus[words - 1] = last_d0 >> 1 & last_hp;
        if (column < turn) {
            distance += !(last_d0 >> 63);
            if (distance > worst)
                return 0;
        } else if (distance > most + length - 1 - column)
            return 0;
    }
    return distance <= most;
}

#if defined(__GNUC__)
#define LANES 8
#define MOST_WORDS 4

typedef uint64_t lanes __attribute__((vector_size(8 * LANES)));
typedef int64_t signed_lanes __attribute__((vector_size(8 * LANES)));

/* `is_within` for texts of one length side by side.  The answer has a bit for each. */
static inline __attribute__((always_inline)) unsigned lanes_within(const int words, const Pattern *pattern,
                                                                   const uint8_t **texts, Py_ssize_t length,
                                                                   Py_ssize_t most)
{
    const Py_ssize_t bits = words * 64, down = (most + pattern->length - length) / 2, turn = pattern->length - down;
    const Py_ssize_t start = pattern->padding * 64 + down + 1 - bits, stride = pattern->stride;
    const int64_t worst = most + length - turn;
    lanes plus[MOST_WORDS], minus[MOST_WORDS], zero = {0};
    signed_lanes distance = (signed_lanes)(zero + (uint64_t)down);
    unsigned answer = 0;
    for (int word = 0; word < words; word++) {
        Py_ssize_t unset = bits - 1 - down - word * 64;
        plus[word] = zero + (unset >= 64 ? 0 : unset <= 0 ? ~0ull : ~0ull << unset);
        minus[word] = zero;
    }
    for (Py_ssize_t column = 0; column < length; column++) {
        const Py_ssize_t bit = start + column, row = bits - 2 - (column - turn);
        const uint64_t right = (uint64_t)(bit & 63), left = 63 - right;
        const uint64_t *masks = pattern->masks + (bit >> 6), *of_lane[LANES];
        lanes low, carry = zero, last_d0 = zero, last_hp = zero, last_hn = zero;
        for (int lane = 0; lane < LANES; lane++) {
            of_lane[lane] = masks + next_class(&texts[lane]) * stride;
            low[lane] = of_lane[lane][0];
        }
        for (int word = 0; word < words; word++) {
            lanes high, vp = plus[word], vn = minus[word];
            for (int lane = 0; lane < LANES; lane++)
                high[lane] = of_lane[lane][word + 1];
            lanes x = low >> right | (high << 1) << left;
            lanes part = x & vp, sum = part + vp;
            low = high;
            if (words > 1) {
                lanes over = (lanes)(sum < part);
                sum += carry;
                carry = (over | (lanes)(sum < carry)) & 1;
            }
            lanes d0 = (sum ^ vp) | x | vn;
            lanes hp = vn | ~(d0 | vp), hn = d0 & vp;
            if (column >= turn && row / 64 == word)
                distance += (signed_lanes)((hp >> (row & 63) & 1) - (hn >> (row & 63) & 1));
            if (word) {
                lanes moved = last_d0 >> 1 | d0 << 63;
                plus[word - 1] = last_hn | ~(moved | last_hp);
                minus[word - 1] = moved & last_hp;
            }
            last_d0 = d0, last_hp = hp, last_hn = hn;
        }
        plus[words - 1] = last_hn | ~(last_d0 >> 1 | last_hp);
        minus[words - 1] = last_d0 >> 1 & last_hp;
        if (column < turn)
            distance += (signed_lanes)(~last_d0 >> 63);
        if (column % 16 == 15) {
            /* Along the last row a distance falls by one a column at most. */
            const int64_t limit = column < turn ? worst : most + length - 1 - column;
            int alive = 0;
            for (int lane = 0; lane < LANES; lane++)
                alive |= distance[lane] <= limit;
            if (!alive)
                return 0;
        }
    }
    for (int lane = 0; lane < LANES; lane++)
        answer |= (unsigned)(distance[lane] <= most) << lane;
    return answer;
}

CLONES static unsigned all_within(const Pattern *pattern, const uint8_t **texts, Py_ssize_t length, Py_ssize_t most)
{
    switch (most / 64) {
    case 0:
        return lanes_within(1, pattern, texts, length, most);
    case 1:
        return lanes_within(2, pattern, texts, length, most);
    case 2:
        return lanes_within(3, pattern, texts, length, most);
    default:
        return lanes_within(4, pattern, texts, length, most);
    }
}
#else
#define LANES 1
#endif

typedef struct {
    const Pattern *pattern;
    const uint8_t *text;
    const uint32_t *ends;
    Py_ssize_t origin, waiting, number, space;
    Py_ssize_t rows[LANES];
    int64_t *found;
    uint64_t *bands;
    Py_ssize_t band;
} Search;

static const uint8_t *text_of(const Search *search, Py_ssize_t row)
{
    return search->text + (row ? search->ends[row - 1] - search->origin : 0);
}

/* Keeps those of the waiting rows, all of one length, that are within reach. */
static int decide(Search *search, Py_ssize_t length, Py_ssize_t most)
{
    unsigned answer = 0;
    if (search->number + search->waiting > search->space) {
        search->space = 2 * search->space + 64;
        int64_t *more = realloc(search->found, sizeof(int64_t) * (size_t)search->space);
        if (more == NULL)
            return -1;
        search->found = more;
    }
#if LANES > 1
    if (search->waiting > 1 && most / 64 < MOST_WORDS) {
        const uint8_t *texts[LANES];
        for (Py_ssize_t lane = 0; lane < LANES; lane++)
            texts[lane] = text_of(search, search->rows[lane < search->waiting ? lane : 0]);
        answer = all_within(search->pattern, texts, length, most);
    } else
#endif
        for (Py_ssize_t lane = 0; lane < search->waiting; lane++)
            answer |= (unsigned)is_within(search->pattern, text_of(search, search->rows[lane]), length, most,
                                          search->bands, search->bands + search->band)
                      << lane;
    for (Py_ssize_t lane = 0; lane < search->waiting; lane++)
        if (answer >> lane & 1)
            search->found[search->number++] = search->rows[lane];
    search->waiting = 0;
    return 0;
}

/* near(heads, tails, lengths, kinds, ends, text, head, tail, symbols, whole, halves,
        begin, end, origin, rest, wanted, shortest, furthest) -> bytes of int64 row numbers */
static PyObject *near(PyObject *self, PyObject *args)
{
    Buffers b;
    Py_ssize_t begin, end, origin, rest, shortest, furthest;
    int wanted;
    (void)self;
    if (!PyArg_ParseTuple(args, "y*y*y*y*y*y*y*y*y*y*y*nnnninn", &b.heads, &b.tails, &b.lengths, &b.kinds, &b.ends,
                          &b.text, &b.head, &b.tail, &b.symbols, &b.whole, &b.halves, &begin, &end, &origin, &rest,
                          &wanted, &shortest, &furthest))
        return NULL;
    const uint64_t *heads = b.heads.buf, *tails = b.tails.buf, *head = b.head.buf, *tail = b.tail.buf;
    const uint16_t *lengths = b.lengths.buf, *whole = b.whole.buf, *halves = b.halves.buf;
    const uint8_t *kinds = b.kinds.buf;
    const Py_ssize_t head_words = b.head.len / 8, tail_words = b.tail.len / 8;
    const Py_ssize_t rows = b.lengths.len / 2;
    uint16_t counts[BLOCK];
    Pattern pattern = {0};
    Search search = {.pattern = &pattern, .text = b.text.buf, .ends = b.ends.buf, .origin = origin};
    void (*count)(const uint64_t *, Py_ssize_t, Py_ssize_t, const uint64_t *, Py_ssize_t, uint16_t *) = count_heads;
    int failed;
#ifdef HAS_CLONES
    if (__builtin_cpu_supports("avx512vpopcntdq") && __builtin_cpu_supports("avx512vl"))
        count = count_heads_at_once;
#endif
    search.band = furthest / 64 + 2;
    Py_BEGIN_ALLOW_THREADS;
    search.bands = malloc(sizeof(uint64_t) * 2 * (size_t)search.band);
    failed = search.bands == NULL || pattern_begin(&pattern, b.symbols.buf, b.symbols.len, search.band) < 0;
    Py_ssize_t size = 0;
    for (Py_ssize_t first = begin; first < end && !failed; first += BLOCK) {
        Py_ssize_t size_of_block = end - first < BLOCK ? end - first : BLOCK;
        count(heads + first, rows, size_of_block, head, head_words, counts);
        for (Py_ssize_t place = 0; place < size_of_block && !failed; place++) {
            Py_ssize_t row = first + place, at = lengths[row] - shortest;
            if (counts[place] > whole[at] || !(kinds[row] & wanted))
                continue;
            const uint64_t *of_row = tails + row * tail_words;
            if (count_words(of_row + rest, tail + rest, tail_words - rest) > halves[at])
                continue;
            if (rest && counts[place] + count_words(of_row, tail, rest) > whole[at])
                continue;
            if (search.waiting == LANES || (search.waiting && lengths[row] != size))
                failed = decide(&search, size, halves[size - shortest] / 2) < 0;
            size = lengths[row];
            search.rows[search.waiting++] = row;
        }
    }
    if (!failed && search.waiting)
        failed = decide(&search, size, halves[size - shortest] / 2) < 0;
    free(pattern.masks);
    free(search.bands);
    Py_END_ALLOW_THREADS;
    PyObject *result = failed ? PyErr_NoMemory() : PyBytes_FromStringAndSize((char *)search.found, search.number * 8);
    free(search.found);
    Py_buffer *all[] = {&b.heads, &b.tails, &b.lengths, &b.kinds, &b.ends, &b.text,
                        &b.head, &b.tail, &b.symbols, &b.whole, &b.halves};
    for (size_t each = 0; each < sizeof(all) / sizeof(*all); each++)
        PyBuffer_Release(all[each]);
    return result;
}

static PyMethodDef methods[] = {
    {"near", near, METH_VARARGS, "The rows that are not certainly out of reach."},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef module = {PyModuleDef_HEAD_INIT, "_kernel", NULL, -1, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit__kernel(void)
{
    return PyModule_Create(&module);
}
