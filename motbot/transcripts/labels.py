"""What the labels of a case may be: the right answer to the judged words, and to our side's reply to them."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from motbot.catalogue import say, to_say
from motbot.domain.case import Split
from motbot.domain.expectation import NegativeType, Urgency
from motbot.domain.promise import Strength
from motbot.transcripts.cases import At, Case, CaseReply, Note, Part, Words
from motbot.transcripts.near import nearest_of

LEAST, MOST = -3, 3
EXPECTED = to_say(
    "expected a labelled case: id, people, thread, focus and gold (is_moment, urgency, explicit, "
    "implicit, not_yet_existing, should_say_no ...)"
)


def _nothing_is_none(value: object) -> object:
    return () if value is None else value


def _one_or_several(value: object) -> object:
    return (value,) if isinstance(value, str) else _nothing_is_none(value)


def _negative_type(value: object) -> object:
    """An unknown reason for no moment is no label; one that is nearly a known one is a slip."""
    if not isinstance(value, str) or value in set(NegativeType):
        return value or None
    near = nearest_of(value, NegativeType)
    if near:
        raise PydanticCustomError(
            "near",
            "{told}",
            {"told": say("unknown negative_type '{found}'; did you mean '{near}'?", found=value, near=near)},
        )
    return None


Texts = Annotated[tuple[Note, ...], BeforeValidator(_one_or_several)]
Score = Annotated[int, Field(ge=LEAST, le=MOST)]


class _Labels(Part):
    """A section of labels: a key that is nearly a known one, which is missing, is a slip of the pen."""

    @model_validator(mode="before")
    @classmethod
    def _no_slips(cls, value: object) -> object:
        if not isinstance(value, dict):
            return value
        known = {field.alias or name for name, field in cls.model_fields.items()}
        for key in value:
            near = nearest_of(str(key), known - set(value)) if key not in known else ""
            if near:
                raise PydanticCustomError(
                    "near",
                    "{told}",
                    {"told": say("unknown key '{found}'; did you mean '{near}'?", found=str(key), near=near)},
                )
        return value


class ExplicitLabel(_Labels):
    """Something the customer's words state."""

    key: Note = ""
    text: Words
    quote: Note = ""
    said_in: Annotated[Texts, Field(alias="from")] = ()
    anchors: Texts = ()


class UnsaidLabel(_Labels):
    """Something that a cue shows."""

    key: Note = ""
    text: Words
    cue: Note = ""
    said_in: Annotated[Texts, Field(alias="from")] = ()
    anchors: Texts = ()


class PromiseLabel(_Labels):
    """A promise in a reply; in a draft of a good reply, one that it would make."""

    who: Note = ""
    what: Note = ""
    due: At | None = None
    due_text: Note = ""
    strength: Strength = Strength.FIRM
    due_kind: Literal["deadline", "event_date"] = "deadline"
    condition: Note = ""


class OfferLabel(_Labels):
    """A good reply."""

    reply: Note = ""
    commitments: Annotated[tuple[PromiseLabel, ...], BeforeValidator(_nothing_is_none)] = ()


class SayNoLabel(_Labels):
    """Whether something must be refused."""

    value: bool | None = None
    what: Note = ""
    why: Note = ""
    either_ok: bool = False


class GoldLabels(_Labels):
    """The right answer to the judged words."""

    is_moment: bool
    negative_type: Annotated[NegativeType | None, BeforeValidator(_negative_type)] = None
    signals: Texts = ()
    urgency: Annotated[Urgency, BeforeValidator(lambda value: value or Urgency.NONE)] = Urgency.NONE
    reply_by: At | None = None
    explicit: Annotated[tuple[ExplicitLabel, ...], BeforeValidator(_nothing_is_none)] = ()
    implicit: Annotated[tuple[UnsaidLabel, ...], BeforeValidator(_nothing_is_none)] = ()
    not_yet_existing: Annotated[tuple[UnsaidLabel, ...], BeforeValidator(_nothing_is_none)] = ()
    business_interests: Texts = ()
    personal_interests: Texts = ()
    explore_questions: Texts = ()
    good_offer: OfferLabel | None = None
    should_say_no: SayNoLabel | None = None
    must_not: Texts = ()


class ReplyLabels(_Labels):
    """The right answer to our side's reply."""

    score: Score | None = None
    range: Annotated[tuple[Score, ...], BeforeValidator(_nothing_is_none)] = ()
    commitments: Annotated[tuple[PromiseLabel, ...], BeforeValidator(_nothing_is_none)] = ()


class LabelledReply(CaseReply):
    """What our side answered, with what is right to say of it."""

    gold: ReplyLabels | None = None


class LabelledCase(Case):
    """A case with its labels."""

    thread_id: Note = ""
    split: Annotated[Split, BeforeValidator(lambda value: value or Split.TRAIN)] = Split.TRAIN
    tags: Texts = ()
    gold: GoldLabels
    agent_reply: LabelledReply | None = None
