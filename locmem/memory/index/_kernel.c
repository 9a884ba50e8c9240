/* The bounds of locmem.memory.index.segment for several probes in one pass, and a banded distance on what they leave.

   Everything here rules out only what is certainly out of reach: texts are compared by the classes of their
   symbols, of which there are 256, so that a distance is never larger than the true one. */

#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "_banded.h"

#define BLOCK 1024
#define AHEAD 8

enum { HEADS, TAILS, LENGTHS, KINDS, ENDS, TEXT, HEAD, TAIL, SYMBOLS, SYMBOL_ENDS, WANTED, SHORTEST, LONGEST,
       LIMITS, WHOLE, HALVES, BUFFERS };

/* The strings of a segment that have the lengths of one shape, sorted by length. */
typedef struct {
    const uint64_t *heads, *tails;
    const uint16_t *lengths;
    const uint8_t *kinds, *text;
    const uint32_t *ends;
    Py_ssize_t rows, origin, head_words, tail_words, half_words;
} Strings;

/* What was found, as probe << 32 | row; and room for the symbols of texts that are not ASCII, and for bands. */
typedef struct {
    int64_t *found;
    Py_ssize_t number, space, longest;
    uint8_t *symbols;
    uint64_t *bands;
} Work;

INLINE Py_ssize_t count_and_choose(const Strings *strings, const Probe *probe, Py_ssize_t first, Py_ssize_t last,
                                   const Py_ssize_t words, Py_ssize_t limit, uint16_t *differ, uint32_t *chosen)
{
    const Py_ssize_t count = last - first;
    const uint64_t *heads = strings->heads + first;
    Py_ssize_t number = 0;
    for (Py_ssize_t place = 0; place < count; place++) {
        uint64_t total = 0;
        for (Py_ssize_t word = 0; word < words; word++)
            total += (uint64_t)__builtin_popcountll(heads[word * strings->rows + place] ^ probe->head[word]);
        differ[place] = (uint16_t)total;
    }
    for (Py_ssize_t place = 0; place < count; place++) {
        chosen[number] = (uint32_t)place;
        number += differ[place] <= limit;
    }
    return number;
}

INLINE unsigned count_words(const uint64_t *a, const uint64_t *b, Py_ssize_t words)
{
    uint64_t total = 0;
    for (Py_ssize_t word = 0; word < words; word++)
        total += (uint64_t)__builtin_popcountll(a[word] ^ b[word]);
    return (unsigned)total;
}

/* Those of some rows of one length that no bag rules out, at most BLOCK. */
INLINE Py_ssize_t choose(const Strings *strings, const Probe *probe, Py_ssize_t first, Py_ssize_t last,
                         uint32_t *chosen)
{
    const Py_ssize_t at = strings->lengths[first] - probe->shortest, half = strings->half_words;
    const Py_ssize_t whole = probe->whole[at], halves = probe->halves[at], words = strings->tail_words;
    uint16_t differ[BLOCK];
    Py_ssize_t number, kept = 0;
    switch (strings->head_words) {
    case 2:
        number = count_and_choose(strings, probe, first, last, 2, halves, differ, chosen);
        break;
    case 4:
        number = count_and_choose(strings, probe, first, last, 4, halves, differ, chosen);
        break;
    case 6:
        number = count_and_choose(strings, probe, first, last, 6, halves, differ, chosen);
        break;
    default:
        number = count_and_choose(strings, probe, first, last, strings->head_words, halves, differ, chosen);
    }
    for (Py_ssize_t each = 0; each < number; each++) {
        const uint64_t *tail = strings->tails + (first + chosen[each]) * words;
        if (each + AHEAD < number) {
            const char *next = (const char *)(strings->tails + (first + chosen[each + AHEAD]) * words);
            for (Py_ssize_t byte = 0; byte < words * 8; byte += 64)
                __builtin_prefetch(next + byte);
        }
        if (differ[chosen[each]] + count_words(tail, probe->tail, half) <= halves &&
            count_words(tail + half, probe->tail + half, words - half) <= whole)
            chosen[kept++] = chosen[each];
    }
    return kept;
}

CLONES static Py_ssize_t choose_anywhere(const Strings *strings, const Probe *probe, Py_ssize_t first,
                                         Py_ssize_t last, uint32_t *chosen)
{
    return choose(strings, probe, first, last, chosen);
}

#ifdef HAS_CLONES
/* No clone can ask for this extension; with it eight words are counted at once. */
__attribute__((target("avx512f,avx512bw,avx512vl,avx512vpopcntdq"))) static Py_ssize_t
choose_at_once(const Strings *strings, const Probe *probe, Py_ssize_t first, Py_ssize_t last, uint32_t *chosen)
{
    return choose(strings, probe, first, last, chosen);
}
#endif

INLINE const uint8_t *text_of(const Strings *strings, Py_ssize_t row)
{
    return strings->text + (row ? strings->ends[row - 1] - strings->origin : 0);
}

/* Decides on the waiting rows of a probe and notes those within reach. */
static int decide(Work *work, const Strings *strings, Probe *probe, Py_ssize_t number)
{
    const Py_ssize_t size = probe->size, most = probe->halves[size - probe->shortest] / 2;
    const uint8_t *texts[LANES];
    unsigned answer = 0;
    if (probe->masks == NULL && make_masks(probe) < 0)
        return -1;
    for (Py_ssize_t lane = 0; lane < LANES; lane++) {
        const Py_ssize_t row = probe->rows[lane < probe->waiting ? lane : 0];
        texts[lane] = text_of(strings, row);
        if (texts[lane] + size != strings->text + (strings->ends[row] - strings->origin)) {
            uint8_t *classes = work->symbols + lane * work->longest;
            read_classes(texts[lane], size, classes);
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
            return -1;
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

/* Where the rows of the length and kind of `first` end; those of a length are sorted by kind: 1, 3, 2. */
static Py_ssize_t end_of_run(const Strings *strings, Py_ssize_t first)
{
    static const int order[] = {0, 0, 2, 1};
    const int kind = order[strings->kinds[first] & 3];
    Py_ssize_t last = first_with(strings, first, strings->lengths[first] + 1);
    while (first < last) {
        Py_ssize_t middle = first + (last - first) / 2;
        if (order[strings->kinds[middle] & 3] <= kind)
            first = middle + 1;
        else
            last = middle;
    }
    return first;
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
            const Py_ssize_t kept = choose_rows(strings, probe, first, last, chosen);
            for (Py_ssize_t each = 0; each < kept; each++) {
                if (probe->waiting == LANES || (probe->waiting && probe->size != strings->lengths[first]))
                    if (decide(work, strings, probe, number) < 0)
                        return -1;
                probe->size = strings->lengths[first];
                probe->rows[probe->waiting++] = first + chosen[each];
                __builtin_prefetch(text_of(strings, first + chosen[each]));
                __builtin_prefetch(text_of(strings, first + chosen[each]) + 64);
            }
        }
    }
    for (Py_ssize_t number = 0; number < count; number++)
        if (probes[number].waiting && decide(work, strings, probes + number, number) < 0)
            return -1;
    return 0;
}

/* near_rows(heads, tails, lengths, kinds, ends, text, head, tail, symbols, symbol_ends, wanted, shortest, longest,
        limits, whole, halves, origin, half_words) -> bytes of int64, each probe << 32 | row

   The first six are of the strings, the others of the probes: their bits, their symbols one after the other,
   and the limits of Reach one after the other, of which those of each probe begin at `limits`. */
static PyObject *near_rows(PyObject *self, PyObject *args)
{
    Py_buffer b[BUFFERS];
    Strings strings;
    (void)self;
    if (!PyArg_ParseTuple(args, "y*y*y*y*y*y*y*y*y*y*y*y*y*y*y*y*nn", &b[0], &b[1], &b[2], &b[3], &b[4], &b[5], &b[6],
                          &b[7], &b[8], &b[9], &b[10], &b[11], &b[12], &b[13], &b[14], &b[15], &strings.origin,
                          &strings.half_words))
        return NULL;
    const Py_ssize_t count = b[WANTED].len;
    const int64_t *symbol_ends = b[SYMBOL_ENDS].buf, *limits = b[LIMITS].buf;
    const int64_t *shortest = b[SHORTEST].buf, *longest = b[LONGEST].buf;
    Probe *probes = calloc((size_t)count, sizeof(Probe));
    Work work = {0};
    int failed = probes == NULL;
    strings.heads = b[HEADS].buf, strings.tails = b[TAILS].buf, strings.lengths = b[LENGTHS].buf;
    strings.kinds = b[KINDS].buf, strings.ends = b[ENDS].buf, strings.text = b[TEXT].buf;
    strings.rows = b[LENGTHS].len / 2;
    strings.head_words = count ? b[HEAD].len / 8 / count : 0;
    strings.tail_words = count ? b[TAIL].len / 8 / count : 0;
    Py_BEGIN_ALLOW_THREADS;
    for (Py_ssize_t number = 0; number < count && !failed; number++) {
        Probe *probe = probes + number;
        const int64_t from = number ? symbol_ends[number - 1] : 0;
        probe->head = (const uint64_t *)b[HEAD].buf + number * strings.head_words;
        probe->tail = (const uint64_t *)b[TAIL].buf + number * strings.tail_words;
        probe->symbols = (const uint8_t *)b[SYMBOLS].buf + from;
        probe->length = symbol_ends[number] - from;
        probe->wanted = ((const uint8_t *)b[WANTED].buf)[number];
        probe->shortest = shortest[number];
        probe->whole = (const uint16_t *)b[WHOLE].buf + limits[number];
        probe->halves = (const uint16_t *)b[HALVES].buf + limits[number];
        for (int64_t at = 0; at <= longest[number] - shortest[number]; at++)
            if (probe->halves[at] / 2 > probe->furthest)
                probe->furthest = probe->halves[at] / 2;
        probe->begin = first_with(&strings, 0, shortest[number]);
        probe->end = first_with(&strings, probe->begin, longest[number] + 1);
        work.longest = longest[number] > work.longest ? longest[number] : work.longest;
    }
    work.symbols = malloc((size_t)(LANES * work.longest + 1));
    // A distance is never more than the longer of two strings has symbols.
    work.bands = malloc(sizeof(uint64_t) * 2 * (size_t)(work.longest / 64 + 2));
    failed = failed || work.symbols == NULL || work.bands == NULL || search(&work, &strings, probes, count) < 0;
    for (Py_ssize_t number = 0; probes != NULL && number < count; number++)
        free(probes[number].masks);
    free(probes);
    free(work.symbols);
    free(work.bands);
    Py_END_ALLOW_THREADS;
    PyObject *result = failed ? PyErr_NoMemory() : PyBytes_FromStringAndSize((char *)work.found, work.number * 8);
    free(work.found);
    for (int each = 0; each < BUFFERS; each++)
        PyBuffer_Release(&b[each]);
    return result;
}

static PyMethodDef methods[] = {
    {"near_rows", near_rows, METH_VARARGS, "The rows that are not certainly out of reach."},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef module = {PyModuleDef_HEAD_INIT, "_kernel", NULL, -1, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit__kernel(void)
{
    return PyModule_Create(&module);
}
