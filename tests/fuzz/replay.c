/* Runs a fuzz target on files and folders of files, in the order of their names: the corpus as a
 * test, with any compiler. With --mutate N each is also tried N times with bytes changed, cut out
 * and put in, always the same ones. A file *.inputs holds many: each has its length before it, four
 * bytes, the lowest first (run.py writes them). */
#include "base/buf.h"
#include "base/file.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

/* In a block of exactly its size, so that a step beyond it is seen. */
static void try(struct arena *a, const char *bytes, size_t len)
{
	uint8_t *copy = arena_alloc(a, len);
	if (len)
		memcpy(copy, bytes, len);
	LLVMFuzzerTestOneInput(copy, len);
}

/* xorshift64 (Marsaglia 2003): the same run every time. */
static size_t chance(uint64_t *state, size_t below)
{
	*state ^= *state << 13;
	*state ^= *state >> 7;
	*state ^= *state << 17;
	return below ? (size_t)(*state % below) : 0;
}

static void change(struct buf *b, uint64_t *state)
{
	static const char likely[] = "\"',;\t|\n\r\\{}[]()#*_-=:@!<>&%$ \0\xFF\x80\xC3\xE2"
	                             "019aLn";
	size_t at = chance(state, b->len + 1), len = chance(state, 8), how = chance(state, 4);
	buf_room(b, 1); /* also what is empty has a place */
	if (how == 0 && at < b->len) {
		b->ptr[at] = likely[chance(state, sizeof likely)];
	} else if (how == 1 && at + len <= b->len) {
		memmove(b->ptr + at, b->ptr + at + len, b->len - at - len);
		b->len -= len;
	} else if (how == 2) {
		buf_room(b, 1);
		memmove(b->ptr + at + 1, b->ptr + at, b->len - at);
		b->ptr[at] = likely[chance(state, sizeof likely)];
		b->len++;
	} else if (at + len <= b->len) {
		size_t to = chance(state, b->len - len + 1);
		memmove(b->ptr + to, b->ptr + at, len);
	}
}

static void mutate(const char *bytes, size_t len, unsigned long times, uint64_t *state)
{
	struct buf b = {0};
	for (; times; times--) {
		struct arena *a = arena_new();
		buf_clear(&b);
		buf_put(&b, (str){bytes, len});
		for (size_t n = chance(state, 6) + 1; n; n--)
			change(&b, state);
		try(a, b.ptr, b.len);
		arena_drop(a);
	}
	buf_drop(&b);
}

static void replay_one(str bytes, unsigned long times, uint64_t *state)
{
	struct arena *a = arena_new();
	try(a, bytes.ptr, bytes.len);
	mutate(bytes.ptr, bytes.len, times, state);
	arena_drop(a);
}

static bool replay_all(str packed, unsigned long times, uint64_t *state)
{
	uint32_t len;
	while (buf_take_u32(&packed, &len) && len <= packed.len) {
		replay_one(str_sub(packed, 0, len), times, state);
		packed = str_from(packed, len);
	}
	return !packed.len;
}

static bool replay_file(str path, unsigned long times, uint64_t *state)
{
	struct arena *a = arena_new();
	struct diags *d = diags_new(a);
	str bytes;
	bool good = file_map(a, d, (struct span){0}, path, 0, &bytes);
	if (good && str_ends(path, S(".inputs")))
		good = replay_all(bytes, times, state);
	else if (good)
		replay_one(bytes, times, state);
	if (!good)
		fprintf(stderr, "cannot read %.*s\n", STR_ARG(path));
	arena_drop(a);
	return good;
}

static bool replay(str path, unsigned long times, uint64_t *state)
{
	struct arena *a = arena_new();
	struct diags *d = diags_new(a);
	str *names;
	size_t n = 0;
	bool good = true;
	if (!folder_exists(path)) {
		good = replay_file(path, times, state);
	} else if (folder_list(a, d, path, &names, &n)) {
		for (size_t i = 0; i < n; i++)
			good &= replay_file(path_join(a, path, names[i]), times, state);
		printf("%.*s: %zu inputs\n", STR_ARG(path), n);
		good &= n > 0;
	}
	arena_drop(a);
	return good;
}

int main(int argc, char **argv)
{
	unsigned long times = 0;
	uint64_t state = 0x9E3779B97F4A7C15u;
	int64_t n;
	bool good = argc > 1;
	for (int i = 1; i < argc; i++) {
		if (!strcmp(argv[i], "--mutate") && i + 1 < argc &&
		    str_to_int(str_of(argv[i + 1]), &n)) {
			times = (unsigned long)n;
			i++;
		} else {
			good &= replay(str_of(argv[i]), times, &state);
		}
	}
	return good ? 0 : 1;
}
