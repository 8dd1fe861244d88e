/* Pictures on any bytes: refused with a report, or as many pixels as the size that was told. */
#include "fuzz/kept.h"
#include "picture/picture.h"

#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static void promise(bool kept, const char *what)
{
	if (kept)
		return;
	fprintf(stderr, "broken promise: %s\n", what);
	abort();
}

static void one(struct arena *a, str path)
{
	struct diags *d = diags_new(a);
	struct picture p = {.path = path};
	struct picture_info info;
	struct pixels px;
	str profile;
	bool good = picture_size(a, d, &p, &info);
	promise(good == !diag_errors(d), "refused means reported");
	/* Large ones are allowed and take their time; what is to be found is in small ones too. */
	if (!good || (uint64_t)info.w * info.h > 1 << 20)
		return;
	promise(info.w && info.h && info.turn >= 1 && info.turn <= 8,
	        "a size, and a turn of eight");
	if (picture_profile(a, d, &p, &info, &profile))
		promise(profile.len >= 132, "a profile has a header");
	promise(!diag_errors(d), "a profile is no reason to refuse");
	struct png_rows rows;
	if (picture_png_rows(a, &info, &rows)) {
		struct extent size = picture_stored(&info);
		size_t length = 1 + ((size_t)size.w * rows.colours * rows.depth + 7) / 8;
		promise(rows.bytes.len == length * size.h, "rows of the size that was told");
		promise(!rows.palette.len || rows.palette.len == (size_t)3 << rows.depth,
		        "a whole palette");
	}
	if (!picture_decode(a, d, &p, &px)) {
		promise(diag_errors(d) > 0, "refused means reported");
		return;
	}
	promise(px.w == info.w && px.h == info.h && px.channels == info.channels,
	        "the size that was told");
	unsigned sum = 0;
	for (size_t i = 0; i < (size_t)px.w * px.h * px.channels; i++)
		sum += px.at[i];
	promise(sum <= 255u * px.w * px.h * px.channels, "bytes");
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct arena *arena = fuzz_arena();
	int fd = memfd_create("picture", MFD_CLOEXEC);
	promise(fd >= 0 && write(fd, bytes, len) == (ssize_t)len, "room in memory");
	one(arena, arena_printf(arena, "/proc/self/fd/%d", fd));
	arena_reset(arena);
	close(fd);
	return 0;
}
