"""The rule about `primary_hosts`: what counts there as the law itself must be somebody's whose law it is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from locmem.markets.citations import EVERYWHERE, is_news, is_official, owner_of
from locmem.markets.lint_rights import law_of
from locmem.markets.profile import country_of
from locmem.markets.subject import Subject
from locmem.model.finding import Finding, Severity

PRIMARY = "market-primary"

_HEAD = "primary_hosts"
_PUBLIC = re.compile(r"(?:^|\.)(?:gov|gouv|gob|gub|govt|go|gv|mil|edu|int|nic)(?:\.|$)")
"""Names below which a state gives out hosts: `gov.uk`, `gouv.fr`, `go.jp`."""


def doubtful_primary_hosts(subject: Subject) -> Iterator[Finding]:
    """Hosts that a profile takes for the law itself, and that are of another country or of nobody known as public."""
    country = country_of(subject.market.code)
    place = subject.head(_HEAD)
    law = law_of(subject)
    # What the EEA shares is law of the EU first.
    here = {"", EVERYWHERE, *law, *subject.market.regions, *(("EU",) if "EEA" in law else ())}
    for host in subject.market.primary_hosts:
        owner = owner_of(host)
        if is_news(host):
            what = f"{_HEAD} has {host}, a newspaper or broadcaster, which is neither the law nor an authority."
            yield subject.finding(PRIMARY, place, what, "Take it out.", Severity.WARNING)
        elif owner not in here:
            what = f"{_HEAD} has {host}, which is of {owner}, not of {country}."
            yield subject.finding(PRIMARY, place, what, "Write the host of this country.", Severity.WARNING)
        elif not owner and not is_official(host) and not _PUBLIC.search(host):
            what = f"{_HEAD} has {host}, of whom nobody known here says that it is public."
            do = "Take it out and call its values secondary, or write whose it is to locmem/data/authority_hosts.csv."
            yield subject.finding(PRIMARY, place, what, do, Severity.WARNING)
