"""Values of the domain with something in every field, for tests that only care that there is one."""

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from motbot.domain.conversation import Conversation
from motbot.domain.due import Doubt
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
from motbot.domain.limits import LimitKind
from motbot.domain.message import Line
from motbot.domain.moment import Moment, Stage
from motbot.domain.nudge import (
    Card,
    NotePurpose,
    Nudge,
    NudgeKind,
    Place,
    PromiseItem,
    PromiseNote,
    Prompt,
    PromptPurpose,
    Summary,
    Whisper,
)
from motbot.domain.people import Author, Side
from motbot.domain.promise import (
    Beyond,
    Evidence,
    FoundPromise,
    Mending,
    Promise,
    PromiseState,
    Reading,
    ReadReply,
    Strength,
)
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


BEYOND = Beyond(kind=LimitKind.AUTHORITY, rule="Refunds above 500 need a lead", instead="I will ask my lead today")
READ_REPLY = ReadReply(
    reading=Reading(
        promises=(
            FoundPromise(
                words="下午三点前给您答复",
                source="1772442030.000100",
                what="answer about the refund",
                who="we",
                due_words="下午三点前",
                due_guess=T0.astimezone(SHANGHAI),
                condition="the bank says yes",
                repeats=7,
            ),
            FoundPromise(
                words="尽快", source="1772442030.000100", what="answer", due_guess=None, strength=Strength.VAGUE
            ),
        ),
        unanswered=("e1",),
        evidence=(Evidence(promise=7, source="1772442030.000100", words="已退款"),),
    ),
    provenance=PROVENANCE,
)
ITEM = PromiseItem(
    promise=7,
    place=PLACE,
    channel_name="help",
    what="answer about the refund",
    words="下午三点前给您答复",
    due=T0.astimezone(SHANGHAI),
    due_words="下午三点前",
    strength=Strength.CONDITIONAL,
    condition="the bank says yes",
    beyond=(BEYOND,),
    state=PromiseState.MOVED,
    mending=Mending.MOVE,
)
NOTE = PromiseNote(purpose=NotePurpose.REMINDER, language=Language.ZH, items=(ITEM,), moment=1, card=PLACE, more=2)


def a_promise(*, conversation: int = 1, agent: str = "UAGENT", wake_at: datetime | None = None) -> Promise:
    """A promise that is open, with everything a promise can have before it is over."""
    due = T0.astimezone(SHANGHAI) + timedelta(hours=6)
    return Promise(
        team="T1",
        channel="C1",
        conversation=conversation,
        moment=1,
        agent=agent,
        said_by="UCOLLEAGUE",
        lines=("1772442030.000100", "1772442040.000100"),
        who="we",
        what="answer about the refund",
        words="下午三点前给您答复",
        strength=Strength.CONDITIONAL,
        condition="the bank says yes",
        due=due,
        due_words="下午三点前",
        doubt=Doubt.DISAGREED,
        due_guess=due + timedelta(hours=12),
        by_hand=True,
        moved_from=(due - timedelta(hours=2), due - timedelta(hours=1)),
        beyond=(BEYOND,),
        provenance=PROVENANCE,
        state=PromiseState.MOVED,
        made_at=T0,
        tracked_at=T0,
        at_once=True,
        remind_at=due - timedelta(hours=1),
        reminded_for=due - timedelta(hours=2),
        told_late_for=due - timedelta(hours=2),
        broken_at=due - timedelta(hours=2),
        evidence=Evidence(promise=7, source="1772442040.000100", words="已退款"),
        mending=Mending.MOVE,
        reason="the bank is closed",
        draft=DRAFT,
        wake_at=wake_at,
    )


def a_whisper(
    key: str = "card:1:UAGENT", *, nudge: Nudge = CARD, promises: tuple[int, ...] = (), wake_at: datetime | None = None
) -> Whisper:
    """A private message that is to be posted."""
    bare = Whisper(key=key, team="T1", to="UAGENT", moment=1, promises=promises, nudge=nudge, created_at=T0)
    return replace(bare, wake_at=wake_at)
