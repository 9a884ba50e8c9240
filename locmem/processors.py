"""Whether work can be shared out among several processes of this machine.

Processes are copies of this one (`fork`): they inherit what it has loaded and read, and nothing has to be sent to them.
Windows has no such thing, and there everything is done by one process.

A copy has one of its original's threads, and whatever the others held locked stays so for good.  So only a program's
main thread makes copies: whoever works in another one, as a server does, has others beside it.
"""

from __future__ import annotations

import multiprocessing
import os
import threading


def processors() -> int:
    """How many processors this process may use, at least one; a container may have fewer than its machine."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def can_share() -> bool:
    """Whether a second process can be made as a copy of this one, and there is a processor for it."""
    is_main = threading.current_thread() is threading.main_thread()
    return is_main and "fork" in multiprocessing.get_all_start_methods() and processors() > 1
