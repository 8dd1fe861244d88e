/* The source of JSON files on any bytes. The first byte chooses the options (0: none); behind it is the file.
 * A second reading must give the same. */
#include "unit/data_source_host.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static const struct host_setting plain[] = {{NULL, NULL, NULL}};
static const struct host_setting named[] = {{"path", NULL, "a.b"}, {NULL, NULL, NULL}};
static const struct host_setting *const choices[] = {plain, named};

static void read_once(struct arena *a, struct source_host *h, str file, unsigned choice)
{
	source_host_read(h, a, strom_plugin_1(), choices[choice & 1], file);
	if (!h->broken)
		return;
	fprintf(stderr, "broken promise: %s\n", h->broken);
	abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct source_host one, two;
	if (!len)
		return 0;
	struct arena *a = arena_new();
	str file = {(const char *)bytes + 1, len - 1};
	read_once(a, &one, file, bytes[0]);
	read_once(a, &two, file, bytes[0]);
	if (!str_eq(buf_str(&one.rows), buf_str(&two.rows)) || !str_eq(buf_str(&one.reports), buf_str(&two.reports)))
		abort();
	source_host_drop(&one);
	source_host_drop(&two);
	arena_drop(a);
	return 0;
}
