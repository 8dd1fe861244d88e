/* Any bytes as a text: an edition or reports, all places inside the file, the same each time. */
#include "fuzz/database.h"
#include "fuzz/kept.h"
#include "text/make/maker.h"

static void check_nodes(const struct edition *e, uint32_t file, size_t len)
{
	for (size_t i = 1; i < e->nodes.n; i++) {
		const struct node *n = node_at(e, (strom_node)i);
		promise(n->span.file != file || n->span.off + n->span.len <= len,
		        "a node lies inside of the file");
		promise(utf8_check(n->text) == n->text.len && utf8_check(n->alt) == n->alt.len,
		        "text is UTF-8");
		promise(n->kind != NODE_TEXT || n->text.len, "a text has letters");
	}
}

/* The installed ones are the same for every input. */
static const struct plugins *installed(void)
{
	static const struct plugins *all;
	static struct arena *kept;
	if (!all) {
		kept = arena_new();
		all = plugins_load(kept, diags_new(kept), NULL, 0);
	}
	return all;
}

static str make(struct arena *a, const struct said *path, size_t len)
{
	struct diags *d = diags_new(a);
	struct document_spec document = {.id = {S("text"), {0}}, .title = {S("A title"), {0}},
	                                 .date = {S("October 2015"), {0}}, .texts = path,
	                                 .texts_n = 1};
	struct edition_spec spec = {.document = &document, .id = S("en"), .language = S("en")};
	struct project project = database_project(d);
	struct language language = {.tag = S("en"), .locale = S("en")};
	struct buf out = {0};
	uint32_t file = diag_file(d, path->text, 0);
	project.plugins = installed();
	struct edition *e = edition_make_with(a, d, &project, &spec, database_opened()->tables,
	                                      &language);
	fuzz_reports(d, file, len);
	promise(!e == (diag_errors(d) > 0), "an edition, or errors");
	if (e) {
		check_nodes(e, file, len);
		edition_dump(e, &out);
	}
	diag_show(d, DIAG_PLAIN, 0, &out);
	str text = arena_str(a, buf_str(&out));
	buf_drop(&out);
	return text;
}

/* Twice where its length says so: half of the time would go into it. */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct arena *a = fuzz_arena();
	struct said path = {fuzz_file(a, "text.md", bytes, len), {0}};
	str once = make(a, &path, len);
	promise(len % 8 || str_eq(once, make(a, &path, len)), "the same edition the second time");
	arena_reset(a);
	return 0;
}
