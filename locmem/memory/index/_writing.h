/* The bits of stored strings, as locmem.memory.index.bags writes them, but sooner. */

enum { OF_CLASSES, OF_LENGTHS, OF_WHOLE, OF_FIRST, OF_SECOND, OF_PAIRS, OF_STRINGS };

/* Whether the symbols are as many as the lengths say, and the bits as many as fill whole words. */
static int can_be_written(const Py_buffer *b, Py_ssize_t head_words)
{
    const uint16_t *lengths = b[OF_LENGTHS].buf;
    Py_ssize_t symbols = 0;
    for (Py_ssize_t row = 0; row < b[OF_LENGTHS].len / 2; row++)
        symbols += lengths[row];
    // Class and threshold of each bit are two bytes.
    for (int which = OF_WHOLE; which <= OF_PAIRS; which++)
        if (b[which].len % (4 * 64))
            return 0;
    return symbols == b[OF_CLASSES].len && b[OF_FIRST].len == b[OF_SECOND].len && head_words >= 0 &&
           head_words % 2 == 0 && 32 * head_words <= b[OF_FIRST].len / 4;
}

/* write_rows(classes, lengths, whole_bits, first_bits, second_bits, pair_bits, head_words) -> bytes of uint64: for each
   string its head, its tail and its pairs

   classes: those of all strings, one after the other.  Raises ValueError where the sizes do not fit together. */
static PyObject *write_rows(PyObject *self, PyObject *args)
{
    Py_buffer b[OF_STRINGS];
    Py_ssize_t head_words;
    PyObject *result = NULL;
    (void)self;
    if (!PyArg_ParseTuple(args, "y*y*y*y*y*y*n", &b[0], &b[1], &b[2], &b[3], &b[4], &b[5], &head_words))
        return NULL;
    const Bits bits = {b[OF_WHOLE].buf, b[OF_FIRST].buf, b[OF_SECOND].buf, b[OF_PAIRS].buf,
                       b[OF_WHOLE].len / 4, b[OF_FIRST].len / 4, b[OF_PAIRS].len / 4};
    const Py_ssize_t rows = b[OF_LENGTHS].len / 2, tail_words = (2 * bits.half_size + bits.whole_size) / 64 - head_words;
    const Py_ssize_t words = head_words + tail_words + 2 * bits.pair_size / 64;
    if (!can_be_written(b, head_words))
        PyErr_SetString(PyExc_ValueError, "the sizes do not fit together");
    else
        result = PyBytes_FromStringAndSize(NULL, rows * words * 8);
    if (result != NULL) {
        uint64_t *out = (uint64_t *)PyBytes_AsString(result);
        const uint8_t *symbols = b[OF_CLASSES].buf;
        const uint16_t *lengths = b[OF_LENGTHS].buf;
        Py_BEGIN_ALLOW_THREADS;
        for (Py_ssize_t row = 0; row < rows; symbols += lengths[row++], out += words) {
            write_bits(symbols, lengths[row], &bits, head_words, out, out + head_words);
            if (bits.pair_size)
                write_pairs(symbols, lengths[row], &bits, out + head_words + tail_words);
        }
        Py_END_ALLOW_THREADS;
    }
    for (int buffer = 0; buffer < OF_STRINGS; buffer++)
        PyBuffer_Release(&b[buffer]);
    return result;
}
