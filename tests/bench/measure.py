"""Runs Strom and Typst, and says what a run took: CPU, wall, memory, bytes, pages."""

import dataclasses
import os
import pathlib
import re
import statistics
import subprocess
import sys
import time

FONTS = ["/usr/share/fonts/opentype/linux-libertine", "/usr/share/fonts/truetype/lato"]


@dataclasses.dataclass
class Run:
    user: float
    system: float
    wall: float
    memory: float          # MiB: the largest process's peak
    bytes: int = 0
    pages: int = 1

    @property
    def cpu(self):
        return self.user + self.system


def median(runs):
    """The runs' middle, figure by figure."""
    return Run(*(statistics.median(getattr(run, field.name) for run in runs) for field in dataclasses.fields(Run)))


def build_took(work):
    work.mkdir(parents=True, exist_ok=True)
    source = pathlib.Path(__file__).with_name("took.c")
    subprocess.run(["cc", "-O1", "-D_GNU_SOURCE", "-o", work / "took", source], check=True)
    return work / "took"


def run(command, folder, took):
    result = folder / "took.txt"
    done = subprocess.run([took, result, *command], cwd=folder, stdout=subprocess.DEVNULL)
    if done.returncode:
        sys.exit(f"{' '.join(command)}: failed in {folder}")
    user, system, wall, memory = map(float, result.read_text().split())
    return Run(user, system, wall, memory / 1024)


def measured(command, folder, output, took):
    took = run(command, folder, took)
    path = folder / output
    info = subprocess.run(["pdfinfo", path], capture_output=True, text=True, check=True).stdout
    if not re.search(r"Tagged:\s+yes", info):
        sys.exit(f"{path} is not tagged")
    took.pages, took.bytes = int(re.search(r"Pages:\s+(\d+)", info).group(1)), path.stat().st_size
    return took


def children(pid):
    try:
        found = pathlib.Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return []
    return [pid] + [below for child in found for below in children(int(child))]


def proportional(pid):
    """A process's memory in KiB, pages that it shares counted in parts."""
    try:
        return int(re.search(r"Pss:\s+(\d+)", pathlib.Path(f"/proc/{pid}/smaps_rollup").read_text()).group(1))
    except (OSError, AttributeError):
        return 0


class Strom:
    def __init__(self, program, took):
        self.took = took
        self.command = [program, "build", "--quiet", "--jobs", "1", "--out", "."]

    def run(self, folder, output):
        return measured(self.command, folder, output, self.took)

    def sum(self, folder):
        """MiB of all processes together at their peak, in a run of its own: looking costs time."""
        process = subprocess.Popen(self.command, cwd=folder, stdout=subprocess.DEVNULL)
        peak = 0
        while process.poll() is None:
            peak = max(peak, sum(map(proportional, children(process.pid))))
            time.sleep(0.002)
        return peak / 1024


class Typst:
    """Typst as PyPI has it: the program in a Python module. Python's own start is not Typst's time."""

    def __init__(self, work, took):
        self.took = took
        self.python = str(work / "venv" / "bin" / "python")
        if not os.path.exists(self.python):
            subprocess.run([sys.executable, "-m", "venv", work / "venv"], check=True)
            subprocess.run([self.python, "-m", "pip", "install", "-q", "typst"], check=True)
        self.version = self.say("import typst; print(typst.__version__)")
        self.start = median([run([self.python, "-I", "-c", "import typst"], work, took) for _ in range(9)]).cpu
        (work / "empty.typ").write_text("")
        self.empty = median([self.compile(work, "empty.typ", "empty.pdf") for _ in range(5)])

    def say(self, code):
        return subprocess.run([self.python, "-I", "-c", code], capture_output=True, text=True, check=True).stdout.strip()

    def compile(self, folder, source, output):
        code = (f"import typst; typst.compile({source!r}, output={output!r}, font_paths={FONTS!r}, "
                "ignore_system_fonts=True)")
        took = measured([self.python, "-I", "-c", code], folder, output, self.took)
        took.user = max(took.user - self.start, 0)
        return took

    def run(self, folder, output):
        return self.compile(folder, "bench.typ", output)
