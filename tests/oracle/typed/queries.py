"""Random queries over the tables of tests/unit/typed/tables.txt, each twice: as it is, and watched, in which
functions of the oracle's see every value that is taken for a number, compared, divided, or taken for a date.
usage: queries.py SEED COUNT ERRORS: of a hundred expressions so many have not the type that is wanted."""
import random
import sys
from collections import namedtuple
from pathlib import Path

Pair = namedtuple("Pair", "plain watched")
Source = namedtuple("Source", "text name columns")

TABLES = Path(__file__).resolve().parents[2] / "unit/typed/tables.txt"
# Texts that look like numbers: a comparison by letters would be refused.
NUMERIC = {"people", "share", "nr", "year", "seen"}
TEXTS = ["'a'", "'Rīga'", "'x y'", "''", "'gaiss'", "'small'", "'money'"]
ODD_TEXTS = ["'10'", "'90'", "'50 %'", "'n/a'"]
NUMBERS = ["1", "2", "10", "0", "3.5", "100", "-1", "0.25", "90"]
DATES = ["'2004-01-15'", "'1999-01-01'", "'2010-12-31 10:00'"]


def read_tables():
    """Name -> column -> N, T, O (a text that looks like a number) or D."""
    tables, lines = {}, iter(TABLES.read_text().splitlines())
    for line in lines:
        if line.startswith("table "):
            head = [word.split(":") for word in next(lines).split()]
            tables[line[6:]] = {name: "O" if name in NUMERIC else {"text": "T", "date": "D"}.get(kind, "N")
                                for name, kind in head}
    return tables


def fill(form, *parts):
    """A form with pairs (or plain texts) in it, on both sides."""
    return Pair(form.format(*(p if isinstance(p, str) else p.plain for p in parts)),
                form.format(*(p if isinstance(p, str) else p.watched for p in parts)))


def watch(function, form, *parts):
    """As fill, but each part is seen by a function of the oracle's, which gives it back."""
    seen = [p if isinstance(p, str) else Pair(p.plain, f"{function}({p.watched})") for p in parts]
    return fill(form, *seen)


def compared(a, sign, b):
    both = fill("({} {} {})", a, sign, b)
    return Pair(both.plain, f"(case ck2({a.watched}, {b.watched}) when 0 then null else {both.watched} end)")


def term(pair):
    """Of ORDER BY and GROUP BY: a literal there is a mistake, or the number of a column."""
    return fill("length({})", pair) if pair.plain.startswith("'") or pair.plain in NUMBERS else pair


class Expressions:
    """Of one scope: what its sources' columns can make."""

    def __init__(self, maker, scope, groups=False):
        self.maker, self.random, self.scope, self.groups = maker, maker.random, scope, groups

    def of(self, kind, depth):
        if self.random.random() < self.maker.errors:
            kind = self.random.choice("NTDCO")
        return {"N": self.number, "T": self.text, "D": self.date, "C": self.condition, "O": self.odd}[kind](depth)

    def column(self, kinds, others):
        found = [f"{name}.{column}" for name, columns in self.scope.items()
                 for column, kind in columns.items() if kind in kinds]
        word = self.random.choice(found if found and self.random.random() < .85 else others)
        return Pair(word, word)

    def inner(self):
        """For what stands within an aggregate."""
        return Expressions(self.maker, self.scope)

    def odd(self, _):
        return self.column("O", ODD_TEXTS)

    def number(self, depth):
        r, n, t, down = self.random, "N", "T", depth - 1
        if depth <= 0 or r.random() < .2:
            return self.column("N", NUMBERS)
        if self.groups and r.random() < .4:
            return self.aggregate(min(down, 1))
        return r.choice([
            lambda: watch("chk", "({} " + r.choice("+-*") + " {})", self.of(n, down), self.of(n, down)),
            lambda: watch("chk", "(1.0 * {} / {})", self.of(n, down), self.of(n, down)),
            lambda: self.quotient(down),
            lambda: watch("chk", "({} " + r.choice(["&", "|", "<<", ">>"]) + " {})", self.of(n, 0), self.of(n, 0)),
            lambda: watch("chk", r.choice(["(- {})", "abs({})", "round({}, 1)", "(~ {})", "sign({})", "ceil({})"]),
                          self.of(n, down)),
            lambda: watch("chk", r.choice(["div({}, {})", "mod({}, {})", "pow({}, {})"]), self.of(n, down),
                          self.of(n, down)),
            lambda: fill(r.choice(["coalesce({}, {})", "ifnull({}, {})"]), self.of(n, down), self.of(n, down)),
            lambda: fill("(case when {} then {} else {} end)", self.seen_condition(down), self.of(n, down),
                         self.of(n, down)),
            lambda: fill("iif({}, {}, {})", self.seen_condition(down), self.of(n, down), self.of(n, down)),
            lambda: fill("cast({} as " + r.choice(["integer", "real", "numeric"]) + ")", self.of(n, down)),
            lambda: fill(r.choice(["length({})", "unicode({})"]), self.of(t, down)),
            lambda: fill("instr({}, {})", self.of(t, down), self.of(t, 0)),
            lambda: fill("number({})", self.odd(0)),
            lambda: self.same("nullif({}, {})", n, down),
            lambda: self.same(r.choice(["max({}, {})", "min({}, {})"]), n, down),
            lambda: watch("ckd", "julianday({})", self.of("D", down)),
            lambda: self.year(down),
            lambda: self.condition(down),
            lambda: watch("chk", "(not {})", self.condition(down)),
            lambda: self.switch(down),
            lambda: self.maker.subquery(n, down, self.scope),
        ])()

    def quotient(self, depth):
        a, b = self.of("N", depth), self.of("N", depth)
        if self.random.random() > self.maker.errors * 10:
            return watch("chk", "({} / {})", fill("(0.5 + {})", watch("chk", "{}", a)), b)
        both = watch("chk", "({} / {})", a, b)
        return Pair(both.plain, f"(case ckw({a.watched}, {b.watched}) when 0 then null else {both.watched} end)")

    def year(self, depth):
        date = self.of("D", depth)
        return Pair(f"cast(strftime('%Y', {date.plain}) as integer)",
                    f"cast(strftime('%Y', ckd({date.watched})) as integer)")

    def same(self, form, kind, depth):
        """Of a function that compares what it gets."""
        a, b = self.of(kind, depth), self.of(kind, depth)
        both = fill(form, a, b)
        return Pair(both.plain, f"(case ck2({a.watched}, {b.watched}) when 0 then null else {both.watched} end)")

    def switch(self, depth):
        kind = self.random.choice("NT")
        subject, when = self.of(kind, depth), self.of(kind, 0)
        then, other = self.of("N", depth), self.of("N", 0)
        both = fill("case {} when {} then {} else {} end", subject, when, then, other)
        return Pair(f"({both.plain})", f"(case ck2({subject.watched}, {when.watched}) when 0 then null else "
                                       f"{both.watched} end)")

    def aggregate(self, depth):
        r, e = self.random, self.inner()
        return r.choice([
            lambda: fill("count(*)"),
            lambda: fill(r.choice(["count({})", "count(distinct {})"]), e.of("T", depth)),
            lambda: watch("chk", r.choice(["sum({})", "avg({})", "total({})", "median({})", "sum(distinct {})"]),
                          e.of("N", depth)),
            lambda: self.filtered(e, depth),
            lambda: fill(r.choice(["max({})", "min({})"]), e.of("N", depth)),
        ])()

    def filtered(self, e, depth):
        summed, only = watch("chk", "sum({})", e.of("N", depth)), e.seen_condition(depth)
        return fill("{} filter (where {})", summed, only)

    def text(self, depth):
        r, down = self.random, depth - 1
        if depth <= 0 or r.random() < .3:
            return self.column("T", TEXTS)
        if self.groups and r.random() < .4:
            return fill(r.choice(["max({})", "min({})", "group_concat({})"]), self.inner().of("T", 1))
        return r.choice([
            lambda: fill(r.choice(["lower({})", "upper({})", "trim({})", "hex({})", "quote({})"]), self.of("T", down)),
            lambda: fill("({} || {})", self.of("T", down), self.of(r.choice("TN"), down)),
            lambda: self.part(down),
            lambda: fill("coalesce({}, {})", self.of("T", down), self.of("T", down)),
            lambda: fill("(case when {} then {} else {} end)", self.seen_condition(down), self.of("T", down),
                         self.of("T", down)),
            lambda: fill("cast({} as text)", self.of("N", down)),
            lambda: watch("ckd", "strftime('%Y-%m', {})", self.of("D", down)),
            lambda: fill("replace({}, 'a', {})", self.of("T", down), self.of("T", 0)),
            lambda: fill("typeof({})", self.of(r.choice("NT"), down)),
            lambda: watch("chk", r.choice(["printf('%d', {})", "format('%.2f', {})"]), self.of("N", down)),
            lambda: fill(":country"),
            lambda: self.same("nullif({}, {})", "T", down),
            lambda: self.maker.subquery("T", down, self.scope),
        ])()

    def part(self, depth):
        text, at, n = self.of("T", depth), self.of("N", 0), self.of("N", 0)
        return Pair(f"substr({text.plain}, {at.plain}, {n.plain})",
                    f"substr({text.watched}, chk({at.watched}), chk({n.watched}))")

    def date(self, depth):
        r, down = self.random, depth - 1
        if depth <= 0 or r.random() < .5:
            return self.column("D", DATES)
        if self.groups and r.random() < .4:
            return fill("max({})", self.inner().of("D", 1))
        return r.choice([
            lambda: watch("ckd", "date({}, '+1 day')", self.of("D", down)),
            lambda: fill("coalesce({}, {})", self.of("D", down), self.of("D", down)),
            lambda: self.same("max({}, {})", "D", down),
        ])()

    def comparison(self, depth):
        kind = self.random.choice("NNNTTD")
        sign = self.random.choice(["=", "<>", "<", "<=", ">", ">=", "is", "is not", "is distinct from"])
        return compared(self.of(kind, depth), sign, self.of(kind, depth))

    def seen_condition(self, depth):
        return watch("chk", "{}", self.of("C", depth))

    def condition(self, depth):
        r, down = self.random, depth - 1
        if depth <= 0 or r.random() < .4:
            return self.comparison(max(down, 0))
        return r.choice([
            lambda: self.between(down),
            lambda: self.in_list(down),
            lambda: self.maker.in_query(self, down),
            lambda: fill("({} like {})", self.of("T", down), self.of("T", 0)),
            lambda: fill("({} is " + r.choice(["", "not "]) + "null)", self.of(r.choice("NTD"), down)),
            lambda: watch("chk", "({} " + r.choice(["and", "or"]) + " {})", self.of("C", down), self.of("C", down)),
            lambda: watch("chk", "(not {})", self.of("C", down)),
            lambda: watch("chk", "({} is " + r.choice(["true", "not true", "false"]) + ")", self.of("C", down)),
            lambda: self.rows(),
            lambda: fill("exists ({})", self.maker.query("N", down, self.scope)),
            lambda: self.of("N", down),
        ])()

    def between(self, depth):
        kind = self.random.choice("NTD")
        a, b, c = self.of(kind, depth), self.of(kind, 0), self.of(kind, 0)
        both = fill("({} between {} and {})", a, b, c)
        return Pair(both.plain, f"(case ck2({a.watched}, {b.watched}) + ck2({a.watched}, {c.watched}) when 0 then null "
                                f"else {both.watched} end)")

    def in_list(self, depth):
        kind = self.random.choice("NTD")
        a, items = self.of(kind, depth), [self.of(kind, 0) for _ in range(self.random.randint(1, 4))]
        both = fill("({} " + self.random.choice(["in", "not in"]) + " (" + ", ".join("{}" for _ in items) + "))", a, *items)
        seen = " + ".join(f"ck2({a.watched}, {i.watched})" for i in items)
        return Pair(both.plain, f"(case {seen} when 0 then null else {both.watched} end)")

    def rows(self):
        a, b, c, d = self.of("N", 0), self.of("T", 0), self.of("N", 0), self.of("T", 0)
        both = fill("(({}, {}) " + self.random.choice(["=", "<", ">="]) + " ({}, {}))", a, b, c, d)
        return Pair(both.plain, f"(case ck2({a.plain}, {c.plain}) + ck2({b.plain}, {d.plain}) when 0 then null "
                                f"else {both.watched} end)")


class Maker:
    def __init__(self, seed, errors):
        self.random, self.errors, self.tables = random.Random(seed), errors, read_tables()
        self.count, self.common = 0, {}

    def fresh(self, letter):
        self.count += 1
        return f"{letter}{self.count}"

    def source(self, depth):
        r, name = self.random, self.fresh("t")
        if depth > 0 and r.random() < .25:
            kinds = [r.choice("NNTD") for _ in range(r.randint(1, 3))]
            columns = {self.fresh("c"): kind for kind in kinds}
            return Source(fill("({}) as {}", self.query("".join(kinds), depth - 1, {}, list(columns)), name), name, columns)
        if self.common and r.random() < .4:
            table = r.choice(sorted(self.common))
            return Source(fill("{} as {}", table, name), name, self.common[table])
        table = r.choice(sorted(self.tables))
        return Source(fill("{} as {}", table, name), name, self.tables[table])

    def sources(self, depth, outer):
        r, first = self.random, self.source(depth)
        text, scope = first.text, {first.name: first.columns}
        for _ in range(r.choice([0, 0, 0, 1, 1, 2])):
            other = self.source(depth - 1)
            before = {name: columns for name, columns in scope.items()}
            scope[other.name] = other.columns
            on = Expressions(self, {**outer, **scope}).seen_condition(max(0, depth - 1))
            pairs = [(f"{n}.{c}", f"{other.name}.{d}") for n, cs in before.items() for c, k in cs.items()
                     for d, m in other.columns.items() if k == m and k in "NTD"]
            if pairs and r.random() < .6:
                a, b = r.choice(pairs)
                on = compared(Pair(a, a), "=", Pair(b, b))
            text = fill("{} " + r.choice(["", "left ", "inner ", "cross "]) + "join {} on {}", text, other.text, on)
        return text, scope

    def window(self, e, depth):
        r = self.random
        function = r.choice([
            lambda: watch("chk", r.choice(["sum({})", "avg({})"]), e.of("N", depth)),
            lambda: fill(r.choice(["count(*)", "rank()", "row_number()", "ntile(2)", "percent_rank()"])),
            lambda: fill(r.choice(["lag({})", "lead({}, 1, 0)", "first_value({})", "last_value({})", "max({})",
                                   "min({})", "nth_value({}, 2)"]), e.of("N", depth)),
        ])()
        parts = []
        if r.random() < .4:
            parts.append(fill("partition by {}", term(e.of("T", 0))))
        if r.random() < .8:
            ranged = r.random() < .2
            parts.append(fill("order by {}", term(e.of("N", 0) if ranged else e.of(r.choice("NT"), 0))))
            frames = ["range between 1 preceding and 2 following"] if ranged else [
                "", "", "rows between 1 preceding and current row", "rows 2 preceding", "groups 1 preceding",
                "range between unbounded preceding and unbounded following",
                "rows between 2 preceding and 2 following exclude ties"]
            parts.append(fill(r.choice(frames)))
        return fill("{} over (" + " ".join("{}" for _ in parts) + ")", function, *parts)

    def query(self, kinds, depth, outer, names=None, one=False):
        """A SELECT of columns of these kinds."""
        r = self.random
        text, scope = self.sources(depth, outer)
        groups = r.random() < .35
        e, plain = Expressions(self, {**outer, **scope}, groups), Expressions(self, {**outer, **scope})
        items = []
        for i, kind in enumerate(kinds):
            item = e.of(kind, depth)
            if not groups and kind == "N" and r.random() < .12:
                item = self.window(plain, min(depth, 1))
            items.append(fill("{} as {}", item, names[i]) if names else item)
        q = fill("select " + ("distinct " if r.random() < .1 else "") + ", ".join("{}" for _ in items) + " from {}",
                 *items, text)
        if r.random() < .5:
            q = fill("{} where {}", q, plain.seen_condition(max(0, depth - 1)))
        if groups and r.random() < .7:
            by = [term(plain.of(r.choice("TN"), min(depth, 1))) for _ in range(r.randint(1, 2))]
            q = fill("{} group by " + ", ".join("{}" for _ in by), q, *by)
            if r.random() < .3:
                q = fill("{} having {}", q, e.seen_condition(1))
        return self.ended(q, kinds, depth, outer, e, one)

    def ended(self, q, kinds, depth, outer, e, one):
        r = self.random
        if one:
            return fill("{} order by {} limit 1", q, term(e.of(r.choice("NT"), 0)))
        if r.random() < .15:
            other = self.query(kinds, depth - 1, outer) if depth > 0 else q
            if " order by " not in other.plain and " limit " not in other.plain:
                q = fill("{} " + r.choice(["union all", "union", "intersect", "except"]) + " {}", q, other)
            return fill("{} order by {}", q, str(r.randint(1, len(kinds)))) if r.random() < .6 else q
        if r.random() < .5:
            by = [fill("{}" + r.choice([" desc", "", " collate language"]),
                       term(e.of(r.choice("NTD"), min(depth, 1))))
                  for _ in range(r.randint(1, 2))]
            q = fill("{} order by " + ", ".join("{}" for _ in by), q, *by)
            if r.random() < .3:
                q = fill("{} limit {}", q, r.choice(["1", "2", "3 offset 1"]))
        return q

    def subquery(self, kind, depth, scope):
        return fill("({})", self.query(kind, depth, scope, one=True))

    def in_query(self, e, depth):
        kind = self.random.choice("NTD")
        a, q, x = e.of(kind, depth), self.query(kind, depth, e.scope, ["x"]), self.fresh("i")
        both = fill("({} in ({}))", a, q)
        return Pair(both.plain, f"(case (select min(ck2({a.watched}, {x}.x)) from ({q.watched}) as {x}) when 0 then null "
                                f"else {both.watched} end)")

    def whole(self):
        r, depth, tables = self.random, self.random.choice([1, 1, 2, 2, 3]), []
        self.count, self.common = 0, {}
        if r.random() < .05:
            name = self.fresh("w")
            step = r.choice(["z + 1", "z + 1", "z * 2"] + (["z || 1", "length(z) + z"] if self.errors else []))
            tables.append(fill(f"{name}(z) as (select 1 union all select {step} from {name} where z < 5)"))
            self.common[name] = {"z": "N"}
        for _ in range(r.choice([0, 0, 0, 1, 2])):
            kinds, name = [r.choice("NTD") for _ in range(r.randint(1, 3))], self.fresh("w")
            columns = {self.fresh("k"): kind for kind in kinds}
            q = self.query("".join(kinds), depth - 1, {}, list(columns))
            tables.append(fill(f"{name} as {r.choice(['', 'materialized ', 'not materialized '])}({{}})", q))
            self.common[name] = columns
        q = self.query("".join(r.choice("NTDN") for _ in range(r.randint(1, 4))), depth, {})
        if not tables:
            return q
        return fill("with recursive " + ", ".join("{}" for _ in tables) + " {}", *tables, q)


def main():
    maker = Maker(int(sys.argv[1]), float(sys.argv[3]) / 100)
    for _ in range(int(sys.argv[2])):
        q = maker.whole()
        print(q.plain, q.watched, sep="\t")


if __name__ == "__main__":
    main()
