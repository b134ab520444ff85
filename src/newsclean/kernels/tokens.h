/* Hashes of tokens, as extract/characters.py defines them, and lists that grow. */
#ifndef NEWSCLEAN_TOKENS_H
#define NEWSCLEAN_TOKENS_H

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

/* A polynomial in a token's characters; all beyond the 64th weighs as that one. */
typedef struct {
    uint32_t sum, power, place;
} Token;

static inline void token_begin(Token *token) {
    token->sum = 0;
    token->power = 0x01000193u;
    token->place = 1;
}

static inline void token_add(Token *token, uint32_t small) {
    token->sum += small * token->power;
    if (token->place < 64) {
        token->power *= 0x01000193u;
        token->place++;
    }
}

static inline uint32_t token_end(const Token *token) {
    uint32_t hash = token->sum;
    hash ^= hash >> 15;
    hash *= 0x2C1B3C6Du;
    return hash ^ (hash >> 13);
}

static inline uint32_t combined(uint32_t one, uint32_t two) {
    uint32_t mixed = (one * 0x9E3779B1u) ^ two;
    return mixed ^ (mixed >> 16);
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

static int by_value(const void *one, const void *two) {
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
