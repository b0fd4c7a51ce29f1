"""Values of the domain with something in every field, for tests that only care that there is one."""

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from motbot.domain.conversation import Conversation
from motbot.domain.expectation import (
    Assessment,
    Commitment,
    Draft,
    Expectation,
    ExpectationKind,
    Provenance,
    SayNo,
    Signal,
    Urgency,
)
from motbot.domain.language import Language
from motbot.domain.message import Line
from motbot.domain.moment import Moment, Stage
from motbot.domain.nudge import Card, NudgeKind, Place, Prompt, PromptPurpose, Summary, Whisper
from motbot.domain.people import Author, Side
from motbot.ports.records import StoredLine
from tests.fakes.clock import T0

SHANGHAI = ZoneInfo("Asia/Shanghai")
PLACE = Place(channel="C1", ts="1772442000.000100", thread_ts="1772442000.000000")
PROVENANCE = Provenance(
    coach="model", revision="abc", model="m-1", latency_ms=1200, prompt_tokens=900, dropped=("quote",)
)
EXPECTATION = Expectation(kind=ExpectationKind.EXPLICIT, text="得到退款", quote="想退款", source="1772442000.000100")
ASSESSMENT = Assessment(
    is_moment=True,
    language=Language.ZH,
    urgency=Urgency.HIGH,
    reply_by=T0.astimezone(SHANGHAI) + timedelta(hours=1),
    expectations=(EXPECTATION, Expectation(kind=ExpectationKind.IMPLICIT, text="to be told when", cue="asks twice")),
    business_interests=("cash",),
    personal_interests=("calm",),
    explore_questions=("Which order?",),
    missing_fact="order number",
    say_no=SayNo(value=True, what="a refund today", why="the bank is closed"),
    signals=(Signal.ANGER,),
)
DRAFT = Draft(reply="您好", why="Explore", commitments=(Commitment(who="we", what="call", due=T0, due_text="at nine"),))


def a_line(ts: str = "1772442000.000100", text: str = "想退款", *, conversation: int = 1) -> StoredLine:
    """A customer's message."""
    line = Line(ts=ts, at=T0, side=Side.CUSTOMER, author="UCUST", text=text, addressed=("U1",))
    return StoredLine(
        team="T1", channel="C1", conversation=conversation, line=line, author=Author(user="UCUST", team="T1")
    )


def a_conversation(root_ts: str = "1772442000.000100", *, wake_at: datetime | None = None) -> Conversation:
    """A conversation that waits to be judged."""
    return Conversation(
        team="T1",
        channel="C1",
        root_ts=root_ts,
        opened_at=T0,
        last_at=T0,
        customers=("UCUST",),
        last_side=Side.CUSTOMER,
        pending_since=T0,
        wake_at=wake_at,
    )


def a_moment(*, conversation: int = 1, wake_at: datetime | None = None, stage: Stage = Stage.EXPLORING) -> Moment:
    """A moment with everything a moment can have."""
    return Moment(
        team="T1",
        channel="C1",
        conversation=conversation,
        customer="UCUST",
        focus=("1772442000.000100",),
        assessment=ASSESSMENT,
        provenance=PROVENANCE,
        stage=stage,
        opened_at=T0,
        last_at=T0,
        agent="UAGENT",
        draft=DRAFT,
        draft_provenance=PROVENANCE,
        known=("paid by card",),
        escalate_at=T0 + timedelta(minutes=10),
        wake_at=wake_at,
    )


CARD = Card(
    moment=1,
    kind=NudgeKind.EXPLORE,
    language=Language.EN,
    place=PLACE,
    channel_name="help",
    words="想退款",
    expectations=(EXPECTATION,),
    urgency=Urgency.HIGH,
    reply_by=T0,
)
SUMMARY = Summary(
    moment=1,
    language=Language.EN,
    place=PLACE,
    channel_name="help",
    words="想退款",
    urgency=Urgency.HIGH,
    reply_by=None,
)
PROMPT = Prompt(
    moment=1,
    purpose=PromptPurpose.CONFIRM,
    language=Language.EN,
    place=PLACE,
    card=PLACE,
    channel_name="help",
    words="想退款",
    reply="Is all well?",
)


def a_whisper(
    key: str = "card:1:UAGENT", *, nudge: Card | Summary | Prompt = CARD, wake_at: datetime | None = None
) -> Whisper:
    """A private message that is to be posted."""
    bare = Whisper(key=key, team="T1", to="UAGENT", moment=1, nudge=nudge, created_at=T0)
    return replace(bare, wake_at=wake_at)
