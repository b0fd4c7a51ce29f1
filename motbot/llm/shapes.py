"""The shapes a model answers in: evidence before label, in the part of JSON Schema that every server understands."""

from enum import StrEnum
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from motbot.domain.expectation import NegativeType, Signal, Urgency
from motbot.domain.nudge import NudgeKind
from motbot.domain.reading import Strength


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


class Nature(StrEnum):
    """What a statement of ours is, asked of each one before it may count as a promise."""

    WILL_BE_DONE = "will_be_done"
    DONE_WITH_THE_MESSAGE = "done_already_or_with_this_message"
    FOR_OTHERS = "for_the_customer_or_others_to_do"
    ALWAYS_SO = "how_it_is_or_always_goes"
    NOT_DECIDED = "question_wish_or_opinion"
    COURTESY = "courtesy"
    NOT_MEANT = "joke_or_quotation"


def _empty_for_null(value: Any) -> Any:
    return "" if value is None else value


def none_for_null(value: Any) -> Any:
    """An empty list where a model says null."""
    return [] if value is None else value


def plain_choice(value: Any) -> Any:
    """A choice as its enum spells it: servers that do not enforce the schema write choices with capitals and spaces."""
    return value.strip().lower().replace(" ", "_").replace("-", "_") if isinstance(value, str) else value


def _choice_or_null(value: Any) -> Any:
    plain = plain_choice(value)
    return None if plain in {"", "none", "null"} else plain


def _vague_for_nothing(value: Any) -> Any:
    """What is no promise has no strength either, and must not cost a repair."""
    return _choice_or_null(value) or Strength.VAGUE.value


def _known_signals(value: Any) -> Any:
    """A signal is a bonus: one that is unknown is left out and costs no repair."""
    if not isinstance(value, list):
        return []
    return [plain for plain in map(plain_choice, value) if plain in set(Signal)]


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
    cue_from: Annotated[CueFrom, BeforeValidator(plain_choice)]
    line: Text = Field(description="id of the line with the cue, or empty")
    text: Text = Field(description="what the customer will have; one idea")
    benefit: Text = Field(description="what it gives this customer, for their work or for themselves; empty if none")
    told_back: Annotated[ToldBack, BeforeValidator(plain_choice)] = Field(
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
    explicit: Annotated[list[ExplicitFound], BeforeValidator(none_for_null)]
    unsaid: Annotated[list[UnsaidFound], BeforeValidator(none_for_null)] = Field(
        description="an empty list is a right answer"
    )
    business_interests: Annotated[list[InterestFound], BeforeValidator(none_for_null)]
    personal_interests: Annotated[list[InterestFound], BeforeValidator(none_for_null)]
    urgency_reason: Text = Field(description="which test fits, in a few words")
    urgency: Annotated[Urgency, BeforeValidator(plain_choice)]
    say_no_reason: Text = Field(
        description="the evidence that something asked for cannot or must not be done; or empty"
    )
    say_no: bool
    say_no_what: Text = Field(description="exactly what cannot be done; empty if say_no is false")
    missing_fact: Text = Field(description="the one decisive fact that is missing; empty if an offer can be made")
    explore_questions: Annotated[list[str], BeforeValidator(none_for_null)] = Field(description="none to three")


class PromiseFound(Shape):
    """Something our side would promise by sending the reply."""

    who: Text = Field(description="label of the person who will do it, or agent")
    what: Text
    due_text: Text = Field(description="the words of the reply that give the time, copied exactly; or empty")
    due_local: Text = Field(description="that time as YYYY-MM-DDTHH:MM in the channel's zone; or empty")


class DraftAnswer(Shape):
    """A reply for the agent to send."""

    notes: Text = Field(description="at most two sentences: what they need, what we know, what we must find out")
    step: Annotated[NudgeKind, BeforeValidator(plain_choice)]
    reply: Text
    promises: Annotated[list[PromiseFound], BeforeValidator(none_for_null)]
    why: Text = Field(description="one line for the agent that names the step")


class StatementFound(Shape):
    """Words of ours that a customer could take for a promise, and what they are."""

    words: Text = Field(description="the clause that says it, copied exactly from one line of ours")
    line: Text = Field(description="id of that line, such as L4")
    nature: Annotated[Nature, BeforeValidator(plain_choice)]
    what: Text = Field(description="what will be there or will have happened; empty if it is no promise")
    who: Text = Field(description="label or name of whoever will do it; empty for the speaker")
    due_words: Text = Field(description="the words of that line that give the time, copied exactly; or empty")
    due_local: Text = Field(description="that time as YYYY-MM-DDTHH:MM; empty if it is open")
    condition: Text = Field(description="what it rests on; or empty")
    strength: Annotated[Strength, BeforeValidator(_vague_for_nothing)]
    repeats: Text = Field(description="id of the listed promise it says again or moves, such as P1; or empty")


class AnsweredFound(Shape):
    """Whether our words answer what the customer asked for."""

    expectation: Text = Field(description="id of the listed expectation, such as E1")
    quote: Text = Field(description="our words that answer it, copied exactly; empty if none do")
    answered: bool


class DeliveredFound(Shape):
    """Words of ours that show that an open promise was kept."""

    quote: Text = Field(description="our words that show it, copied exactly; empty if an attached file alone shows it")
    line: Text = Field(description="id of that line")
    promise: Text = Field(description="id of the listed promise, such as P1")


class PromisesAnswer(Shape):
    """What our side promises, answers and delivers in its newest lines."""

    notes: Text = Field(description="at most two sentences: what the customer wants, what our side answered")
    statements: Annotated[list[StatementFound], BeforeValidator(none_for_null)] = Field(
        description="an empty list is a right answer"
    )
    answered: Annotated[list[AnsweredFound], BeforeValidator(none_for_null)]
    delivered: Annotated[list[DeliveredFound], BeforeValidator(none_for_null)]


class MendAnswer(Shape):
    """The honest message about a promise that will not be kept as it was made."""

    notes: Text = Field(description="one sentence: what was promised, what is true now, what is certain")
    reply: Text
    time_words: Text = Field(description="the words of the reply that name the new time, copied exactly; or empty")
    why: Text = Field(description="one line for the agent that names the step")


class ConfirmAnswer(Shape):
    """A question that checks the outcome."""

    notes: Text = Field(description="one sentence: what was asked, what was delivered, what is open")
    reply: Text
    why: Text = Field(description="one line for the agent that names the step")
