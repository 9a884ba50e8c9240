"""Market profiles against tables of countries and languages, and against the profiles that come with locmem."""

from __future__ import annotations

from locmem.checks.profiles import lint_check
from locmem.markets.lint_bodies import BODY
from locmem.markets.lint_borrowed import BORROWED
from locmem.markets.lint_deciding import DECIDING
from locmem.markets.lint_departures import DEPARTURE
from locmem.markets.lint_desk import DESK
from locmem.markets.lint_duty_days import DUTY_DAYS
from locmem.markets.lint_duty_texts import DUTY_TEXT
from locmem.markets.lint_known import KNOWN
from locmem.markets.lint_labels import LABEL
from locmem.markets.lint_matters import MATTER
from locmem.markets.lint_method_days import METHOD_DAYS
from locmem.markets.lint_own_data import OWN_DATA
from locmem.markets.lint_primary import PRIMARY
from locmem.markets.lint_style import STYLE
from locmem.markets.lint_twins import TWIN

CHECKS = (
    lint_check(
        DESK,
        why="Customers call when nobody is there, and answers are promised for days on which nobody works.",
        example="desk: {time_zone: Asia/Karachi, …} in the profile of India",
        do="Write the clock, the holidays and the hours by which the desk of this market works.",
    ),
    lint_check(
        STYLE,
        why="The first and the last line of a letter are those that everybody reads.",
        example='closing: {pt-PT: "Un saludo,"}',
        do="Write them in the language of their locale, and names in the order of the country.",
    ),
    lint_check(
        LABEL,
        why="Customers look for the number under the name that it has in their country.",
        example="number_label: {values: {de-AT: USt-IdNr.}} where Austria says UID-Nummer",
        do="Write what the country calls it.",
    ),
    lint_check(
        BODY,
        why="Customers would ask for a decision where they get advice, or write to the body of another country.",
        example="name: Verbraucherzentrale with kind: authority",
        do="Write a body of this country, and what customers get there.",
    ),
    lint_check(
        DECIDING,
        why="Customers of before a change would be told what holds after it.",
        example="decided_by: publication for a rate of tax",
        do="Write the day that the law names, and how long a value goes on to matter.",
    ),
    lint_check(
        PRIMARY,
        why="Every value that cites such a host counts as read in the law itself.",
        example="primary_hosts: [some-blog.com]",
        do="Name hosts of law, authorities and owners of this market.",
    ),
    lint_check(
        DUTY_TEXT,
        why="Who keeps the words of such a duty breaks its text, or keeps it on a page that nobody in need reads.",
        example="phrases: {en-GB: [14 days]} for a right of thirty days",
        do="Let topics, facts and words say what the text says.",
    ),
    lint_check(
        MATTER,
        why="A source about another matter says nothing of this one, however official it is.",
        example="a period for complaints with source: Regulation (EU) 2016/679 Art. 12",
        do="Cite the act, the page or the package in which this value stands.",
    ),
    lint_check(
        BORROWED,
        why="Readers of one market see the language, the body or the officer of another.",
        example="hours: {values: {et-EE: Monday to Friday}}, as another market has them in English",
        do="Write the text in the language of its locale, and the body and the person of this market.",
    ),
    lint_check(
        METHOD_DAYS,
        why="Customers are offered a way to pay that is not there on that day, or miss one that is.",
        example="{name: Wero, kind: wallet, valid_from: 2023-11-01}, which is there since July 2024",
        do="Write the day from the owner of the method, or in a `note` why it ended.",
    ),
    lint_check(
        TWIN,
        why="Readers of one language read the words of another, which somebody copied to the wrong line.",
        example="values: {sk: Odstúpiť od zmluvy tu, pl: Odstúpiť od zmluvy tu}",
        do="Write each in its own language.",
    ),
    lint_check(
        OWN_DATA,
        why="What the company says of itself contradicts its own words next to it.",
        example="a mediator with a website and no name",
        do="Write what is true of the company in this market; somebody there knows it.",
    ),
    lint_check(
        DUTY_DAYS,
        why="Texts are asked for what no longer is law, or not asked for what is.",
        example="text: Invoices of 2026 show it, with valid_until: 2027-12-31",
        do="Write the days as its source and its own text have them.",
    ),
    lint_check(
        KNOWN,
        why="A value that was changed without reading its source again has evidence that says something else.",
        example="value: P2Y in place of P3Y, with the source and the day that came with locmem",
        do="Read the source and write the day (if it is that very day, a `note`), or write what came with locmem.",
    ),
    lint_check(
        DEPARTURE,
        why="Who reads law again is right more often than not, and a slip on the same pages looks the same.",
        example="a period of 15 days read anew on the pages where the profile that comes with locmem has 14",
        do="Look at both once more. If yours is right, say in a `note` what changed and when, or the act's number.",
    ),
)
