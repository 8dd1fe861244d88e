/* Any bytes as strom.yml: a project, or reports inside of the file. */
#include "fuzz/fuzz.h"
#include "fuzz/kept.h"
#include "project/project.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct arena *a = fuzz_arena();
	struct diags *d = diags_new(a);
	str path = fuzz_file(a, "strom.yml", bytes, len);
	const struct project *p = project_load(a, d, path, NULL);
	promise(p || diag_errors(d), "what is refused is told of");
	promise(!p || p->at.file, "a project has a place");
	fuzz_reports(d, diag_file(d, path, 0), len);
	fuzz_show(d);
	arena_reset(a);
	return 0;
}
