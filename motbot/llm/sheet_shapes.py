"""The shape a model answers in about contacts: the words of both sides first, then what they show."""

import re
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from motbot.domain.expectation import Urgency
from motbot.domain.scoring import Fault, Step
from motbot.domain.sheet import Fate, Outcome
from motbot.llm.shapes import CueFrom, Shape, Text, ToldBack, none_for_null, plain_choice

_NUMBER = re.compile(r"-?\d+")
_BETWEEN_IDS = re.compile(r"[\s,;/，、；]+")


class Merit(StrEnum):
    """What can raise a reply above "answered"; how far it does is worked out from these, never asked."""

    CERTAIN = "owner_and_time"
    WORK = "work_taken_off"
    CHECK = "check_or_fallback"
    WAY_ON = "honest_no_with_way_on"
    OWNS_UP = "owns_up"


class Reach(StrEnum):
    """How far our words get with what was asked, whatever else is good or bad about them."""

    EMPTY = "empty"
    SEEN = "seen"
    ANSWERED = "answered"


def _number(value: Any) -> Any:
    """The contact's number, also where it is called "Contact 3"."""
    found = _NUMBER.search(value) if isinstance(value, str) else None
    return int(found[0]) if found else value


def _label(value: Any) -> Any:
    """A line's id, also where only its number is given."""
    return f"L{value}" if isinstance(value, int) else ("" if value is None else value)


def _ids(value: Any) -> Any:
    """Several ids in one text, also where they come as a list."""
    return " ".join(map(str, value)) if isinstance(value, list) else ("" if value is None else value)


def _known_or(otherwise: StrEnum) -> BeforeValidator:
    """A choice that decides little and must not cost a repair: what is unknown counts as this one."""
    values = {choice.value for choice in type(otherwise)}

    def known(value: Any) -> Any:
        plain = plain_choice(value)
        return plain if plain in values else otherwise.value

    return BeforeValidator(known)


def _named(choices: type[StrEnum]) -> Any:
    """One of these in the schema, yet read as it comes: an unknown one is dropped and counted with its entry alone."""
    return Field(json_schema_extra={"enum": [choice.value for choice in choices]})


Name = Annotated[str, BeforeValidator(plain_choice), BeforeValidator(_ids)]
LineId = Annotated[str, BeforeValidator(_label)]
Ids = Annotated[str, BeforeValidator(_ids)]


class RequestJudged(Shape):
    """Something that the customer asks for in words."""

    words: Text = Field(description="the customer's words that ask for it, copied exactly from one line")
    line: LineId = Field(description="id of that line, such as L3")
    known: Text = Field(description="id of the known expectation that this is, such as E1; or empty")
    text: Text = Field(description="what the customer will have when all is well; one idea")
    ours: Text = Field(description="words of ours in this contact that answer it, copied exactly; empty if none do")
    answered: bool


class UnsaidJudged(Shape):
    """An expectation that nobody has put into words."""

    cue: Text = Field(description="the words or the fact that show it")
    cue_from: Annotated[CueFrom, _known_or(CueFrom.GENERAL_KNOWLEDGE)]
    line: LineId = Field(description="id of the line with the cue, or empty")
    known: Text = Field(description="id of the known expectation that this is, such as E2; or empty")
    text: Text = Field(description="what the customer will have; one idea")
    benefit: Text = Field(description="what it gives this customer; empty if none")
    told_back: Annotated[ToldBack, _known_or(ToldBack.NEITHER)]
    ours: Text = Field(description="words of ours in this contact that serve it, copied exactly; empty if none do")
    outcome: Annotated[Outcome, _known_or(Outcome.NEVER_SEEN)]


class FaultJudged(Shape):
    """Words of ours that let the customer down."""

    words: Text = Field(description="our words, copied exactly from one line of this contact")
    line: LineId
    why: Text = Field(description="in a few words: which part of the fault's definition they meet")
    fault: Name = _named(Fault)


class MeritJudged(Shape):
    """Words of ours that do more than answer."""

    words: Text = Field(description="our words, copied exactly from one line of this contact")
    line: LineId
    merit: Name = _named(Merit)


class MarkJudged(Shape):
    """How one step was done; a step that was not called for has no entry."""

    step: Name = _named(Step)
    words: Text = Field(description="the words of this contact that show it best, copied exactly from one line")
    line: LineId
    seen: Ids = Field(description="ids of what our words do, separated by spaces, such as E3 E5; or empty")
    lacking: Ids = Field(description="ids of what was called for and is missing or done the other way round; or empty")
    reason: Text = Field(description="one short line")
    score: Annotated[int | None, BeforeValidator(_number)] = Field(
        description="-3 to 3, of two that fit the one nearer 0; null if the step was not called for"
    )

    @property
    def seen_ids(self) -> tuple[str, ...]:
        """What was seen, id by id."""
        return _split(self.seen)

    @property
    def lacking_ids(self) -> tuple[str, ...]:
        """What was lacking, id by id."""
        return _split(self.lacking)


class PromiseJudged(Shape):
    """Something our side says in this contact that it will do."""

    words: Text = Field(description="our words that promise it, copied exactly from one line of this contact")
    line: LineId
    due_words: Text = Field(description="the words of that line that give its time, copied exactly; or empty")
    fate: Annotated[Fate, _known_or(Fate.OPEN)]


class ContactJudged(Shape):
    """Everything about one contact."""

    contact: Annotated[int, BeforeValidator(_number)]
    notes: Text = Field(description="one sentence: what they came for, what our words did about it")
    asked: Annotated[list[RequestJudged], BeforeValidator(none_for_null)]
    unsaid: Annotated[list[UnsaidJudged], BeforeValidator(none_for_null)] = Field(
        description="an empty list is a right answer"
    )
    expects: bool
    urgency_reason: Text = Field(description="which test fits, in a few words")
    urgency: Annotated[Urgency, BeforeValidator(plain_choice)]
    harm: bool
    broken_words: Text = Field(description="the earlier words that show that a promise of ours is broken; or empty")
    broken_line: LineId = Field(description="id of that line; or empty")
    faults: Annotated[list[FaultJudged], BeforeValidator(none_for_null)] = Field(
        description="an empty list is a right answer"
    )
    mild: bool
    merits: Annotated[list[MeritJudged], BeforeValidator(none_for_null)] = Field(
        description="an empty list is a right answer"
    )
    reach: Annotated[Reach, BeforeValidator(plain_choice)]
    marks: Annotated[list[MarkJudged], BeforeValidator(none_for_null)]
    promises: Annotated[list[PromiseJudged], BeforeValidator(none_for_null)]
    reason: Text = Field(description="one line: what decides about this contact")
    better: Text = Field(description="the reply that would have been best, ready to send, in the customer's language")


class SheetAnswer(Shape):
    """The sheet of the contacts that were to be judged."""

    contacts: list[ContactJudged]


def _split(ids: str) -> tuple[str, ...]:
    return tuple(one.upper() for one in _BETWEEN_IDS.split(ids) if one)
