/* The bounds by which most strings are ruled out: bits that differ in more places than any within reach. */

#define BLOCK 1024
#define AHEAD 16
#define GROUP 16

/* The strings of a segment that have the lengths of one shape, sorted by length. */
typedef struct {
    const uint64_t *heads, *tails, *pairs;
    const uint16_t *lengths;
    const uint8_t *kinds, *symbols;
    const uint32_t *ends;
    Py_ssize_t rows, size, head_words, tail_words, half_words, pair_words;
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

/* Asks for some words before they are needed: most rows lie far from each other.  They are looked at once, and nothing
   else shall leave the caches for them. */
INLINE void fetch(const uint64_t *row, Py_ssize_t words)
{
    for (Py_ssize_t byte = 0; byte < words * 8; byte += 64)
        __builtin_prefetch((const char *)row + byte, 0, 0);
}

/* Those of the chosen rows that neither the tails of both halves nor that of the whole rule out. */
INLINE Py_ssize_t keep_by_tails(const Strings *strings, const Probe *probe, Py_ssize_t first, const Py_ssize_t half,
                                const Py_ssize_t words, Py_ssize_t halves, Py_ssize_t whole, const uint16_t *differ,
                                uint32_t *chosen, Py_ssize_t number)
{
    Py_ssize_t kept = 0;
    for (Py_ssize_t each = 0; each < number && each < AHEAD; each++)
        fetch(strings->tails + (first + chosen[each]) * words, words);
    for (Py_ssize_t each = 0; each < number; each++) {
        const uint64_t *tail = strings->tails + (first + chosen[each]) * words;
        if (each + AHEAD < number)
            fetch(strings->tails + (first + chosen[each + AHEAD]) * words, words);
        if (differ[chosen[each]] + count_words(tail, probe->tail, half) <= halves &&
            count_words(tail + half, probe->tail + half, words - half) <= whole)
            chosen[kept++] = chosen[each];
    }
    return kept;
}

/* Those of the chosen rows that the pairs of both halves do not rule out. */
INLINE Py_ssize_t keep_by_pairs(const Strings *strings, const Probe *probe, Py_ssize_t first, const Py_ssize_t words,
                                Py_ssize_t most, uint32_t *chosen, Py_ssize_t number)
{
    Py_ssize_t kept = 0;
    for (Py_ssize_t each = 0; each < number && each < AHEAD; each++)
        fetch(strings->pairs + (first + chosen[each]) * words, words);
    for (Py_ssize_t each = 0; each < number; each++) {
        const uint64_t *of_row = strings->pairs + (first + chosen[each]) * words;
        if (each + AHEAD < number)
            fetch(strings->pairs + (first + chosen[each + AHEAD]) * words, words);
        if ((Py_ssize_t)count_words(of_row, probe->pairs, words) <= most)
            chosen[kept++] = chosen[each];
    }
    return kept;
}

/* Those of some rows of one length that no bag rules out, at most BLOCK.  For the numbers of words that
   locmem.memory.index.bags.SHAPES has there is code of their own, which counts more than twice as fast. */
INLINE Py_ssize_t choose(const Strings *strings, const Probe *probe, Py_ssize_t first, Py_ssize_t last,
                         uint32_t *chosen)
{
    const Py_ssize_t at = strings->lengths[first] - probe->shortest, half = strings->half_words;
    const Py_ssize_t whole = probe->whole[at], halves = probe->halves[at], words = strings->tail_words;
    // By four for each of the edits, and one more: see locmem.memory.index.bags.
    const Py_ssize_t pairs = 2 * halves - 1;
    uint16_t differ[BLOCK];
    Py_ssize_t number;
#define HEADS_OF(words)                                                                                               \
    case words:                                                                                                       \
        number = count_and_choose(strings, probe, first, last, words, halves, differ, chosen);                        \
        break
    switch (strings->head_words) {
        HEADS_OF(2);
        HEADS_OF(4);
        HEADS_OF(6);
        HEADS_OF(8);
    default:
        number = count_and_choose(strings, probe, first, last, strings->head_words, halves, differ, chosen);
    }
#define TAILS_OF(half, words)                                                                                         \
    case half << 8 | words:                                                                                           \
        number = keep_by_tails(strings, probe, first, half, words, halves, whole, differ, chosen, number);            \
        break
    switch (half << 8 | words) {
        TAILS_OF(0, 2);
        TAILS_OF(2, 4);
        TAILS_OF(4, 8);
        TAILS_OF(8, 16);
        TAILS_OF(12, 24);
        TAILS_OF(16, 32);
    default:
        number = keep_by_tails(strings, probe, first, half, words, halves, whole, differ, chosen, number);
    }
#define PAIRS_OF(words)                                                                                               \
    case words:                                                                                                       \
        return keep_by_pairs(strings, probe, first, words, pairs, chosen, number)
    switch (strings->pair_words) {
    case 0:
        return number;
        PAIRS_OF(8);
        PAIRS_OF(16);
        PAIRS_OF(32);
        PAIRS_OF(64);
    default:
        return keep_by_pairs(strings, probe, first, strings->pair_words, pairs, chosen, number);
    }
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
