/* A zip into a file: what fails is told once, by the file or here. */
#include "package/zip_file.h"

static bool put_out(void *context, str bytes)
{
	struct zip_file *z = context;
	z->out_failed = z->out_failed || !file_out_put(z->out, bytes);
	return !z->out_failed;
}

static bool failed(struct zip_file *z)
{
	if (z->out_failed)
		return false;
	return diag_error(z->diags, z->at, "file/unwritable", "the zip cannot be written: %.*s",
	                  STR_ARG(z->zip ? zip_out_error(z->zip) : S("out of memory")));
}

bool zip_file_begin(struct zip_file *z, struct arena *arena, int64_t time)
{
	z->zip = zip_out_new(arena, time, put_out, z);
	return z->zip || failed(z);
}

bool zip_file_put(struct zip_file *z, str name, str bytes)
{
	return (zip_out_file(z->zip, name, bytes.len) && zip_out_data(z->zip, bytes) &&
	        zip_out_file_end(z->zip)) ||
	       failed(z);
}

bool zip_file_end(struct zip_file *z)
{
	return zip_out_end(z->zip) || failed(z);
}
