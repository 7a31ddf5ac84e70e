/* Adding to a list of mistakes; reading it is in renkei/mistakes.h. */
#ifndef RK_INPUT_MISTAKES_H
#define RK_INPUT_MISTAKES_H

#include <renkei/mistakes.h>

#include <stdbool.h>

/* Beyond this many, mistakes are counted and not kept: a wrong file would bury the terminal. */
enum { RK_MISTAKES_MAX = 1000 };

/* Copies the texts. Returns false when memory is out. */
bool rk_mistakes_add(rk_mistakes *mistakes, rk_mistake mistake);

/* The same, unless the list holds the very mistake. */
bool rk_mistakes_add_once(rk_mistakes *mistakes, rk_mistake mistake);

#endif
