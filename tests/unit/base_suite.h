/* What every test program of these rooms begins and ends with. */
#ifndef BASE_SUITE_H
#define BASE_SUITE_H

#include <check.h>

static int run_suite(const char *name, SFun begin, SFun end, const TTest *const *tests, size_t n)
{
	Suite *suite = suite_create(name);
	TCase *tcase = tcase_create(name);
	tcase_add_checked_fixture(tcase, begin, end);
	tcase_set_timeout(tcase, 240);
	for (size_t i = 0; i < n; i++)
		tcase_add_test(tcase, tests[i]);
	suite_add_tcase(suite, tcase);
	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_NORMAL);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}

#define RUN(name, begin, end, ...) \
	run_suite(name, begin, end, (const TTest *const[]){__VA_ARGS__}, \
	          sizeof((const TTest *const[]){__VA_ARGS__}) / sizeof(const TTest *))

/* A slice against a literal, both shown when they differ. */
#define is(slice, wanted)                                                                          \
	do {                                                                                       \
		strom_str got_ = (slice);                                                          \
		ck_assert_msg(got_.len == strlen(wanted) &&                                        \
		                      (!got_.len || !memcmp(got_.ptr, wanted, got_.len)),          \
		              "got '%.*s', wanted '%s'", (int)got_.len, got_.len ? got_.ptr : "",  \
		              wanted);                                                             \
	} while (0)

#endif
