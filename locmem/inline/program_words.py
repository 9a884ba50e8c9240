"""What a program says in place of a translation: its word for nothing, an error of an engine, a structure of data.

A table that lacked a row gives `None` or `#N/A`, a service that refused gives its message.  Where the source says the
same it is a text like any other; and a text of a word or two may rightly be `N/A` or `None` in another language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from locmem.model.tags import language_of

_NOTHING = re.compile(
    r"(?:None|NONE|null|NULL|Null|nil|undefined|Undefined|NaN|nan|NoneType|\(null\)|\(none\)|<null>|<none>|<nil>)"
)
_MAYBE_NOTHING = re.compile(
    r"(?:[nN]/[aA]|TBD|TBA|FIXME|TO[ -]?DO|ToDo|[xX]{3,}|[.…_*?!¿¡/~+=#–—-]+|[tT]rue|[fF]alse|TRUE|FALSE|0)"
)
_CELL_ERROR = re.compile(
    r"#(?:N/A|REF!|VALUE!|NAME\?|DIV/0!|NULL!|NUM!|ERROR!|SPILL!|CALC!|GETTING_DATA|FIELD!|BLOCKED!|####+)"
)
_OBJECT = re.compile(
    r"\[object [A-Z]\w*\]|<\w[\w.]* object at 0x[0-9A-Fa-f]+>|<Response \[\d{3}\]>"
    r"|\bfunction ?\w* ?\(\) ?\{ ?\[native code\]"
    r"|\b[\w.$]+@[0-9a-f]{7,8}\b(?=\s*\Z)|\bTraceback \(most recent call last\)"
)
_DATA = re.compile(
    r"""\A\s*(?:\{\s*["'][\w.-]+["']\s*:|\[\s*\{\s*["']|<\?xml\b|<!DOCTYPE\b|data:\s*\{)""", re.IGNORECASE
)
_HTTP = re.compile(
    r"(?:(?:HTTP(?:/\d(?:\.\d)?)?|[Ee]rror|ERROR|[Ss]tatus)[ :]*)?[45]\d\d[ :-]+(?:Bad Request|Unauthorized"
    r"|Payment Required|Forbidden|Not Found|Method Not Allowed|Request Timeout|Payload Too Large|Too Many Requests"
    r"|Internal Server Error|Not Implemented|Bad Gateway|Service Unavailable|Gateway Time-?out)\b",
    re.IGNORECASE,
)
_SAYINGS = re.compile(
    r"(?:quota|rate ?limit|limit|budget|credit)s? (?:has been |have been |was |is )?(?:exceeded|reached|exhausted)"
    r"|too many requests|insufficient (?:quota|credits?|balance)"
    r"|no translations? (?:is |was )?(?:available|found|provided|returned|yet)"
    r"|translation (?:is |was |has )?(?:not (?:available|found)|unavailable|failed|error|timed out|missing|pending"
    r"|needed|required|to follow)|(?:needs|to be|please|must be) translat(?:ion|ed|e)\b"
    r"|(?:failed|unable) to translate|(?:could not|couldn['’]t|can ?not|can['’]t) (?:be translated|translate)"
    r"|internal server error|bad gateway|gateway time-?out|service (?:is )?(?:temporarily )?unavailable"
    r"|(?:request|connection|operation|read) (?:has )?(?:timed out|timeout|refused|reset|aborted)"
    r"|(?:invalid|missing|expired|wrong) (?:api|auth|access|subscription)[ -]?(?:key|token)|authentication failed"
    r"|(?:un|not )supported (?:target |source )?language|language (?:pair )?(?:is )?not supported"
    r"|(?:maximum )?context length|model (?:is )?(?:overloaded|not found)",
    re.IGNORECASE,
)
_WORDS_OF_SAYINGS = (
    *("quota", "limit", "budget", "credit", "request", "insufficient", "translat", "server", "gateway", "service"),
    *("connection", "operation", "read", "key", "token", "authentication", "language", "context", "model"),
)
"""What none of them is without."""

_TALK = re.compile(
    r"(?:(?:sure|certainly|of course)[!,.] )?(?:here(?:['’]s| is| are) (?:the|your|a) (?:\w+ )?translat(?:ion|ed)"
    r"|as an ai\b|i['’]m sorry, (?:but )?i (?:can|am)|i (?:can ?not|can['’]t|am unable to) (?:assist|help|translate)"
    r"|translated text:|translation:)",
    re.IGNORECASE,
)
_BEFORE_A_SAYING = re.compile(
    r"""\A[\s\[({<"'*!#]*(?:(?:[\w.]*(?:error|exception|warning|failure)|fatal|api|mt|deepl|google|openai|http)\b"""
    r"""[\s:.\]\-]*){0,3}(?:\d{3}[\s:.\-]+)?""",
    re.IGNORECASE,
)
_CLASS_OF_ERROR = re.compile(r"\A\s*(?:[a-z]\w*\.)*[A-Z][A-Za-z]+(?:Error|Exception)(?:: |\s*\Z|\()")
_ERROR = re.compile(r"\A\s*(?:\[error\]|error ?[:!]|error \d{3})", re.IGNORECASE)
_WITHIN = re.compile(r"(?<![\w.#/(<`'\"“«])(?:None|null|undefined|NaN)(?![\w(/`'\"”»]|\.\w)")
_NULL_IS_ZERO = frozenset(("de", "da", "nb", "nn", "no", "sv", "et", "lb", "fy"))
_TODO_IS_ALL = frozenset(("es", "pt", "gl", "ast", "it"))
_WORD = re.compile(r"[^\W\d_]+")
_LETTERS = re.compile(r"[^\W\d_]{2}")
_TELLING = re.compile(
    r"\b(?:none|null|nil|undefined|nan|n/a|tb[da]|fixme|xxx+|true|false|nonetype|traceback|function|\w*(?:error|exception)"
    r"|quota|to[ -]?do|limits?|budgets?|credits?|requests?|insufficient|translat\w+|server|gateway|services?|connection"
    r"|operation|read|key|token|authentication|languages?|context|model|ai|sorry|assist|help)\b"
    r"|#[A-Z#]|\[object|object at 0x|<Response|@[0-9a-f]{7}|\b[45]\d\d\b|\A\W*[\[{<]|data:",
    re.IGNORECASE,
)
"""What no certain finding here is without, but those without two letters beside each other."""
_FEW = 3
"""Words of a source that may rightly become a word like `None` in another language, at most."""
_AROUND = " \t\n\ue000.!\"'“”«»*_`"


def program_words(here: str, there: str, locale: str) -> Iterator[tuple[str, bool]]:
    """What in a text a program said, in words, and whether it is certain that no translator meant it.

    here: its source, whose own words are no fault; locale: of the text, empty where it is not known.
    """
    folded_source = here.casefold()
    yield from _nothing(here, there, locale)
    cell_errors = _CELL_ERROR.findall(there) if "#" in there else ()
    for found, kind in (
        (cell_errors, "an error of a spreadsheet"),
        (_OBJECT.findall(there), "what a program shows of its data"),
    ):
        for text in dict.fromkeys(found):
            if text.casefold() not in folded_source:
                yield f"“{text}” is {kind}, not a translation", True
    if _DATA.match(there) and not _DATA.match(here):
        yield f"“{' '.join(there.split())[:40]}” is data of a program, not a translation", True
    else:
        yield from _errors(folded_source, there, locale)
    if language_of(locale) != "en":
        for text in dict.fromkeys(_WITHIN.findall(there)):
            is_zero = text == "null" and language_of(locale) in _NULL_IS_ZERO
            if text.casefold() not in folded_source and there.strip(_AROUND) != text and not is_zero:
                yield f"“{text}” stands in it, as programs write for a value that is missing", False


def may_be_program_words(text: str) -> bool:
    """Whether a text, with its codes or without, may hold what `program_words` calls certain; quick."""
    return bool(_TELLING.search(text)) or not _LETTERS.search(text)


def _nothing(here: str, there: str, locale: str) -> Iterator[tuple[str, bool]]:
    words, bare = _WORD.findall(here), there.strip(_AROUND)
    if not words or (bare or there).casefold() in here.casefold():
        return
    is_long = len(words) > _FEW
    if _NOTHING.fullmatch(bare):
        is_zero = bare.casefold() == "null" and language_of(locale) in _NULL_IS_ZERO
        is_own = language_of(locale) in ("en", "")
        yield f"“{bare}” is a program's word for nothing, not a translation", is_long or not (is_zero or is_own)
    elif not is_long and bare == "TODO" and language_of(locale) in _TODO_IS_ALL:
        return
    elif found := _MAYBE_NOTHING.fullmatch(bare) or _MAYBE_NOTHING.fullmatch(there.strip()):
        yield f"“{found[0]}” stands in place of a translation", is_long


def _errors(folded_source: str, there: str, locale: str) -> Iterator[tuple[str, bool]]:
    is_english = language_of(locale) == "en"
    start = _BEFORE_A_SAYING.match(there)
    begins = {0, start.end() if start else 0}
    folded = there.casefold()
    may_say = any(word in folded for word in _WORDS_OF_SAYINGS)
    for pattern in (_HTTP, _SAYINGS) if may_say else (_HTTP,):
        if (saying := pattern.search(there)) and saying[0].casefold() not in folded_source:
            is_all = any(pattern.match(there, at) for at in begins)
            if is_all or (pattern is _HTTP and not is_english):
                verdict = f"“{saying[0]}” is an error of an engine or a service, not a translation"
                yield verdict, is_all and not is_english
                return
    if (talk := _TALK.match(there.lstrip(_AROUND))) and talk[0].casefold() not in folded_source:
        yield f"“{talk[0]}” is what an engine says of its answer, not a translation", not is_english
    elif (failed := _CLASS_OF_ERROR.match(there)) and failed[0].strip(" :(").casefold() not in folded_source:
        yield f"“{failed[0].strip(' :(')}” is an error of a program, not a translation", True
    elif (error := _ERROR.match(there)) and "error" not in folded_source:
        yield f"it begins with “{error[0].strip()}”, as answers of engines do that failed", False
