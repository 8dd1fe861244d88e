"""One-line changes of C text, such as a slip of the hand or a careless edit makes."""
import pathlib
import random
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "check"))
from shape import functions  # noqa: E402
from tree import code  # noqa: E402

# Operators with a space on both sides are binary, here as everywhere in this tree.
OPERATORS = {
    "<": ["<=", ">"], "<=": ["<", ">"], ">": [">=", "<"], ">=": [">", "<"], "==": ["!="], "!=": ["=="],
    "&&": ["||"], "||": ["&&"], "+": ["-"], "-": ["+"], "*": ["/"], "/": ["*"], "%": ["/"],
    "&": ["|"], "|": ["&"], "<<": [">>"], ">>": ["<<"], "+=": ["-=", "="], "-=": ["+=", "="],
    "|=": ["=", "&="], "&=": ["=", "|="], "*=": ["="],
}
BINARY = re.compile(r"(?<= )(" + "|".join(re.escape(o) for o in sorted(OPERATORS, key=len, reverse=True))
                    + r")(?= |$)")
NUMBER = re.compile(r"(?<![\w.\"'\\])(?<!= \{)(\d+)(?![\w.])")
WORD = {"true": "false", "false": "true", "++": "--", "--": "++"}
WORDS = re.compile(r"\b(true|false)\b|(\+\+|--)")
NOT = re.compile(r"(?<=[( ])!(?=[\w(])")
CONDITION = re.compile(r"^(\s*(?:\} else )?(?:else )?(?:if|while) \()(.+)(\)(?: \{)?)$")
RETURNED = re.compile(r"^(\s*return )(.*(?:&&|\|\||[<>=!]=?).*)(;)$")
# A whole statement that calls, assigns, or leaves a loop; its parentheses close.
STATEMENT = re.compile(r"^(\t+)((?!return\b|goto\b|else\b|do\b)[a-z_][\w.>\[\]-]* ?(?:\(|[-+|&*]?= |\+\+|--).*|break|continue);$")
CALL = re.compile(r"\b(\w+)\(([^(),]+), ([^(),]+)((?:, [^(),]+)*)\)")
SYMMETRIC = ("str_eq", "sql_same", "shape_same", "same", "larger", "least_of")      # a swap of what they are given changes nothing
KEPT = re.compile(r"^\s*(?:#\s*(?!define \w+ \d)|ck_|assert|_Static_assert|typedef|struct \w+;|enum \w+;|case )")
DECLARES = re.compile(r"^\t+(?:static |const |struct |enum |unsigned |u?int\w* |size_t |bool |char |str |strom_\w+ |"
                      r"double |cmark_|sqlite3_|vec\()")


def at(line, start, end, new):
    return line[:start] + new + line[end:]


def changes(line, plain):
    """What a line may become; plain is the line without comments and literals, as long as the line."""
    if KEPT.match(plain) or not plain.strip():
        return
    for m in BINARY.finditer(plain):
        declares = m[1] in "*&" and re.search(r"\b(?:struct \w+|char|void|\w+_t|const|\w+) $", plain[:m.start()]) \
            and DECLARES.match(plain)
        for new in [] if declares else OPERATORS[m[1]]:
            yield at(line, m.start(1), m.end(1), new)
    for m in NUMBER.finditer(plain):
        yield at(line, m.start(), m.end(), str(int(m[1]) + 1))
        if int(m[1]) > 1:
            yield at(line, m.start(), m.end(), str(int(m[1]) - 1))
    for m in WORDS.finditer(plain):
        yield at(line, m.start(), m.end(), WORD[m[0]])
    for m in NOT.finditer(plain):
        yield at(line, m.start(), m.end(), "")
    for pattern in (CONDITION, RETURNED):
        m = pattern.match(plain.rstrip())
        if m and m[2].count("(") == m[2].count(")"):
            yield at(line, m.start(2), m.end(2), f"({line[m.start(2):m.end(2)]}) && 0")
            yield at(line, m.start(2), m.end(2), f"({line[m.start(2):m.end(2)]}) || 1")
    m = STATEMENT.match(plain.rstrip())
    if m and not DECLARES.match(plain) and m[2].count("(") == m[2].count(")"):
        yield at(line, m.start(2), m.end(2), "")
    for m in CALL.finditer(plain) if plain[0].isspace() else []:
        if m[1] not in ("if", "while", "for", "switch", "sizeof", "return", *SYMMETRIC) and m[2] != m[3]:
            first, second = line[m.start(2):m.end(2)], line[m.start(3):m.end(3)]
            yield at(line, m.start(2), m.end(3), f"{second}, {first}")


def named(text):
    """(name, first line, length) of each function."""
    lines = code(text).split("\n")
    for first, length in functions(text):
        found = re.search(r"\b(?!__)(\w+)\((?!\()", "\n".join(lines[first - 1:first - 1 + length]))
        if found:
            yield found[1], first, length


class Mutant:
    def __init__(self, path, number, old, new):
        self.path, self.number, self.old, self.new = path, number, old, new

    def key(self):
        return self.path, self.old.strip(), self.new.strip()

    def function(self, text):
        """The name of the one that the line is in; None: it is in none."""
        return next((name for name, first, length in named(text) if first <= self.number < first + length), None)

    def apply(self, text):
        lines = text.split("\n")
        assert lines[self.number - 1] == self.old
        lines[self.number - 1] = self.new
        return "\n".join(lines)

    def show(self):
        return f"{self.path}:{self.number}\n-{self.old}\n+{self.new}"


def candidates(root, room):
    """Room -> lists of mutants, one list a line that can change; sorted."""
    found = []
    for path in sorted((root / "core" / room).rglob("*.c")):
        name = path.relative_to(root).as_posix()
        text = path.read_text()
        for number, (line, plain) in enumerate(zip(text.split("\n"), code(text).split("\n")), 1):
            mutants = [Mutant(name, number, line, new) for new in dict.fromkeys(changes(line, plain))
                       if new != line]
            if mutants:
                found.append(mutants)
    return found


def drawn(root, room, seed):
    """All lines in an order that the seed gives, one change of each."""
    chance = random.Random(f"{seed} {room}")
    lines = candidates(root, room)
    chance.shuffle(lines)
    for mutants in lines:
        yield chance.choice(mutants)
