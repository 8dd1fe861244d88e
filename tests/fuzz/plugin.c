/* Any bytes as a plugin's file, which is looked at from outside before it is opened, and as the
 * index of the install's plugins. The first byte says which. */
#include "fuzz/fuzz.h"
#include "fuzz/kept.h"
#include "plugin/parts.h"

#include <elf.h>

static void look(struct arena *a, str folder)
{
	struct diags *d = diags_new(a);
	candidate_list found = {0};
	seen_folders seen = {0};
	promise(candidates_find(a, d, folder, true, &seen, &found) && found.n == 1,
	        "a file that is named so is a candidate");
	struct candidate *c = &found.at[0];
	candidates_from_index(a, folder, &found);
	promise(c->good == !diag_errors(c->diags), "refused means reported");
	if (c->known)
		promise(c->good && c->plugin.name.len && c->plugin.kind,
		        "what the index knows is a plugin");
	fuzz_show(c->diags);
}

/* The smallest that has a build-id, of eight bytes. */
static str whole(struct arena *a)
{
	static const char note[] = "\4\0\0\0\10\0\0\0\3\0\0\0GNU\0abcdefgh";
	Elf64_Ehdr head = {.e_ident = {ELFMAG0, ELFMAG1, ELFMAG2, ELFMAG3, ELFCLASS64},
	                   .e_type = ET_DYN, .e_phoff = sizeof head, .e_phnum = 1,
	                   .e_phentsize = sizeof(Elf64_Phdr)};
	Elf64_Phdr part = {.p_type = PT_NOTE, .p_offset = sizeof head + sizeof part,
	                   .p_filesz = sizeof note - 1};
	struct buf b = {0};
	buf_put(&b, (str){(const char *)&head, sizeof head});
	buf_put(&b, (str){(const char *)&part, sizeof part});
	buf_put(&b, (str){note, sizeof note - 1});
	str bytes = arena_str(a, buf_str(&b));
	buf_drop(&b);
	return bytes;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	if (!len)
		return 0;
	struct arena *a = fuzz_arena();
	bool is_index = bytes[0] == 'i';
	str so = is_index ? whole(a) : (str){(const char *)bytes + 1, len - 1};
	str path = fuzz_file(a, "figure-a.so", (const uint8_t *)so.ptr, so.len);
	fuzz_file(a, "index", is_index ? bytes + 1 : NULL, is_index ? len - 1 : 0);
	look(a, path_folder(path));
	arena_reset(a);
	return 0;
}
