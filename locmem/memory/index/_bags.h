/* The classes of a text's symbols, and the bits of a string that is looked for: see locmem.memory.index.bags. */

#define CLASSES 256
#define PAIRS 1024

#define INLINE static inline __attribute__((always_inline))
#if defined(__x86_64__) && defined(__linux__) && defined(__GNUC__) && !defined(__clang__) && __GNUC__ >= 9
#define CLONES __attribute__((target_clones("avx512f", "avx2", "popcnt", "default")))
#define HAS_CLONES
#else
#define CLONES
#endif

/* The chosen bits of a shape, the class and the threshold of each: of whole bags, of both halves', and of pairs. */
typedef struct {
    const uint16_t *whole, *first, *second, *pairs;
    Py_ssize_t whole_size, half_size, pair_size;
} Bits;

/* How many of eight bytes of a text come before the first that is not ASCII; `high`: their highest bits. */
INLINE Py_ssize_t ascii_before(uint64_t high)
{
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    return __builtin_ctzll(high) / 8;
#else
    return __builtin_clzll(high) / 8;
#endif
}

/* The classes of the first `length` symbols of a UTF-8 text that ends at `end`; whether there are as many. */
static int read_classes(const uint8_t *text, const uint8_t *end, Py_ssize_t length, uint8_t *out)
{
    const uint8_t *last = out + length;
    while (out < last) {
        // Most symbols are ASCII, which are their own classes.
        if (last - out >= 8 && end - text >= 8) {
            uint64_t eight, high;
            memcpy(&eight, text, 8);
            memcpy(out, &eight, 8);
            high = eight & 0x8080808080808080ull;
            Py_ssize_t some = high ? ascii_before(high) : 8;
            text += some, out += some;
            if (!high)
                continue;
        }
        if (text >= end)
            return 0;
        uint32_t point = text[0];
        const Py_ssize_t size = point < 0x80 ? 1 : point < 0xe0 ? 2 : point < 0xf0 ? 3 : 4;
        if (end - text < size)
            return 0;
        if (size == 2)
            point = (point & 0x1f) << 6 | (text[1] & 0x3f);
        else if (size == 3)
            point = (point & 0x0f) << 12 | (uint32_t)(text[1] & 0x3f) << 6 | (text[2] & 0x3f);
        else if (size == 4)
            point = (point & 0x07) << 18 | (uint32_t)(text[1] & 0x3f) << 12 | (uint32_t)(text[2] & 0x3f) << 6 |
                    (text[3] & 0x3f);
        *out++ = (uint8_t)((point ^ (point >> 8) ^ (point >> 16)) & 255);
        text += size;
    }
    return 1;
}

/* Writes the bits whose class occurs often enough; in each byte the first one is the highest, as NumPy packs them.
   They are many and as good as drawn by lot, so that nothing may branch on them. */
static void set_bits(const uint16_t *bag, Py_ssize_t classes, const uint16_t *chosen, Py_ssize_t first,
                     Py_ssize_t last, Py_ssize_t size, uint64_t *out)
{
    uint8_t *bytes = (uint8_t *)out;
    for (Py_ssize_t bit = first; bit < last; bit += 8) {
        unsigned byte = 0;
        for (Py_ssize_t each = bit; each < bit + 8; each++)
            byte = byte << 1 | (unsigned)(bag[chosen[each] & (classes - 1)] >= chosen[size + each]);
        *bytes++ = (uint8_t)byte;
    }
}

/* Head and tail of a string as locmem.memory.index.bags.write_bits gives them. */
static void write_bits(const uint8_t *symbols, Py_ssize_t length, const Bits *bits, Py_ssize_t head_words,
                       uint64_t *head, uint64_t *tail)
{
    uint16_t bags[3][CLASSES] = {{0}};
    const Py_ssize_t in_head = 32 * head_words, in_tail = bits->half_size - in_head;
    for (Py_ssize_t place = 0; place < length; place++)
        bags[place < length / 2 ? 0 : 1][symbols[place]]++;
    for (int class = 0; class < CLASSES; class++)
        bags[2][class] = bags[0][class] + bags[1][class];
    set_bits(bags[0], CLASSES, bits->first, 0, in_head, bits->half_size, head);
    set_bits(bags[1], CLASSES, bits->second, 0, in_head, bits->half_size, head + in_head / 64);
    set_bits(bags[0], CLASSES, bits->first, in_head, bits->half_size, bits->half_size, tail);
    set_bits(bags[1], CLASSES, bits->second, in_head, bits->half_size, bits->half_size, tail + in_tail / 64);
    set_bits(bags[2], CLASSES, bits->whole, 0, bits->whole_size, bits->whole_size, tail + 2 * in_tail / 64);
}

/* The bits of the bags of pairs of both halves, as locmem.memory.index.bags.write_pairs gives them. */
static void write_pairs(const uint8_t *symbols, Py_ssize_t length, const Bits *bits, uint64_t *out)
{
    uint16_t bags[2][PAIRS] = {{0}};
    for (Py_ssize_t place = 0; place + 1 < length; place++)
        if (place + 1 != length / 2)
            bags[place < length / 2 ? 0 : 1][(symbols[place] * 0x9E3779B1u + symbols[place + 1] * 0x85EBCA6Bu) >> 22]++;
    set_bits(bags[0], PAIRS, bits->pairs, 0, bits->pair_size, bits->pair_size, out);
    set_bits(bags[1], PAIRS, bits->pairs, 0, bits->pair_size, bits->pair_size, out + bits->pair_size / 64);
}
