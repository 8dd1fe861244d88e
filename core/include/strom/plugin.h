/* Strom plugins: what every kind shares.
 *
 * A plugin is a shared object that exports one function, strom_plugin_1, which returns a constant
 * description. The number is the ABI's major version. Version 1 is stable: within it, structs only
 * grow at their end; each begins with its size, and each side reads only what the other side's size
 * covers: use STROM_HAS before you read a field that was added after 1.0.
 *
 * Rules: no state outside a call (no mutable statics), no threads, no output. Text is UTF-8.
 * Slices that you are given last for the call; slices that you give are copied at once. `false`
 * means one thing: an error has been reported. */
#ifndef STROM_PLUGIN_H
#define STROM_PLUGIN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#ifdef __cplusplus
extern "C" {
#endif

#define STROM_ABI_MAJOR 1
#define STROM_ABI_MINOR 6

/* Text: a pointer and a length in bytes, not terminated. */
typedef struct strom_str {
	const char *ptr;
	size_t len;
} strom_str;

/* A length on paper: 1/65536 pt (a point is 1/72 inch). */
typedef int64_t strom_len;
#define STROM_PT(points) ((strom_len)((points) * 65536.0 + ((points) < 0 ? -0.5 : 0.5)))
#define STROM_MM(mm) STROM_PT((mm) * (72.0 / 25.4))

/* A node of the edition; 0 is none. */
typedef uint32_t strom_node;

/* A rectangle: origin at the trim's top left, y down. */
typedef struct strom_box {
	strom_len x, y, w, h;
} strom_box;

/* Whether the other side's struct covers a field. */
#define STROM_HAS(pointer, field) \
	((pointer)->size >= offsetof(__typeof__(*(pointer)), field) + sizeof((pointer)->field))

/* Where in the input something stands: bytes from its start. */
struct strom_pos {
	uint64_t off;
	uint32_t len;      /* 0: a point */
	uint32_t known;    /* 0: no place; 1: in the input. Others are the core's, as in a value's
	                      position: give them back as they came */
};

enum strom_severity { STROM_WARNING = 0, STROM_ERROR = 1 };

struct strom_report {
	uint32_t size;
	uint32_t severity;
	struct strom_pos pos;
	strom_str code;     /* "csv/ragged-row": stable, plugin/what-is-wrong */
	strom_str message;  /* short, factual, lower case, no full stop */
	strom_str hint;     /* a full sentence that says what to do; may be empty */
};

/* ---- Options: declared data, checked by the core before the plugin runs ---- */

enum strom_type {
	STROM_TYPE_TEXT = 1,
	STROM_TYPE_INT = 2,
	STROM_TYPE_REAL = 3,
	STROM_TYPE_BOOL = 4,
	STROM_TYPE_LEN = 5,     /* "12pt", "3mm", "2cm", "1in": arrives as strom_len */
	STROM_TYPE_CHOICE = 6,  /* one of `choices`: arrives as text */
	STROM_TYPE_MAP = 7      /* names to text: read with host->option_next */
};

struct strom_option {
	uint32_t size;
	uint32_t type;
	const char *name;            /* as in strom.yml: "header-rows" */
	const char *help;            /* one line, a full sentence */
	const char *fallback; /* as written in strom.yml; NULL: none, then the option is unset */
	const char *choices;         /* STROM_TYPE_CHOICE: "comma,semicolon,tab" */
	double min, max;             /* numbers and lengths (in points); both 0: any */
	uint32_t required;
};

struct strom_value {
	uint32_t size;
	uint32_t type;
	uint32_t given;              /* written by the user, not the fallback */
	strom_str text;              /* TEXT, CHOICE */
	int64_t integer;             /* INT, BOOL (0 or 1), LEN */
	double real;                 /* REAL */
	struct strom_pos pos;
};

/* ---- The job: one call's link to the core; every working callback takes it ---- */

struct strom_job;

struct strom_host {
	uint32_t size;
	/* Zeroed memory that lives as long as the call's result; never NULL, never freed by you. */
	void *(*alloc)(struct strom_job *, size_t bytes);
	void (*report)(struct strom_job *, const struct strom_report *);
	/* False: unset (or not declared). */
	bool (*option)(struct strom_job *, const char *name, struct strom_value *);
	/* The i-th entry of a MAP option; false: no more. */
	bool (*option_entry)(struct strom_job *, const char *name, uint32_t i, strom_str *key,
	                     struct strom_value *);
	/* Ask now and then on long work; true: return false, without a report. */
	bool (*cancelled)(struct strom_job *);
};

struct strom_job {
	uint32_t size;
	const struct strom_host *host;
};

/* ---- The description ---- */

enum strom_kind { STROM_KIND_SOURCE = 1, STROM_KIND_LAYOUT = 2, STROM_KIND_FIGURE = 3 };

enum strom_flag {
	/* Since 1.3: a source that reads no file and connects to a server (strom_source.server). */
	STROM_CONNECTS = 1
};

struct strom_plugin {
	uint32_t size;
	uint32_t abi_minor;          /* STROM_ABI_MINOR of the headers it was built with */
	uint32_t kind;
	uint32_t flags;              /* enum strom_flag: a core refuses one that it does not know */
	const char *name;            /* "csv": unique among plugins of its kind */
	const char *version;
	const char *summary;         /* one line */
	const struct strom_option *const *options;   /* NULL-terminated list; may be NULL */
	const void *functions;       /* struct strom_source, strom_layout or strom_figure */
};

/* The one exported symbol. */
#if defined(__GNUC__)
#define STROM_EXPORT __attribute__((visibility("default")))
#else
#define STROM_EXPORT
#endif
typedef const struct strom_plugin *strom_entry(void);
STROM_EXPORT const struct strom_plugin *strom_plugin_1(void);

/* ---- Conveniences, compiled into the plugin ---- */

/* A struct as it is handed over: its size is set, all else is nothing. */
#define STROM_REPORT_INIT {.size = sizeof(struct strom_report)}
#define STROM_VALUE_INIT {.size = sizeof(struct strom_value)}

#define STROM_S(literal) ((strom_str){(literal), sizeof(literal) - 1})

static inline strom_str strom_text(const char *terminated)
{
	strom_str s = {terminated, terminated ? strlen(terminated) : 0};
	return s;
}

static inline bool strom_text_is(strom_str s, const char *word)
{
	return s.len == strlen(word) && !memcmp(s.ptr, word, s.len);
}

static inline bool strom_error(struct strom_job *job, struct strom_pos pos, const char *code,
                               const char *message, const char *hint)
{
	struct strom_report r;
	memset(&r, 0, sizeof r);
	r.size = sizeof r;
	r.severity = STROM_ERROR;
	r.pos = pos;
	r.code = strom_text(code);
	r.message = strom_text(message);
	r.hint = strom_text(hint);
	job->host->report(job, &r);
	return false;
}

static inline strom_str strom_option_text(struct strom_job *job, const char *name)
{
	struct strom_value v;
	memset(&v, 0, sizeof v);
	v.size = sizeof v;
	if (!job->host->option(job, name, &v))
		v.text.ptr = "", v.text.len = 0;
	return v.text;
}

static inline int64_t strom_option_int(struct strom_job *job, const char *name, int64_t otherwise)
{
	struct strom_value v;
	memset(&v, 0, sizeof v);
	v.size = sizeof v;
	return job->host->option(job, name, &v) ? v.integer : otherwise;
}

/* Which of its choices a STROM_TYPE_CHOICE is, from 0: for a table in their order. */
static inline size_t strom_option_choice(struct strom_job *job, const struct strom_option *option)
{
	strom_str given = strom_option_text(job, option->name);
	size_t n = 0;
	const char *at = option->choices, *end;
	for (; (end = strchr(at, ',')) != NULL; at = end + 1, n++)
		if ((size_t)(end - at) == given.len && !memcmp(at, given.ptr, given.len))
			return n;
	return strom_text_is(given, at) ? n : 0;
}

#ifdef __cplusplus
}
#endif
#endif
