"""The `locmem` command and `python -m locmem`; where only the memory is installed, it says what is not there."""

from __future__ import annotations

import sys

from locmem.errors import NotInstalled, missing_library

WRONG_INPUT = 2


def main() -> None:
    """Run the command line and leave with its exit code, see `locmem.cli.main.main`."""
    try:
        with missing_library():
            from locmem.cli.main import main
    except NotInstalled as error:
        sys.stderr.write(f"locmem: {error}\n")
        sys.exit(WRONG_INPUT)
    main()


if __name__ == "__main__":
    main()
