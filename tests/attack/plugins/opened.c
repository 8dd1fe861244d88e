/* A figure that does something when it is opened: WAY says what. */
#include <strom/figure.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

/* A probe's limits are not a worker's: so a plugin may tell one from the other. */
static bool probed(void)
{
	struct rlimit r;
	return !getrlimit(RLIMIT_CPU, &r) && r.rlim_cur == 5;
}

static bool way(const char *name)
{
	return !strcmp(WAY, name);
}

static void take_memory(void)
{
	for (char *at; (at = malloc(64 << 20));)
		memset(at, 1, 64 << 20);
	abort();
}

__attribute__((constructor)) static void begin(void)
{
	if (way("exit"))
		exit(0);
	if (way("end"))
		_exit(0);
	if (way("print")) {
		puts("hostile");
		fflush(stdout);
	}
	if (way("network"))
		(void)!socket(AF_INET, SOCK_STREAM, 0);
	if (way("fork"))
		(void)!fork();
	if (way("run"))
		(void)!system("id");
	if (way("sleep"))
		sleep(1000);
	if (way("memory"))
		take_memory();
	if (way("later") && !probed())
		abort();
	while (way("loop"))
		;
}

static bool draw(struct strom_job *job, const struct strom_canvas *canvas)
{
	canvas->height(job, STROM_MM(10));
	canvas->move(job, STROM_MM(1), STROM_MM(1));
	canvas->line(job, STROM_MM(9), STROM_MM(9));
	canvas->stroke(job, canvas->colour(job, "text"), STROM_PT(1));
	return true;
}

static const struct strom_figure functions = {.size = sizeof functions, .draw = draw};
static const struct strom_plugin opened = {
        .size = sizeof opened,
        .abi_minor = STROM_ABI_MINOR,
        .kind = STROM_KIND_FIGURE,
        .name = "opened",
        .version = "1",
        .summary = "Does something when it is opened",
        .functions = &functions,
};
static const struct strom_plugin other = {
        .size = sizeof other,
        .abi_minor = STROM_ABI_MINOR,
        .kind = STROM_KIND_FIGURE,
        .name = "other",
        .version = "1",
        .summary = "Does something when it is opened",
        .functions = &functions,
};

const struct strom_plugin *strom_plugin_1(void)
{
	if (way("crash"))
		*(volatile int *)8 = 1;
	return way("changed") && !probed() ? &other : &opened;
}
