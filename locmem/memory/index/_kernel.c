/* The bounds of locmem.memory.index.segment for several probes in one pass, and a banded distance on what they leave.

   Everything here rules out only what is certainly out of reach: texts are compared by the classes of their
   symbols, of which there are 256, so that a distance is never larger than the true one. */

#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "_bags.h"
#include "_banded.h"
#include "_bounds.h"

enum { HEADS, TAILS, ALL_PAIRS, LENGTHS, KINDS, ENDS, TEXT, WHOLE_BITS, FIRST_BITS, SECOND_BITS, PAIR_BITS, PROBES,
       WANTED, SIZES, WHOLE, HALVES, BUFFERS };

/* Why a search ended early. */
enum { NO_ROOM = -1, DAMAGED = -2 };

/* What was found, as probe << 32 | row; and room for the symbols of texts that are not ASCII, and for bands. */
typedef struct {
    int64_t *found;
    Py_ssize_t number, space, longest;
    uint8_t *symbols;
    uint64_t *bands;
} Work;

INLINE Py_ssize_t start_of(const Strings *strings, Py_ssize_t row)
{
    return row ? (Py_ssize_t)strings->ends[row - 1] - strings->origin : 0;
}

/* Decides on the waiting rows of a probe and notes those within reach. */
static int decide(Work *work, const Strings *strings, Probe *probe, Py_ssize_t number)
{
    const Py_ssize_t size = probe->size, most = probe->halves[size - probe->shortest] / 2;
    const uint8_t *texts[LANES];
    unsigned answer = 0;
    if (probe->masks == NULL && make_masks(probe) < 0)
        return NO_ROOM;
    for (Py_ssize_t lane = 0; lane < LANES; lane++) {
        const Py_ssize_t row = probe->rows[lane < probe->waiting ? lane : 0];
        const Py_ssize_t start = start_of(strings, row), end = (Py_ssize_t)strings->ends[row] - strings->origin;
        if (lane >= probe->waiting) {
            texts[lane] = texts[0];
            continue;
        }
        if (start < 0 || end < start || end > strings->text_size)
            return DAMAGED;
        texts[lane] = strings->text + start;
        if (end - start != size) {
            uint8_t *classes = work->symbols + lane * work->longest;
            if (!read_classes(texts[lane], strings->text + end, size, classes))
                return DAMAGED;
            texts[lane] = classes;
        }
    }
#if LANES > 1
    if (probe->waiting > 1 && most / 64 < MOST_WORDS)
        answer = all_within(probe, texts, size, most);
    else
#endif
        for (Py_ssize_t lane = 0; lane < probe->waiting; lane++)
            answer |= (unsigned)is_within(probe, texts[lane], size, most, work->bands, work->bands + most / 64 + 1)
                      << lane;
    if (work->number + probe->waiting > work->space) {
        work->space = 2 * work->space + 64;
        int64_t *more = realloc(work->found, sizeof(int64_t) * (size_t)work->space);
        if (more == NULL)
            return NO_ROOM;
        work->found = more;
    }
    for (Py_ssize_t lane = 0; lane < probe->waiting; lane++)
        if (answer >> lane & 1)
            work->found[work->number++] = (int64_t)number << 32 | probe->rows[lane];
    probe->waiting = 0;
    return 0;
}

/* The first row from `first` on that has `length` symbols or more. */
static Py_ssize_t first_with(const Strings *strings, Py_ssize_t first, Py_ssize_t length)
{
    Py_ssize_t last = strings->rows;
    while (first < last) {
        Py_ssize_t middle = first + (last - first) / 2;
        if (strings->lengths[middle] < length)
            first = middle + 1;
        else
            last = middle;
    }
    return first;
}

/* Where the rows of the length and kind of `first` end; those of a length are sorted by kind.  Most runs are short. */
static Py_ssize_t end_of_run(const Strings *strings, Py_ssize_t first)
{
    const uint16_t length = strings->lengths[first];
    const uint8_t kind = strings->kinds[first];
    Py_ssize_t last = first + 1;
    for (Py_ssize_t step = 16; last < strings->rows; last += step, step *= 2) {
        if (strings->lengths[last] != length || strings->kinds[last] != kind)
            break;
        first = last;
    }
    last = last < strings->rows ? last : strings->rows;
    // From here on `first` belongs to it and `last` does not.
    while (last - first > 1) {
        Py_ssize_t middle = first + (last - first) / 2;
        if (strings->lengths[middle] == length && strings->kinds[middle] == kind)
            first = middle;
        else
            last = middle;
    }
    return last;
}

/* All rows within reach of all probes.  Block by block, so that what one probe fetched serves the others. */
static int search(Work *work, const Strings *strings, Probe *probes, Py_ssize_t count)
{
    Py_ssize_t (*choose_rows)(const Strings *, const Probe *, Py_ssize_t, Py_ssize_t, uint32_t *) = choose_anywhere;
    Py_ssize_t begin = strings->rows, end = 0;
    uint32_t chosen[BLOCK + 1];
#ifdef HAS_CLONES
    if (__builtin_cpu_supports("avx512vpopcntdq") && __builtin_cpu_supports("avx512vl"))
        choose_rows = choose_at_once;
#endif
    for (Py_ssize_t number = 0; number < count; number++) {
        begin = probes[number].begin < begin ? probes[number].begin : begin;
        end = probes[number].end > end ? probes[number].end : end;
    }
    for (Py_ssize_t first = begin, last, run = begin; first < end; first = last) {
        run = first < run ? run : end_of_run(strings, first);
        last = run < first + BLOCK ? run : first + BLOCK;
        for (Py_ssize_t number = 0; number < count; number++) {
            Probe *probe = probes + number;
            if (first < probe->begin || first >= probe->end || !(strings->kinds[first] & probe->wanted))
                continue;
            if (strings->lengths[first] < probe->shortest || strings->lengths[first] > probe->longest)
                return DAMAGED;
            const Py_ssize_t kept = choose_rows(strings, probe, first, last, chosen);
            for (Py_ssize_t each = 0; each < kept; each++) {
                int state = 0;
                if (probe->waiting == LANES || (probe->waiting && probe->size != strings->lengths[first]))
                    state = decide(work, strings, probe, number);
                if (state < 0)
                    return state;
                probe->size = strings->lengths[first];
                probe->rows[probe->waiting++] = first + chosen[each];
                const uint8_t *text = strings->text + start_of(strings, first + chosen[each]);
                for (Py_ssize_t byte = 0; byte < probe->size; byte += 64)
                    __builtin_prefetch(text + byte);
            }
        }
    }
    for (Py_ssize_t number = 0; number < count; number++) {
        int state = probes[number].waiting ? decide(work, strings, probes + number, number) : 0;
        if (state < 0)
            return state;
    }
    return 0;
}

/* Whether the arrays have the sizes that belong to each other, which also says how many words there are. */
static int fits(Strings *strings, const Bits *bits, const Py_buffer *b)
{
    const Py_ssize_t rows = strings->rows = b[LENGTHS].len / 2, half_words = strings->half_words;
    if (rows == 0 || half_words < 0)
        return 0;
    strings->head_words = b[HEADS].len / 8 / rows;
    strings->tail_words = b[TAILS].len / 8 / rows;
    strings->pair_words = b[ALL_PAIRS].len / 8 / rows;
    strings->text_size = b[TEXT].len;
    return b[HEADS].len == 8 * rows * strings->head_words && b[TAILS].len == 8 * rows * strings->tail_words &&
           b[ALL_PAIRS].len == 8 * rows * strings->pair_words && 2 * bits->pair_size == 64 * strings->pair_words &&
           b[KINDS].len == rows && b[ENDS].len == 4 * rows && b[SECOND_BITS].len == b[FIRST_BITS].len &&
           half_words % 2 == 0 && strings->head_words % 2 == 0 && strings->head_words > 0 &&
           strings->tail_words >= half_words && 2 * bits->half_size == 64 * (strings->head_words + half_words) &&
           bits->whole_size == 64 * (strings->tail_words - half_words);
}

/* Makes the probes ready for strings of one shape.  `room` is empty and holds the bits of all of them. */
static int make_ready(Probe *probes, Py_ssize_t count, const Strings *strings, const Bits *bits, const Py_buffer *b,
                      uint8_t *symbols, uint64_t *room)
{
    const int64_t *sizes = b[SIZES].buf;
    const uint16_t *whole = b[WHOLE].buf, *halves = b[HALVES].buf;
    const uint8_t *text = b[PROBES].buf;
    for (Py_ssize_t number = 0; number < count; number++, sizes += 4) {
        Probe *probe = probes + number;
        probe->length = sizes[0];
        probe->shortest = sizes[2];
        probe->longest = sizes[3];
        probe->symbols = symbols;
        if (!read_classes(text, text + sizes[1], probe->length, symbols))
            return DAMAGED;
        write_bits(symbols, probe->length, bits, strings->head_words, room, room + strings->head_words);
        probe->head = room;
        probe->tail = room + strings->head_words;
        probe->pairs = probe->tail + strings->tail_words;
        if (strings->pair_words)
            write_pairs(symbols, probe->length, bits, room + strings->head_words + strings->tail_words);
        probe->wanted = ((const uint8_t *)b[WANTED].buf)[number];
        probe->whole = whole;
        probe->halves = halves;
        // Distances grow with the length.
        probe->furthest = halves[probe->longest - probe->shortest] / 2;
        probe->begin = first_with(strings, 0, probe->shortest);
        probe->end = first_with(strings, probe->begin, probe->longest + 1);
        text += sizes[1];
        symbols += probe->length;
        room += strings->head_words + strings->tail_words + strings->pair_words;
        whole += probe->longest - probe->shortest + 1;
        halves += probe->longest - probe->shortest + 1;
    }
    return 0;
}

static int find(Work *work, const Strings *strings, const Bits *bits, const Py_buffer *b)
{
    const Py_ssize_t count = b[WANTED].len;
    const size_t words = (size_t)(strings->head_words + strings->tail_words + strings->pair_words);
    Probe *probes = calloc((size_t)count + 1, sizeof(Probe));
    uint64_t *room = calloc((size_t)count * words + 1, sizeof(uint64_t));
    uint8_t *symbols = malloc((size_t)b[PROBES].len + 1);
    int state = probes == NULL || room == NULL || symbols == NULL ? NO_ROOM : 0;
    if (state == 0)
        state = make_ready(probes, count, strings, bits, b, symbols, room);
    for (Py_ssize_t number = 0; state == 0 && number < count; number++)
        work->longest = probes[number].longest > work->longest ? probes[number].longest : work->longest;
    work->symbols = malloc((size_t)(LANES * work->longest + 1));
    // A distance is never more than the longer of two strings has symbols.
    work->bands = malloc(sizeof(uint64_t) * 2 * (size_t)(work->longest / 64 + 2));
    if (work->symbols == NULL || work->bands == NULL)
        state = NO_ROOM;
    if (state == 0)
        state = search(work, strings, probes, count);
    for (Py_ssize_t number = 0; probes != NULL && number < count; number++)
        free(probes[number].masks);
    free(probes);
    free(room);
    free(symbols);
    free(work->symbols);
    free(work->bands);
    return state;
}

/* rows_near(heads, tails, pairs, lengths, kinds, ends, text, whole_bits, first_bits, second_bits, pair_bits, origin,
        half_words, probes, wanted, sizes, whole, halves) -> bytes of int64, each probe << 32 | row

   What comes before the probes is of the strings.  probes: their symbols in UTF-8, one after the other.  sizes: four
   int64 of each: its symbols, its bytes, the shortest and the longest length within reach.  whole, halves: the
   limits of Reach one after the other.  Raises ValueError where what is of the strings does not fit together. */
static PyObject *rows_near(PyObject *self, PyObject *args)
{
    Py_buffer b[BUFFERS];
    Strings strings;
    Bits bits;
    Work work = {0};
    int state = DAMAGED;
    (void)self;
    if (!PyArg_ParseTuple(args, "y*y*y*y*y*y*y*y*y*y*y*nny*y*y*y*y*", &b[0], &b[1], &b[2], &b[3], &b[4], &b[5], &b[6],
                          &b[7], &b[8], &b[9], &b[10], &strings.origin, &strings.half_words, &b[11], &b[12], &b[13],
                          &b[14], &b[15]))
        return NULL;
    strings.heads = b[HEADS].buf, strings.tails = b[TAILS].buf, strings.pairs = b[ALL_PAIRS].buf;
    strings.lengths = b[LENGTHS].buf;
    strings.kinds = b[KINDS].buf, strings.ends = b[ENDS].buf, strings.text = b[TEXT].buf;
    bits.whole = b[WHOLE_BITS].buf, bits.first = b[FIRST_BITS].buf, bits.second = b[SECOND_BITS].buf;
    bits.pairs = b[PAIR_BITS].buf, bits.pair_size = b[PAIR_BITS].len / 4;
    bits.whole_size = b[WHOLE_BITS].len / 4, bits.half_size = b[FIRST_BITS].len / 4;
    Py_BEGIN_ALLOW_THREADS;
    if (fits(&strings, &bits, b))
        state = find(&work, &strings, &bits, b);
    Py_END_ALLOW_THREADS;
    PyObject *result = NULL;
    if (state == 0)
        result = PyBytes_FromStringAndSize((char *)work.found, work.number * 8);
    else if (state == NO_ROOM)
        PyErr_NoMemory();
    else
        PyErr_SetString(PyExc_ValueError, "the strings are damaged");
    free(work.found);
    for (int each = 0; each < BUFFERS; each++)
        PyBuffer_Release(&b[each]);
    return result;
}

static PyMethodDef methods[] = {
    {"rows_near", rows_near, METH_VARARGS, "The rows that are not certainly out of reach."},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef module = {PyModuleDef_HEAD_INIT, "_kernel", NULL, -1, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit__kernel(void)
{
    return PyModule_Create(&module);
}
