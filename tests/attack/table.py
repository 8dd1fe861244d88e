"""Attacks: what was tried, by a plugin of which kinds, what the user reads, and what stays closed.

Each line is run in a project with two documents, one of which knows nothing of the attack and must be built all
the same. ENDS ends the process that the plugin runs in; TOLD goes on, and says what came of it."""

ALL = ("source", "layout", "figure")
DRAWS = ("layout", "figure")

# attack -> what the message says of it, behind the plugin's name
ENDS = {
    "segv": r"crashed \(SIGSEGV\)",
    "abort": r"crashed \(SIGABRT\)",
    "stack": r"crashed \(SIGSEGV\)",
    "exit": r"ended the process with status 0|tried to ",
    "end": r"ended the process with status 0",
    "end-one": r"ended the process with status 1",
    "loop": r"ran without end and was stopped",
    "loop-deaf": r"ran without end and was stopped",
    "sleep": r"tried to wait",
    "memory": r"crashed \(SIGABRT\)|wanted more memory than|ran without end",
    "host-memory": r"wanted more memory than there is, or than the \d+ MiB|ran without end",
    "fork": r"tried to start a process",
    "vfork": r"tried to start a process",
    "exec": r"tried to start a program",
    "system": r"tried to start a program",
    "spawn": r"tried to start a program",
    "network": r"tried to use the network",
    "netlink": r"tried to use the network",
    "pair": r"tried to use the network",
    "kill": r"tried to signal a process",
    "kill-all": r"tried to signal a process",
    "ptrace": r"tried to reach another process",
    "read-parent": r"tried to reach another process",
    "unlink": r"tried to make, name or remove a file",
    "rename": r"tried to make, name or remove a file",
    "mkdir": r"tried to make, name or remove a file",
    "link": r"tried to make, name or remove a file",
    "truncate": r"tried to make, name or remove a file",
    "memfd": r"tried to make, name or remove a file",
    "chmod": r"tried to change a file's rights",
    "chdir": r"tried to change its own lock or limits",
    "umask": r"tried to change its own lock or limits",
    "session": r"tried to change its own lock or limits",
    "chroot": r"tried to mount a file system",
    "unshare": r"tried to mount a file system",
    "mount": r"tried to mount a file system",
    "setuid": r"tried to become another user",
    "bpf": r"tried to reach into the kernel",
    "io-uring": r"tried to reach into the kernel",
    "keys": r"tried to reach into the kernel",
}

# attack, the file it is tried on, what it says of it; OUTSIDE and INSIDE are files beside and in the project
TOLD = [
    ("read", "/etc/shadow", r"read: Permission denied"),
    ("read", "/etc/passwd", r"read: Permission denied"),
    ("read", "OUTSIDE", r"read: Permission denied"),
    ("read", "INSIDE/data/cases.csv", r"read: Permission denied"),
    ("read", "INSIDE/data/twin.csv", r"read: Permission denied"),
    ("read", "INSIDE/data/alias.csv", r"read: Permission denied"),
    ("read", "/proc/self/environ", r"read: Permission denied"),
    ("list", "/", r"list: Permission denied"),
    ("list", "/tmp", r"list: Permission denied"),
    ("write", "OUTSIDE", r"write: Permission denied"),
    ("write", "INSIDE/strom.yml", r"write: Permission denied"),
    ("write", "INSIDE/out/good-en.pdf", r"write: Permission denied"),
    ("write", "/dev/null", r"write: Permission denied"),
    ("create", "INSIDE/out/evil", r"create: Permission denied"),
    ("create", "/tmp/strom-attack-ran", r"create: Permission denied"),
    ("unnamed", "/tmp", r"unnamed: Permission denied"),
    ("parent-environment", "", r"read: Permission denied"),
    ("parent-memory", "", r"parent-memory: Permission denied"),
    ("terminal", "", r"terminal: (Permission denied|No such device or address)"),
    ("limits", "", r"limits: Operation not permitted"),
    ("dumpable", "", r"dumpable: Operation not permitted"),
    ("shared-memory", "", r"shared-memory: Operation not permitted"),
    ("deaf", "", r"deaf: Operation not permitted"),
    # Not closed, and harmless.
    ("thread", "", r"thread: DONE"),
]

# What a plugin does when it is opened, by the probe that finds out what it is: the message.
OPENED = {
    "exit": r"the plugin (ended the process with status 0|tried to .*), when it was opened",
    "end": r"the plugin ended the process with status 0, when it was opened",
    "loop": r"the plugin ran without end and was stopped, when it was opened",
    "crash": r"the plugin crashed \(SIGSEGV\), when it was opened",
    "network": r"the plugin tried to use the network \(system call \d+\), when it was opened",
    "fork": r"the plugin tried to start a process \(system call \d+\), when it was opened",
    "run": r"the plugin tried to start a program, .*, when it was opened",
    "sleep": r"the plugin tried to wait \(system call \d+\), when it was opened",
    "memory": r"the plugin (crashed \(SIGABRT\)|ran without end and was stopped), when it was opened",
}

# A plugin's mistakes: its kind, the mistake, the code, what is said of it.
MISTAKES = [
    ("figure", "no-move", "figure/no-move", "the figure plugin 'hostile' began a path without a move"),
    ("figure", "close-only", "figure/no-move", "the figure plugin 'hostile' began a path without a move"),
    ("figure", "two-heights", "figure/two-heights", "the figure plugin 'hostile' said two heights"),
    ("figure", "outside", "figure/outside", "the figure plugin 'hostile' draws outside of the figure's box"),
    ("figure", "far", "figure/outside", "the figure plugin 'hostile' draws outside of the figure's box"),
    ("figure", "text-outside", "figure/outside", "the figure plugin 'hostile' draws outside of the figure's box"),
    ("figure", "differs", "figure/differs", "the figure plugin 'hostile' drew something else the second time"),
    ("layout", "frame-beyond", "layout/bad-frame",
     "layout 'hostile': declared a frame that lies beyond the page and its bleed"),
    ("layout", "fixed-beyond", "layout/bad-fixed", "layout 'hostile': put something beyond the page and its bleed"),
    ("layout", "art-name", "layout/bad-fixed", "layout 'hostile': would print the name of a picture, 'art/seal.svg'"),
    ("layout", "placeholder", "layout/bad-fixed", "layout 'hostile': put the unknown placeholder {edition} on a page"),
    ("layout", "bad-code", "plugin/no-code", "a line\nand \ufffd another"),
    ("source", "option-place", "data/duplicate-column", "a column 'town' is there already"),
]

# The commands that run plugins of a kind, in a project with a document `bad` that uses one.
MAKES = [["check"], ["build"], ["pack"], ["render", "bad"], ["dump", "pages", "bad"], ["dump", "pdf", "bad"],
         ["explain", "--page", "1", "--at", "100,100", "bad"], ["review", "lv"], ["diff", "DELIVERY"]]
RUNS = {
    "source": [*MAKES, ["explain", "1"], ["translate"], ["dump", "tables"], ["dump", "edition", "bad"], ["data", "hostile"]],
    "layout": MAKES[:-1],
    "figure": MAKES[:-1],
}
# And those that need none of that kind.
QUIET = {
    "layout": [["translate"], ["dump", "tables"], ["dump", "edition", "bad"], ["data", "survey"]],
    "figure": [["translate"], ["dump", "tables"], ["dump", "edition", "bad"], ["data", "survey"]],
}

# Queries of strom.yml and of texts, each refused: its code.
ASKED = [
    ("select count(*) from cases", "data/sensitive-table"),
    ("attach database 'data/cases.csv' as c", "data/not-a-select"),
    ("pragma database_list", "data/not-a-select"),
    ("select * from pragma_database_list", "data/not-allowed"),
    ("select load_extension('x.so')", "data/not-allowed"),
    ("select writefile('evil', 'x')", "data/unknown-function"),
    ("select readfile('data/cases.csv')", "data/unknown-function"),
    ("insert into survey values (1, 2, 3)", "data/not-a-select"),
    ("drop table survey", "data/not-a-select"),
    ("vacuum into 'evil'", "data/not-a-select"),
    ("select length(zeroblob(1000000000))", "data/not-allowed"),
    ("select printf('%.*c', 900000000, 'x') as v", "data/too-large"),
    ("select sql from sqlite_master", "data/not-allowed"),
    ("select datetime('now')", "data/clock"),
    ("select 1; vacuum into 'evil'", "data/not-a-select"),
]

# What a command is given instead of what it wants: its exit status, and what is said.
PATHS = [
    *((["data", name], 1, "cli/unknown-source") for name in ("pipe", "socket", "device", "loop", "/dev/zero")),
    *((["new", "n", "--from", name], 1, "cli/no-file") for name in ("pipe", "socket", "device", "loop")),
    *((["verify", name], 1, "file/unreadable") for name in ("pipe", "socket", "device", "loop")),
    *((["diff", name], 2, "file/unreadable") for name in ("pipe", "socket", "device", "loop")),
    *((["check", "-C", name], 1, "file/unreadable") for name in ("pipe", "socket", "loop", "/dev/zero")),
    (["check", "-C", "device"], 1, "file/outside"),
    *((["trust", name], 1, "trust/no-folder") for name in ("pipe", "socket", "device", "loop")),
    *((["build", "--out", name], 1, "file/unwritable") for name in ("pipe", "socket", "device", "loop")),
    (["check", "--allow", "pipe"], 1, "project/no-allowed-folder"),
    (["plugins", "-P", "open"], 1, "plugin/world-writable"),
    (["dump", "tables", "-P", "open"], 1, "plugin/world-writable"),
    (["verify", "up.zip"], 1, "bag/bad-name"),
    (["verify", "bomb.zip"], 1, "bag/missing-file"),
    (["diff", "up.zip"], 2, "cli/no-values"),
]
