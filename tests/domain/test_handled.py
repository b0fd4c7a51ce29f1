"""How an agent handled a request: told from their own answer, and from nobody else's."""

from dataclasses import replace
from datetime import UTC, datetime

from motbot.domain.expectation import Assessment, Draft, Provenance, Urgency
from motbot.domain.handled import handled
from motbot.domain.limits import LimitKind, PromiseLimit
from motbot.domain.message import Line
from motbot.domain.moment import Moment
from motbot.domain.people import Side

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
DRAFT = "Thank you for telling us. Which version of the export do you use, and since when does it fail?"
ASKED = Moment(
    team="T1",
    channel="C1",
    conversation=1,
    customer="U1",
    focus=("1.0",),
    assessment=Assessment(is_moment=True, urgency=Urgency.NORMAL, missing_fact="which version"),
    provenance=Provenance(coach="playbook", revision="r1"),
    opened_at=NOON,
    last_at=NOON,
    agent="A1",
    answered_at=NOON,
    draft=Draft(reply=DRAFT, why=""),
)


def said(text: str, *, ts: str = "2.0", by: str = "A1", side: Side = Side.AGENT) -> Line:
    return Line(ts=ts, at=NOON, side=side, author=by, text=text)


def told(*lines: Line, moment: Moment = ASKED) -> tuple[bool | None, bool | None]:
    found = handled(moment, lines, (), unanswered=("m1",))
    assert found.unanswered == ("m1",)
    return found.asked_first, found.own_words


def test_a_question_in_ones_own_words_is_both() -> None:
    assert told(said("Could you tell me your version?")) == (True, True)


def test_an_offer_where_a_fact_was_missing_did_not_ask_first() -> None:
    assert told(said("We will replace it tomorrow.")) == (False, True)


def test_our_draft_is_not_ones_own_words() -> None:
    assert told(said(DRAFT)) == (True, False)


def test_a_greeting_before_the_question_does_not_hide_it() -> None:
    assert told(said("Good morning."), said("Which version is it?", ts="2.1"))[0] is True


def test_where_nothing_was_missing_nothing_is_said_of_asking() -> None:
    whole = replace(ASKED, assessment=replace(ASKED.assessment, missing_fact=""), asked_first=None)

    assert told(said("It is mended."), moment=whole) == (None, True)


def test_what_somebody_else_answered_says_nothing_of_the_agent() -> None:
    assert told(said("Which version?", by="A2")) == (None, None)
    assert told(said("Which version?", side=Side.COLLEAGUE)) == (None, None)


def test_words_from_before_the_request_are_no_answer() -> None:
    assert told(said("Which version?", ts="0.5")) == (None, None)


def test_what_is_never_said_is_known_of_every_answer_of_ours() -> None:
    never = PromiseLimit(kind=LimitKind.LEGAL, words=("guarantee*",), rule="no guarantees")
    colleague = said("It is guaranteed to work.", by="B2", side=Side.COLLEAGUE)
    found = handled(ASKED, (said("One moment."), colleague), (), unanswered=(), limits=(never,))
    assert [one.rule for one in found.unsayable] == ["no guarantees"]
    assert handled(found, (said("One moment."),), (), unanswered=(), limits=(never,)).unsayable == ()
