/* Code books: what codes mean in which language, which mean that there is no value, and in what
 * order they stand. */
#include "unit/data_folder.h"

#include "data/codebook/codebook.h"

/* ---- By hand ---- */

static void label(codebook_labels *labels, const char *language, const char *text)
{
	vec_push(arena, labels,
	         (struct codebook_label){str_of(language), str_of(text), {3, 4, 500}});
}

static void code(struct codebook_variable *v, const char *code, bool missing, const char *text)
{
	struct codebook_code c = {.code = str_of(code), .missing = missing, .at = {1, 2, 77}};
	label(&c.labels, "en", text);
	label(&c.labels, "pt-BR", "sim");
	vec_push(arena, &v->codes, c);
}

static struct codebook book_of_answers(void)
{
	struct codebook book = {0};
	struct codebook_variable v = {.kind = 2,
	                              .name = S("Trust"),
	                              .of = S("q1"),
	                              .unit = S("h"),
	                              .year = true,
	                              .range = true,
	                              .from = 90,
	                              .to = 99.5,
	                              .at = {5, 6, 7}};
	struct codebook_variable plain = {.kind = 1, .name = S("town")};
	label(&v.labels, "lv", "Uzticība");
	code(&v, "3", false, "High");
	code(&v, "1", false, "Low");
	code(&v, "02", false, "Middle");
	code(&v, "x", true, "Refused");
	code(&v, "1.5", false, "Rather low");
	codebook_sort(arena, &v);
	vec_push(arena, &book.variables, plain);
	vec_push(arena, &book.variables, v);
	return book;
}

START_TEST(codes_are_found)
{
	struct codebook book = book_of_answers();
	const struct codebook_variable *v = codebook_find(&book, S("TRUST"));
	ck_assert_ptr_eq(v, &book.variables.at[1]);
	ck_assert_ptr_null(codebook_find(&book, S("trus")));
	static const char *const there[] = {"3", "1", "02", "x", "1.5"};
	for (size_t i = 0; i < 5; i++)
		ck_assert_ptr_eq(codebook_code_of(v, str_of(there[i])), &v->codes.at[i]);
	static const char *const absent[] = {"", "2", "0", "4", "y", "1.50", "X"};
	for (size_t i = 0; i < sizeof absent / sizeof *absent; i++)
		ck_assert_ptr_null(codebook_code_of(v, str_of(absent[i])));
	ck_assert_ptr_eq(codebook_number(v, 2), &v->codes.at[2]);
	ck_assert_ptr_eq(codebook_number(v, 1.5), &v->codes.at[4]);
	ck_assert_ptr_null(codebook_number(v, 1.25));
	ck_assert_ptr_null(codebook_number(v, 0));
}
END_TEST

START_TEST(some_mean_no_value)
{
	struct codebook book = book_of_answers();
	struct codebook_variable *v = &book.variables.at[1];
	ck_assert(codebook_is_missing(v, S("x"), false, 0));
	ck_assert(!codebook_is_missing(v, S("3"), true, 3));
	ck_assert(!codebook_is_missing(v, S("3.0"), true, 3));
	ck_assert(codebook_is_missing(v, S("90"), true, 90));
	ck_assert(codebook_is_missing(v, S("99.5"), true, 99.5));
	ck_assert(!codebook_is_missing(v, S("99.6"), true, 99.6));
	ck_assert(!codebook_is_missing(v, S("89.9"), true, 89.9));
	ck_assert(!codebook_is_missing(v, S("95"), false, 95));
	ck_assert(codebook_has_missing(v));
	v->range = false;
	ck_assert(!codebook_is_missing(v, S("95"), true, 95));
	ck_assert(codebook_has_missing(v));
	v->codes.at[3].missing = false;
	ck_assert(!codebook_has_missing(v));
	v->codes.at[1].missing = true;
	ck_assert(codebook_is_missing(v, S("1.0"), true, 1));
	v->range = true;
	v->codes.at[1].missing = false;
	ck_assert(codebook_has_missing(v));
	ck_assert(!codebook_has_missing(&book.variables.at[0]));
}
END_TEST

/* In the book's order, and what it does not have behind it, by its bytes. */
START_TEST(codes_have_an_order)
{
	static const char *const in_order[] = {"3", "1", "02", "x", "1.5", "2", "9", "a"};
	struct codebook book = book_of_answers();
	const struct codebook_variable *v = &book.variables.at[1];
	for (size_t i = 0; i < 8; i++)
		for (size_t k = 0; k < 8; k++) {
			int order = codebook_compare(v, str_of(in_order[i]), str_of(in_order[k]));
			ck_assert_msg((order < 0) == (i < k) && (order > 0) == (i > k),
			              "'%s' and '%s'", in_order[i], in_order[k]);
		}
}
END_TEST

/* Its own language, then the same of another country; then none. */
START_TEST(labels_have_languages)
{
	codebook_labels labels = {0};
	label(&labels, "pt-BR", "a");
	label(&labels, "pt", "b");
	label(&labels, "en-GB", "c");
	is(codebook_label_in(&labels, S("pt"))->text, "b");
	is(codebook_label_in(&labels, S("pt-BR"))->text, "a");
	is(codebook_label_in(&labels, S("pt-PT"))->text, "a");
	is(codebook_label_in(&labels, S("en"))->text, "c");
	is(codebook_label_in(&labels, S("en-IE"))->text, "c");
	ck_assert_ptr_null(codebook_label_in(&labels, S("lv")));
	ck_assert_ptr_null(codebook_label_in(&labels, S("p")));
}
END_TEST

static void same_span(struct span a, struct span b)
{
	ck_assert(a.file == b.file && a.off == b.off && a.len == b.len);
}

static void same_labels(const codebook_labels *a, const codebook_labels *b)
{
	ck_assert_uint_eq(a->n, b->n);
	for (size_t i = 0; i < a->n; i++) {
		ck_assert(str_eq(a->at[i].text, b->at[i].text));
		ck_assert(str_eq(a->at[i].language, b->at[i].language));
		same_span(a->at[i].at, b->at[i].at);
	}
}

START_TEST(bytes_and_back)
{
	struct codebook book = book_of_answers(), again;
	struct buf b = {0};
	codebook_pack(&book, &b);
	ck_assert(codebook_unpack(arena, buf_str(&b), &again));
	ck_assert_uint_eq(again.variables.n, 2);
	is(again.variables.at[0].name, "town");
	const struct codebook_variable *v = &book.variables.at[1], *w = &again.variables.at[1];
	ck_assert(str_eq(v->name, w->name) && str_eq(v->of, w->of) && str_eq(v->unit, w->unit));
	ck_assert(v->kind == w->kind && w->year && w->range && w->from == 90 && w->to == 99.5);
	same_span(v->at, w->at);
	same_labels(&v->labels, &w->labels);
	ck_assert_uint_eq(w->codes.n, v->codes.n);
	for (size_t i = 0; i < v->codes.n; i++) {
		const struct codebook_code *c = &v->codes.at[i], *d = &w->codes.at[i];
		ck_assert(str_eq(c->code, d->code) && c->missing == d->missing);
		same_span(c->at, d->at);
		same_labels(&c->labels, &d->labels);
	}
	/* What is unpacked can be looked up. */
	ck_assert_ptr_eq(codebook_code_of(w, S("1.5")), &w->codes.at[4]);
	ck_assert_ptr_eq(codebook_number(w, 2), &w->codes.at[2]);
	for (size_t n = 0; n < b.len; n++)
		ck_assert_msg(!codebook_unpack(arena, (str){b.ptr, n}, &again), "%zu bytes", n);
	buf_drop(&b);
}
END_TEST

/* ---- Of a source ---- */

#define DATA                                                                                       \
	"town,obstacle,trust,serv\nRiga,money,1,legal shelter\nTartu,staff,99,legal\n"             \
	"Turku,money,2,\nOslo,refused,3,shelter\n"

#define BOOK                                                                                       \
	"variable,value,label_en,label_lv,order,missing,type\n"                                    \
	"obstacle,,Main obstacle,Galvenais šķērslis,,,\n"                                       \
	"obstacle,money,Money,Nauda,2,,\nobstacle,staff,Staff,Darbinieki,1,,\n"                    \
	"obstacle,refused,Refused,Atteicās,,yes,\n"                                               \
	"trust,,Trust,,,,\ntrust,1,Low,Zema,,,\ntrust,2,Middle,Vidēja,,,\ntrust,3,High,,,,\n"     \
	"trust,99,No answer,,,yes,\nserv,,Services,,,,set\nserv,legal,Legal aid,Palīdzība,,,\n"  \
	"serv,shelter,Shelter,Patvērums,,,\n"

static const char entry[] =
        "data:\n  survey: {source: csv, path: d.csv, codebook: b.csv, sensitive: false}\n";

static struct tables *coded(const char *data, const char *book)
{
	put_file("d.csv", str_of(data));
	put_file("b.csv", str_of(book));
	return read_tables(entry);
}

START_TEST(codes_for_no_value_are_kept_aside)
{
	struct tables *t = coded(DATA, BOOK);
	ck_assert_msg(t != NULL, "%s", reports());
	has(dumped(t),
	    "table survey: 4 rows\n  text town\n  text obstacle\n  text obstacle_missing\n"
	    "  int trust\n  text trust_missing\n  text serv\n"
	    "  [\"Riga\", \"money\", null, 1, null, \"legal shelter\"]\n"
	    "  [\"Tartu\", \"staff\", null, null, \"99\", \"legal\"]\n"
	    "  [\"Turku\", \"money\", null, 2, null, null]\n"
	    "  [\"Oslo\", null, \"refused\", 3, null, \"shelter\"]\n");
	ck_assert_str_eq(answer(t, "select sum(trust), count(obstacle) from survey"), "6|3\n");
	ck_assert_str_eq(reports(), "");
}
END_TEST

/* A row an answer, with the number of the row that gave it. */
START_TEST(sets_are_tables)
{
	struct tables *t = coded(DATA, BOOK);
	has(dumped(t), "table survey_serv: 4 rows\n  int row\n  text serv\n  [1, \"legal\"]\n"
	               "  [1, \"shelter\"]\n  [2, \"legal\"]\n  [4, \"shelter\"]\n");
	ck_assert_str_eq(answer(t, "select s.town, a.serv from survey_serv a join survey s on "
	                           "s.rowid = a.row order by s.town, a.serv"),
	                 "Oslo|shelter\nRiga|legal\nRiga|shelter\nTartu|legal\n");
}
END_TEST

START_TEST(codes_sort_as_the_book_has_them)
{
	struct tables *t = coded(DATA, BOOK);
	ck_assert_str_eq(answer(t, "select obstacle, count(*) from survey where obstacle is not "
	                           "null group by obstacle order by obstacle"),
	                 "staff|1\nmoney|2\n");
	ck_assert_str_eq(answer(t, "select max(obstacle), min(obstacle) from survey"),
	                 "money|staff\n");
	ck_assert_str_eq(answer(t, "select town from survey order by obstacle desc, town limit 2"),
	                 "Riga\nTurku\n");
}
END_TEST

/* In views, too; an order of another kind is none of a book. */
START_TEST(codes_keep_their_order_in_views)
{
	put_file("d.csv", S(DATA));
	put_file("b.csv", S(BOOK));
	struct tables *t = tables_of(
	        "data:\n  survey: {source: csv, path: d.csv, codebook: b.csv, sensitive: false}\n"
	        "views:\n  v: select obstacle as o, town from survey where obstacle is not null\n");
	ck_assert_str_eq(answer(t, "select o, town from v order by o, town"),
	                 "staff|Tartu\nmoney|Riga\nmoney|Turku\n");
	ck_assert_str_eq(answer(t, "select town from v order by town"), "Riga\nTartu\nTurku\n");
}
END_TEST

static const char *meant(struct tables *t, const char *variable, struct cell cell,
                         const char *language)
{
	str label = S("?");
	const struct codebook_variable *v = tables_variable(t, str_of(variable));
	ck_assert_ptr_nonnull(v);
	if (!tables_label(t, v, &cell, str_of(language), &label))
		return "none";
	return arena_cstr(arena, label);
}

START_TEST(cells_have_labels)
{
	struct tables *t = coded(DATA, BOOK);
	struct cell money = {.type = CELL_TEXT, .text = S("money")};
	struct cell three = {.type = CELL_INT, .integer = 3}, two = {.type = CELL_REAL, .real = 2};
	struct cell seven = {.type = CELL_INT, .integer = 7}, null = {.type = CELL_NULL};
	ck_assert_str_eq(meant(t, "survey.obstacle", money, "en"), "Money");
	ck_assert_str_eq(meant(t, "Survey.Obstacle", money, "lv"), "Nauda");
	ck_assert_str_eq(meant(t, "survey.trust", two, "lv"), "Vidēja");
	/* What a language lacks is in the project's own. */
	ck_assert_str_eq(meant(t, "survey.trust", three, "lv"), "High");
	ck_assert_str_eq(meant(t, "survey.trust", three, "ru"), "High");
	ck_assert_str_eq(meant(t, "survey.trust", seven, "en"), "none");
	ck_assert_str_eq(meant(t, "survey.trust", null, "en"), "none");
	str text;
	ck_assert(tables_question(t, tables_variable(t, S("survey.obstacle")), S("lv"), &text));
	is(text, "Galvenais šķērslis");
	ck_assert_ptr_null(tables_variable(t, S("survey.town")));
	ck_assert_ptr_null(tables_variable(t, S("nowhere.obstacle")));
	ck_assert_ptr_null(tables_variable(t, S("survey")));
}
END_TEST

static void put_label(void *context, const struct codebook_variable *v,
                      const struct codebook_code *code, const codebook_labels *labels,
                      const struct codebook_label *written)
{
	buf_printf(context, "%.*s %.*s %zu %.*s\n", STR_ARG(v->name),
	           STR_ARG(code ? code->code : S("-")), labels->n, STR_ARG(written->text));
}

static bool in_russian(void *context, str language, str text, str *out)
{
	if (!str_eq(language, S("ru")) || !str_eq(text, S("High")))
		return false;
	*out = S("Da");
	return context != NULL;
}

/* Each in its order, of public sources alone, once; the project's translations stand in. */
START_TEST(all_labels_are_visited)
{
	struct buf b = {0};
	struct cell three = {.type = CELL_INT, .integer = 3};
	put_file("e.csv", S("obstacle,x\nmoney,1\n"));
	put_file("d.csv", S(DATA));
	put_file("b.csv", S(BOOK));
	put_file("f.csv", S("variable,value,label_en\nobstacle,money,Cash\nx,1,One\n"));
	struct tables *t = tables_of(
	        "data:\n  plain: {source: csv, path: e.csv, sensitive: false}\n"
	        "  survey: {source: csv, path: d.csv, codebook: b.csv, sensitive: false}\n"
	        "  other: {source: csv, path: e.csv, codebook: f.csv, sensitive: false}\n");
	tables_labels(t, put_label, &b);
	ck_assert_str_eq(arena_cstr(arena, buf_str(&b)), "obstacle - 2 Main obstacle\n"
	                                                 "obstacle staff 2 Staff\n"
	                                                 "obstacle money 2 Money\n"
	                                                 "obstacle refused 2 Refused\n"
	                                                 "trust - 1 Trust\n"
	                                                 "trust 1 2 Low\n"
	                                                 "trust 2 2 Middle\n"
	                                                 "trust 3 1 High\n"
	                                                 "trust 99 1 No answer\n"
	                                                 "serv - 1 Services\n"
	                                                 "serv legal 2 Legal aid\n"
	                                                 "serv shelter 2 Shelter\n"
	                                                 "obstacle_missing refused 2 Refused\n"
	                                                 "trust_missing 99 1 No answer\n"
	                                                 "obstacle money 1 Cash\n"
	                                                 "x 1 1 One\n");
	buf_drop(&b);
	tables_translate(t, in_russian, &three);
	ck_assert_str_eq(meant(t, "survey.trust", three, "ru"), "Da");
	ck_assert_str_eq(meant(t, "survey.trust", three, "lv"), "High");
	const struct codebook_variable *obstacle = tables_variable(t, S("survey.obstacle")),
	                               *trust = tables_variable(t, S("survey.trust")),
	                               *other = tables_variable(t, S("other.obstacle")),
	                               *x = tables_variable(t, S("other.x"));
	const struct codebook_variable own = *obstacle;
	ck_assert(tables_one_book(t, obstacle, trust) && tables_one_book(t, trust, obstacle));
	ck_assert(tables_one_book(t, other, x) && !tables_one_book(t, obstacle, other));
	ck_assert(!tables_one_book(t, x, trust) && !tables_one_book(t, &own, trust));
	ck_assert(!tables_one_book(t, trust, &own));
}
END_TEST

START_TEST(queries_know_labels)
{
	struct tables *t = coded(DATA, BOOK);
	ck_assert_str_eq(answer(t, "select label('survey.obstacle', 'staff'), "
	                           "label('survey.trust', 2), label('survey.trust', 2.0), "
	                           "label('survey.trust', 7), label('survey.trust', null)"),
	                 "Staff|Middle|Middle|7|-\n");
	struct rows rows;
	const char *sql = "select label('survey.obstacel', 'staff')";
	struct query q = {.sql = str_of(sql),
	                  .at = {folder_project->at.file, (uint32_t)strlen(sql), 100}};
	ck_assert(!tables_query(t, arena, diags, q, NULL, 0, 0, &rows));
	ck_assert(str_eq(diag_at(diags, 0)->code, S("data/unknown-variable")));
	ck_assert(str_eq(diag_at(diags, 0)->message, S("no code book has 'survey.obstacel'")));
	ck_assert_uint_eq(diag_at(diags, 0)->at.off, 113);
	is(diag_at(diags, 0)->hint, "Did you mean 'survey.obstacle'?");
	/* Of columns that are a table's as they stand. */
	struct query columns = {.sql = S("select town, obstacle, trust + 1 as t from survey order "
	                                 "by town"),
	                        .at = q.at};
	ck_assert(tables_query(t, arena, diags, columns, NULL, 0, 0, &rows));
	ck_assert_ptr_null(rows.variables[0]);
	is(rows.variables[1]->name, "obstacle");
	ck_assert_ptr_null(rows.variables[2]);
}
END_TEST

static void tells(const char *data, const char *book, const char *wanted)
{
	coded(data, book);
	ck_assert_msg(!strcmp(reports(), wanted), "%s\n%s\ntells\n%sbut wanted is\n%s", data, book,
	              reports(), wanted);
}

START_TEST(faults_of_books)
{
	/* The first cell that is no code is told, and variables that the table lacks. */
	tells("obstacle,town\nmoney,a\nmony,b\nstaff,c\nbad,d\n", BOOK,
	      "d.csv:3:1+4 data/unknown-code 'mony' of 'obstacle' is not in the code book\n"
	      "b.csv:6:1+5 data/variable-without-column the code book has 2 variables without a "
	      "column: trust, serv\n");
	tells(DATA, BOOK "obstacle,money,Cash,,,,\n",
	      "b.csv:14:10+5 data/code-twice 'obstacle' has the code 'money' already\n");
	tells("trust_missing,obstacle,trust,serv\nRiga,money,1,legal\n", BOOK,
	      "b.csv:6:1+5 data/duplicate-column a column 'trust_missing' is there already\n");
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("data_codebook");
	TCase *c = tcase_create("codebook");
	tcase_add_checked_fixture(c, begin, end);
	tcase_add_test(c, codes_are_found);
	tcase_add_test(c, some_mean_no_value);
	tcase_add_test(c, codes_have_an_order);
	tcase_add_test(c, labels_have_languages);
	tcase_add_test(c, bytes_and_back);
	tcase_add_test(c, codes_for_no_value_are_kept_aside);
	tcase_add_test(c, sets_are_tables);
	tcase_add_test(c, codes_sort_as_the_book_has_them);
	tcase_add_test(c, codes_keep_their_order_in_views);
	tcase_add_test(c, cells_have_labels);
	tcase_add_test(c, all_labels_are_visited);
	tcase_add_test(c, queries_know_labels);
	tcase_add_test(c, faults_of_books);
	suite_add_tcase(suite, c);
	return run_suite(suite);
}
