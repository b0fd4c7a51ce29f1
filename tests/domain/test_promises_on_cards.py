"""What a card shows of the promises of its moment, and of what our answer leaves open."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from motbot.domain.cards import card_for, card_now, unanswered_of
from motbot.domain.due import Doubt
from motbot.domain.expectation import Assessment, Draft, Expectation, ExpectationKind, Provenance
from motbot.domain.moment import CloseReason, Moment
from motbot.domain.nudge import Card, Place, PromiseItem
from motbot.domain.people import Person, PersonKind
from motbot.domain.policy import ChannelPolicy
from motbot.domain.promise import Evidence, Mending, Promise, Strength, Withdrawn
from motbot.domain.shown_promises import by_due, item_of, on_card

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
ANN = Person(id="A1", team="T1", kind=PersonKind.MEMBER, zone="Asia/Shanghai")
WISH = Expectation(kind=ExpectationKind.EXPLICIT, text="The order is found", quote="where is my order", source="1.0")
MOMENT = Moment(
    id=7,
    team="T1",
    channel="C1",
    conversation=1,
    customer="U1",
    focus=("1.0", "2.0"),
    assessment=Assessment(is_moment=True, expectations=(WISH,)),
    provenance=Provenance(coach="model", revision="r1"),
    opened_at=NOON,
    last_at=NOON,
    agent="A1",
)


def card(moment: Moment = MOMENT) -> Card:
    policy, place = ChannelPolicy(id="C1", name="acme"), Place(channel="C1", ts="2.0", thread_ts="1.0")
    return card_for(moment, person=ANN, policy=policy, place=place, words="", without_model=False)


PROMISE = Promise(
    id=3,
    team="T1",
    channel="C1",
    conversation=1,
    moment=7,
    agent="A1",
    said_by="A1",
    lines=("1.5", "2.5"),
    what="the report",
    words="I will send the report by five",
    strength=Strength.FIRM,
    due=NOON,
    due_words="by five",
    provenance=Provenance(coach="model", revision="r1"),
    made_at=NOON,
)
OURS = Place(channel="C1", ts="2.5", thread_ts="1.0")


def item(promise: Promise = PROMISE) -> PromiseItem:
    return item_of(promise, zone=ZoneInfo("Asia/Shanghai"), place=OURS, channel_name="acme")


def test_a_promise_is_shown_on_the_agents_own_clock_with_our_words() -> None:
    shown = item(replace(PROMISE, due_guess=NOON, doubt=Doubt.DISAGREED))

    assert shown.due is not None
    assert shown.due_guess is not None
    assert (shown.due.isoformat(), shown.due_guess.isoformat()) == ("2026-03-02T20:00:00+08:00",) * 2
    assert (shown.zone, shown.place, shown.words, shown.due_words) == (
        "Asia/Shanghai",
        OURS,
        "I will send the report by five",
        "by five",
    )
    assert item(replace(PROMISE, due=None)).due is None


def test_a_promise_shows_what_looks_as_if_it_was_kept_only_while_it_is_open() -> None:
    seen = replace(PROMISE, evidence=Evidence(promise=3, source="3.0", words="Here it is"))
    by_file = replace(PROMISE, evidence=Evidence(promise=3, source="3.0"))

    assert (item(seen).has_evidence, item(seen).evidence) == (True, "Here it is")
    assert (item(by_file).has_evidence, item(by_file).evidence) == (True, "")
    assert not item(seen.kept(at=NOON)).has_evidence


def test_a_promise_shows_the_honest_message_once_it_is_written() -> None:
    wanted = replace(PROMISE, mending=Mending.CANNOT)
    written = replace(wanted, draft=Draft(reply="It cannot be done.", why="Say no early."))

    assert (item(wanted).mending, item(wanted).reply) == (Mending.CANNOT, "")
    assert (item(written).reply, item(written).why) == ("It cannot be done.", "Say no early.")


def test_a_card_shows_the_promises_of_its_moment_that_ever_were_any() -> None:
    other = replace(PROMISE, id=4, moment=8)
    never = replace(PROMISE, id=5).over(why=Withdrawn.NOT_A_PROMISE, at=NOON)
    edited_away = replace(PROMISE, id=6).over(why=Withdrawn.TAKEN_BACK, at=NOON)
    given_up = replace(PROMISE, id=7).over(why=Withdrawn.CANNOT, at=NOON)

    assert on_card([PROMISE, other, never, edited_away, given_up], 7) == (PROMISE, given_up)


def test_the_soonest_due_comes_first_and_what_has_no_time_last() -> None:
    # Both are 01:30 on the wall, when the clocks go back.
    new_york = ZoneInfo("America/New_York")
    second = replace(item(), promise=1, due=datetime(2026, 11, 1, 1, 30, tzinfo=new_york, fold=1))
    first = replace(item(), promise=2, due=datetime(2026, 11, 1, 1, 40, tzinfo=new_york, fold=0))
    timeless = replace(item(), promise=0, due=None)

    assert [one.promise for one in by_due([timeless, second, first])] == [2, 1, 0]


def test_a_card_keeps_its_promises_unless_it_is_told_of_newer_ones() -> None:
    shown = replace(card(), promises=(item(),))

    assert card_now(shown, MOMENT).promises == (item(),)
    assert card_now(shown, MOMENT, promises=()).promises == ()


def test_what_our_answer_leaves_open_is_shown_once_there_is_an_answer() -> None:
    hoped = replace(WISH, kind=ExpectationKind.IMPLICIT, text="No more outages")
    asked = replace(MOMENT, expected=(WISH, hoped), unanswered=(WISH.mark, hoped.mark, "gone"))
    answered = asked.answered(by="A1", at=NOON, rest=timedelta(hours=4), promised=False)

    assert unanswered_of(asked) == ()
    assert unanswered_of(answered) == ("The order is found",)
    assert unanswered_of(replace(answered, wrong=(WISH.text,))) == ()
    assert unanswered_of(answered.closed(reason=CloseReason.CONFIRMED_BY_AGENT, at=NOON)) == ()
    assert card(answered).unanswered == card_now(card(), answered).unanswered == ("The order is found",)
