"""Every file says what it is for, and is one idea. usage: shape.py ROOT"""
from tree import run, sources

MOST_LINES = 600


def check(root):
    for path, text in sources(root, "core", "plugins"):
        lines = text.count("\n")
        if lines > MOST_LINES:
            yield f"{path}: {lines} lines: look for the second idea (at most {MOST_LINES})"
        if not text.startswith("/* "):
            yield f"{path}:1: begins without a comment that says what the file does"
        if not text.endswith("\n"):
            yield f"{path}: the last line has no end"
    for path in sorted((root / "plugins").glob("*/")):
        if list(path.glob("*.c")) and not (path / "README.md").exists():
            yield f"plugins/{path.name}: has no README.md"


if __name__ == "__main__":
    run(check)
