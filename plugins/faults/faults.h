/* Faults of a source's input: the first are told, and at the end how many more there are. What
 * several sources share; no plugin of its own. */
#ifndef FAULTS_H
#define FAULTS_H

#include <strom/source.h>

#include <stdarg.h>
#include <stdio.h>

enum { FAULTS_TOLD = 50 };

static inline void fault_report(struct strom_job *job, struct strom_pos pos, const char *code,
                                const char *hint, const char *message)
{
	struct strom_report r = {.size = sizeof r,
	                         .severity = STROM_ERROR,
	                         .pos = pos,
	                         .code = strom_text(code),
	                         .message = strom_text(message),
	                         .hint = strom_text(hint)};
	job->host->report(job, &r);
}

/* Counts one, and tells of it if it is among the first. */
static inline void fault_tell(struct strom_job *job, uint64_t *count, struct strom_pos pos,
                              const char *code, const char *hint, const char *format, va_list list)
{
	char message[400];
	if ((*count)++ >= FAULTS_TOLD)
		return;
	vsnprintf(message, sizeof message, format, list);
	fault_report(job, pos, code, hint, message);
}

/* At the end: those that were only counted. */
static inline void faults_rest(struct strom_job *job, uint64_t count, const char *code)
{
	char message[80];
	if (count <= FAULTS_TOLD)
		return;
	snprintf(message, sizeof message, "%llu more errors are not shown",
	         (unsigned long long)(count - FAULTS_TOLD));
	fault_report(job, (struct strom_pos){0, 0, 0}, code, "", message);
}

#endif
