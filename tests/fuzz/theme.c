/* Any bytes as a theme: styles that are complete, or reports. */
#include "fuzz/fuzz.h"
#include "fuzz/kept.h"
#include "project/theme.h"

/* The folder of a project that has it. */
static str folder(struct arena *a, const uint8_t *bytes, size_t len)
{
	str theme = fuzz_file(a, "themes-t.yml", bytes, len), folder = path_folder(theme);
	str themes = path_join(a, folder, S("themes"));
	if (!folder_exists(themes)) {
		promise(!mkdir(arena_cstr(a, themes), 0700), "there is room for a folder");
		promise(!symlink("../themes-t.yml",
		                 arena_cstr(a, path_join(a, themes, S("t.yml")))),
		        "a link");
	}
	return folder;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct arena *a = fuzz_arena();
	struct diags *d = diags_new(a);
	struct said name = {S("t"), {0}};
	struct project project = {.folder = folder(a, bytes, len), .language = S("en")};
	const struct theme *t = theme_load(a, d, &project, &name, NULL);
	promise(t || diag_errors(d), "what is refused is told of");
	for (size_t i = 0; t && i < t->styles_n; i++) {
		promise(t->styles[i].size > 0 && t->styles[i].leading > 0, "a style has a size");
		promise(t->styles[i].family.len > 0, "a style has a font");
	}
	promise(!t || theme_style(t, S("body")) != NULL, "there is a style for everything");
	fuzz_reports(d, UINT32_MAX, 0);
	fuzz_show(d);
	arena_reset(a);
	return 0;
}
