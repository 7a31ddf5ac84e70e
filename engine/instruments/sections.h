/* Sections of a municipality's administration, and how many of them a number of people reaches. */
#ifndef RK_INSTRUMENTS_SECTIONS_H
#define RK_INSTRUMENTS_SECTIONS_H

#include "model/world.h"

/* How many sections a municipality has: Poisson(general administration staff / adoption.section_staff), at least 1.
 * Drawn once a block: the same for all instruments and models. */
unsigned rk_sections(const rk_world *world, size_t place);

/* Expected part of so many sections with at least one of n people, who may be of any section; 0..1. */
double rk_sections_reached(double n, unsigned sections);

#endif
