"""Shows contacts to a model: their lines in full, numbered, behind a short window of what was said before them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from motbot.catalogue.formats import name_in_english
from motbot.domain.contacts import Contact
from motbot.domain.expectation import Expectation
from motbot.domain.language import Language, language_of
from motbot.domain.message import ConversationView, Line
from motbot.domain.people import Side
from motbot.domain.personal_data import find_personal
from motbot.domain.promise import Promise
from motbot.domain.safe_text import shortened
from motbot.llm.meanings import CHANNEL_KINDS
from motbot.llm.transcript import Transcript, day_and_time, transcript_of

CONTEXT_LINES = 6
"""Lines before the first contact that are shown: what lies further back hardly changes how a reply reads."""
_STILL_OPEN = 4
"""Earlier lines that are shown as well, since a promise made in them was still open."""
_CHARACTERS = 36_000
"""Of all texts together; beyond, every line is cut alike, so that the prompt stays in its bounds."""
_LONGEST, _SHORTEST = 8000, 100

ROW_INPUTS = frozenset({"channel", "zone", "facts", "known", "limits", "reason_language", "omitted", "parts"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What a model is shown of a conversation, and the way back from its labels."""

    inputs: Mapping[str, Any]
    """Plain values for the prompt's user part."""
    transcript: Transcript
    lines: tuple[Line, ...]
    """Every line that is shown, oldest first."""
    expectations: Mapping[str, Expectation]
    """What was known to be expected, by its label."""
    languages: Mapping[int, Language]
    """The language a reply has to use, by the contact's number."""


def shown(
    view: ConversationView,
    *,
    contacts: Sequence[Contact],
    expectations: Iterable[Expectation],
    promises: Iterable[Promise],
    language: Language,
) -> Shown:
    """Number and label the contacts' lines and those before them. The present is not told: nothing may hang on it."""
    held = tuple(promises)
    lines, omitted = _window(view, contacts, held)
    transcript = transcript_of(replace(view, lines=_bounded(lines), focus=tuple(line.ts for line in lines)))
    asked_in = {line.ts: contact.number for contact in contacts for line in contact.asked}
    expected = (one for one in expectations if not asked_in.keys().isdisjoint((one.source, *one.again)))
    known = {f"E{number}": one for number, one in enumerate(expected, 1)}
    languages = _languages(view, contacts)
    parts = _parts(transcript, contacts, languages, _made(held, view))
    for label, one in known.items():
        row = {"label": label, "kind": one.kind.value, "text": transcript.without_accounts(one.text)}
        numbers = {asked_in[ts] for ts in (one.source, *one.again) if ts in asked_in}
        for number in sorted(numbers):
            next(part for part in parts if part["number"] == number)["known"].append(row)
    inputs = {
        "channel": CHANNEL_KINDS[view.channel_kind],
        "zone": view.zone.key,
        "facts": view.facts,
        "known": list(view.known),
        "limits": [{"rule": limit.rule, "instead": limit.instead} for limit in view.limits],
        "reason_language": name_in_english(language),
        "omitted": omitted,
        "parts": parts,
    }
    return Shown(inputs=inputs, transcript=transcript, lines=lines, expectations=known, languages=languages)


def _languages(view: ConversationView, contacts: Iterable[Contact]) -> dict[int, Language]:
    """The language a reply has to use, by contact: the customer's own there, else what they write elsewhere."""
    languages: dict[int, Language] = {}
    wordless = []
    for contact in contacts:
        theirs = " ".join(line.text for line in contact.asked)
        either = {language_of(theirs, default=default) for default in Language}
        if len(either) == 1:
            languages[contact.number] = either.pop()
        else:
            wordless.append(contact.number)
    # Reading the whole conversation is dear, and most contacts have words of their own.
    return languages | dict.fromkeys(wordless, view.language) if wordless else languages


def _window(
    view: ConversationView, contacts: Sequence[Contact], promises: Sequence[Promise]
) -> tuple[tuple[Line, ...], int]:
    """The contacts' lines with those between and a few before them, and how many earlier ones are left out."""
    spoken = [line.ts for contact in contacts for line in contact.lines]
    lines = [line for line in view.lines if line.side is not Side.OURSELVES]
    first, last = min(spoken), max(spoken)
    before = [line for line in lines if line.ts < first]
    begin = next(line.at for line in lines if line.ts == first)
    still_open = {ts for one in promises if one.ended_at is None or one.ended_at >= begin for ts in one.lines}
    kept = {line.ts for line in [one for one in before if one.ts in still_open][-_STILL_OPEN:]}
    kept |= {line.ts for line in before[-CONTEXT_LINES:]}
    window = tuple(line for line in lines if first <= line.ts <= last or line.ts in kept)
    return window, len(before) - len(kept)


def _bounded(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines, each cut to a length with which all of them fit."""
    longest = _LONGEST
    while longest > _SHORTEST and sum(min(len(line.text), longest) for line in lines) > _CHARACTERS:
        longest //= 2
    return tuple(replace(line, text=_cut(line.text, longest)) for line in lines)


def _cut(text: str, longest: int) -> str:
    """A text shortened, never inside a number or an address: half of one would not be known for what it is."""
    short = shortened(text, longest)
    if short == text:
        return text
    end = len(short) - 1
    inside = (one.start for one in find_personal(text[: 2 * longest]) if one.start < end < one.end)
    return next((shortened(text, start + 1) for start in inside), short)


def _made(promises: Iterable[Promise], view: ConversationView) -> dict[str, str]:
    """What is known of the promise that a line of ours makes, by its `ts`."""
    told: dict[str, str] = {}
    for one in promises:
        due = f", due {day_and_time(one.due.astimezone(view.zone))}" if one.due else ""
        missed = ", not kept by then" if one.broken_at else ""
        told |= dict.fromkeys(one.lines, f"holds a promise of ours{due}{missed}")
    return told


def _parts(
    transcript: Transcript, contacts: Sequence[Contact], languages: Mapping[int, Language], made: Mapping[str, str]
) -> list[dict[str, Any]]:
    """The rows, contact by contact; number 0 is what is not to be judged."""
    of = {line.ts: contact for contact in contacts for line in contact.lines}
    parts: list[dict[str, Any]] = []
    for row in transcript.rows:
        ts = transcript.ts_by_id[row["id"]]
        contact = of.get(ts)
        # A program's line between the words of one contact does not tear it apart.
        inside = parts and row["who"].startswith("PROGRAM")
        if not inside and (not parts or parts[-1]["number"] != (contact.number if contact else 0)):
            parts.append(_part(contact, languages))
        parts[-1]["lines"].append(_row(row, made.get(ts, "")))
    return parts


def _part(contact: Contact | None, languages: Mapping[int, Language]) -> dict[str, Any]:
    if contact is None:
        return {"number": 0, "language": "", "is_answered": True, "lines": [], "known": []}
    return {
        "number": contact.number,
        "language": name_in_english(languages[contact.number]),
        "is_answered": contact.is_answered,
        "lines": [],
        "known": [],
    }


def _row(row: Mapping[str, Any], made: str) -> dict[str, Any]:
    kept = {name: row[name] for name in ("id", "who", "at", "to", "edited", "files", "text")}
    return {**kept, "made": made}
