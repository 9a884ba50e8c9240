"""Step `answer`: what authors say to what translators asked, kept in git and sent along from then on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from locmem.errors import UsageError
from locmem.exchange.queries import QUERIES_FILE, Settled, write_settled
from locmem.model.wording import counted, listed
from locmem.pages.queries import open_queries, settled_queries
from locmem.workspace.writing import Run


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerResult:
    """The queries that were settled, and how many are still open."""

    settled: tuple[Settled, ...]
    left: int

    @property
    def summary(self) -> str:
        """One line for people."""
        done = "answered" if any(one.answer for one in self.settled) else "dismissed"
        return f"{counted(len(self.settled), 'query', 'queries')} {done}, {self.left} left"


def answer(run: Run, keys: Sequence[str], text: str, *, by: str = "", locales: Sequence[str] = ()) -> AnswerResult:
    """Settle what was asked about segments, in whichever locales.

    keys: `document#segment`.  text: the answer, empty where none is needed.  by: who says so.
    locales: settle only what these asked; an answer is shown to all of them anyway.
    Raises UsageError naming segments about which nobody asks.
    """
    project = run.project
    every = open_queries(project)
    wanted = project.declared(locales)
    meant = [query for query in every if query.key in keys and query.locale in wanted]
    if unasked := [key for key in dict.fromkeys(keys) if key not in {query.key for query in meant}]:
        raise UsageError(f"nobody asks about {listed(tuple(unasked))}. `locmem queries list` names what is open.")
    today = project.today.isoformat()
    new = tuple(
        Settled(
            document=query.document,
            occurrence=query.occurrence,
            locale=query.locale,
            question=query.question,
            answer=" ".join(text.split()),
            by=by,
            on=today,
        )
        for query in meant
    )
    project.folder.write(QUERIES_FILE, write_settled((*settled_queries(project), *new)).encode())
    return AnswerResult(settled=new, left=len(every) - len(new))
