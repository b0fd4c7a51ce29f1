"""The shapes a model answers in: evidence before label, in the part of JSON Schema that every server understands."""

from enum import StrEnum
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from motbot.domain.expectation import NegativeType, Signal, Urgency
from motbot.domain.nudge import NudgeKind


class ToldBack(StrEnum):
    """What the customer would say if the unsaid expectation were said to them: the nod test."""

    YES_OF_COURSE = "yes_of_course"
    NOT_THOUGHT_OF = "had_not_thought_of_it_good"
    NEITHER = "neither"


class CueFrom(StrEnum):
    """Where a cue can be pointed at."""

    CONVERSATION = "conversation"
    FACTS = "facts"
    GENERAL_KNOWLEDGE = "general_knowledge"
    """What is usual in the trade: no evidence about this customer."""


def _empty_for_null(value: Any) -> Any:
    return "" if value is None else value


def _none_for_null(value: Any) -> Any:
    return [] if value is None else value


def _plain_choice(value: Any) -> Any:
    """Servers that do not enforce the schema write choices with capitals and spaces."""
    return value.strip().lower().replace(" ", "_").replace("-", "_") if isinstance(value, str) else value


def _choice_or_null(value: Any) -> Any:
    plain = _plain_choice(value)
    return None if plain in {"", "none", "null"} else plain


def _known_signals(value: Any) -> Any:
    """A signal is a bonus: one that is unknown is left out and costs no repair."""
    if not isinstance(value, list):
        return []
    return [plain for plain in map(_plain_choice, value) if plain in set(Signal)]


Text = Annotated[str, BeforeValidator(_empty_for_null)]


class Shape(BaseModel):
    """Further keys are passed over: a model that says more has still answered."""

    model_config = ConfigDict(extra="ignore", frozen=True)


class ExplicitFound(Shape):
    """An expectation that the customer's words state."""

    quote: Text = Field(description="the words that state it, copied exactly from one line of the customer")
    line: Text = Field(description="id of that line, such as L3")
    text: Text = Field(description="what the customer will have when all is well; one idea")


class UnsaidFound(Shape):
    """An expectation that nobody has put into words."""

    cue: Text = Field(description="the words or the fact that show it")
    cue_from: Annotated[CueFrom, BeforeValidator(_plain_choice)]
    line: Text = Field(description="id of the line with the cue, or empty")
    text: Text = Field(description="what the customer will have; one idea")
    benefit: Text = Field(description="what it gives this customer, for their work or for themselves; empty if none")
    told_back: Annotated[ToldBack, BeforeValidator(_plain_choice)] = Field(
        description="what they would answer if you told them"
    )


class InterestFound(Shape):
    """What the customer, or their organisation, has at stake."""

    cue: Text = Field(description="what in the conversation or the facts shows it")
    text: Text


class AssessAnswer(Shape):
    """The assessment of a customer's newest words."""

    notes: Text = Field(description="at most two sentences: who speaks to whom, about what, what is still open")
    is_moment: bool
    negative_type: Annotated[NegativeType | None, BeforeValidator(_choice_or_null)] = Field(
        description="null for a moment"
    )
    signals: Annotated[list[Signal], BeforeValidator(_known_signals)]
    explicit: Annotated[list[ExplicitFound], BeforeValidator(_none_for_null)]
    unsaid: Annotated[list[UnsaidFound], BeforeValidator(_none_for_null)] = Field(
        description="an empty list is a right answer"
    )
    business_interests: Annotated[list[InterestFound], BeforeValidator(_none_for_null)]
    personal_interests: Annotated[list[InterestFound], BeforeValidator(_none_for_null)]
    urgency_reason: Text = Field(description="which test fits, in a few words")
    urgency: Annotated[Urgency, BeforeValidator(_plain_choice)]
    say_no_reason: Text = Field(
        description="the evidence that something asked for cannot or must not be done; or empty"
    )
    say_no: bool
    say_no_what: Text = Field(description="exactly what cannot be done; empty if say_no is false")
    missing_fact: Text = Field(description="the one decisive fact that is missing; empty if an offer can be made")
    explore_questions: Annotated[list[str], BeforeValidator(_none_for_null)] = Field(description="none to three")


class PromiseFound(Shape):
    """Something our side would promise by sending the reply."""

    who: Text = Field(description="label of the person who will do it, or agent")
    what: Text
    due_text: Text = Field(description="the words of the reply that give the time, copied exactly; or empty")
    due_local: Text = Field(description="that time as YYYY-MM-DDTHH:MM in the channel's zone; or empty")


class DraftAnswer(Shape):
    """A reply for the agent to send."""

    notes: Text = Field(description="at most two sentences: what they need, what we know, what we must find out")
    step: Annotated[NudgeKind, BeforeValidator(_plain_choice)]
    reply: Text
    promises: Annotated[list[PromiseFound], BeforeValidator(_none_for_null)]
    why: Text = Field(description="one line for the agent that names the step")


class ConfirmAnswer(Shape):
    """A question that checks the outcome."""

    notes: Text = Field(description="one sentence: what was asked, what was delivered, what is open")
    reply: Text
    why: Text = Field(description="one line for the agent that names the step")
