"""Market profiles themselves: what `locmem market lint` has against them, beside the texts that use them.

Each rule of the lint is a check of its own name, so that who reads the profile law by law and who keeps the company's
telephone numbers each find theirs.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from locmem.checks.listed import Listed, Reach
from locmem.checks.model import CheckContext
from locmem.errors import Location
from locmem.markets.due import Limits
from locmem.markets.lint import RULES, RuleResult, lint
from locmem.markets.lint_addresses import ADDRESS
from locmem.markets.lint_amounts import AMOUNT
from locmem.markets.lint_authorities import AUTHORITY
from locmem.markets.lint_bodies import BODY
from locmem.markets.lint_borrowed import BORROWED
from locmem.markets.lint_channels import CHANNEL
from locmem.markets.lint_contacts import ACCOUNT, MAIL, POSTCODE
from locmem.markets.lint_copies import COPY
from locmem.markets.lint_departures import DEPARTURE
from locmem.markets.lint_desk import DESK
from locmem.markets.lint_duties import DUTY
from locmem.markets.lint_evidence import EVIDENCE, REVIEW, WAIVER, WINDOW
from locmem.markets.lint_known import KNOWN
from locmem.markets.lint_labels import LABEL
from locmem.markets.lint_matters import MATTER
from locmem.markets.lint_methods import METHOD
from locmem.markets.lint_peers import LACK
from locmem.markets.lint_primary import PRIMARY
from locmem.markets.lint_reach import COSTS, HOST
from locmem.markets.lint_regions import REGION
from locmem.markets.lint_rights import COMPANY, RIGHTS
from locmem.markets.lint_scale import SCALE
from locmem.markets.lint_sending import SENDING
from locmem.markets.lint_sources import SOURCE
from locmem.markets.lint_style import STYLE
from locmem.markets.lint_times import TIME
from locmem.markets.lint_tone import TONE
from locmem.markets.lint_values import CURRENCY, KIND, LOCALE, NUMBER, PHONE, RATE
from locmem.markets.lint_wording import UNFINISHED, WORDING
from locmem.markets.lint_words import GONE, LANGUAGE, SIGNS, TYPED, WEBSITE
from locmem.model.finding import Finding, Gate, Severity
from locmem.model.wording import counted

_CERTAIN = frozenset(
    {AMOUNT, NUMBER, PHONE, MAIL, ACCOUNT, CURRENCY, RATE, WEBSITE, SIGNS, EVIDENCE, TIME, HOST, UNFINISHED}
)
"""Rules whose errors are contradictions: check digits, forms of numbers and addresses, money nobody pays with there, a
rate that two published tables give otherwise."""

_GRADED = frozenset({ADDRESS})
"""Rules without errors that tell apart what is wrong and what is merely in part."""

OF_VALUES = frozenset(
    {AMOUNT, CURRENCY, RATE, PHONE, NUMBER, MAIL, ACCOUNT, POSTCODE, RIGHTS, GONE, LANGUAGE, SIGNS, TYPED, WEBSITE}
    | {SOURCE, WORDING, AUTHORITY, METHOD, COSTS, HOST, ADDRESS, TIME, COPY, SCALE}
    | {DESK, STYLE, LABEL, BODY, PRIMARY, KNOWN, DEPARTURE, MATTER, BORROWED}
)
"""Rules about one value, of which an exception must say which it is: another one is another thing."""


def lint_check(name: str, *, why: str, example: str, do: str) -> Listed:
    """The check that reports what one rule of `locmem market lint` finds in the chosen markets.

    Errors are what is false in itself, whatever the law says today; the rest are warnings.  Overdue readings are
    counted per market.  Unverified legal facts are left to the check of the pages that use them.
    """

    def check(context: CheckContext) -> Iterator[Finding]:
        for finding in _results(context)[name].findings:
            severity = finding.severity if name in _CERTAIN | _GRADED else Severity.WARNING
            yield replace(finding, check=name, severity=severity)

    def overdue(context: CheckContext) -> Iterator[Finding]:
        return _counted(_results(context)[REVIEW].findings)

    chosen = overdue if name == REVIEW else check
    chosen.__doc__ = RULES[name].sentence
    return Listed(
        name=name,
        family="profiles",
        gate=Gate.CHANGE,
        severity=Severity.ERROR if name in _CERTAIN else Severity.WARNING,
        check=chosen,
        reach=Reach.PROJECT,
        why=why,
        example=example,
        do=do,
    )


def _results(context: CheckContext) -> dict[str, RuleResult]:
    """What all rules find in the chosen markets, by rule; looked for once."""

    def found() -> dict[str, RuleResult]:
        limits = Limits(legal=context.settings.verified_days)
        return {
            one.rule.name: one for one in lint(context.markets, context.day, limits=limits, known=context.all_markets)
        }

    return context.once("lint", found)


def _counted(findings: tuple[Finding, ...]) -> Iterator[Finding]:
    places: dict[tuple[str, str], list[Location]] = {}
    for finding in findings:
        places.setdefault((finding.market, finding.location.path), []).append(finding.location)
    for (market, _), known in places.items():
        first = min(known, key=lambda place: place.line)
        yield Finding(
            check=REVIEW,
            gate=Gate.CHANGE,
            severity=Severity.WARNING,
            location=first,
            market=market,
            what=f"{counted(len(known), 'value')} of {market} should be read again.",
            do=f"`locmem market due --market {market}` lists them, the most pressing first.",
        )


CHECKS = (
    lint_check(
        EVIDENCE,
        why="Nobody can rely on a day of reading that is still to come, or on a source that is none.",
        example="verified_on: 2099-01-01, or confidence: primary with source: internet",
        do="Write the source that was read, and the day on which it was.",
    ),
    lint_check(
        WINDOW,
        why="From that day on every page that shows the fact is withheld.",
        example="valid_until: 2026-12-31, and nothing for the days after",
        do="Add what holds from then on, or `value: null`.",
    ),
    lint_check(
        WAIVER,
        why="A waiver hides that a legal fact is not verified; one that nobody needs hides the next one.",
        example="a waiver of a fact that was verified since",
        do="Delete the waiver, or let somebody answer for it again.",
    ),
    lint_check(
        REVIEW,
        why="Laws and payment methods change; what was read long ago may no longer hold.",
        example="verified_on: 2024-01-01 for the rate of VAT",
        do="Read the values again at their sources: `locmem market due` lists them.",
    ),
    lint_check(
        LOCALE,
        why="Customers would be served in a language their country does not speak, or with dates of another one.",
        example="locales: {de: {format: de-DE}} in the profile of Spain",
        do="Write the locale of this country, or leave it if it is meant.",
    ),
    lint_check(
        CURRENCY,
        why="Prices and fees would be shown in money that nobody pays with there.",
        example="currency: USD in the profile of Spain",
        do="Write the currency of the country, or leave it if it is meant.",
    ),
    lint_check(
        AMOUNT,
        why="Nobody can pay it: the currency has no such parts.",
        example='value: {amount: "1234.5", currency: JPY}',
        do="Write the amount as the currency has it.",
    ),
    lint_check(
        RATE,
        why="Invoices and pages would state a wrong tax.",
        example="standard_rate: {value: 22} for Spain, where published tables say 21",
        do="Read the law; write its rate, or add to the source why the tables are wrong.",
    ),
    lint_check(
        PHONE,
        why="Customers cannot reach the number, or call another country.",
        example='phone: {value: "+49 30 123456"} in the profile of Spain',
        do="Write the number with its country, as it is dialled.",
    ),
    lint_check(
        NUMBER,
        why="A tax number with a wrong digit is nobody's, and an invoice with it is void.",
        example="tax_number: ESX0000000X",
        do="Copy the number from the certificate.",
    ),
    lint_check(
        MAIL,
        why="Letters to it come back, and nobody at the company learns that somebody wrote.",
        example='support: {email: {type: name, value: "help@lamps"}}',
        do="Write the address as a mail program takes it.",
    ),
    lint_check(
        ACCOUNT,
        why="Money that is sent there comes back or goes astray; a register knows no such company.",
        example='iban: {type: name, value: "DE89 3704 0044 0532 0130 01"}',
        do="Copy the number from the letter of the bank or of the register.",
    ),
    lint_check(
        POSTCODE,
        why="Letters and returned parcels are late, or lost.",
        example='address: {type: name, value: "Musterweg 3, 1234 Berlin"} in the data of Germany',
        do="Write the postcode in full, and the country at the end where it is another one.",
    ),
    lint_check(
        KIND,
        why="Content asks for payment methods by kind; what has another one is never shown.",
        example="kind: creditcard",
        do="Write one of the kinds that docs/reference/markets.md lists.",
    ),
    lint_check(
        RIGHTS,
        why="Customers in the EU have the right whatever the page says, and the page must say so.",
        example="withdrawal_period: {value: P30D} where EU law says P14D",
        do="Write what the law says, with the law as source.",
    ),
    lint_check(
        COMPANY,
        why="Pages that must name the company, its address or its data protection officer cannot be made.",
        example="no dpo.email for ES in markets/company.yaml",
        do="Add it to markets/company.yaml, or `value: null` where the company has none.",
    ),
    lint_check(
        GONE,
        why="Customers are sent to a platform or a payment method that is no more.",
        example="website: https://ec.europa.eu/consumers/odr",
        do="Take it out, or write what took its place.",
    ),
    lint_check(
        LANGUAGE,
        why="Customers read a word of another language in the middle of their own.",
        example="values: {es: Imposto sobre o valor acrescentado}",
        do="Write the text in the language of its locale.",
    ),
    lint_check(
        SIGNS,
        why="Signs that nobody sees turn the order of letters round, or show as boxes.",
        example="values: {es: EspaÃ±a}",
        do="Type the text anew.",
    ),
    lint_check(
        TYPED,
        why="No window ends a rate that is typed into a text: it stays when the law has changed.",
        example="values: {es: IVA del 21 %}",
        do="Make the rate a fact of its own, and write the text without it.",
    ),
    lint_check(
        WEBSITE,
        why="An address under an ending that anybody can buy may be somebody else's.",
        example="website: https://agencia-consumo.shop",
        do="Open it, and write the address that the body itself publishes.",
    ),
    lint_check(
        SENDING,
        why="Permission that nobody reviewed for a year is none: texts wait for people, or for an engine here.",
        example="mt: {allowed: [deepl], region: EU, reviewed_on: 2025-11-01}",
        do="Read the contracts with the engines again, and write the day as `mt.reviewed_on`.",
    ),
    lint_check(
        CHANNEL,
        why="Customers write where nobody answers, or are promised another time than a page says.",
        example="channels: [{name: whatsap, expectation: expected, …}]",
        do="Write a channel that there is, and one promise for each.",
    ),
    lint_check(
        SOURCE,
        why="A value is as good as its source: one of another country, or of nobody, proves nothing here.",
        example="confidence: primary with source: https://www.boe.es in the profile of Denmark",
        do="Read the law, its authority or the owner there, or write secondary or unverified.",
    ),
    lint_check(
        REGION,
        why="What a member writes anew stays when its region's law changes, and what it does not take is not there.",
        example="the profile of Austria without `region: EU`, where markets/_regions/EU.yaml has it as a member",
        do="Write `region`, and keep what the country has of its own.",
    ),
    lint_check(
        WORDING,
        why="Where an act prescribes words, others are a breach; the law of another country is none here.",
        example="withdrawal_function_label: {values: {de: Vertrag kündigen}}",
        do="Write the words of the act, sign by sign.",
    ),
    lint_check(
        UNFINISHED,
        why="Customers would read it.",
        example='adr_stance: {type: text, values: {en: "TODO"}}',
        do="Write what is meant, or `value: null`.",
    ),
    lint_check(
        AUTHORITY,
        why="Customers would complain to a body that is not theirs, or find nobody.",
        example="authority: {name: {value: AEDP}} in the profile of Spain",
        do="Write the name, address and number as the authority has them.",
    ),
    lint_check(
        METHOD,
        why="Customers would look for a payment method that they cannot have.",
        example="name: Bizum in the profile of Sweden",
        do="Write the methods of the market as their owners spell them.",
    ),
    lint_check(
        COSTS,
        why="In the EU a call about a contract costs no more than the basic rate, and nobody likes to pay for help.",
        example='support: {phone: {type: phone, value: "+34803123456"}}',
        do="Write a number at the basic rate.",
    ),
    lint_check(
        HOST,
        why="Letters and visits go to somebody else, who may be waiting for them.",
        example="dpo: {email: privacy@1amps.example} of a company at lamps.example",
        do="Write the host of the company or of the authority itself.",
    ),
    lint_check(
        ADDRESS,
        why="Letters come late, and a company under another name than the register's cannot be sued or found.",
        example="legal_name: Lamps Deutschland, S.L.",
        do="Write name and address as the register and the post of the country have them.",
    ),
    lint_check(
        TIME,
        why="Customers call when nobody answers, and a fact begins or ends on a day that nobody meant.",
        example='hours: {values: {es: "de 9:00 a 25:00"}}',
        do="Mend the time.",
    ),
    lint_check(
        TONE,
        why="Translators and checks follow the note; one that says both leaves the choice to chance.",
        example="tone: formal, du",
        do="Say one way of address for each kind of text.",
    ),
    lint_check(
        LACK,
        why="Pages that ask for the fact cannot be made for this market alone.",
        example="no tax.included_in_prices for Ireland, where all other markets have it",
        do="Add it, or `value: null`.",
    ),
    lint_check(
        DUTY,
        why="An obligation that is gone, or applies to another topic, asks nobody for anything.",
        example="applies_to: [complaint], where it is `complaints` elsewhere",
        do="Write it as the other markets have it, if it is not another one on purpose.",
    ),
    lint_check(
        COPY,
        why="What was copied from another market, and never mended, is false here.",
        example="the address of the company in Spain in the data of Portugal",
        do="Write the value of this market.",
    ),
    lint_check(
        SCALE,
        why="A point or a nought in the wrong place makes a promise that nobody wants to keep.",
        example='free_from: {amount: "490.00", currency: EUR}, and about 49 EUR everywhere else',
        do="Mend the amount, the count or the unit.",
    ),
)
