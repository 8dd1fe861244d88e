/* Which functions of a library a test enters, in a file: preloaded into the test by tests/mutants/run.
 *
 * COVER_FILE has a byte for each of the library's; that at which a function begins becomes 1. It is
 * mapped, so that children that are locked in, killed or ended without their clean-ups count too. */
#include <fcntl.h>
#include <link.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>

static uintptr_t base, size;
static unsigned char *map;

void __cyg_profile_func_enter(void *function, void *caller);
void __cyg_profile_func_exit(void *function, void *caller);

static int look(struct dl_phdr_info *info, size_t n, void *name)
{
	(void)n;
	if (!strstr(info->dlpi_name, name))
		return 0;
	base = info->dlpi_addr;
	return 1;
}

__attribute__((constructor)) static void begin(void)
{
	const char *path = getenv("COVER_FILE"), *library = getenv("COVER_LIBRARY");
	int fd = path ? open(path, O_RDWR | O_CLOEXEC) : -1;
	struct stat info;
	if (fd < 0 || !library || fstat(fd, &info) || !dl_iterate_phdr(look, (void *)(uintptr_t)library))
		return;
	void *at = mmap(NULL, (size_t)info.st_size, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	if (at == MAP_FAILED)
		return;
	size = (uintptr_t)info.st_size;
	map = at;
}

void __cyg_profile_func_enter(void *function, void *caller)
{
	(void)caller;
	uintptr_t at = (uintptr_t)function - base;
	if (map && at < size)
		map[at] = 1;
}

void __cyg_profile_func_exit(void *function, void *caller)
{
	(void)function;
	(void)caller;
}
