/* A string that is looked for, and whether the distance from it to a text is within a limit. */

/* A string that is looked for: its bits, the lengths and rows within reach, and for each of these lengths how
   far bags may differ.  masks: where each class stands in it, made when first needed, with empty words around,
   so that a band may reach over the ends.  waiting: rows of `size` symbols still to be decided. */
typedef struct {
    const uint64_t *head, *tail, *pairs;
    const uint8_t *symbols;
    const uint16_t *whole, *halves;
    Py_ssize_t length, shortest, longest, begin, end, padding, furthest, size, waiting, rows[8];
    uint64_t *masks;
    int wanted, shift;
} Probe;

INLINE uint64_t *masks_of(const Probe *probe, uint8_t class)
{
    return probe->masks + ((size_t)class << probe->shift);
}

static int make_masks(Probe *probe)
{
    probe->padding = probe->furthest / 64 + 3;
    // The words of a class are a power of two, which finds them soonest.
    for (probe->shift = 0; 1 << probe->shift < (probe->length + 63) / 64 + 2 * probe->padding + 1;)
        probe->shift++;
    probe->masks = calloc((size_t)CLASSES << probe->shift, sizeof(uint64_t));
    if (probe->masks == NULL)
        return -1;
    for (Py_ssize_t place = 0; place < probe->length; place++)
        masks_of(probe, probe->symbols[place])[probe->padding + place / 64] |= 1ull << (place % 64);
    return 0;
}

INLINE uint64_t mask_at(const uint64_t *of_class, Py_ssize_t bit)
{
    const uint64_t *word = of_class + (bit >> 6);
    unsigned shift = (unsigned)(bit & 63);
    return shift ? word[0] >> shift | word[1] << (64 - shift) : word[0];
}

/* Where a band of `most` + 1 diagonals lies: how many of them are below the first one, its bits, and which bit
   is the diagonal on which both strings end.  Along it distances never fall, so that it alone decides. */
typedef struct {
    Py_ssize_t words, down, start, last, distance;
} Band;

static Band band_of(const Probe *probe, Py_ssize_t length, Py_ssize_t most)
{
    const Py_ssize_t words = most / 64 + 1, longer = probe->length - length, down = (most + longer) / 2;
    Band band = {words, down, probe->padding * 64 + down + 1 - words * 64, words * 64 - 1 - down + longer,
                 longer > 0 ? longer : 0};
    return band;
}

static uint64_t first_plus(const Band *band, Py_ssize_t word)
{
    Py_ssize_t unset = band->words * 64 - 1 - band->down - word * 64;
    return unset >= 64 ? 0 : unset <= 0 ? ~0ull : ~0ull << unset;
}

/* Whether the distance of a probe and a text of `length` symbols is `most` or less: the bit-parallel algorithm
   of Hyyro (2003) along a band.  plus, minus: room for a word each of the band. */
static int is_within(const Probe *probe, const uint8_t *text, Py_ssize_t length, Py_ssize_t most, uint64_t *plus,
                     uint64_t *minus)
{
    const Band band = band_of(probe, length, most);
    const Py_ssize_t words = band.words;
    Py_ssize_t distance = band.distance;
    for (Py_ssize_t word = 0; word < words; word++) {
        plus[word] = first_plus(&band, word);
        minus[word] = 0;
    }
    for (Py_ssize_t column = 0; column < length; column++) {
        const uint64_t *of_class = masks_of(probe, text[column]);
        uint64_t carry = 0, last_d0 = 0, last_hp = 0, last_hn = 0;
        for (Py_ssize_t word = 0; word < words; word++) {
            uint64_t x = mask_at(of_class, band.start + column + word * 64);
            uint64_t vp = plus[word], vn = minus[word], sum, part = x & vp;
            sum = part + vp;
            uint64_t over = sum < part;
            sum += carry;
            carry = over | (sum < carry);
            uint64_t d0 = (sum ^ vp) | x | vn;
            uint64_t hp = vn | ~(d0 | vp), hn = d0 & vp;
            if (band.last / 64 == word)
                distance += !(d0 >> (band.last & 63) & 1);
            if (word) {
                uint64_t moved = last_d0 >> 1 | d0 << 63;
                plus[word - 1] = last_hn | ~(moved | last_hp);
                minus[word - 1] = moved & last_hp;
            }
            last_d0 = d0, last_hp = hp, last_hn = hn;
        }
        plus[words - 1] = last_hn | ~(last_d0 >> 1 | last_hp);
        minus[words - 1] = last_d0 >> 1 & last_hp;
        if (distance > most)
            return 0;
    }
    return 1;
}

#if defined(__GNUC__)
#define LANES 8
#define MOST_WORDS 4

typedef uint64_t lanes __attribute__((vector_size(8 * LANES)));
typedef int64_t signed_lanes __attribute__((vector_size(8 * LANES)));

/* `is_within` for texts of one length side by side.  The answer has a bit for each. */
INLINE unsigned lanes_within(const int words, const Probe *probe, const uint8_t *const *texts, Py_ssize_t length,
                             Py_ssize_t most)
{
    const Band band = band_of(probe, length, most);
    const uint64_t last = (uint64_t)(band.last & 63);
    lanes plus[MOST_WORDS], minus[MOST_WORDS], zero = {0}, distance = zero + (uint64_t)band.distance;
    unsigned answer = 0;
    for (int word = 0; word < words; word++) {
        plus[word] = zero + first_plus(&band, word);
        minus[word] = zero;
    }
    for (Py_ssize_t column = 0; column < length; column++) {
        const Py_ssize_t bit = band.start + column;
        const uint64_t right = (uint64_t)(bit & 63), left = 63 - right;
        const uint64_t *of_lane[LANES];
        lanes low, carry = zero, last_d0 = zero, last_hp = zero, last_hn = zero;
        for (int lane = 0; lane < LANES; lane++) {
            of_lane[lane] = masks_of(probe, texts[lane][column]) + (bit >> 6);
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
            if (words == 1 || band.last / 64 == word)
                distance += (~d0 >> last) & 1;
            if (word) {
                lanes moved = last_d0 >> 1 | d0 << 63;
                plus[word - 1] = last_hn | ~(moved | last_hp);
                minus[word - 1] = moved & last_hp;
            }
            last_d0 = d0, last_hp = hp, last_hn = hn;
        }
        plus[words - 1] = last_hn | ~(last_d0 >> 1 | last_hp);
        minus[words - 1] = last_d0 >> 1 & last_hp;
        if (column % 8 == 7) {
            int alive = 0;
            for (int lane = 0; lane < LANES; lane++)
                alive |= distance[lane] <= (uint64_t)most;
            if (!alive)
                return 0;
        }
    }
    for (int lane = 0; lane < LANES; lane++)
        answer |= (unsigned)(distance[lane] <= (uint64_t)most) << lane;
    return answer;
}

CLONES static unsigned all_within(const Probe *probe, const uint8_t *const *texts, Py_ssize_t length, Py_ssize_t most)
{
    switch (most / 64) {
    case 0:
        return lanes_within(1, probe, texts, length, most);
    case 1:
        return lanes_within(2, probe, texts, length, most);
    case 2:
        return lanes_within(3, probe, texts, length, most);
    default:
        return lanes_within(4, probe, texts, length, most);
    }
}
#else
#define LANES 1
#endif
