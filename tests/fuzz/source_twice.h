/* What the fuzz targets of sources share: a file, whatever it holds, is read, and one file in eight
 * twice, which must give the same. */
#ifndef STROM_FUZZ_SOURCE_TWICE_H
#define STROM_FUZZ_SOURCE_TWICE_H

#include "fuzz/encodings.h"
#include "unit/data_source_host.h"

static inline void source_once(struct arena *a, struct source_host *h,
                               const struct host_setting *settings, str file)
{
	source_host_read(h, a, strom_plugin_1(), settings, file);
	if (!h->broken)
		return;
	fprintf(stderr, "broken promise: %s\n", h->broken);
	abort();
}

static inline void source_twice(struct arena *a, const struct host_setting *settings, str file)
{
	struct source_host one, two;
	fuzz_keep_encodings();
	source_once(a, &one, settings, file);
	if (str_hash(file) % 8 == 0) {
		source_once(a, &two, settings, file);
		if (!str_eq(buf_str(&one.rows), buf_str(&two.rows)) ||
		    !str_eq(buf_str(&one.reports), buf_str(&two.reports))) {
			fprintf(stderr, "broken promise: read twice, two answers\n"
			        "---- first:\n%.*s\n%.*s\n---- second:\n%.*s\n%.*s\n",
			        STR_ARG(buf_str(&one.rows)), STR_ARG(buf_str(&one.reports)),
			        STR_ARG(buf_str(&two.rows)), STR_ARG(buf_str(&two.reports)));
			abort();
		}
		source_host_drop(&two);
	}
	source_host_drop(&one);
}

#endif
