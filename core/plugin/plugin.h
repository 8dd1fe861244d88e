/* Plugins: finding, loading and checking them, and the options that they declare.
 *
 * A loaded plugin stays loaded for the life of the process (RTLD_NODELETE), so that leak reports
 * name lines. */
#ifndef STROM_CORE_PLUGIN_H
#define STROM_CORE_PLUGIN_H

#include "base/diag.h"

/* A plugin as the core sees it: the description copied out field by field under its own size, so
 * that fields which an older plugin lacks read as zero. */
struct plugin {
	str name, version, summary, path;
	enum strom_kind kind;
	const struct strom_option *const *options;   /* never NULL; read with option_read */
	const void *functions;                       /* of the kind; check STROM_HAS */
};

struct plugins;

/* Reads the folders in order: the install's plugin folder, then `folders`. What is not a plugin,
 * has another ABI, an unknown flag, or lies in a world-writable file or folder is reported. */
struct plugins *plugins_load(struct arena *, struct diags *, const str *folders, size_t n);
size_t plugins_count(const struct plugins *);
const struct plugin *plugins_at(const struct plugins *, size_t i);   /* by kind, then name */
/* NULL, reported at `at` with the near names as a hint, when there is none. */
const struct plugin *plugin_find(const struct plugins *, struct diags *, struct span at,
                                 enum strom_kind, str name);
str plugin_kind_name(enum strom_kind);

/* ---- Options ---- */

/* What the user wrote: `key: value`, or a map below it. */
struct setting {
	str key, value;
	struct span key_at, value_at;
	const struct setting *map;       /* entries of a map; value is empty then */
	size_t map_n;
	bool is_map;
};

/* A checked option: what the user wrote, or the fallback. Which of text, integer and real counts
 * goes by the declared type, as in struct strom_value. */
struct option_value {
	struct strom_option declared;
	bool set, given;                 /* it has a value; the user wrote it */
	str text;                        /* as written, also for numbers */
	int64_t integer;
	double real;
	struct span at;                  /* of the value; {0} for a fallback */
	const struct setting *map;       /* STROM_TYPE_MAP */
	size_t map_n;
};

/* Checked options, in the order declared. */
struct options {
	const struct plugin *plugin;
	const struct option_value *values;
	size_t n;
};

/* One option's declaration with fields that its size does not cover zeroed; false: past the end. */
bool option_read(const struct plugin *, size_t i, struct strom_option *out);
/* Checks all settings against what the plugin declares, reporting every error, with "did you
 * mean"; fills fallbacks in. False if there was an error. */
bool options_check(struct arena *, struct diags *, const struct plugin *, struct span owner,
                   const struct setting *, size_t n, struct options *out);
/* "12pt", "3mm", "1.5 cm", "1in". */
bool length_parse(str text, strom_len *);

/* ---- Jobs: the host's side of a call ---- */

/* Fill it, pass &job.pub to the plugin. `file` is the source file that positions count in.
 * `context` is the caller's own: cast strom_job* back with job_of. */
struct job {
	struct strom_job pub;
	struct arena *arena;
	struct diags *diags;
	const struct options *options;
	uint32_t file;
	struct span at;                  /* where to report what comes without a position */
	bool secret;                     /* messages may quote cells: keep the code, drop the message */
	bool again;                      /* the same call for the second time: its reports are known */
	const bool *cancel;              /* may be NULL */
	void *context;
	size_t errors;                   /* reported during the call */
	size_t reports;                  /* with warnings; past JOB_REPORTS they are only counted */
};

enum { JOB_REPORTS = 1000 };

void job_init(struct job *, struct arena *, struct diags *, const struct options *);
static inline struct job *job_of(struct strom_job *pub)
{
	return (struct job *)pub;
}
/* Where a position that a plugin gave lies; job->at where it has none. */
struct span job_span(const struct job *, struct strom_pos);
/* Ends a call: a plugin that returned false without a report, or true with an error, is itself
 * reported ("plugin/broken-promise"). Returns whether the call was good. */
bool job_end(struct job *, const struct plugin *, bool returned);

#endif
