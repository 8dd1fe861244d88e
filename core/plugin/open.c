/* Opening plugins: their code runs in this process from then on. */
#include "plugin/parts.h"

#include "base/track.h"

#include <dlfcn.h>

static void *open_library(struct diags *d, struct span at, const char *real)
{
	void *library = dlopen(real, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
	if (library)
		return library;
	const char *why = dlerror();
	diag_error(d, at, "plugin/unloadable", "the plugin cannot be loaded");
	diag_hint(d, "The dynamic linker says: %s.", why ? why : "nothing");
	return NULL;
}

/* The entry's name carries the major version: another number tells what it was built for. */
static strom_entry *no_entry(struct diags *d, struct span at, void *library)
{
	for (int major = 0; major < 100; major++) {
		char name[32];
		snprintf(name, sizeof name, "strom_plugin_%d", major);
		if (!dlsym(library, name))
			continue;
		diag_error(d, at, "plugin/other-abi",
		           "the plugin is built for interface %d, and this is interface %d", major,
		           STROM_ABI_MAJOR);
		diag_hint(d, "Install the %s version of the plugin.",
		          major < STROM_ABI_MAJOR ? "newer" : "older");
		return NULL;
	}
	diag_error(d, at, "plugin/no-entry", "the library has no function strom_plugin_%d",
	           STROM_ABI_MAJOR);
	diag_hint(d, "A plugin exports that function; other libraries do not belong here.");
	return NULL;
}

static strom_entry *find_entry(struct diags *d, struct span at, const char *real)
{
	strom_entry *entry;
	void *library = open_library(d, at, real);
	if (!library)
		return NULL;
	/* A major version of its own, spelled here: the test of versions builds newer headers. */
	void *symbol = dlsym(library, "strom_plugin_1");
	if (!symbol)
		return no_entry(d, at, library);
	/* ISO C has no cast from an object's pointer to a function's; POSIX says the bytes agree.
	 */
	memcpy(&entry, &symbol, sizeof entry);
	return entry;
}

bool plugin_open_file(struct diags *d, struct span at, const char *real, struct plugin *out)
{
	strom_entry *entry = find_entry(d, at, real);
	return entry && plugin_describe(d, at, entry(), out);
}

static const void *open_code(struct diags *d, struct span at, const struct plugin *p)
{
	struct plugin again = {.kind = p->kind};
	if (!plugin_open_file(d, at, p->real, &again))
		return NULL;
	if (again.kind == p->kind && str_eq(again.name, p->name))
		return again.functions;
	diag_error(d, at, "plugin/changed",
	           "the file of the plugin '%.*s' is another than a moment ago", STR_ARG(p->name));
	diag_hint(d, "Do not replace plugins during a run: run it again.");
	return NULL;
}

const void *plugin_open(struct diags *d, struct span at, const struct plugin *p)
{
	if (p->functions || p->code->functions)
		return p->functions ? p->functions : p->code->functions;
	track_enter(TRACK_OPEN, p->number, p->foreign, diag_track(d, at));
	p->code->functions = open_code(d, at, p);
	track_leave();
	return p->code->functions;
}
