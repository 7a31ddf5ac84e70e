/* renkei's own tables: every prefecture and municipality of the country, and who touches whom. */
#ifndef RK_INPUT_ATLAS_H
#define RK_INPUT_ATLAS_H

#include "input/reader.h"

typedef struct {
    rk_prefecture *prefectures; /* by code */
    size_t n_prefectures;
    rk_municipality *municipalities; /* by code; prefecture is an index into prefectures; no neighbours yet */
    size_t n_municipalities;
    size_t (*pairs)[2]; /* indexes of municipalities that touch on land, the lower code first, in order */
    size_t n_pairs;
} rk_atlas;

/* Returns false after adding a mistake and noting that renkei's data are missing. */
bool rk_atlas_read(rk_reader *reader, rk_atlas *atlas);

/* Words of the table for a kind: "town". */
const char *rk_atlas_kind(rk_municipality_kind kind);

/* Index of a prefecture by code ("38"), name (愛媛県, 愛媛) or romaji (Ehime) among n, or n. */
size_t rk_atlas_find_prefecture(const rk_prefecture prefectures[], size_t n, const char *word);

/* Index of a municipality by its code without check digit among n in order of their codes, or n. */
size_t rk_atlas_find_code(const rk_municipality places[], size_t n, int code);

/* The check digit of a 5-digit code, as the ministry computes it. */
int rk_check_digit(int code);

#endif
