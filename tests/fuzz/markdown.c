/* Any bytes as a text: an edition or reports, all places inside the file, the same each time. */
#include "text/make/maker.h"

#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static void broken(const char *what)
{
	fprintf(stderr, "broken promise: %s\n", what);
	abort();
}

/* A file without a folder. */
static str open_file(struct arena *a, const uint8_t *bytes, size_t len, int *fd)
{
	*fd = memfd_create("text.md", 0);
	if (*fd < 0 || write(*fd, bytes, len) != (ssize_t)len)
		broken("no memory for a file");
	return arena_printf(a, "/proc/self/fd/%d", *fd);
}

static void check_reports(struct diags *d, uint32_t file, size_t len)
{
	for (size_t i = 0; i < diag_count(d); i++) {
		struct span at = diag_at(d, i)->at;
		if (at.file == file && at.off + at.len > len)
			broken("a report past the file's end");
		if (!diag_at(d, i)->code.len)
			broken("a report without a code");
	}
}

static void check_nodes(const struct edition *e, uint32_t file, size_t len)
{
	for (size_t i = 1; i < e->nodes.n; i++) {
		const struct node *n = node_at(e, (strom_node)i);
		if (n->span.file == file && n->span.off + n->span.len > len)
			broken("a node past the file's end");
		if (utf8_check(n->text) != n->text.len || utf8_check(n->alt) != n->alt.len)
			broken("text that is not UTF-8");
		if (n->kind == NODE_TEXT && !n->text.len)
			broken("an empty text");
	}
}

static str make(struct arena *a, const struct said *path, size_t len)
{
	struct diags *d = diags_new(a);
	struct document_spec document = {.id = {S("text"), {0}}, .title = {S("A title"), {0}},
	                                 .date = {S("2015-10-31"), {0}}, .texts = path,
	                                 .texts_n = 1};
	struct edition_spec spec = {.document = &document, .id = S("en"), .language = S("en")};
	struct project project = {.folder = S("/"), .language = S("en")};
	struct language language = {.tag = S("en"), .locale = S("en")};
	struct buf out = {0};
	uint32_t file = diag_file(d, path->text, 0);
	project.plugins = plugins_load(a, d, NULL, 0);
	struct edition *e = edition_make_with(a, d, &project, &spec, NULL, &language);
	check_reports(d, file, len);
	if (!e != (diag_errors(d) > 0))
		broken("an edition with errors, or none without");
	if (e) {
		check_nodes(e, file, len);
		edition_dump(e, &out);
	}
	diag_show(d, DIAG_PLAIN, 0, &out);
	str text = arena_str(a, buf_str(&out));
	buf_drop(&out);
	return text;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct arena *a = arena_new();
	struct said path = {0};
	int fd;
	path.text = open_file(a, bytes, len, &fd);
	str once = make(a, &path, len);
	if (!str_eq(once, make(a, &path, len)))
		broken("another edition the second time");
	close(fd);
	arena_drop(a);
	return 0;
}
