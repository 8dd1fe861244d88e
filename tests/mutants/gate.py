"""Whether the gate (core/judge) notices a typesetter that is broken: documents are built by one in which a
line was changed, and the build must end in the gate's error at the node's place, without a file."""
import re
import shutil
import subprocess

DOCUMENTS = {"report.md": "report", "brief.md": "brief", "book.md": "book"}


def build(tree, folder, out):
    """-> (status, what was told, the files that were made)"""
    shutil.rmtree(out, ignore_errors=True)
    run = subprocess.run([tree.build / "bin/strom", "build", "-C", folder, "-o", out, "-q"],
                         capture_output=True, text=True, timeout=120, check=False)
    return run.returncode, run.stderr, sorted(p.name for p in out.glob("*.pdf"))


def is_told(said, code, place):
    """An error of that code at that place: a file, and perhaps a line and a column."""
    where = rf"{re.escape(place)}(?::\d+)*: error: .*\[{code}\]"
    return re.search(rf"(?m)^(?:\S*/)?{where}$", said) is not None


def verdict_of(tree, folder, fault):
    """None: noticed; else what happened instead."""
    path, old, new, code, place = fault
    file = tree.root / path
    text = file.read_text()
    lines = [line for line in text.split("\n") if line.strip() == old]
    if len(lines) != 1:
        return f"the line stands {len(lines)} times in {path}: choose another"
    try:
        file.write_text(text.replace(lines[0] + "\n", lines[0].replace(old, new) + "\n"))
        if not tree.make("core/all"):
            return "does not compile"
        status, said, files = build(tree, folder, tree.work / "gate")
    finally:
        file.write_text(text)
    document = DOCUMENTS.get(place.split(":")[0])
    if status == 1 and is_told(said, code, place) and (not document or f"{document}-en.pdf" not in files):
        return None
    return f"status {status}, {', '.join(files) or 'no file'}, and not [{code}] at {place}:\n{said[:2000]}"


def gate(tree, folder, faults):
    """Faults: (path, old, new) -> "CODE PLACE what is broken". How many went unnoticed."""
    if not tree.make("core/all", "plugins/all", "press"):
        raise SystemExit(f"nothing can be broken in what does not build: see ninja -C {tree.build}")
    status, said, files = build(tree, folder, tree.work / "gate")
    if status or said or len(files) != len(DOCUMENTS):
        raise SystemExit(f"the documents are not good before anything is broken:\n{said}")
    missed = 0
    for (path, old, new), reason in faults.items():
        code, place, what = reason.split(" ", 2)
        wrong = verdict_of(tree, folder, (path, old, new, code, place))
        missed += wrong is not None
        print(f"{'noticed' if wrong is None else 'NOT NOTICED'}: {what}{f': {wrong}' if wrong else ''}", flush=True)
    print(f"{len(faults) - missed} of {len(faults)} broken typesetters noticed")
    return missed
