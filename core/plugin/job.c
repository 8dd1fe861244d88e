/* Jobs: the host's side of a call to a plugin.
 *
 * Structs that a plugin hands over are read, and those that it wants filled are written, only as
 * far as the size in them covers. */
#include "plugin/parts.h"

enum { MOST_MESSAGE = 400, MOST_CODE = 60 };

/* ---- Reports ---- */

struct span job_span(const struct job *j, struct strom_pos pos)
{
	if (pos.known == JOB_DATUM)
		return j->place ? j->place(j, pos.off) : j->at;
	/* 1 is the input; above it, a file of the diagnostics' own: an option's place. */
	uint32_t file = pos.known == 1 ? j->file : pos.known ? pos.known - 1 : 0;
	if (!file || !diag_path(j->diags, file).len)
		return j->at;
	return (struct span){file, pos.len, pos.off};
}

/* Codes are part of the interface with programs, and must not be a way out for data. */
str job_code(str code)
{
	bool slash = false;
	for (size_t i = 0; i < code.len; i++) {
		char c = code.ptr[i];
		slash |= c == '/';
		if (!(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9') && c != '-' && c != '/')
			return S("plugin/no-code");
	}
	return slash && code.len <= MOST_CODE ? code : S("plugin/no-code");
}

bool job_sized(struct job *j, uint32_t size, size_t least, const char *what)
{
	const struct plugin *p = j->plugin;
	str kind = p ? plugin_kind_name(p->kind) : S(""), name = p ? p->name : S("");
	if (size >= least)
		return true;
	if (!j->unsized++) {
		job_found(j);
		diag_error(
		        j->diags, j->at, "plugin/no-size",
		        "the %.*s plugin '%.*s' gives %s the size %u, which covers nothing of it",
		        STR_ARG(kind), STR_ARG(name), what, size);
		diag_hint(j->diags,
		          "The plugin's author must set the field 'size' to sizeof of the struct.");
	}
	return false;
}

static bool covers(const struct strom_report *r, size_t end)
{
	return r->size >= end;
}

static void host_report(struct strom_job *pub, const struct strom_report *theirs)
{
	struct job *j = job_of(pub);
	struct strom_report r;
	if (!job_sized(j, theirs->size, offsetof(struct strom_report, pos), "a report"))
		return;
	plugin_copy_sized(&r, sizeof r, theirs, theirs->size);
	/* A struct cut in the middle of a slice would give a length without its pointer. */
	if (!covers(theirs, offsetof(struct strom_report, code) + sizeof r.code))
		r.code = S("");
	if (!covers(theirs, offsetof(struct strom_report, message) + sizeof r.message))
		r.message = S("");
	if (!covers(theirs, offsetof(struct strom_report, hint) + sizeof r.hint))
		r.hint = S("");
	bool error = r.severity != STROM_WARNING;
	if (j->again)
		return;
	j->errors += error;
	if (++j->reports > JOB_REPORTS)
		return;
	struct report ours = {
		.severity = error ? DIAG_ERROR : DIAG_WARNING,
		.at = job_span(j, r.pos),
		.code = job_code(r.code),
		.message = utf8_prefix(r.message, MOST_MESSAGE),
		.hint = utf8_prefix(r.hint, MOST_MESSAGE),
	};
	if (j->secret) {
		ours.message = S("something is wrong here; the words are kept back, as the data is "
		                 "sensitive");
		ours.hint = S("");
	}
	if (!ours.message.len)
		ours.message = S("something is wrong here");
	diag_add(j->diags, &ours);
}

/* ---- Options ---- */

static const struct option_value *find_option(struct strom_job *pub, const char *name)
{
	const struct options *o = job_of(pub)->options;
	for (size_t i = 0; o && i < o->n; i++)
		if (!strcmp(o->values[i].declared.name, name))
			return o->values[i].set ? &o->values[i] : NULL;
	return NULL;
}

static struct strom_pos pos_of(struct span at)
{
	if (!at.file)
		return (struct strom_pos){0};
	return (struct strom_pos){at.off, at.len, at.file + 1};
}

/* As much of ours as the plugin's struct has room for; its size stays as it was. */
static void give(struct strom_value *theirs, struct strom_value ours)
{
	ours.size = theirs->size;
	memcpy(theirs, &ours, theirs->size < sizeof ours ? theirs->size : sizeof ours);
}

static bool host_option(struct strom_job *pub, const char *name, struct strom_value *out)
{
	const struct option_value *v = find_option(pub, name);
	if (!v || !job_sized(job_of(pub), out->size, sizeof out->size + 1, "a value"))
		return false;
	give(out, (struct strom_value){.type = v->declared.type,
	                               .given = v->given,
	                               .text = v->text,
	                               .integer = v->integer,
	                               .real = v->real,
	                               .pos = pos_of(v->at)});
	return true;
}

static bool host_option_entry(struct strom_job *pub, const char *name, uint32_t i, strom_str *key,
                              struct strom_value *out)
{
	const struct option_value *v = find_option(pub, name);
	if (!v || i >= v->map_n ||
	    !job_sized(job_of(pub), out->size, sizeof out->size + 1, "a value"))
		return false;
	*key = v->map[i].key;
	give(out, (struct strom_value){.type = STROM_TYPE_TEXT, .given = 1, .text = v->map[i].value,
	                               .pos = pos_of(v->map[i].value_at)});
	return true;
}

/* ---- The rest ---- */

static void *host_alloc(struct strom_job *pub, size_t bytes)
{
	return arena_alloc(job_of(pub)->arena, bytes);
}

static bool is_cancelled(const struct job *j)
{
	/* Set by a signal handler, perhaps. */
	return j->cancel && *(const volatile bool *)j->cancel;
}

static bool host_cancelled(struct strom_job *pub)
{
	return is_cancelled(job_of(pub));
}

static const struct strom_host host = {
	.size = sizeof host,
	.alloc = host_alloc,
	.report = host_report,
	.option = host_option,
	.option_entry = host_option_entry,
	.cancelled = host_cancelled,
};

void job_init(struct job *j, struct arena *a, struct diags *d, const struct options *o)
{
	*j = (struct job){.pub = {.size = sizeof j->pub, .host = &host},
	                  .arena = a, .diags = d, .options = o};
}

void job_begin(struct job *j, const struct plugin *p, enum track_act act)
{
	j->plugin = p;
	track_enter(act, p->number, p->foreign, diag_track(j->diags, j->at));
}

static bool broken_promise(struct job *j, const struct plugin *p, const char *what)
{
	str kind = plugin_kind_name(p->kind);
	diag_error(j->diags, j->at, "plugin/broken-promise", "the %.*s plugin '%.*s' %s",
	           STR_ARG(kind), STR_ARG(p->name), what);
	diag_hint(j->diags, "This is a fault of the plugin: tell its author.");
	return false;
}

static void heard(struct job *j, const struct plugin *p)
{
	str kind = plugin_kind_name(p->kind);
	diag_warn(j->diags, j->at, "plugin/output",
	          "the %.*s plugin '%.*s' wrote to standard output or error, where nobody reads it",
	          STR_ARG(kind), STR_ARG(p->name));
	diag_hint(j->diags, "This is a fault of the plugin: tell its author.");
}

bool job_end(struct job *j, const struct plugin *p, bool returned)
{
	if (track_heard())
		heard(j, p);
	track_leave();
	if (j->reports > JOB_REPORTS)
		diag_warn(j->diags, j->at, "plugin/more-reports", "%zu more reports are not shown",
		          j->reports - JOB_REPORTS);
	if (is_cancelled(j))
		return false;
	if (returned && j->errors > j->found)
		return broken_promise(j, p, "reported an error and went on as if there were none");
	if (!returned && !j->errors)
		return broken_promise(j, p, "failed without saying why");
	return returned && !j->errors;
}
