/* Pages in and on, and the verdict. */
#include "judge/parts.h"

static void drop_scratch(void *object)
{
	arena_drop(((struct judge *)object)->scratch);
}

struct judge *judge_new(const struct edition *e, struct page_sink next)
{
	struct judge *j = arena_make(e->arena, struct judge);
	*j = (struct judge){.edition = e, .next = next, .scratch = arena_new()};
	arena_cleanup(e->arena, drop_scratch, j);
	return j;
}

static bool pass(void *self, const struct page *page)
{
	struct judge *j = self;
	if (page->edition)
		j->edition = page->edition;
	j->theme = page->theme;
	arena_reset(j->scratch);
	judge_see(j, page);
	judge_places(j, page);
	judge_grounds(j, page);
	judge_funders(j, page);
	return j->next.page(j->next.self, page);
}

struct page_sink judge_sink(struct judge *j)
{
	return (struct page_sink){j, pass};
}

bool judge_end(struct judge *j)
{
	judge_whole(j);
	judge_funders_end(j);
	return judge_told_nothing(j);
}
