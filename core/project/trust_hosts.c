/* Servers that the user trusts sources to connect to. */
#include "project/parts.h"

#include "project/trust.h"

void trust_take_hosts(struct arena *a, const struct yaml *list, struct trust_list *out)
{
	for (size_t i = 0; list && i < list->n; i++)
		*out = trust_with_host(a, out, list->items[i].text);
}

void trust_put_hosts(const struct trust_list *list, struct buf *out)
{
	if (list->hosts_n)
		buf_put(out, S("hosts:\n"));
	for (size_t i = 0; i < list->hosts_n; i++) {
		buf_put(out, S("  - "));
		buf_json(out, list->hosts[i]);
		buf_byte(out, '\n');
	}
}

bool trust_has_host(const struct trust_list *list, str host)
{
	for (size_t i = 0; list && i < list->hosts_n; i++)
		if (str_eq(list->hosts[i], host))
			return true;
	return false;
}

struct trust_list trust_without_host(struct arena *a, const struct trust_list *list, str host)
{
	struct trust_list out = *list;
	str *hosts = arena_array(a, str, list->hosts_n + 1);
	out.hosts = hosts;
	out.hosts_n = 0;
	for (size_t i = 0; i < list->hosts_n; i++)
		if (!str_eq(list->hosts[i], host))
			hosts[out.hosts_n++] = list->hosts[i];
	return out;
}

/* In their order, so that the file is the same whoever came first. */
struct trust_list trust_with_host(struct arena *a, const struct trust_list *list, str host)
{
	struct trust_list out = trust_without_host(a, list, host);
	str *hosts = arena_array(a, str, out.hosts_n + 1);
	size_t n = 0;
	for (; n < out.hosts_n && str_cmp(out.hosts[n], host) < 0; n++)
		hosts[n] = out.hosts[n];
	hosts[n] = host;
	for (; n < out.hosts_n; n++)
		hosts[n + 1] = out.hosts[n];
	out.hosts = hosts;
	out.hosts_n++;
	return out;
}
