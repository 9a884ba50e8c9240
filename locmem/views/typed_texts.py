"""Texts that were typed and are not saved, kept among the user's own files until they are.

They are offered again to whoever opens their text, and confirm nothing.  No clone can bring one along: they lie outside
of all projects, under the folder of the one they were typed for.
"""

from __future__ import annotations

import hashlib
import json
import re
import secrets
from collections.abc import Collection
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from locmem import textfile
from locmem.clock import Clock
from locmem.errors import LocmemError
from locmem.pipelines.post_edit import Seen
from locmem.postedit.ordering import Place
from locmem.sealed import key_file

_HALF = re.compile("[\ud800-\udfff]")
"""Half of a character: a terminal gave it for a byte that was none, and no catalog can be written with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedText:
    """A text that was typed for a place.

    seen: what whoever typed had before them.  at: when it was kept, an ISO moment.  file: its name; written: when it
    was written, in nanoseconds.
    """

    place: Place
    text: str
    seen: Seen
    at: str
    file: str
    written: int


class TypedTexts:
    """The texts typed for a project on this machine; each window writes files of its own.

    folder: where those of all projects lie; for tests.
    """

    def __init__(self, root: Path, clock: Clock, folder: Path | None = None) -> None:
        project = hashlib.blake2b(str(root.resolve()).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
        self._folder = (folder or key_file().parent / "typed") / project
        self._clock, self._window = clock, secrets.token_hex(8)
        # What the disk did not take, and files that it did not let go.
        self._held: dict[Place, TypedText] = {}
        self._done: set[str] = set()

    def keep(self, place: Place, text: str, seen: Seen) -> bool:
        """Keep what is typed for a place, in the stead of what was; whether the disk took it.

        What it did not take is held by this window alone, for as long as the program runs.
        """
        at = self._clock.now().isoformat(timespec="seconds")
        data = {"locale": place.locale, "document": place.document, "occurrence": place.occurrence}
        file = f"{_name(place)}-{self._window}.json"
        content = json.dumps({**data, "text": text, "seen": asdict(seen), "at": at}, ensure_ascii=False)
        try:
            # A killed program loses nothing by that; only a machine without power might, and flushing is for each key.
            textfile.write_bytes(
                self._folder / file,
                content.encode("utf-8", "surrogatepass"),
                durable=False,
                is_private=True,
            )
        except (LocmemError, OSError):
            text = _HALF.sub("\ufffd", text)
            self._held[place] = TypedText(place=place, text=text, seen=seen, at=at, file=file, written=0)
            return False
        self._held.pop(place, None)
        self._done.discard(file)
        return True

    def held(self) -> tuple[TypedText, ...]:
        """What is kept nowhere but in this program, although the disk was asked once more."""
        return tuple(one for one in tuple(self._held.values()) if not self.keep(one.place, one.text, one.seen))

    def of(self, place: Place) -> TypedText | None:
        """What was typed last for a place and is not saved."""
        return self._held.get(place) or max(
            self._all(f"{_name(place)}-*.json"), key=lambda one: one.written, default=None
        )

    def all(self) -> tuple[TypedText, ...]:
        """All that was typed, is not saved and is kept, the newest first; of what is held an older part may be."""
        return tuple(sorted(self._all("*.json"), key=lambda one: one.written, reverse=True))

    def forget(self, place: Place, texts: Collection[str] = ()) -> None:
        """What this window typed for a place is done with, and what others did where it is one of these texts."""
        self._held.pop(place, None)
        for one in self._all(f"{_name(place)}-*.json"):
            if one.file.endswith(f"-{self._window}.json") or one.text in texts:
                try:
                    textfile.remove(self._folder / one.file)
                except (LocmemError, OSError):
                    # Nobody here is offered it again.
                    self._done.add(one.file)

    def _all(self, pattern: str) -> list[TypedText]:
        """Half of a text is none."""
        found = []
        with suppress(OSError):
            for file in self._folder.glob(pattern):
                if file.name in self._done:
                    continue
                with suppress(OSError, ValueError, KeyError, TypeError, LocmemError):
                    held = json.loads(file.read_bytes().decode("utf-8", "surrogatepass"))
                    place = Place(held["locale"], held["document"], held["occurrence"])
                    seen = Seen(**held["seen"])
                    texts = {name: held[name] for name in ("text", "at")}
                    if all(isinstance(one, str) for one in (*place, *asdict(seen).values(), *texts.values())):
                        texts["text"] = _HALF.sub("\ufffd", texts["text"])
                        written = file.stat().st_mtime_ns
                        found.append(TypedText(place=place, seen=seen, file=file.name, written=written, **texts))
        return found


def _name(place: Place) -> str:
    return hashlib.blake2b("\0".join(place).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
