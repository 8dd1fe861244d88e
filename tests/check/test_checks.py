"""The checks themselves: each must find a fault that is planted in a small tree.
usage: test_checks.py CC CXX"""
import pathlib
import subprocess
import sys
import tempfile
import unittest

import calls
import codes
import exports
import failures
import headers
import links
import names
import readme
import rooms
import sample
import shape
import statics
import tags
from tree import ROOMS, code

CC, CXX = sys.argv.pop(1), sys.argv.pop(1)
GOOD = {
    "core/include/strom/plugin.h": "/* Public. */\n#include <stdint.h>\n",
    "core/base/str.h": "/* Slices. */\n#include <strom/plugin.h>\n",
    "core/base/parts.h": "/* Private. */\n",
    "core/data/data.h": '/* Data. */\n#include "base/str.h"\n',
    "core/data/data.c": '/* Data. */\n#include "data/data.h"\n/* "cli/x.h" setjmp( */\n',
    "plugins/figure-x/x.c": '/* X. */\n#include <strom/plugin.h>\n#include "x.h"\n',
    "plugins/figure-x/x.h": "/* X. */\n",
    "plugins/figure-x/README.md": "# x\n",
    "tests/unit/x.c": '"data/wrong"',
}
TABLE = "".join(f"| `{room}/` | | what |\n" for room in ROOMS)


class Checks(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)
        for name, text in GOOD.items():
            self.put(name, text)

    def put(self, name, text):
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    def good(self, module, *args):
        self.assertEqual(list(module.check(self.root, *args)), [])

    def bad(self, module, words, *args):
        complaints = list(module.check(self.root, *args))
        self.assertEqual(len(complaints), 1, complaints)
        self.assertIn(words, complaints[0])

    def test_good_tree(self):
        for module in (rooms, calls, shape, failures, codes, tags):
            self.good(module)

    def test_comments_and_literals_are_no_code(self):
        self.assertEqual(code('a /* b\n */ "c\\"d" \'"\' e // f').split(), ["a", "e"])

    def test_a_later_room(self):
        self.put("core/base/str.c", '/* S. */\n#include "data/data.h"\n')
        self.bad(rooms, "core/base/str.c:2: base comes before data")

    def test_rooms_within_a_wing(self):
        self.put("core/text/draft/draft.h", '/* D. */\n#include "text/markdown/x.h"\n')
        self.put("core/text/markdown/x.h", "/* X. */\n")
        self.put("core/text/text.h", "/* T. */\n")
        self.put("core/cli/cli.c", '/* C. */\n#include "text/text.h"\n#include "text/draft/draft.h"\n')
        self.good(rooms)
        self.put("core/text/markdown/x.h", '/* X. */\n#include "text/draft/draft.h"\n')
        self.bad(rooms, "text/markdown comes before text/draft")
        self.put("core/text/markdown/x.h", "/* X. */\n")
        self.put("core/pdf/pdf.h", '/* P. */\n#include "text/text.h"\n')
        self.bad(rooms, "pdf sees nothing of the wing text")
        self.put("core/pdf/pdf.h", "/* P. */\n")
        self.put("core/text/attic/a.c", '/* A. */\n#include "base/str.h"\n')
        self.bad(rooms, "core/text/attic is not a room")

    def test_a_rooms_private_header_is_its_inner_rooms_too(self):
        self.put("core/picture/parts.h", "/* P. */\n")
        self.put("core/picture/module/m.c", '/* M. */\n#include "picture/parts.h"\n')
        self.good(rooms)

    def test_a_header_without_its_room(self):
        self.put("core/data/data.c", '/* D. */\n#include "data.h"\n')
        self.bad(rooms, "names no room")

    def test_another_rooms_private_header(self):
        self.put("core/data/data.c", '/* D. */\n#include "base/parts.h"\n')
        self.bad(rooms, "for base alone")

    def test_an_unknown_room(self):
        self.put("core/attic/a.c", '/* A. */\n#include "base/str.h"\n')
        self.bad(rooms, "core/attic is not a room")

    def test_a_public_header_that_shows_the_core(self):
        self.put("core/include/strom/plugin.h", '/* P. */\n#include "base/str.h"\n')
        self.bad(rooms, "includes with <...> only")

    def test_plugins_see_the_public_headers_only(self):
        for line, words in (('#include "../../core/base/str.h"', "not a file of this plugin"),
                            ("#include <base/str.h>", "header of the core"),
                            ("#include <strom/inside.h>", "no header")):
            self.put("plugins/figure-x/x.c", f"/* X. */\n{line}\n")
            self.bad(rooms, words)

    def test_calls(self):
        for path, line in (("core/data/data.c", "int n = setjmp(env);"),
                           ("core/data/data.c", "pthread_create(a);"),
                           ("core/pdf/pdf.c", "cairo_paint(c);"),
                           ("core/data/data.c", "archive_read_new();"),
                           ("core/text/text.c", "char *p = malloc(3);"),
                           ("core/text/text.c", "char *p = getenv(name);"),
                           ("plugins/figure-x/x.c", "double d = strtod(a, b);"),
                           ("core/text/text.c", "int fd = open(name, 0);"),
                           ("core/text/text.c", "return file_exists(path);"),
                           ("core/text/text.c", "d = diags_new(a);"),
                           ("plugins/source-x/x.c", "FILE *f = fopen(name, mode);"),
                           ("plugins/figure-x/x.c", "printf(a);")):
            self.put(path, f"/* C. */\n{line}\n")
            with self.subTest(line):
                self.bad(calls, f"{path}:2: ")
            self.put(path, "/* C. */\n")
        self.put("core/draw/draw.c", "/* D. */\ncairo_paint(c);\n")
        self.put("core/data/data.c", "/* D. */\nmy_time(0); x->time(0); x.printf(a);\n")
        self.good(calls)

    def test_libraries(self):
        self.put("core/README.md", TABLE)
        self.put("README.md", "| SQLite | tables | `core/data` |\n")
        self.put("core/data/data.c", "/* D. */\n#include <sqlite3.h>\n")
        self.assertEqual(list(readme.library_complaints(self.root)), [])
        self.put("core/base/str.c", "/* S. */\n#include <sqlite3.h>\n")
        self.assertIn("core/base/str.c uses SQLite", *readme.library_complaints(self.root))
        (self.root / "core/base/str.c").unlink()
        self.put("core/data/data.c", "/* D. */\n")
        self.assertIn("nothing in core/data uses SQLite", *readme.library_complaints(self.root))

    def test_failures(self):
        begin = "/* D. */\nstatic bool all(struct diags *d)\n{\n"
        for line in ("good &= one(d);", "good = good && one(d);", "ok = one(d);", "failed |= !one(d);"):
            name = line.split()[0]
            self.put("core/data/data.c", f"{begin}\tbool {name} = two(d);\n\t{line}\n\treturn {name};\n}}\n")
            self.bad(failures, f"core/data/data.c:5: {name} is written again")
        self.put("core/data/data.c", begin + "\tbool fine = true;\n\treturn fine;\n}\n")
        self.bad(failures, "core/data/data.c:4: fine begins as true")
        self.put("core/data/data.c", begin + "\ts->failed = true;\n\treturn false;\n}\n")
        self.bad(failures, "core/data/data.c:4: a field failed")
        self.put("core/data/cursor.c", "/* Reads. */\n")
        self.put("core/data/data.c", begin + "\tbool good = one(d), found = false;\n\tclose(d);\n"
                 "\t*good = two(d);\n\tw->good = true;\n\tbool seen = a(1, 2), ok = b(3);\n\tif (good == found)\n\t\treturn 1;\n}\n")
        self.bad(failures, "core/data/cursor.c: remembers no failure any more")

    def test_shape(self):
        self.put("core/data/data.c", "/* D. */\n" * 561)
        self.bad(shape, "561 lines")
        self.put("core/data/data.c", '#include "data/data.h"\n')
        self.bad(shape, "without a comment")
        self.put("core/data/data.c", "/* D. */")
        self.bad(shape, "no end")
        self.put("core/data/data.c", "/* D. */\n\t/* " + "x" * 90 + " */\n")
        self.bad(shape, "core/data/data.c:2: 104 columns (at most 100)")
        self.put("core/data/data.c", "/* D. */\n\t/* " + "x" * 86 + " */\n")
        self.good(shape)

    def function(self, lines):
        return "static int\nf(int a)\n{\n" + "\ta++;\n" * (lines - 4) + "}\n\n"

    def test_lengths_of_functions(self):
        small, long = self.function(10), self.function(20)
        self.assertEqual([n for _, n in shape.functions("int x[] = {\n};\n" + small + long)], [10, 20])
        self.put("core/data/data.c", "/* D. */\n" + small * 8 + long + self.function(50))
        self.good(shape)
        self.put("core/data/data.c", "/* D. */\n" + small * 8 + self.function(21) * 2)
        self.bad(shape, "90 % of the functions have at most 21 lines")
        self.put("core/data/data.c", "/* D. */\n" + small + self.function(11) * 2)
        self.bad(shape, "50 % of the functions have at most 11 lines")

    def test_fields_of_structs(self):
        many = ("struct many {\n\tint a, b; /* c, d */\n\tbool (*f)(int x, int y);\n"
                "\tstruct { int p, q; } in;\n" + "\tint x[2];\n" * 14)
        self.assertEqual([n for _, _, n, _ in shape.structs(many + "};\n")], [20])
        self.put("core/data/data.h", f"/* D. */\n\n{many}}};\n")
        self.good(shape)
        self.put("core/data/data.h", f"/* D. */\n\n/* Many. */\n{many}\tint last;\n}};\n")
        self.bad(shape, "core/data/data.h:4: many has 21 fields")
        self.put("core/data/data.h", f"/* D. */\n\n/* So many fields as a row has. */\n{many}\tint last;\n}};\n")
        self.good(shape)

    def test_tags(self):
        self.put("core/data/data.c", "/* D. */\nstruct data { int a; };\nstruct data *f(void);\n"
                 "/* struct data { */\nenum other { A };\n")
        self.put("plugins/figure-x/x.c", "/* X. */\nstruct data { int a; };\n")
        self.good(tags)
        self.put("core/base/str.h", "/* S. */\nunion data { int a; };\n")
        self.bad(tags, "core/base/str.h:2: data is defined in core/data/data.c:2 too")

    def test_a_plugin_without_a_readme(self):
        (self.root / "plugins/figure-x/README.md").unlink()
        self.bad(shape, "no README")

    def test_codes(self):
        self.put("core/data/data.c", '/* D. "data/comment" */\nf("data/wrong", "image/png", "a/B");\n')
        self.good(codes)
        self.put("core/data/data.c", '/* D. */\n\nf("data/other");\n')
        self.bad(codes, "core/data/data.c:3: no test provokes data/other")
        self.put("tests/check/x.py", "data/other")
        self.bad(codes, "data/other")
        self.put("tests/unit/y.c", "data/other-one")
        self.bad(codes, "data/other")
        self.put("tests/golden/y.txt", "error: x [data/other]")
        self.good(codes)

    def names(self, *languages):
        return "code,language,name\n" + "".join(f"LV,{one},Latvia\n" for one in languages)

    def put_labels(self, *languages):
        said = ",".join("Small" for _ in languages)
        self.put(sample.DATA + "/codes.csv", "variable,value," + ",".join(f"label_{one}" for one in languages)
                 + f"\nsize,small,{said}\n")
        heads = ",".join(f"label::L ({one})" for one in languages)
        self.put(sample.DATA + "/plain/form-survey.csv", f"type,name,{heads}\nselect_one a,size,{said}\nend_group,\n")
        self.put(sample.DATA + "/plain/form-choices.csv", f"list_name,name,{heads}\na,small,{said}\n")

    def put_sample(self):
        self.put_labels(*sample.LANGUAGES)
        self.put(sample.DATA + "/plain/countries.csv", self.names(*sample.LANGUAGES))
        self.put_contacts("LV,1,en,Helpline\nLV,1,lv,Tālrunis\n")
        self.put(sample.DATA + "/make_files.py", "import sys\n" + "".join(
            f"open(sys.argv[1] + '/{name}', 'w').write('made')\n" for name in sample.MADE))
        for name in sample.MADE:
            self.put(f"{sample.DATA}/{name}", "made")

    def put_contacts(self, names):
        self.put("samples/strom/strom.yml", "countries: {LV: [lv, en]}\n")
        self.put(sample.DATA + "/plain/contacts.csv", "country,position,phone\nLV,1,+371 0000\n")
        self.put(sample.DATA + "/plain/contact_names.csv", "country,position,language,name\n" + names)

    def test_names_in_all_languages(self):
        self.put_sample()
        self.good(sample)
        self.put(sample.DATA + "/plain/countries.csv", self.names(*sample.LANGUAGES, "lv"))
        self.bad(sample, "LV has lv twice")
        self.put(sample.DATA + "/plain/countries.csv", self.names(*sample.LANGUAGES - {"nb"}))
        self.bad(sample, "LV has no nb")

    def test_labels_in_all_languages(self):
        self.put_sample()
        self.put_labels(*sample.LANGUAGES - {"fi"})
        told = list(sample.check(self.root))
        self.assertEqual([line.partition("data/")[2] for line in told],
                         ["codes.csv: size small has no fi", "plain/form-survey.csv: size has no fi",
                          "plain/form-choices.csv: small has no fi"])

    def test_files_that_a_script_makes(self):
        self.put_sample()
        self.put(sample.DATA + "/contacts.ods", "other")
        self.bad(sample, "contacts.ods is not what make_files.py makes")

    def test_contacts_have_their_editions_names(self):
        self.put_sample()
        self.put_contacts("LV,1,en,Helpline\n")
        self.bad(sample, "LV 1 has no lv")
        self.put_contacts("")
        self.bad(sample, "LV 1 has no name")

    def test_readme(self):
        for room in ROOMS:
            self.put(f"core/{room}/x.h", "/* X. */\n")
        self.assertIn("text/markdown", ROOMS)
        self.bad(readme, "is missing")
        self.put("core/README.md", TABLE)
        self.good(readme)
        self.put("core/README.md", TABLE.replace("| `draw/` | | what |\n", ""))
        self.bad(readme, "the order is")
        self.put("core/README.md", TABLE + "[x](nowhere.md)\n")
        self.bad(readme, "nowhere.md")
        self.put("core/README.md", TABLE)
        self.put("core/attic/x.h", "/* X. */\n")
        self.bad(readme, "core/attic")
        (self.root / "core/attic/x.h").unlink()
        self.put("core/text/attic/x.h", "/* X. */\n")
        self.bad(readme, "core/text/attic")

    def test_headers(self):
        self.good(headers, CC, CXX, "")
        self.put("core/data/more.h", "/* M. */\nuint32_t number(void);\n")
        self.bad(headers, "data/more.h does not compile alone", CC, CXX, "")
        # What a file begins with compiles alone where that compiles.
        self.put("core/data/more.c", '/* M. */\n#include "data/more.h"\n')
        self.good(headers, CC, CXX, "")
        self.put("core/data/more.h", "/* M. */\n")
        self.put("core/include/strom/plugin.h", "/* P. */\nint class;\n")
        self.bad(headers, "strom/plugin.h", CC, CXX, "")
        self.put("core/include/strom/plugin.h", "/* P. */\n")
        self.put("core/data/data.h", "/* D. */\nenum { FIRST };\n")
        self.put("core/base/str.h", "/* S. */\nenum { FIRST };\n")
        self.bad(headers, "do not compile together", CC, CXX, "")

    def compile(self, text, out, *flags):
        path = self.root / "build" / out
        path.parent.mkdir(parents=True, exist_ok=True)
        subprocess.run([CC, "-xc", "-", "-fPIC", "-o", str(path), *flags], input=text, text=True,
                       check=True)

    def test_statics(self):
        built = "core/CMakeFiles/strom_data.dir/data/data.c.o"
        build = self.root / "build"
        self.bad(statics, "no objects", build)
        self.put("core/base/str.c", "/* S. */\n")
        self.compile("int f(void) { return 1; }", "core/CMakeFiles/strom_base.dir/base/str.c.o", "-c")
        for flags in ([], ["-O2"], ["-fsanitize=address,undefined"]):
            self.compile("static const char *const names[] = {\"a\"}; static const int three = 3;\n"
                         "const char *f(int i) { static const int k[] = {1, 2}; return names[k[i] / three]; }",
                         built, "-c", *flags)
            self.good(statics, build)
            self.compile("int f(void) { static int calls; return calls++; }", built, "-c", *flags)
            self.bad(statics, "core/data/data.c: calls is a mutable static", build)
        self.compile("int shared = 4;", built, "-c")
        self.bad(statics, "shared", build)
        self.compile("static _Thread_local int mine; int *f(void) { return &mine; }", built, "-c")
        self.bad(statics, "mine", build)
        self.put("core/data/data.c", "/* D. */\nstatic volatile sig_atomic_t stopped;\n")
        self.compile("static volatile int stopped; int f(void) { return stopped++; }", built, "-c")
        self.good(statics, build)

    def link(self, **texts):
        """Objects of core/ROOM/FILE.c, given as ROOM__FILE="text"."""
        for name, text in texts.items():
            path = name.replace("__", "/") + ".c"
            self.put(f"core/{path}", "/* X. */\n")
            room = path.partition("/")[0]
            self.compile(text, f"core/CMakeFiles/strom_{room}.dir/{path}.o", "-c")

    def test_names(self):
        build = self.root / "build"
        self.put("core/README.md", "| `base/` | `str` `vec` | x |\n| `data/` | `table` `str_table` | x |\n")
        self.link(base__str="int str_len(void) { return 1; } static int put(void) { return str_len(); } int vecs_n = 0; "
                            "int (*vec)(void) = put;",
                  data__table="int tables_find; int table; int str_table_x;")
        self.good(names, build)
        self.link(data__table="int find_table; int table_a; int str_table_x;")
        self.bad(names, "core/data/table.c: find_table begins with no room or type", build)
        self.link(data__table="int str_other; int table_a; int str_table_x;")
        self.bad(names, "core/data/table.c: str_other is a name of base/", build)
        self.link(data__table="int table_a;")
        self.bad(names, "no global begins with str_table", build)
        self.link(data__table="int table_a;")
        self.put("core/README.md", "| `base/` | `str` `vec` | x |\n| `data/` | `table` `str` | x |\n")
        self.bad(names, "str is said to be of base and data", build)

    def test_links(self):
        build = self.root / "build"
        self.bad(links, "no objects", build)
        self.link(base__a="int a(void) { return 1; }", data__b="int a(void); int b(void) { return a(); }",
                  data__c="int b(void); int c(void) { return b(); }")
        self.good(links, build)
        self.link(base__a="int c(void); int z(void) { return c(); }")
        self.bad(links, "core/base/a.c: calls c in core/data/c.c: base comes before data", build)
        self.link(base__a="int a(void) { return 1; }", data__b="int c(void); int b(void) { return c(); }")
        self.bad(links, "a circle of 2 files that is not listed: core/data/b.c core/data/c.c", build)
        self.link(base__a="int a(void) { return 1; }", data__b="int b(void) { return 1; }",
                  pdf__p="int t(void); int p(void) { return t(); }", typeset__paint__t="int t(void) { return 1; }")
        self.bad(links, "pdf sees nothing of the wing typeset", build)
        self.link(pdf__p="int p(void) { return 1; }", pdf__grid="int p(void); int g(void) { return p(); }")
        self.bad(links, "no circle any more: core/pdf/grid.c core/pdf/heads.c", build)

    def test_circles(self):
        found = links.circles({tuple(arrow): {"x"} for arrow in ("ab", "bc", "ca", "cd", "de", "ed", "fa", "gg")})
        self.assertEqual(sorted(map(sorted, found)), [["a", "b", "c"], ["d", "e"]])

    def test_exports(self):
        library = "lib/strom/plugins/figure-x.so"
        build = self.root / "build"
        self.bad(exports, "no plugin is built", build)
        for flags in ([], ["-fsanitize=address,undefined"]):
            self.compile("void strom_plugin_1(void) {}", library, "-shared", *flags)
            self.good(exports, build)
        self.compile("void strom_plugin_1(void) {} void other(void) {}", library, "-shared")
        self.bad(exports, "exports other", build)
        self.compile("void strom_plugin_2(void) {}", library, "-shared", "-fvisibility=hidden")
        self.bad(exports, "does not export strom_plugin_1", build)


unittest.main()
