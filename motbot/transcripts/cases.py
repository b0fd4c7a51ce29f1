"""Reads the conversations of labelled cases (`schema: motbot-cases/1`); the labels are left to who measures."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timezone
from typing import Annotated, Generic, Literal, TypeVar
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from motbot.catalogue import in_turn, labelled, listed, say, to_say
from motbot.domain.errors import BadDialogue
from motbot.domain.language import Language, language_of
from motbot.domain.message import ChannelKind
from motbot.domain.people import Side
from motbot.transcripts.case_rows import id_of, refuse_twins, rows_of
from motbot.transcripts.marked_yaml import Loc, Marked, Unreadable, Value, read_yaml
from motbot.transcripts.stamps import EARLIEST, LATEST
from motbot.transcripts.transcript import Said, Speaker, Transcript, in_utc, last_burst, lines_of, names_of

LARGEST_TEXT = 1024 * 1024
"""Characters."""

_EXPECTED = to_say("expected a case with id, people (id, side, name) and thread (id, at with its offset, by, text)")


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise ValueError(
            say("there is no time zone {name!r}; give an IANA name such as Europe/London", name=name)
        ) from None
    return name


def _of_our_time(at: AwareDatetime) -> AwareDatetime:
    # Pydantic takes a bare number for seconds since 1970, and names its zone by an object of its own.
    if not EARLIEST <= at.year <= LATEST:
        raise ValueError(say("expected a time with its offset, such as 2026-03-02T10:12:00+01:00"))
    offset = at.utcoffset()
    return at.replace(tzinfo=timezone(offset)) if offset is not None else at


Id = Annotated[str, Field(min_length=1, max_length=200)]
Words = Annotated[str, Field(min_length=1, max_length=40_000)]
Note = Annotated[str, BeforeValidator(lambda value: "" if value is None else value)]
"""A text that may be left out, or be null."""
At = Annotated[AwareDatetime, AfterValidator(_of_our_time)]


class Part(BaseModel):
    """A section of a file of cases; keys that nobody reads may stand beside those that are read."""

    model_config = ConfigDict(frozen=True, extra="ignore", hide_input_in_errors=True)


class CasePerson(Part):
    """Somebody of a case."""

    id: Id
    side: Literal[Side.CUSTOMER, Side.AGENT, Side.COLLEAGUE, Side.BOT]
    name: Note = ""


class CaseChannel(Part):
    """Where a case plays."""

    kind: Note = ""
    name: Note = ""


class CaseEntry(Part):
    """One message of a case, or the later text of one."""

    id: Id
    at: At
    by: Id
    kind: Literal["message", "edit"] = "message"
    edit_of: Note = ""
    text: Words


class CaseReply(Part):
    """What our side answered."""

    by: Id
    at: At
    text: Words


class Case(Part):
    """The conversation of a case, without its labels."""

    id: Id
    title: Note = ""
    lang: Note = ""
    channel: CaseChannel = CaseChannel()
    tz: Annotated[str, AfterValidator(_zone)] = "UTC"
    people: Annotated[tuple[CasePerson, ...], Field(min_length=1)]
    context: Note = ""
    thread: Annotated[tuple[CaseEntry, ...], Field(min_length=1)]
    focus: Note = ""
    agent_reply: CaseReply | None = None


Shape = TypeVar("Shape", bound=Case)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadCase(Generic[Shape]):
    """A case with where it stands."""

    case: Shape
    place: int
    """Its place in the list of cases, from 0."""
    marked: Marked

    def line(self, *loc: str | int) -> int:
        """The line of something in it, by its keys."""
        return self.marked.line(("cases", self.place, *loc))


def parse_cases(text: str, *, name: str, pick: str = "") -> tuple[Case, ...]:
    """Read the cases of a file, or the one with the id `pick` (none if it has none such); `name` is what errors say.

    Raises:
        BadDialogue: naming file, line and key, with what was expected.
    """
    return tuple(one.case for one in read_shaped(text, Case, name=name, pick=pick))


def read_shaped(
    text: str,
    shape: type[Shape],
    *,
    name: str,
    pick: str = "",
    expected: str = _EXPECTED,
    choose: Callable[[Value], Value] = lambda row: row,
) -> tuple[ReadCase[Shape], ...]:
    """The same with more of each case than its conversation; `expected` is what errors say that a case has.

    `choose` gives the row as it is to be read; None passes it over.

    Raises:
        BadDialogue: naming file, line and key, with what was expected.
    """
    if len(text) > LARGEST_TEXT:
        raise BadDialogue(
            say(
                "{name}: has more than {largest_text} characters; split it into several files of cases",
                name=name,
                largest_text=LARGEST_TEXT,
            )
        )
    try:
        marked = read_yaml(text)
    except Unreadable as error:
        raise BadDialogue(labelled(f"{name}:{error.line}", str(error))) from error
    rows = rows_of(marked, name)
    refuse_twins(rows, marked, name)
    chosen = [(place, choose(row)) for place, row in enumerate(rows) if not pick or id_of(row) == pick]
    return tuple(
        ReadCase(case=_case(row, shape, place, marked, name=name, expected=expected), place=place, marked=marked)
        for place, row in chosen
        if row is not None
    )


def _case(row: Value, shape: type[Shape], place: int, marked: Marked, *, name: str, expected: str) -> Shape:
    try:
        case = shape.model_validate(row)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        raise _wrong(("cases", place, *first["loc"]), in_turn((first["msg"], say(expected))), marked, name) from error
    for loc, problem in _contradictions(case):
        raise _wrong(("cases", place, *loc), problem, marked, name)
    return case


def _wrong(loc: Loc, problem: str, marked: Marked, name: str) -> BadDialogue:
    key = ".".join(str(part) for part in loc)
    return BadDialogue(labelled(labelled(f"{name}:{marked.line(loc)}", key), problem))


def _contradictions(case: Case) -> Iterator[tuple[Loc, str]]:
    """What cannot be meant although each key of it can."""
    people = [person.id for person in case.people]
    expected = say("expected one of {people}", people=listed(people))
    yield from _twins("people", people)
    yield from _twins("thread", [entry.id for entry in case.thread])
    messages: set[str] = set()
    for place, entry in enumerate(case.thread):
        if entry.by not in people:
            yield ("thread", place, "by"), say("{by!r} is nobody of people; {expected}", by=entry.by, expected=expected)
        if entry.kind == "message":
            messages.add(entry.id)
        elif entry.edit_of not in messages:
            yield (
                ("thread", place, "edit_of"),
                say("{edit_of!r} is no message above; name the message it replaces", edit_of=entry.edit_of),
            )
    if case.focus and all(case.focus != entry.id for entry in case.thread):
        yield ("focus",), say("{focus!r} is no entry of the thread; name the entry to be judged", focus=case.focus)
    if case.agent_reply and case.agent_reply.by not in people:
        yield (
            ("agent_reply", "by"),
            say("{by!r} is nobody of people; {expected}", by=case.agent_reply.by, expected=expected),
        )


def _twins(key: str, ids: Sequence[str]) -> Iterator[tuple[Loc, str]]:
    seen: set[str] = set()
    for place, one in enumerate(ids):
        if one in seen:
            yield (key, place, "id"), say("{one!r} stands twice; give each entry an id of its own", one=one)
        seen.add(one)


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A conversation with where each entry of its case stands in it."""

    transcript: Transcript
    ts: dict[str, str]
    """By the id of an entry, an edit having that of its message; our side's reply is under ""."""


def transcript_of(case: Case) -> Transcript:
    """The conversation of a case with the edits made, our side's reply included, in the order of the times."""
    return placed(case).transcript


def placed(case: Case) -> Placed:
    """The same, with the way from the case's entries to its lines."""
    speakers = speakers_of(case)
    rows: list[tuple[str, Said]] = []
    for entry in case.thread:
        if entry.kind == "message":
            rows.append((entry.id, Said(by=entry.by, at=entry.at, text=entry.text)))
        else:
            rows = [_edited(row, entry) for row in rows]
    if case.agent_reply:
        reply = case.agent_reply
        rows.append(("", Said(by=reply.by, at=reply.at, text=reply.text)))
    rows.sort(key=lambda row: in_utc(row[1].at))
    lines = lines_of([said for _, said in rows], speakers)
    ts = {key: line.ts for (key, _), line in zip(rows, lines, strict=True)}
    edited = {entry.id: ts[entry.edit_of] for entry in case.thread if entry.edit_of in ts}
    judged = {**ts, **edited}.get(case.focus, "") if case.focus else ""
    transcript = Transcript(
        id=case.id,
        lines=lines,
        zone=ZoneInfo(case.tz),
        focus=(judged,) if judged else last_burst(lines),
        names=names_of(speakers),
        channel_kind=_kind(case.channel.kind),
        facts=case.context,
        default_language=language_in(case),
    )
    return Placed(transcript=transcript, ts={**ts, **edited})


def speakers_of(case: Case) -> dict[str, Speaker]:
    """Everybody of a case, by id."""
    return {person.id: Speaker(name=person.name, side=person.side) for person in case.people}


def _edited(row: tuple[str, Said], entry: CaseEntry) -> tuple[str, Said]:
    key, said = row
    return (key, Said(by=said.by, at=said.at, text=entry.text, edited=True)) if key == entry.edit_of else row


def _kind(kind: str) -> ChannelKind:
    return ChannelKind.INTERNAL_REQUEST if kind == ChannelKind.INTERNAL_REQUEST else ChannelKind.CUSTOMER


def language_in(case: Case) -> Language:
    """The language the case names; of a mixed one, what its words are."""
    code = case.lang.lower()[:2]
    return Language(code) if code in set(Language) else language_of(" ".join(entry.text for entry in case.thread))
