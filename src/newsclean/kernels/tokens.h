/* Hashes of tokens, as extract/characters.py defines them, and lists that grow. */
#ifndef NEWSCLEAN_TOKENS_H
#define NEWSCLEAN_TOKENS_H

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

/* A token's hash is a polynomial in its characters; all beyond the 64th weigh as that one.
   Tokens are summed without a branch: where words end no processor guesses right. What is in no
   token adds nothing to the one before it. */
#define LONGEST 64

typedef struct {
    uint32_t sum, place;
    uint32_t *last; /* where the sum of the token in hand is kept; one place before the first */
} Summing;

static uint32_t powers[LONGEST];

static inline void fill_powers(void) {
    uint32_t power = 1;
    for (int i = 0; i < LONGEST; i++) powers[i] = power *= 0x01000193u;
}

/* `begins` is 1 where a token begins, else 0; `small` the lower case plus one, 0 in no token. */
static inline void sum_on(Summing *now, uint32_t begins, uint32_t small) {
    uint32_t keep = begins - 1;
    now->place = (now->place + 1) & keep;
    uint32_t place = now->place < LONGEST ? now->place : LONGEST - 1;
    now->sum = (now->sum & keep) + small * powers[place];
    now->last += begins;
    *now->last = now->sum;
}

static inline uint32_t mixed(uint32_t sum) {
    uint32_t hash = sum ^ (sum >> 15);
    hash *= 0x2C1B3C6Du;
    return hash ^ (hash >> 13);
}

static inline uint32_t combined(uint32_t one, uint32_t two) {
    uint32_t mixed = (one * 0x9E3779B1u) ^ two;
    return mixed ^ (mixed >> 16);
}

/* Ask for memory before it is needed; a hint, where the compiler knows one. */
static inline void fetch_ahead(const float *at) {
#if defined(__GNUC__)
    __builtin_prefetch(at);
#else
    (void)at;
#endif
}

typedef struct {
    uint32_t *at;
    size_t size, room;
} List;

/* Make room for `more` beyond what a list holds; 0 where there is no memory. */
static inline int list_reserve(List *list, size_t more) {
    size_t room = list->room ? list->room : 256;
    if (list->size + more <= list->room) return 1;
    while (room < list->size + more) room *= 2;
    uint32_t *at = (uint32_t *)realloc(list->at, room * sizeof(uint32_t));
    if (!at) return 0;
    list->at = at;
    list->room = room;
    return 1;
}

static inline void list_free(List *list) {
    free(list->at);
    list->at = NULL;
    list->size = list->room = 0;
}

static inline int by_value(const void *one, const void *two) {
    uint32_t a = *(const uint32_t *)one, b = *(const uint32_t *)two;
    return (a > b) - (a < b);
}

/* Sort a list and count its distinct values. */
static inline size_t list_distinct(List *list) {
    size_t distinct = list->size != 0;
    qsort(list->at, list->size, sizeof(uint32_t), by_value);
    for (size_t i = 1; i < list->size; i++) distinct += list->at[i] != list->at[i - 1];
    return distinct;
}

#endif
