/* Plugins: finding, describing and opening them, and the options that they declare.
 *
 * A plugin's code runs in children alone, which are locked in. What it is was found out by one that
 * has ended; whoever wants to call it, in a child, opens it. An open plugin stays open for the life
 * of the process (RTLD_NODELETE), so that leak reports name lines. */
#ifndef STROM_CORE_PLUGIN_H
#define STROM_CORE_PLUGIN_H

#include "base/diag.h"
#include "lock/child.h"

/* A plugin as the core sees it: the description copied out field by field under its own size, so
 * that fields which an older plugin lacks read as zero. */
struct plugin {
	str name, version, summary, path;
	enum strom_kind kind;
	const struct strom_option *const *options;   /* never NULL; read with option_read */
	const char *const *styles, *const *classes;  /* a layout's; NULL: none */
	const char *real;                            /* its file, links resolved */
	uint32_t number;                             /* in the list, from 1 */
	bool foreign;                                /* none of the install's own */
	const char *server;                          /* a source's option; NULL: it reads files */
	const void *functions; /* of one that is in this process; see plugin_open */
	struct plugin_code { const void *functions; } *code;
};

struct plugins;

/* Reads the folders in order: the install's plugin folder, then `folders`; what is wrong with a
 * folder is reported. A file that is no plugin, has another ABI, an unknown flag, can be written by
 * everybody, or crashes, ends or never returns when it is opened, costs itself alone: see
 * plugins_complain. */
struct plugins *plugins_load(struct arena *, struct diags *, const str *folders, size_t n);
/* What the plugins of a folder are, as bytes: FOLDER/index of the install's own, made with them,
 * saves looking at each in every run. False: something is wrong with the folder; reported. */
bool plugins_index(struct arena *, struct diags *, str folder, struct buf *out);
size_t plugins_count(const struct plugins *);
const struct plugin *plugins_at(const struct plugins *, size_t i);   /* by kind, then name */
/* NULL, reported at `at` with the near names as a hint, when there is none; where a file's name
 * says that it would have been it, what is wrong with that file. */
const struct plugin *plugin_find(const struct plugins *, struct diags *, struct span at,
                                 enum strom_kind, str name);
str plugin_kind_name(enum strom_kind);
/* Tells what is wrong with files that are no plugins: as errors, or as warnings for whoever can do
 * without them. What has been told is not told again. */
void plugins_complain(const struct plugins *, struct diags *, enum severity);

/* Its functions, of the kind; check STROM_HAS. In a child that is locked in, for it runs code.
 * NULL: reported at `at`. */
const void *plugin_open(struct diags *, struct span at, const struct plugin *);
/* Rules in the files of all plugins. */
void plugins_lock(struct lock *, const struct plugins *);
/* Reports what a child that ended badly was at, if it was at a plugin or a picture, or a plugin
 * from elsewhere had run before: which of its functions, and the place. `at` and `foreign` are the
 * plugins that it tells of, or NULL. `cost`: what came of it, as a note. False: none of these. */
bool plugin_blame(struct diags *, const struct plugin *at, const struct plugin *foreign,
                  const struct child *, str cost);
/* By its number; NULL: there is none. */
const struct plugin *plugins_numbered(const struct plugins *, uint32_t number);

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
bool option_check(struct arena *, struct diags *, const struct plugin *, struct span owner,
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
	bool secret; /* messages may quote cells: keep the code, drop the message */
	bool again;  /* the same call for the second time: its reports are known */
	const bool *cancel;              /* may be NULL */
	void *context;
	/* Where a datum stands: the `off` of a position whose `known` is JOB_DATUM. May be NULL. */
	struct span (*place)(const struct job *, uint64_t datum);
	const struct plugin *plugin;     /* whose call it is, once it has begun */
	size_t errors;                   /* reported during the call */
	size_t found; /* of them, those that the host found out: the plugin may not know */
	unsigned unsized;                /* structs without their size: the first is told */
	size_t reports;                  /* with warnings; past JOB_REPORTS they are only counted */
};

enum { JOB_REPORTS = 1000 };
#define JOB_DATUM UINT32_MAX

void job_init(struct job *, struct arena *, struct diags *, const struct options *);
static inline struct job *job_of(struct strom_job *pub)
{
	return (struct job *)pub;
}
/* Where a position that a plugin gave lies; job->at where it has none. */
struct span job_span(const struct job *, struct strom_pos);
/* A code as a plugin gave it, or "plugin/no-code" where it is none. */
str job_code(str code);
/* Right before a call, in whatever process: where that ends badly, its parent can tell by whom. */
void job_begin(struct job *, const struct plugin *, enum track_act);
/* Whether a struct that the plugin gave, or wants filled, covers what it cannot do without; false:
 * reported as the plugin's fault ("plugin/no-size"), once a call. `what`: "a column". */
bool job_sized(struct job *, uint32_t size, size_t least, const char *what);
/* Up to the end of a field, for `least`: the last that interface 1.0 had. */
#define JOB_UP_TO(type, field) (offsetof(struct type, field) + sizeof(((struct type *)0)->field))
/* An error of the plugin's that the host has reported: its `false` counts as reported, and its
 * `true` as that it went on. */
static inline void job_found(struct job *j)
{
	j->errors++;
	j->found++;
}
/* Ends a call: a plugin that returned false without a report, or true with an error, is itself
 * reported ("plugin/broken-promise"). Returns whether the call was good. */
bool job_end(struct job *, const struct plugin *, bool returned);

#endif
