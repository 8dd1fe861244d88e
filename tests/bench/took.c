/* took FILE COMMAND...: runs the command, and writes what it took into the file: user, system and
 * wall seconds, and KiB at the peak of its largest process. A program of its own, because a process
 * keeps its parent's peak: what Python starts is never smaller than Python. */
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double seconds(struct timeval t)
{
	return (double)t.tv_sec + (double)t.tv_usec / 1e6;
}

int main(int argc, char **argv)
{
	struct timespec a, b;
	struct rusage used;
	int status = 1;
	if (argc < 3)
		return 2;
	clock_gettime(CLOCK_MONOTONIC, &a);
	pid_t child = fork();
	if (child == 0) {
		execv(argv[2], argv + 2);
		_exit(127);
	}
	if (child < 0 || wait4(child, &status, 0, &used) < 0)
		return 1;
	clock_gettime(CLOCK_MONOTONIC, &b);
	FILE *out = fopen(argv[1], "w");
	if (!out)
		return 1;
	fprintf(out, "%.6f %.6f %.6f %ld\n", seconds(used.ru_utime), seconds(used.ru_stime),
	        (double)(b.tv_sec - a.tv_sec) + (double)(b.tv_nsec - a.tv_nsec) / 1e9,
	        used.ru_maxrss);
	return fclose(out) || status ? 1 : 0;
}
