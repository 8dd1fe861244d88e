"""PostgreSQL: a real server on loopback, what its cells become, and what is told where it does not answer."""

import csv
import io
import json
import os
import pathlib
import random
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
import time
import unittest

from project import Project, STROM

BIN = max(pathlib.Path("/usr/lib/postgresql").glob("*/bin"), default=None)
# The server refuses to run as root.
AS = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
YML = """\
project: {id: survey, title: Survey, date: 2015-10-31}
language: en
languages: [en]
data:
  survey:
    source: postgres
    sensitive: false
    options: {server: "127.0.0.1:%d", database: postgres, user: partner, %s}
documents:
  report: {layout: report, theme: strom, text: r.md, editions: languages}
"""
TABLE = """
create type size as enum ('small', 'large');
create table answers (town text, n int, big bigint, share numeric, real8 double precision, ok boolean, day date,
                      at timestamp, size size, code varchar(8));
create table odd (id int, tags text[], raw bytea, cost money);
create table never (n int, day date, x float8);
insert into never values (1, '0044-03-15 BC', 'NaN'), (2, 'infinity', '-infinity');
grant select on all tables in schema public to partner;
"""


class Server:
    """One for all tests of this file."""

    def __init__(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="strom-postgres-"))
        if AS:
            shutil.chown(self.folder, "postgres")
        with socket.socket() as s:
            s.bind(("127.0.0.1", 0))
            self.port = s.getsockname()[1]
        self.data = self.folder / "data"
        self.run("initdb", "-D", self.data, "-U", "keeper", "-A", "trust", "-E", "UTF8", "--no-locale", "-N")
        subprocess.run([*AS, "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj",
                        "/CN=localhost", "-keyout", self.data / "server.key", "-out", self.data / "server.crt"],
                       check=True, capture_output=True, cwd="/")
        self.allow("host all partner 127.0.0.1/32 scram-sha-256")
        options = f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={self.folder}"
        self.run("pg_ctl", "-D", self.data, "-w", "-o", options, "-l", self.folder / "log", "start")
        self.sql("alter system set ssl = on", "select pg_reload_conf()", "create role partner login password 'harbour'", TABLE)

    def run(self, program, *words):
        return subprocess.run([*AS, BIN / program, *words], check=True, capture_output=True, text=True, cwd="/")

    def allow(self, *lines):
        text = "\n".join(("local all keeper trust", *lines)) + "\n"
        subprocess.run([*AS, "sh", "-c", 'cat > "$0"', self.data / "pg_hba.conf"], input=text, text=True, check=True, cwd="/")

    def sql(self, *commands):
        words = [w for c in commands for w in ("-c", c)]
        return self.run("psql", "-h", self.folder, "-p", str(self.port), "-U", "keeper", "-d", "postgres", "-X", "-q",
                        "--csv", "-v", "ON_ERROR_STOP=1", *words).stdout

    def stop(self):
        self.run("pg_ctl", "-D", self.data, "-m", "immediate", "stop")
        shutil.rmtree(self.folder)


class Postgres(Project):
    @classmethod
    def setUpClass(cls):
        cls.server = Server()

    @classmethod
    def tearDownClass(cls):
        cls.server.stop()

    def setUp(self):
        super().setUp()
        (self.folder / "po/report.lv.po").unlink()
        self.write("r.md", "# One\n\nText.\n")
        self.options("table: answers")
        self.password = "harbour"
        self.server.sql("truncate answers")

    def options(self, text, port=None):
        self.write("strom.yml", YML % (port or self.server.port, text))

    def strom(self, *words, **more):
        env = {**os.environ, "HOME": str(self.folder / "home"), "XDG_CONFIG_HOME": str(self.folder / "config")}
        for name in [n for n in env if n.startswith("PG")]:
            del env[name]
        if self.password:
            env["PGPASSWORD"] = self.password
        env.update(more)
        return subprocess.run([STROM, *words], cwd=self.folder, env=env, capture_output=True, text=True, check=False,
                              timeout=100)

    def connect(self, *words, **more):
        return self.strom(*words, "--connect", "survey", **more)

    def fails(self, code, *said, **more):
        run = self.connect("dump", "tables", **more)
        self.assertEqual(run.returncode, 1, run.stdout + run.stderr)
        self.assertIn(f"[{code}]", run.stderr)
        self.assertEqual(run.stdout, "")
        self.assertNotIn("Sanitizer", run.stderr)
        for words in said:
            self.assertIn(words, run.stderr)
        return run.stderr

    def test_cell_by_cell(self):
        rng = random.Random(7)
        rows = [f"({rng.choice(['null', chr(39) + 'Rīga' + chr(39), 'E' + chr(39) + 'a|b,c' + chr(92) + 'n' + chr(39)])}, "
                f"{rng.randrange(-10**9, 10**9)}, {rng.choice(['null', rng.randrange(-10**16, 10**16)])}, "
                f"{rng.randrange(10**8) / 1000}, {rng.random() * 10**rng.randrange(-8, 8)!r}, {rng.choice(['true', 'false'])}, "
                f"'20{rng.randrange(10, 30)}-0{rng.randrange(1, 10)}-1{rng.randrange(10)}', "
                f"'2014-11-03 14:30:0{rng.randrange(10)}', '{rng.choice(['small', 'large'])}', '0{rng.randrange(9)}')"
                for _ in range(300)]
        self.server.sql("truncate answers", "insert into answers values " + ", ".join(rows))
        self.options('query: "select * from answers order by n"')
        run = self.connect("dump", "tables")
        self.assertEqual(run.returncode, 0, run.stderr)
        ours = [json.loads(line) for line in run.stdout.splitlines() if line.startswith("  [")]
        theirs = list(csv.reader(io.StringIO(self.server.sql("select * from answers order by n"))))[1:]
        self.assertEqual(len(ours), 300)
        for got, want in zip(ours, theirs, strict=True):
            self.assertEqual([got[0] or "", got[6], got[7], got[8], got[9]], [want[0], *want[6:10]])
            self.assertEqual([got[1], got[2]], [int(want[1]), int(want[2]) if want[2] else None])
            for real, text in (got[3], want[3]), (got[4], want[4]):
                self.assertAlmostEqual(real, float(text), delta=abs(float(text)) * 1e-14)
            self.assertEqual(got[5], want[5] == "t")
        self.assertIn("  bool ok\n  date day\n", run.stdout)

    def test_parameters_come_from_the_project(self):
        self.server.sql("truncate answers", "insert into answers (town, n) values ('Riga', 1), ('Oslo', 2), (E'x'' or 1=1', 3)")
        self.options("query: \"select town, n from answers where town = $1 or n = $2::int order by n\", "
                     "parameters: {1: \"x' or 1=1\", 2: 2}")
        run = self.connect("dump", "tables")
        self.assertIn('["Oslo", 2]\n  ["x\' or 1=1", 3]\n', run.stdout, run.stderr)
        self.options("query: select $1::text as a, parameters: {one: 2}")
        self.fails("postgres/parameter", "'one' is no number of a parameter")

    def test_numeric_loses_nothing(self):
        self.options("query: \"select * from (values (12345678901234567890.5), (1)) v(n)\"")
        self.assertIn('  text n\n  ["12345678901234567890.5"]\n  ["1"]\n', self.connect("dump", "tables").stdout)
        self.options("query: \"select * from (values (2.5), (12345678901234567890.5), (1), (3), (4), (5)) v(n)\"")
        self.fails("data/odd-cells", "12345678901234567890.5", ":query, row 3, column 1: error")

    def test_nothing_connects_unasked(self):
        run = self.strom("check")
        self.assertIn(f"the source connects to '127.0.0.1:{self.server.port}', and you have not agreed to that", run.stderr)
        self.assertIn("add --connect survey; to agree for all projects, 'strom trust --connect 127.0.0.1:", run.stderr)
        self.assertEqual(run.returncode, 1)
        self.strom("trust", "--connect", f"127.0.0.1:{self.server.port}")
        self.assertEqual(self.strom("check").returncode, 0)

    def test_beside_files(self):
        """Its table and those of files are one database, and each place is told."""
        self.server.sql("truncate answers", "insert into answers (town, n) values ('Riga', 1), ('Oslo', 2)")
        self.replace("strom.yml", "data:\n", "data:\n  lands: {source: csv, path: lands.csv, sensitive: false}\n")
        self.write("lands.csv", "town,land\nRiga,LV\nOslo,NO\n")
        self.write("r.md", "# One\n\n```{table} tbl-a\nquery: select land, n from answers join lands using (town) order by n\n"
                   "columns: {land: {title: Land}, n: {title: N}}\ncaption: All\n```\n")
        self.replace("strom.yml", "  survey:\n", "  answers:\n")
        run = self.strom("dump", "edition", "report", "--connect", "answers")
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assertIn('"LV"', run.stdout)
        self.assertIn('"NO"', run.stdout)

    def test_strom_data_looks(self):
        self.server.sql("truncate answers", "insert into answers (town, n) values ('Riga', 1), ('Oslo', 2)")
        run = self.connect("data", "survey")
        self.assertIn("2 rows\n", run.stdout, run.stderr)
        self.assertIn("Riga | Oslo", run.stdout)

    def test_a_sensitive_one_shows_nothing(self):
        self.server.sql("truncate answers", "insert into answers (town, share) values ('Secretville', 12345678901234567890.5), "
                        "('x', 1), ('y', 2), ('z', 3), ('a', 4)")
        self.replace("strom.yml", "sensitive: false", "sensitive: true")
        run = self.connect("check")
        self.assertIn("data/odd-cells", run.stderr)
        self.assertNotIn("Secretville", run.stdout + run.stderr)
        self.assertNotIn("12345678901234567890", run.stdout + run.stderr)

    def test_what_no_cell_holds(self):
        self.options("table: odd")
        self.fails("postgres/column", "the column 'tags' holds an array", "the column 'raw' holds bytes",
                   "the column 'cost' holds money", "127.0.0.1:", ":odd, row 1, column 2: error")
        self.options("table: never")
        said = self.fails("postgres/date", "'0044-03-15 BC' is no day", "'infinity' is no day")
        self.assertIn("'NaN' is no finite number [postgres/not-finite]", said)
        self.options("query: select")
        self.fails("postgres/no-columns")

    def test_queries_that_fail(self):
        self.options("query: select nothing from answers")
        self.fails("postgres/query", 'column "nothing" does not exist (42703)')
        self.options("query: insert into answers (n) values (1) returning n")
        self.fails("postgres/writes", "read-only transaction")
        self.options("query: select 1; select 2")
        self.fails("postgres/query", "cannot insert multiple commands")
        self.options("table: answers, query: select 1")
        self.fails("postgres/what", "both a table and a query")
        self.options("timeout: 5")
        self.fails("postgres/what", "neither a table nor a query")

    def test_a_password_never_stands_in_the_project(self):
        self.options("table: answers, password: harbour")
        self.fails("postgres/password-in-project")
        self.write("strom.yml", (self.folder / "strom.yml").read_text().replace(", password: harbour", "").replace(
            '"127', '"partner@127'))
        self.fails("postgres/password-in-project")

    def test_passwords(self):
        self.password = "wrong"
        self.fails("postgres/password", "password authentication failed for user")
        self.password = ""
        self.fails("postgres/password", "no password supplied", "~/.pgpass")
        self.write("home/.pgpass", f"127.0.0.1:{self.server.port}:*:partner:harbour\n")
        (self.folder / "home/.pgpass").chmod(0o600)
        self.assertEqual(self.connect("check").returncode, 0)

    def test_service_files(self):
        self.password = ""
        self.write("services", f"[stats]\nhost=127.0.0.1\nport={self.server.port}\ndbname=postgres\nuser=partner\n"
                   "password=harbour\n")
        text = (YML % (1, "table: answers")).replace('"127.0.0.1:1", database: postgres, user: partner', '"service=stats"')
        self.write("strom.yml", text)
        run = self.connect("check", PGSERVICEFILE=str(self.folder / "services"))
        self.assertEqual(run.returncode, 0, run.stderr)
        self.fails("postgres/service", 'definition of service "stats" not found')

    def test_a_server_that_is_not_there(self):
        with socket.socket() as s:
            s.bind(("127.0.0.1", 0))
            port = s.getsockname()[1]
        self.options("table: answers", port)
        self.fails("postgres/unreachable", "Connection refused")

    def test_a_server_that_says_nothing(self):
        with socket.create_server(("127.0.0.1", 0)) as s:
            self.options("table: answers, timeout: 1", s.getsockname()[1])
            began = time.monotonic()
            self.fails("postgres/unreachable", "timeout expired")
            self.assertLess(time.monotonic() - began, 40)

    def test_a_server_that_needs_tls(self):
        self.server.allow("hostssl all partner 127.0.0.1/32 scram-sha-256")
        self.server.sql("select pg_reload_conf()")
        try:
            self.options("table: answers, tls: off")
            self.fails("postgres/needs-tls", "no encryption")
            self.options("table: answers, tls: require")
            run = self.connect("check")
            self.assertEqual(run.returncode, 0, run.stderr)
            self.options("table: answers, tls: verify")
            self.fails("postgres/certificate")
        finally:
            self.server.allow("host all partner 127.0.0.1/32 scram-sha-256")
            self.server.sql("select pg_reload_conf()")

    def test_a_server_that_lets_nobody_in(self):
        self.options("table: answers, tls: require")
        self.replace("strom.yml", "user: partner", "user: keeper")
        self.fails("postgres/refused", "no pg_hba.conf entry")
        self.options("table: answers")
        self.replace("strom.yml", "database: postgres", "database: nowhere")
        self.fails("postgres/no-database", 'database "nowhere" does not exist')

    def test_a_server_without_tls(self):
        try:
            self.server.sql("alter system set ssl = off", "select pg_reload_conf()")
            time.sleep(0.5)
            self.options("table: answers, tls: require")
            self.fails("postgres/no-tls", "does not support SSL")
        finally:
            self.server.sql("alter system set ssl = on", "select pg_reload_conf()")

    def test_errors_are_counted_beyond_a_number(self):
        self.options("query: \"select 'infinity'::date as d from generate_series(1, 60)\"")
        self.fails("postgres/more-errors", "10 more errors in this source are not shown")

    def test_a_query_that_takes_too_long(self):
        self.options("query: select pg_sleep(60)::text as t, timeout: 1")
        self.fails("postgres/timeout", "the query took more than 1 second")

    def test_a_server_that_stops_in_the_middle(self):
        self.options("query: \"select i, pg_sleep(0.0005)::text as t from generate_series(1, 1000000) i\", timeout: 3")
        stopped = []

        def stop():
            for _ in range(400):
                said = self.server.sql("select pid from pg_stat_activity where application_name = 'strom' and "
                                       "query like '%generate_series%' and state = 'active' and "
                                       "query_start < clock_timestamp() - interval '1 second'").split()
                if len(said) == 2:
                    os.kill(int(said[1]), signal.SIGSTOP)
                    stopped.append(int(said[1]))
                    return
                time.sleep(0.1)
        thread = threading.Thread(target=stop)
        thread.start()
        try:
            self.fails("postgres/silent", "the server has said nothing for 8 seconds")
        finally:
            thread.join()
            for pid in stopped:
                os.kill(pid, signal.SIGCONT)

    def test_a_server_that_goes_away_in_the_middle(self):
        self.options("query: \"select i, pg_sleep(0.0005)::text as t from generate_series(1, 1000000) i\", timeout: 60")
        killed = []

        def kill():
            for _ in range(400):
                said = self.server.sql("select pg_terminate_backend(pid) from pg_stat_activity where application_name = "
                                       "'strom' and query like '%generate_series%' and state = 'active' and "
                                       "query_start < clock_timestamp() - interval '1 second'")
                if "t\n" in said:
                    killed.append(said)
                    return
                time.sleep(0.1)
        thread = threading.Thread(target=kill)
        thread.start()
        self.fails("postgres/went-away", "the server went away while it was read")
        thread.join()
        self.assertTrue(killed)


if __name__ == "__main__":
    if not BIN:
        raise SystemExit("PostgreSQL's server is missing: setup/packages-tests lists it")
    unittest.main()
