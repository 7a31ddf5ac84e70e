#include <renkei/heap.h>

#include <hdf5.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { REFERENCE_BYTES = 16, HEADER_BYTES = 16, COLLECTION_BYTES_MIN = 4096, N_INDEXES = 65536, SIZE_BYTES = 8 };

/* The collection that was looked at last; most references lead to the same one as the reference before. */
typedef struct {
    int file;
    uint64_t file_bytes;
    uint64_t address; /* 0: none yet */
    uint64_t *size;   /* [N_INDEXES] of each object; UINT64_MAX where there is none */
} heap;

static uint64_t little_endian(const unsigned char *bytes, int n)
{
    uint64_t value = 0;
    for (int i = n - 1; i >= 0; i--) {
        value = value << 8 | bytes[i];
    }
    return value;
}

static bool read_at(const heap *of, uint64_t place, void *bytes, size_t n)
{
    return place <= of->file_bytes && n <= of->file_bytes - place &&
           pread(of->file, bytes, n, (off_t)place) == (ssize_t)n;
}

/* Objects fill a collection without a gap; number 0 is what is free, with its own header. */
static bool take_objects(heap *of, const unsigned char *bytes, size_t n)
{
    memset(of->size, 0xff, N_INDEXES * sizeof *of->size);
    for (size_t at = HEADER_BYTES; n - at >= HEADER_BYTES;) {
        uint64_t index = little_endian(bytes + at, 2), size = little_endian(bytes + at + SIZE_BYTES, SIZE_BYTES);
        if (size > n) {
            return false;
        }
        uint64_t needed = index == 0 ? size : HEADER_BYTES + (size + 7) / 8 * 8;
        if (needed < HEADER_BYTES || needed > n - at) {
            return false;
        }
        of->size[index] = index == 0 ? UINT64_MAX : size;
        at += needed;
    }
    return true;
}

static bool open_collection(heap *of, uint64_t address)
{
    unsigned char header[HEADER_BYTES];
    if (address == of->address) {
        return true;
    }
    of->address = 0;
    if (!read_at(of, address, header, sizeof header) || memcmp(header, "GCOL\1", 5) != 0) {
        return false;
    }
    uint64_t n = little_endian(header + SIZE_BYTES, SIZE_BYTES);
    if (n < COLLECTION_BYTES_MIN || n > of->file_bytes) {
        return false;
    }
    unsigned char *bytes = malloc(n);
    bool whole = bytes != NULL && read_at(of, address, bytes, n) && take_objects(of, bytes, n);
    of->address = whole ? address : 0;
    free(bytes);
    return whole;
}

static bool leads_to_text(heap *of, const unsigned char *reference)
{
    uint64_t length = little_endian(reference, 4), address = little_endian(reference + 4, 8);
    uint64_t index = little_endian(reference + 12, 4);
    if (address == 0) { /* no text: the library says so */
        return true;
    }
    return open_collection(of, address) && index < N_INDEXES && of->size[index] == length;
}

static bool in_one_piece(hid_t dataset, haddr_t *place)
{
    hid_t made = H5Dget_create_plist(dataset);
    bool contiguous = made >= 0 && H5Pget_layout(made) == H5D_CONTIGUOUS;
    if (made >= 0) {
        H5Pclose(made);
    }
    *place = contiguous ? H5Dget_offset(dataset) : HADDR_UNDEF;
    return *place != HADDR_UNDEF;
}

/* Other sizes of addresses than those of this machine are in no file of renkei's. */
static bool usual_sizes(hid_t file)
{
    size_t address = 0, length = 0;
    hid_t made = H5Fget_create_plist(file);
    bool usual = made >= 0 && H5Pget_sizes(made, &address, &length) >= 0 && address == 8 && length == SIZE_BYTES;
    if (made >= 0) {
        H5Pclose(made);
    }
    return usual;
}

bool rk_heap_holds_texts(int64_t file, int64_t dataset, size_t n)
{
    haddr_t place;
    void *handle = NULL;
    struct stat about;
    if (!in_one_piece(dataset, &place)) {
        return true;
    }
    if (!usual_sizes(file) || H5Fget_vfd_handle(file, H5P_DEFAULT, &handle) < 0 || fstat(*(int *)handle, &about) != 0 ||
        n > (uint64_t)about.st_size / REFERENCE_BYTES) {
        return false;
    }
    heap of = {.file = *(int *)handle, .file_bytes = (uint64_t)about.st_size};
    unsigned char *references = malloc(n * REFERENCE_BYTES + 1);
    of.size = malloc(N_INDEXES * sizeof *of.size);
    bool whole = references != NULL && of.size != NULL && read_at(&of, place, references, n * REFERENCE_BYTES);
    for (size_t i = 0; whole && i < n; i++) {
        whole = leads_to_text(&of, references + i * REFERENCE_BYTES);
    }
    free(references);
    free(of.size);
    return whole;
}
