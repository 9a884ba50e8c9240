/* The bounds by which most strings are ruled out: bits that differ in more places than any within reach. */

#define BLOCK 1024
#define AHEAD 8
#define GROUP 16

/* The strings of a segment that have the lengths of one shape, sorted by length. */
typedef struct {
    const uint64_t *heads, *tails, *pairs;
    const uint16_t *lengths;
    const uint8_t *kinds, *text;
    const uint32_t *ends;
    Py_ssize_t rows, text_size, origin, head_words, tail_words, half_words, pair_words;
} Strings;

INLINE Py_ssize_t count_and_choose(const Strings *strings, const Probe *probe, Py_ssize_t first, Py_ssize_t last,
                                   const Py_ssize_t words, Py_ssize_t limit, uint16_t *differ, uint32_t *chosen)
{
    const Py_ssize_t count = last - first;
    const uint64_t *heads = strings->heads + first;
    const uint16_t most = (uint16_t)(limit < UINT16_MAX ? limit : UINT16_MAX);
    Py_ssize_t number = 0;
    for (Py_ssize_t place = 0; place < count; place++) {
        uint64_t total = 0;
        for (Py_ssize_t word = 0; word < words; word++)
            total += (uint64_t)__builtin_popcountll(heads[word * strings->rows + place] ^ probe->head[word]);
        differ[place] = (uint16_t)total;
    }
    for (Py_ssize_t first_of = 0; first_of < count; first_of += GROUP) {
        const Py_ssize_t end_of = first_of + GROUP < count ? first_of + GROUP : count;
        if (first_of + GROUP <= count) {
            // Mostly there is none among some rows, which is seen at once.
            unsigned some = 0;
            for (Py_ssize_t place = first_of; place < first_of + GROUP; place++)
                some |= differ[place] <= most;
            if (!some)
                continue;
        }
        for (Py_ssize_t place = first_of; place < end_of; place++) {
            chosen[number] = (uint32_t)place;
            number += differ[place] <= most;
        }
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
    case 8:
        number = count_and_choose(strings, probe, first, last, 8, halves, differ, chosen);
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
    if (strings->pair_words == 0)
        return kept;
    // By four for each of the edits, and one more: see locmem.memory.index.bags.
    const Py_ssize_t pairs = 2 * halves - 1;
    number = kept, kept = 0;
    for (Py_ssize_t each = 0; each < number; each++) {
        const uint64_t *of_row = strings->pairs + (first + chosen[each]) * strings->pair_words;
        if (each + AHEAD < number) {
            const char *next = (const char *)(strings->pairs + (first + chosen[each + AHEAD]) * strings->pair_words);
            for (Py_ssize_t byte = 0; byte < strings->pair_words * 8; byte += 64)
                __builtin_prefetch(next + byte);
        }
        if ((Py_ssize_t)count_words(of_row, probe->pairs, strings->pair_words) <= pairs)
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
