/* The profile of the colours that screens show. */
#ifndef STROM_ICC_H
#define STROM_ICC_H

#include "base/buf.h"

/* A version 4 display profile of sRGB (IEC 61966-2-1). */
void icc_srgb(struct buf *);

#endif
