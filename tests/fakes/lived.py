"""An in-memory reading of lived conversations, and one that teaches by whatever a test gives it."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from motbot.domain.events import Act
from motbot.domain.expectation import Assessment, Expectation, ExpectationKind, Urgency
from motbot.domain.language import Language
from motbot.domain.message import Line
from motbot.domain.people import Side
from motbot.domain.promise import Promise
from motbot.domain.review import Review
from motbot.ports.lived import Lived, Reviewed
from motbot.ports.records import Feedback, StoredLine, Verdict
from tests.fakes.clock import T0
from tests.fakes.samples import PROVENANCE

CUSTOMER, AGENT = "UCUSTOMER1", "UAGENT001"
ASKED_AT, SAID_AT = T0, T0 + timedelta(minutes=10)
BERLIN = ZoneInfo("Europe/Berlin")


def stamp(at: datetime) -> str:
    """Slack's id of a message of that time."""
    return f"{at.timestamp():.6f}"


def a_line(text: str, *, by: str = CUSTOMER, side: Side = Side.CUSTOMER, at: datetime = ASKED_AT) -> StoredLine:
    """What somebody said."""
    line = Line(ts=stamp(at), at=at, side=side, author=by, text=text)
    return StoredLine(team="T1", channel="C1", conversation=1, line=line)


def an_answer(text: str, *, by: str = AGENT, at: datetime = SAID_AT) -> StoredLine:
    """What our side said."""
    return a_line(text, by=by, side=Side.AGENT, at=at)


def a_verdict(text: str, *, is_moment: bool = True, at: datetime = ASKED_AT) -> Verdict:
    """What the coach made of a burst: one wish, or nothing."""
    wish = Expectation(kind=ExpectationKind.EXPLICIT, text=text, quote=text, source=stamp(at))
    found = Assessment(is_moment=True, language=Language.EN, urgency=Urgency.HIGH, expectations=(wish,))
    return Verdict(
        id=1,
        team="T1",
        channel="C1",
        conversation=1,
        focus=(stamp(at),),
        is_moment=is_moment,
        urgency=Urgency.HIGH,
        assessment=found if is_moment else None,
        moment=1 if is_moment else 0,
        at=at + timedelta(seconds=5),
    )


def a_press(act: str = Act.NOT_HELPFUL, value: str = "too_late", *, note: str = "") -> Feedback:
    """What the agent did with the card."""
    at = ASKED_AT + timedelta(minutes=20)
    return Feedback(team="T1", user=AGENT, moment=1, act=act, value=value, note=note, provenance=PROVENANCE, at=at)


def lived(
    *lines: StoredLine,
    verdicts: Sequence[Verdict] = (),
    feedback: Sequence[Feedback] = (),
    promises: Sequence[Promise] = (),
    reviews: Sequence[Reviewed] = (),
    channel: str = "C1",
) -> Lived:
    """A conversation."""
    return Lived(
        team="T1",
        channel=channel,
        conversation=1,
        root=lines[0].line.ts if lines else "",
        lines=lines,
        verdicts=tuple(verdicts),
        feedback=tuple(feedback),
        promises=tuple(promises),
        reviews=tuple(reviews),
    )


def pressed(text: str, answer: str = "", press: Feedback | None = None) -> Lived:
    """A customer asks, our side may answer, and the agent presses something on the card."""
    said = (a_line(text), *((an_answer(answer),) if answer else ()))
    return lived(*said, verdicts=(a_verdict(text),), feedback=(press or a_press(),))


def reviewed(review: Review) -> Reviewed:
    """A sheet nobody has said anything of."""
    return Reviewed(review=review)


class FakeLived:
    """Gives what it was given, whatever the span; steer it with `conversations`, read `asked`."""

    def __init__(self, *conversations: Lived) -> None:
        """Take the conversations."""
        self.conversations = list(conversations)
        self.asked: list[datetime | None] = []

    async def since(
        self, channels: Collection[str], since: datetime | None, *, team: str = "", at_most: int = 1000
    ) -> Sequence[Lived]:
        """Those of these channels."""
        self.asked.append(since)
        return [one for one in self.conversations if one.channel in channels][:at_most]
