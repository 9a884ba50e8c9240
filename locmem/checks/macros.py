"""Names in macros that are one slip away from those the help desk knows: `{{ticket.requestor.name}}`, `solvd`.

The help desk shows nothing for a name that it does not know, and says nothing either.  Names of custom fields are the
team's own, so only what is nearly a known name is told.
Source: Zendesk, "System ticket placeholders" and "Macros" of its API reference, read as general knowledge.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from locmem.checks.listed import Listed
from locmem.checks.model import CheckContext
from locmem.checks.places import source_finding, spot
from locmem.model.finding import Finding, Gate, Severity
from locmem.values.address_likeness import is_one_slip

NAME = "macro-name-misspelt"

_PERSON = (
    "name", "first_name", "last_name", "email", "language", "phone", "external_id", "locale", "time_zone", "role",
    "details", "notes", "tags",
)  # fmt: skip
_TICKET = (
    "account", "title", "description", "id", "external_id", "url", "link", "due_date", "due_date_with_timestamp",
    "created_at", "updated_at", "created_at_with_time", "updated_at_with_time", "status", "priority", "ticket_type",
    "ticket_form", "tags", "score", "via", "in_business_hours", "comments", "public_comments", "latest_comment",
    "latest_public_comment", "latest_comment_formatted", "latest_comment_rich", "latest_public_comment_formatted",
    "latest_public_comment_rich", "comments_formatted", "public_comments_formatted", "verbatim_description",
    "group", "brand", "cc_names", "ccs", "organization", "encoded_id", "current_holiday_name",
)  # fmt: skip
_GROUPS = {
    "ticket": frozenset((*_TICKET, "requester", "assignee", "submitter", "collaborators", "followers", "email_ccs")),
    "current_user": frozenset((*_PERSON, "organization", "signature")),
    "satisfaction": frozenset(
        (
            "current_rating",
            "current_comment",
            "rating_section",
            "rating_url",
            "positive_rating_url",
            "negative_rating_url",
        )
    ),
    "dc": frozenset[str](),
    "agent": frozenset(("name", "first_name", "last_name", "signature", "email", "role")),
}
_OF_PEOPLE = frozenset((*_PERSON, "organization", "signature"))
_PLACEHOLDER = re.compile(r"\{\{\s*(?P<name>[A-Za-z_]\w*(?:\.[A-Za-z_]\w*){1,3})\s*(?=[|}])")
_FIELD = re.compile(
    r"^[ \t-]*field:[ \t]*[\"']?(?P<name>[A-Za-z_]\w*)[\"']?[ \t]*\n[ \t]*value:[ \t]*(?P<value>[^\n]*)", re.MULTILINE
)
_FIELDS = frozenset((
    "comment_value", "comment_value_html", "comment_mode_is_public", "subject", "status", "custom_status_id",
    "priority", "type", "group_id", "assignee_id", "set_tags", "current_tags", "remove_tags", "brand_id",
    "ticket_form_id", "follower", "cc", "side_conversation", "side_conversation_slack", "side_conversation_ticket",
    "attachment",
))  # fmt: skip
_VALUES = {
    "status": frozenset(("new", "open", "pending", "hold", "solved", "closed")),
    "priority": frozenset(("low", "normal", "high", "urgent")),
    "type": frozenset(("question", "incident", "problem", "task")),
}


def misspelt_names(context: CheckContext) -> Iterator[Finding]:
    """Placeholders, fields and states of macros that are one slip away from what the help desk knows."""
    for source in context.workspace.sources:
        if source.content_set.kind != "macro":
            continue
        for start, wrong, right in _misspelt(source.document.text):
            place = spot(source, start, len(wrong))
            what = f"“{wrong}” is nearly “{right}”, and the help desk does not know it."
            yield source_finding(place, NAME, Severity.ERROR, what, f"Write “{right}”.")


def _misspelt(text: str) -> Iterator[tuple[int, str, str]]:
    """Where each stands, the name, and the one that is meant."""
    for found in _PLACEHOLDER.finditer(text):
        start = found.start("name")
        first, *more = found["name"].split(".")
        known = _GROUPS.get(first)
        if known is None:
            if meant := _meant(first, _GROUPS):
                yield start, first, meant
            continue
        start += len(first) + 1
        for part in more:
            if part not in known and (meant := _meant(part, known)):
                yield start, part, meant
            start += len(part) + 1
            known = _OF_PEOPLE
    for found in _FIELD.finditer(text):
        name, value = found["name"], found["value"].strip().strip("\"'")
        if name not in _FIELDS and (meant := _meant(name, _FIELDS)):
            yield found.start("name"), name, meant
        known_values = _VALUES.get(name, frozenset())
        if value not in known_values and re.fullmatch(r"[a-z]+", value) and (meant := _meant(value, known_values)):
            yield found.start("value"), value, meant


def _meant(name: str, known: frozenset[str] | dict[str, frozenset[str]]) -> str:
    return next((one for one in sorted(known) if is_one_slip(name, one)), "")


CHECKS = (
    Listed(
        name=NAME,
        family="macros",
        gate=Gate.CHANGE,
        severity=Severity.ERROR,
        check=misspelt_names,
        why="The help desk leaves a gap where it does not know a name, and the customer reads the gap.",
        example="Hello {{ticket.requestor.first_name}}",
        do="Write the name as the help desk knows it.",
    ),
)
