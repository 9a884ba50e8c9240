"""Renames that take nothing away: two files change places, or a file takes a name that nobody has.

Python's `os.replace` drops what stands at the new name unseen.  The system calls used here, `renameat2` of Linux and
`renamex_np` of macOS, keep it; not every file system has them, so that a caller must be able to do without.
"""

from __future__ import annotations

import ctypes
import errno
import functools
import os
from collections.abc import Callable
from pathlib import Path

_NOT_HERE = frozenset((errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP))
"""What a kernel or a file system answers that does not know the call or the flag."""
_HERE_LINUX = -100
"""`AT_FDCWD`: names are looked up from the current folder."""

_Call = Callable[[bytes, bytes], int]


def swap(one: str | Path, other: str | Path) -> bool:
    """Whether two files changed places, in one step that nobody can come between; False where that is not known here.

    Raises OSError, such as FileNotFoundError where one of them is not there.
    """
    return _done(_calls()[0], one, other)


def take_name(file: str | Path, name: str | Path) -> None:
    """Renames a file to a name that nobody has, in one step where the file system knows how.

    Raises FileExistsError, and the file stays what it is called, where the name is taken.
    """
    if _done(_calls()[1], file, name):
        return
    # A second name for the file is refused just the same where there is one already.
    try:
        os.link(file, name, follow_symlinks=False)
    except FileExistsError:
        raise
    except OSError:
        if os.path.lexists(name):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(name)) from None
        Path(file).rename(name)
    else:
        os.unlink(file)


def _done(call: _Call | None, one: str | Path, other: str | Path) -> bool:
    if call is None:
        return False
    if call(os.fsencode(one), os.fsencode(other)) == 0:
        return True
    number = ctypes.get_errno()
    if number in _NOT_HERE:
        return False
    raise OSError(number, os.strerror(number), str(one), None, str(other))


@functools.cache
def _calls() -> tuple[_Call | None, _Call | None]:
    """The calls that swap and that take a free name, None where this system has none."""
    library = ctypes.CDLL(None, use_errno=True)
    if hasattr(library, "renameat2"):
        linux = library.renameat2
        linux.argtypes = (ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_uint)
        return (
            lambda one, other: int(linux(_HERE_LINUX, one, _HERE_LINUX, other, 2)),
            lambda one, other: int(linux(_HERE_LINUX, one, _HERE_LINUX, other, 1)),
        )
    if hasattr(library, "renamex_np"):
        mac = library.renamex_np
        mac.argtypes = (ctypes.c_char_p, ctypes.c_char_p, ctypes.c_uint)
        return lambda one, other: int(mac(one, other, 2)), lambda one, other: int(mac(one, other, 4))
    return None, None
