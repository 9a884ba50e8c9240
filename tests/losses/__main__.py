"""Tries what must never lose or falsify work, at length: `python -m tests.losses [NAME…] [--quick] [--write FILE]`.

Every other module here has a `NAME` and a `measure(quick)`, as the benchmarks have; the figures go to the same file.
"""

from __future__ import annotations

import os
import sys

from tests.benchmarks.__main__ import main
from tests.benchmarks.rows import ROOT

if __name__ == "__main__":
    os.chdir(ROOT)
    sys.exit(main(sys.argv[1:], package="tests.losses"))
