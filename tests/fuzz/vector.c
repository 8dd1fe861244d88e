/* SVG files and PDFs, any bytes: refused with a report, or a form whose objects are all written,
 * once. */
#include "fuzz/kept.h"
#include "picture/vector.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);
extern const struct vector_reader strom_vector;

enum { MOST = 4096 };

struct written { uint32_t n; bool put[MOST]; };

static void promise(bool kept, const char *what)
{
	if (kept)
		return;
	fprintf(stderr, "broken promise: %s\n", what);
	abort();
}

static uint32_t object(void *self)
{
	struct written *w = self;
	return ++w->n;
}

static void put(struct written *w, uint32_t number)
{
	promise(number && number <= w->n, "a number that was given");
	promise(number >= MOST || !w->put[number], "an object is written once");
	if (number < MOST)
		w->put[number] = true;
}

static void value(void *self, uint32_t number, str body)
{
	(void)body;
	put(self, number);
}

static void stream(void *self, uint32_t number, str dict, str bytes, bool packed)
{
	(void)dict, (void)bytes, (void)packed;
	put(self, number);
}

static void ink(void *self, struct colour c, uint16_t cmyk[4])
{
	(void)self;
	cmyk[0] = cmyk[1] = cmyk[2] = 0;
	cmyk[3] = (uint16_t)(1000 - c.g * 1000 / 255);
}

static uint32_t profile(void *self, unsigned channels)
{
	struct written *w = self;
	promise(channels == 3 || channels == 4, "channels of a device");
	if (w->n + 1 < MOST)
		w->put[w->n + 1] = true;
	return ++w->n;
}

static void one(struct arena *a, str bytes, bool print)
{
	struct diags *d = diags_new(a);
	struct picture p = {.path = S("fuzzed")};
	struct written w = {0};
	struct vector_writer writer = {&w, print, object, value, stream, ink, profile};
	struct vector_fonts fonts = {0};
	double size[2];
	bool good = strom_vector.measure(a, d, &p, bytes, &fonts, size);
	promise(good == !diag_errors(d), "refused means reported");
	if (!good)
		return;
	promise(size[0] > 0 && size[1] > 0 && size[0] < 1e9 && size[1] < 1e9, "a size");
	struct vector_source *s = strom_vector.open(a, d, &p, bytes, &fonts, &writer);
	promise((s != NULL) == !diag_errors(d), "refused means reported");
	if (!s)
		return;
	uint32_t number = object(&w);
	good = strom_vector.form(s, &p, number);
	promise(good == !diag_errors(d), "refused means reported");
	for (uint32_t i = 1; good && i <= w.n && i < MOST; i++)
		promise(w.put[i], "every object that was promised is written");
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct arena *arena = fuzz_arena();
	str text = arena_str(arena, (str){(const char *)bytes, len});
	/* For a press, or for a screen: chance has it, the same each time. */
	one(arena, text, str_hash(text) % 2);
	arena_reset(arena);
	return 0;
}
