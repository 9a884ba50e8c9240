"""What markets allow to be sent to engines that are not on this machine: `mt:` of a profile, and its answer.

Which engines there are is not known here: a name that nobody configured forbids nothing and allows nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from locmem.model.document import Risk
from locmem.model.fact import Market
from locmem.model.sending import SENT_RISKS, SendingPolicy
from locmem.yamlfields import Fields

KEY = "mt"
REVIEWED_DAYS = 365
"""Days after which nobody is known to have read the contracts with the engines."""


def read_sending(top: Fields) -> SendingPolicy | None:
    """The policy under `mt` of a profile; None where the key is not there or what stands there cannot be one."""
    section = top.mapping(KEY)
    if section is None:
        return None
    allowed = tuple(name.strip() for name in section.texts("allowed") if name.strip())
    node = section.node_of("allowed", required=True)
    if node and not allowed and not any(one.location == node.location for one in section.problems.found):
        do = "Name one, such as [deepl], or remove `mt`: without it nothing is sent."
        section.problems.add(node.location, "no engine is named.", do)
    risks = tuple(dict.fromkeys(section.member(item, Risk) for item in section.items("risks")))
    named = section.node_of("risks")
    if named and not risks and not any(one.location == named.location for one in section.problems.found):
        do = f"Name some of {', '.join(risk.value for risk in Risk)}, or remove the key."
        section.problems.add(named.location, "no class of text is named.", do)
    region = section.text("region", required=True)
    day = section.day("reviewed_on")
    written = section.node_of("reviewed_on", required=True)
    if written and day is None and not any(one.location == written.location for one in section.problems.found):
        section.wrong(written, "the day on which the contracts were last read, such as 2026-11-01")
    section.finish()
    if day is None or not allowed:
        return None
    return SendingPolicy(
        allowed=allowed,
        region=region,
        reviewed_on=day,
        location=section.location,
        risks=tuple(risk for risk in risks if risk) or SENT_RISKS,
    )


def refusal(markets: Sequence[Market], engine: str, risk: Risk, day: date) -> str:
    """Why texts of these markets may not be sent to an engine, with what to do; empty where each of them allows it.

    markets: all that read the text in its locale.  Without any nobody allowed it.
    engine: as the settings name it, its model behind a slash where it has several.
    day: the one on which it would be sent; a review that is older than `REVIEWED_DAYS` counts as none.
    """
    if not markets:
        return f"no market reads the text, and without one nobody allows {engine}."
    return next((said for market in markets if (said := _refusal(market, engine, risk, day))), "")


def _refusal(market: Market, engine: str, risk: Risk, day: date) -> str:
    policy = market.sending
    if policy is None:
        do = f"Add `mt: {{allowed: [{engine}], region: …, reviewed_on: …}}` to {market.path}, or use an engine here."
        return f"{market.code} lets no text leave the machine. {do}"
    if not policy.names(engine):
        do = f"Add {engine} to `mt.allowed` in {policy.location.path} once its contract was read."
        return f"{market.code} allows {', '.join(policy.allowed)}, not {engine}. {do}"
    if risk not in policy.risks:
        do = f"Add {risk.value} to `mt.risks` in {policy.location.path}, or have people translate it."
        return f"{market.code} allows no {risk.value} texts to be sent. {do}"
    if policy.reviewed_on > day:
        return f"{market.code} says that its contracts were read on {policy.reviewed_on}, after {day}. Mend the day."
    if day > last_day(policy):
        do = f"Read the contracts again and write the day as `mt.reviewed_on` in {policy.location.path}."
        return f"{market.code} last read its contracts on {policy.reviewed_on}, more than a year ago. {do}"
    return ""


def last_day(policy: SendingPolicy) -> date:
    """The last day on which a review of the contracts counts."""
    return policy.reviewed_on + timedelta(days=REVIEWED_DAYS)
