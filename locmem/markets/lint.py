"""`market lint`: what rules and independent witnesses have against a market's profile and company data."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from locmem.markets import (
    lint_addresses,
    lint_amounts,
    lint_authorities,
    lint_bodies,
    lint_borrowed,
    lint_channels,
    lint_contacts,
    lint_copies,
    lint_deciding,
    lint_departures,
    lint_desk,
    lint_duties,
    lint_duty_days,
    lint_duty_texts,
    lint_evidence,
    lint_known,
    lint_labels,
    lint_matters,
    lint_method_days,
    lint_methods,
    lint_own_data,
    lint_peers,
    lint_primary,
    lint_reach,
    lint_regions,
    lint_rights,
    lint_scale,
    lint_sending,
    lint_sources,
    lint_style,
    lint_times,
    lint_tone,
    lint_twins,
    lint_values,
    lint_wording,
    lint_words,
)
from locmem.markets.due import Limits
from locmem.markets.profile import country_of
from locmem.markets.subject import Subject, Witnesses
from locmem.model.fact import Market
from locmem.model.finding import Finding

Look = Callable[[Subject], Iterator[Finding]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A pure function from a market on a day to findings, which all bear the rule's name."""

    name: str
    look: Look

    @property
    def sentence(self) -> str:
        """What the rule looks for."""
        return (self.look.__doc__ or "").strip().partition("\n")[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleResult:
    """What one rule found in all the markets it was tried on.

    excepted: what the team said is meant so.
    """

    rule: Rule
    findings: tuple[Finding, ...]
    excepted: tuple[Finding, ...] = ()


def _named(*rules: tuple[str, Look]) -> Mapping[str, Rule]:
    return {name: Rule(name=name, look=look) for name, look in rules}


RULES: Mapping[str, Rule] = _named(
    (lint_evidence.EVIDENCE, lint_evidence.future_readings),
    (lint_sources.SOURCE, lint_sources.doubtful_sources),
    (lint_evidence.WINDOW, lint_evidence.ending_values),
    (lint_evidence.CONFIDENCE, lint_evidence.unverified_legal_facts),
    (lint_evidence.WAIVER, lint_evidence.waivers_without_need),
    (lint_evidence.REVIEW, lint_evidence.overdue_reviews),
    (lint_values.LOCALE, lint_values.foreign_locales),
    (lint_values.CURRENCY, lint_values.foreign_currencies),
    (lint_amounts.AMOUNT, lint_amounts.impossible_amounts),
    (lint_values.RATE, lint_values.wrong_rates),
    (lint_values.PHONE, lint_values.wrong_phones),
    (lint_values.NUMBER, lint_values.wrong_numbers),
    (lint_contacts.MAIL, lint_contacts.unreachable_mails),
    (lint_contacts.ACCOUNT, lint_contacts.wrong_accounts),
    (lint_contacts.POSTCODE, lint_contacts.wrong_postcodes),
    (lint_values.KIND, lint_values.unknown_kinds),
    (lint_rights.RIGHTS, lint_rights.european_rights),
    (lint_rights.COMPANY, lint_rights.missing_company_data),
    (lint_words.GONE, lint_words.gone_names),
    (lint_words.LANGUAGE, lint_words.mixed_languages),
    (lint_words.SIGNS, lint_words.hidden_signs),
    (lint_words.TYPED, lint_words.typed_rates),
    (lint_words.WEBSITE, lint_words.odd_websites),
    (lint_sending.SENDING, lint_sending.overdue_permissions),
    (lint_channels.CHANNEL, lint_channels.odd_channels),
    (lint_regions.REGION, lint_regions.law_beside_regions),
    (lint_wording.WORDING, lint_wording.other_wording),
    (lint_wording.UNFINISHED, lint_wording.unfinished_values),
    (lint_authorities.AUTHORITY, lint_authorities.wrong_authorities),
    (lint_methods.METHOD, lint_methods.odd_methods),
    (lint_reach.COSTS, lint_reach.dear_calls),
    (lint_reach.HOST, lint_reach.odd_hosts),
    (lint_addresses.ADDRESS, lint_addresses.odd_addresses),
    (lint_times.TIME, lint_times.impossible_times),
    (lint_tone.TONE, lint_tone.contradictory_tones),
    (lint_peers.LACK, lint_peers.lacking_facts),
    (lint_duties.DUTY, lint_duties.odd_duties),
    (lint_copies.COPY, lint_copies.copied_values),
    (lint_scale.SCALE, lint_scale.odd_sizes),
    (lint_desk.DESK, lint_desk.odd_desks),
    (lint_style.STYLE, lint_style.odd_styles),
    (lint_labels.LABEL, lint_labels.other_labels),
    (lint_bodies.BODY, lint_bodies.odd_bodies),
    (lint_deciding.DECIDING, lint_deciding.odd_deciding_days),
    (lint_primary.PRIMARY, lint_primary.doubtful_primary_hosts),
    (lint_duty_texts.DUTY_TEXT, lint_duty_texts.odd_duty_texts),
    (lint_duty_days.DUTY_DAYS, lint_duty_days.odd_duty_days),
    (lint_borrowed.BORROWED, lint_borrowed.borrowed_texts),
    (lint_matters.MATTER, lint_matters.sources_of_other_matters),
    (lint_method_days.METHOD_DAYS, lint_method_days.odd_method_days),
    (lint_twins.TWIN, lint_twins.twin_texts),
    (lint_own_data.OWN_DATA, lint_own_data.odd_own_data),
    (lint_known.KNOWN, lint_known.unread_changes),
    (lint_departures.DEPARTURE, lint_departures.departures),
)
"""Every rule by name.  What makes a profile unreadable (gaps, overlaps, missing evidence or texts) is found
before any rule runs, by `locmem.markets.load`."""


def lint(
    markets: Sequence[Market],
    day: date,
    witnesses: Witnesses | None = None,
    limits: Limits | None = None,
    known: Sequence[Market] = (),
) -> tuple[RuleResult, ...]:
    """One result per rule, in the order of `RULES`; each rule's findings worst first.

    witnesses: whom to ask instead of the installed packages.  limits: days after which readings are overdue.
    known: all markets of the project, which the chosen ones are compared with; those alone where none are given.
    What a sub-market inherits is reported once, of its country, where that is among the markets; what a region says is
    reported once for all of its members.
    """
    profiles = {market.path for market in markets}
    subjects = [
        Subject(
            market=market,
            day=day,
            witnesses=witnesses or Witnesses(),
            limits=limits or Limits(),
            others=tuple(one for one in known or markets if country_of(one.code) != country_of(market.code)),
        )
        for market in markets
    ]
    return tuple(
        RuleResult(
            rule=rule,
            findings=_each_once(
                finding
                for subject in subjects
                for finding in rule.look(subject)
                if finding.location.path not in profiles - {subject.market.path}
            ),
        )
        for rule in RULES.values()
    )


def _each_once(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings, worst first; one of company data that several markets share is said of none of them."""
    found: dict[Finding, Finding] = {}
    for finding in findings:
        said = replace(finding, market="")
        found[said] = finding if found.get(said, finding) == finding else said
    return tuple(sorted(found.values(), key=lambda finding: finding.order))
