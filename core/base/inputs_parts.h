/* What inputs.c asks of inputs_beneath.c. For these two files and their test. */
#ifndef STROM_INPUTS_PARTS_H
#define STROM_INPUTS_PARTS_H

#include "base/inputs.h"

/* Opens a path that counts from a folder and does not leave it, by no link and no dots: -1 with
 * errno EXDEV where it would. By the kernel (openat2), or by inputs_walk where it cannot. */
int inputs_beneath(int folder, const char *path, int flags);
/* The same, part by part. */
int inputs_walk(int folder, const char *path, int flags);

#endif
