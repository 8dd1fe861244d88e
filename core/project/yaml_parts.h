/* What yaml.c builds and yaml_span.c looks up. For these two files only. */
#ifndef STROM_YAML_PARTS_H
#define STROM_YAML_PARTS_H

#include "project/yaml.h"

struct yaml_source {
	str bytes;                       /* the slice that was parsed */
	struct span base;
	yaml_map *map;
	const void *context;
};

/* Offsets of the slice to a place in the file. */
struct span yaml_place(const struct yaml_source *, size_t from, size_t to);

#endif
