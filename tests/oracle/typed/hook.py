"""SQLite's amalgamation with one call before each instruction of its machine, for watch.c.
usage: hook.py sqlite3.c OUT VERSION: where it is the version of this machine's SQLite, it must be the same source."""
import re
import sqlite3
import sys
from pathlib import Path

source = Path(sys.argv[1]).read_text()
wanted = sqlite3.connect(":memory:").execute("select sqlite_source_id()").fetchone()[0]
found = re.search(r'#define SQLITE_SOURCE_ID +"([^"]+)"', source).group(1)
version = re.search(r'#define SQLITE_VERSION +"([^"]+)"', source).group(1)
if version != sys.argv[3]:
    sys.exit(f"the source is of {version}, and not of {sys.argv[3]}")
# Distributions put "alt1" at the end of what they have patched.
if version == sqlite3.sqlite_version and found[:70] != wanted[:70]:
    sys.exit(f"the source is of {found}, and SQLite here is of {wanted}")
machine = source.rindex("SQLITE_PRIVATE int sqlite3VdbeExec(\n")
at = source.index("    switch( pOp->opcode ){\n", machine)
call = "    strom_watch(p, (int)(pOp - aOp), aMem);\n"
declared = "static void strom_watch(Vdbe *, int, Mem *);\n"
Path(sys.argv[2]).write_text(source[:machine] + declared + source[machine:at] + call + source[at:])
