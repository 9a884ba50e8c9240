"""Looks at the subjects of commits: one plain sentence under 72 characters, which is what a log shows whole.

python tools/subjects.py FILE               the message in a file, as git gives it to a hook
python tools/subjects.py --range A..B       every commit of a range, merges apart; exit code 1 when one is wrong
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

LONGEST = 71


def subject_of(message: str) -> str:
    """The first line of a message that is no comment, as git takes it."""
    lines = (line.strip() for line in message.splitlines() if not line.startswith("#"))
    return next((line for line in lines if line), "")


def objections(message: str) -> Iterator[str]:
    """What is wrong with the message of a commit, one sentence each."""
    subject = subject_of(message)
    if not subject:
        yield "The subject is empty."
    if len(subject) > LONGEST:
        yield f"The subject has {len(subject)} characters, {len(subject) - LONGEST} too many: {subject}"
    if subject.endswith("."):
        yield f"The subject ends with a full stop: {subject}"
    rest = message.partition(subject)[2].splitlines()[1:] if subject else []
    if rest and rest[0].strip() and not rest[0].startswith("#"):
        yield f"No blank line stands below the subject: {subject}"


def messages(asked: str) -> Iterator[str]:
    """The messages of a range of commits, newest first."""
    words = ["git", "log", "--no-merges", "--format=%B%x00", "--end-of-options", asked, "--"]
    done = subprocess.run(words, capture_output=True, text=True, errors="replace", check=False)
    if done.returncode:
        raise OSError(done.stderr.strip() or f"git knows no range {asked}")
    yield from (message.lstrip("\n") for message in done.stdout.split("\0") if message.strip())


def main() -> None:
    """Look at what is asked for."""
    try:
        match sys.argv[1:]:
            case ["--help"]:
                print(__doc__)
                sys.exit(0)
            case ["--range", asked]:
                looked_at = list(messages(asked))
            case [file] if not file.startswith("--"):
                looked_at = [Path(file).read_text(encoding="utf-8", errors="replace")]
            case _:
                print(__doc__, file=sys.stderr)
                sys.exit(2)
    except OSError as error:
        print(error, file=sys.stderr)
        sys.exit(2)
    found = [objection for message in looked_at for objection in objections(message)]
    for objection in found:
        print(objection)
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
