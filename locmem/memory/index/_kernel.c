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
#include "_writing.h"

enum { HEADS, TAILS, ALL_PAIRS, LENGTHS, KINDS, ENDS, SYMBOLS, WHOLE_BITS, FIRST_BITS, SECOND_BITS, PAIR_BITS, OF_PART };
enum { PROBES, WANTED, SIZES, WHOLE, HALVES, OF_PROBES };

/* Why a search ended early. */
enum { NO_ROOM = -1, DAMAGED = -2 };

/* What was found in a part, as probe << 32 | row; and room for bands, and for the bits of the probes. */
typedef struct {
    int64_t *found;
    Py_ssize_t number, space;
    uint64_t *bands, *room;
} Work;

INLINE Py_ssize_t start_of(const Strings *strings, Py_ssize_t row)
{
    return row ? (Py_ssize_t)strings->ends[row - 1] : 0;
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
        const Py_ssize_t start = start_of(strings, row), end = (Py_ssize_t)strings->ends[row];
        if (lane >= probe->waiting) {
            texts[lane] = texts[0];
            continue;
        }
        if (end - start != size || end > strings->size)
            return DAMAGED;
        texts[lane] = strings->symbols + start;
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
                const uint8_t *text = strings->symbols + start_of(strings, first + chosen[each]);
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

/* The strings of one shape in one segment, and what was found among them. */
typedef struct {
    Py_buffer b[OF_PART];
    Strings strings;
    Bits bits;
    int64_t *found;
    Py_ssize_t number;
} Part;

/* Whether the arrays have the sizes that belong to each other, which also says how many words there are. */
static int fits(Part *part)
{
    const Py_buffer *b = part->b;
    Strings *strings = &part->strings;
    Bits *bits = &part->bits;
    const Py_ssize_t rows = strings->rows = b[LENGTHS].len / 2, half_words = strings->half_words;
    if (rows == 0 || half_words < 0)
        return 0;
    strings->heads = b[HEADS].buf, strings->tails = b[TAILS].buf, strings->pairs = b[ALL_PAIRS].buf;
    strings->lengths = b[LENGTHS].buf, strings->kinds = b[KINDS].buf, strings->ends = b[ENDS].buf;
    strings->symbols = b[SYMBOLS].buf, strings->size = b[SYMBOLS].len;
    strings->head_words = b[HEADS].len / 8 / rows;
    strings->tail_words = b[TAILS].len / 8 / rows;
    strings->pair_words = b[ALL_PAIRS].len / 8 / rows;
    bits->whole = b[WHOLE_BITS].buf, bits->first = b[FIRST_BITS].buf, bits->second = b[SECOND_BITS].buf;
    bits->pairs = b[PAIR_BITS].buf, bits->pair_size = b[PAIR_BITS].len / 4;
    bits->whole_size = b[WHOLE_BITS].len / 4, bits->half_size = b[FIRST_BITS].len / 4;
    return b[HEADS].len == 8 * rows * strings->head_words && b[TAILS].len == 8 * rows * strings->tail_words &&
           b[ALL_PAIRS].len == 8 * rows * strings->pair_words && 2 * bits->pair_size == 64 * strings->pair_words &&
           b[KINDS].len == rows && b[ENDS].len == 4 * rows && b[SECOND_BITS].len == b[FIRST_BITS].len &&
           half_words % 2 == 0 && strings->head_words % 2 == 0 && strings->head_words > 0 &&
           strings->tail_words >= half_words && 2 * bits->half_size == 64 * (strings->head_words + half_words) &&
           bits->whole_size == 64 * (strings->tail_words - half_words);
}

/* The probes with the classes of their symbols, and how far from them strings may be; whether they could be read. */
static int read_probes(Probe *probes, Py_ssize_t count, const Py_buffer *b, uint8_t *symbols)
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
            return 0;
        probe->wanted = ((const uint8_t *)b[WANTED].buf)[number];
        probe->whole = whole;
        probe->halves = halves;
        // Distances grow with the length.
        probe->furthest = halves[probe->longest - probe->shortest] / 2;
        text += sizes[1];
        symbols += probe->length;
        whole += probe->longest - probe->shortest + 1;
        halves += probe->longest - probe->shortest + 1;
    }
    return 1;
}

/* Whether two parts have the same shape and choice of bits, so that the bits of a probe are the same for both. */
static int are_alike(const Part *part, const Part *other)
{
    if (part->strings.head_words != other->strings.head_words || part->strings.half_words != other->strings.half_words)
        return 0;
    for (int which = WHOLE_BITS; which <= PAIR_BITS; which++)
        if (part->b[which].len != other->b[which].len ||
            memcmp(part->b[which].buf, other->b[which].buf, (size_t)part->b[which].len))
            return 0;
    return 1;
}

/* Writes the bits of the probes as a part has them.  `room` holds all of them. */
static void write_all(Probe *probes, Py_ssize_t count, const Part *part, uint64_t *room)
{
    const Strings *strings = &part->strings;
    for (Py_ssize_t number = 0; number < count; number++) {
        Probe *probe = probes + number;
        uint64_t *tail = room + strings->head_words, *pairs = tail + strings->tail_words;
        probe->head = room, probe->tail = tail, probe->pairs = pairs;
        write_bits(probe->symbols, probe->length, &part->bits, strings->head_words, room, tail);
        if (strings->pair_words)
            write_pairs(probe->symbols, probe->length, &part->bits, pairs);
        room = pairs + strings->pair_words;
    }
}

/* Finds what is within reach of all probes in a part.  before: the part for which their bits were written, if any. */
static int find_in(Part *part, const Part *before, Work *work, Probe *probes, Py_ssize_t count)
{
    if (!fits(part))
        return DAMAGED;
    const Strings *strings = &part->strings;
    if (before == NULL || !are_alike(part, before)) {
        const size_t words = (size_t)(strings->head_words + strings->tail_words + strings->pair_words);
        free(work->room);
        work->room = malloc(sizeof(uint64_t) * ((size_t)count * words + 1));
        if (work->room == NULL)
            return NO_ROOM;
        write_all(probes, count, part, work->room);
    }
    for (Py_ssize_t number = 0; number < count; number++) {
        Probe *probe = probes + number;
        probe->begin = first_with(strings, 0, probe->shortest);
        probe->end = first_with(strings, probe->begin, probe->longest + 1);
        probe->waiting = 0;
    }
    int state = search(work, strings, probes, count);
    part->found = work->found, part->number = work->number;
    work->found = NULL, work->number = work->space = 0;
    return state;
}

static int find(Part *parts, Py_ssize_t size, const Py_buffer *b)
{
    const Py_ssize_t count = b[WANTED].len;
    Work work = {0};
    Probe *probes = calloc((size_t)count + 1, sizeof(Probe));
    uint8_t *symbols = malloc((size_t)b[PROBES].len + 1);
    int state = probes == NULL || symbols == NULL ? NO_ROOM : read_probes(probes, count, b, symbols) ? 0 : DAMAGED;
    Py_ssize_t longest = 0;
    for (Py_ssize_t number = 0; state == 0 && number < count; number++)
        longest = probes[number].longest > longest ? probes[number].longest : longest;
    // A distance is never more than the longer of two strings has symbols.
    work.bands = malloc(sizeof(uint64_t) * 2 * (size_t)(longest / 64 + 2));
    if (work.bands == NULL)
        state = NO_ROOM;
    for (Py_ssize_t each = 0; state == 0 && each < size; each++)
        state = find_in(parts + each, each ? parts + each - 1 : NULL, &work, probes, count);
    for (Py_ssize_t number = 0; probes != NULL && number < count; number++)
        free(probes[number].masks);
    free(probes);
    free(symbols);
    free(work.bands);
    free(work.room);
    return state;
}

/* Takes the buffers of a part from its tuple; whether that went well. */
static int take(Part *part, PyObject *given)
{
    Py_buffer *b = part->b;
    return PyTuple_Check(given)
               ? PyArg_ParseTuple(given, "y*y*y*y*y*y*y*y*y*y*y*n", &b[0], &b[1], &b[2], &b[3], &b[4], &b[5], &b[6],
                                  &b[7], &b[8], &b[9], &b[10], &part->strings.half_words)
               : (PyErr_SetString(PyExc_TypeError, "a part is a tuple"), 0);
}

/* What was found in each part, or why nothing was. */
static PyObject *answers(const Part *parts, Py_ssize_t size, int state)
{
    if (state == NO_ROOM)
        return PyErr_NoMemory();
    if (state != 0) {
        PyErr_SetString(PyExc_ValueError, "the strings are damaged");
        return NULL;
    }
    PyObject *result = PyTuple_New(size);
    for (Py_ssize_t each = 0; result != NULL && each < size; each++) {
        PyObject *found = PyBytes_FromStringAndSize((const char *)parts[each].found, parts[each].number * 8);
        // It takes what was found over, and fails for nothing else.
        if (found == NULL || PyTuple_SetItem(result, each, found) < 0)
            Py_CLEAR(result);
    }
    return result;
}

/* find_rows(parts, probes, wanted, sizes, whole, halves) -> for each part bytes of int64, each probe << 32 | row

   parts: a tuple for each: heads, tails, pairs, lengths, kinds, ends, classes, whole_bits, first_bits, second_bits,
   pair_bits, half_words; ends: where the classes of each string end.  probes: their symbols in UTF-8, one after the
   other.  sizes: four int64 of each: its symbols, its bytes, the shortest and the longest length within reach.  whole,
   halves: the limits of Reach one after the other.  Raises ValueError where what is of a part does not fit together. */
static PyObject *find_rows(PyObject *self, PyObject *args)
{
    PyObject *given, *result = NULL;
    Py_buffer b[OF_PROBES];
    (void)self;
    if (!PyArg_ParseTuple(args, "O!y*y*y*y*y*", &PyTuple_Type, &given, &b[0], &b[1], &b[2], &b[3], &b[4]))
        return NULL;
    const Py_ssize_t size = PyTuple_Size(given);
    Part *parts = calloc((size_t)size + 1, sizeof(Part));
    Py_ssize_t taken = 0;
    if (parts == NULL)
        PyErr_NoMemory();
    while (parts != NULL && taken < size && take(parts + taken, PyTuple_GetItem(given, taken)))
        taken++;
    if (parts != NULL && taken == size) {
        int state;
        Py_BEGIN_ALLOW_THREADS;
        state = find(parts, size, b);
        Py_END_ALLOW_THREADS;
        result = answers(parts, size, state);
    }
    for (Py_ssize_t each = 0; each < taken; each++) {
        free(parts[each].found);
        for (int buffer = 0; buffer < OF_PART; buffer++)
            PyBuffer_Release(&parts[each].b[buffer]);
    }
    free(parts);
    for (int buffer = 0; buffer < OF_PROBES; buffer++)
        PyBuffer_Release(&b[buffer]);
    return result;
}

static PyMethodDef methods[] = {
    {"find_rows", find_rows, METH_VARARGS, "The rows that are not certainly out of reach."},
    {"write_rows", write_rows, METH_VARARGS, "The bits of strings."},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef module = {PyModuleDef_HEAD_INIT, "_kernel", NULL, -1, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit__kernel(void)
{
    return PyModule_Create(&module);
}
