"""Signing by name that the texts of a market keep an obligation, and taking that back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from locmem.checks.keeping import Keeper, asked_digest, by_topic, keeping_of, texts_signed
from locmem.errors import UsageError
from locmem.model.fact import Market, Obligation
from locmem.model.signature import Signature
from locmem.model.wording import listed
from locmem.noted_day import plain_day
from locmem.pages.approvals import Withdrawn
from locmem.pages.duty_states import cards_of_project
from locmem.workspace.signature_files import signature_path, written_signature
from locmem.workspace.writing import Run


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """A signature that was given, and what it answers for.

    path: of its file, from the project's folder.  asks: what the obligation wants, with its source.
    documents: the files of the texts.  lacking: what a machine misses in them.  is_seen: whether it sees all.
    """

    signature: Signature
    path: str
    asks: str
    source: str
    documents: tuple[str, ...]
    lacking: tuple[str, ...]
    is_seen: bool

    @property
    def summary(self) -> str:
        """One line for people."""
        one = self.signature
        texts = f"{listed(self.documents)} in {listed(one.locales)}"
        return f"{one.by} answers that {texts} keep {one.obligation} for {one.market} as they read on {one.on}"


def sign(run: Run, code: str, key: str, by: str, on: date, note: str = "") -> Signed:
    """Note that `by` answers that the texts of a market keep an obligation, in place of an earlier signature.

    Raises UsageError without a name, for an obligation that is not there or not in force, a day to come or before its
    source was read, and where there is no text to sign for; InputErrors where a file cannot be read, which may hold
    one.
    """
    if not by.strip():
        raise UsageError("a signature needs a name. Pass --by NAME.")
    project = run.project
    market = project.market(code)
    obligation = _obligation(market, key)
    today, on = plain_day(project.today), plain_day(on)
    if on > today:
        raise UsageError(f"{on} is to come, and nobody has read the texts of that day. Sign as of {today} or before.")
    window = obligation.window
    if not window.holds(on):
        when = f"begins on {window.start}" if window.start and on < window.start else f"ended on {window.end}"
        raise UsageError(f"{key} {when}, and {on} is another day: there is nothing to sign for then.")
    read_on = obligation.evidence.verified_on
    if on < (read_on or today):
        told = f"was read on {read_on}, and" if read_on else "has not been read by anybody yet, so that"
        raise UsageError(
            f"the source of {key} {told} nobody can answer for it as of {on}. Sign as of {read_on or today} or later."
        )
    cards = cards_of_project(project)
    if unread := [problem for problem in project.unread if problem.location.path.startswith("content/")]:
        raise UsageError(f"{unread[0].location.path} cannot be read, and may be on the topic. Mend it first.")
    topics = by_topic(market, cards)
    keeping = keeping_of(market, obligation, topics, on, {})
    if not keeping.cards:
        told = listed(obligation.applies_to) or "no topic"
        raise UsageError(f"there is no text to sign for: no document for {code} is on {told}. {keeping.step}")
    signature = Signature(
        market=market.code,
        obligation=key,
        by=by.strip(),
        on=on.isoformat(),
        asked=asked_digest(obligation),
        texts=texts_signed(market, keeping.cards, on),
        note=" ".join(note.split()),
    )
    path = _path(code, key)
    project.folder.write(path, written_signature(signature))
    return Signed(
        signature=signature,
        path=path,
        asks=" ".join(obligation.text.split()),
        source=obligation.evidence.source,
        documents=tuple(card.file for card in keeping.cards),
        lacking=keeping.lacking,
        is_seen=keeping.keeper is Keeper.SEEN,
    )


def withdraw(run: Run, code: str, key: str) -> Withdrawn:
    """Take a signature back.  Raises UsageError where there is none."""
    market = run.project.market(code)
    path = _path(market.code, key)
    if run.project.folder.read(path) is None:
        raise UsageError(f"nobody signed for {key} of {code}. `locmem market obligations {code}` lists who did.")
    run.project.folder.write(path, None)
    return Withdrawn(path=path)


def _obligation(market: Market, key: str) -> Obligation:
    known = {one.key: one for one in market.obligations}
    if key in known:
        return known[key]
    near = get_close_matches(key, known, 1)
    hint = f"Did you mean {near[0]}?" if near else f"`locmem market obligations {market.code}` lists them."
    raise UsageError(f"{market.code} has no obligation {key!r}. {hint}")


def _path(code: str, key: str) -> str:
    try:
        return signature_path(code, key)
    except ValueError as error:
        raise UsageError(f"{error}. Give the obligation a key of letters, digits and underscores.") from None
