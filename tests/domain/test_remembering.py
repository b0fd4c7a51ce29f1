"""What is remembered of a customer: the last requests, what is owed, what pleased; never a mood, never too much."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from motbot.domain.expectation import Assessment, Expectation, ExpectationKind, Provenance, Signal, Urgency
from motbot.domain.memory import Ending, Memory
from motbot.domain.message import Line
from motbot.domain.moment import CloseReason, Moment
from motbot.domain.people import Side
from motbot.domain.promise import Promise, PromiseState, Strength, Withdrawn
from motbot.domain.remembering import (
    AGAIN_WITHIN,
    LAST_AT_MOST,
    Met,
    memory_of,
    names_something,
    raised,
    repeated,
)

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
BERLIN = ZoneInfo("Europe/Berlin")
PLAYBOOK = Provenance(coach="playbook", revision="r1")
HERE, ELSEWHERE = "C1", "C2"


def a_line(ts: str, text: str) -> Line:
    return Line(ts=ts, at=NOON, side=Side.CUSTOMER, author="U1", text=text)


def a_request(
    number: int, words: str, *, channel: str = HERE, days_ago: int = 0, end: CloseReason | None = None
) -> Met:
    wish = Expectation(kind=ExpectationKind.EXPLICIT, text=words, quote=words, source=f"{number}.0")
    moment = Moment(
        id=number,
        team="T1",
        channel=channel,
        conversation=number,
        customer="U1",
        focus=(f"{number}.0",),
        assessment=Assessment(is_moment=True, urgency=Urgency.NORMAL, expectations=(wish,)),
        expected=(wish,),
        provenance=PLAYBOOK,
        opened_at=NOON - timedelta(days=days_ago),
        last_at=NOON,
    )
    closed = moment.closed(reason=end, at=NOON) if end else moment
    return Met(moment=closed, said=(a_line(f"{number}.0", words),))


def a_promise(number: int, *, moment: int, state: PromiseState = PromiseState.ACCEPTED, hours: float = 5) -> Promise:
    return Promise(
        id=number,
        team="T1",
        channel=HERE,
        conversation=moment,
        moment=moment,
        agent="A1",
        said_by="A1",
        lines=("1.1",),
        what=f"thing {number}",
        words=f"thing {number}",
        strength=Strength.FIRM,
        due=NOON + timedelta(hours=hours),
        provenance=PLAYBOOK,
        state=state,
        made_at=NOON,
    )


def remembered(*met: Met, channels: frozenset[str] = frozenset({HERE}), repeats: int = 0) -> Memory | None:
    return memory_of(met, channels=channels, repeats=repeats, zone=BERLIN, now=NOON)


def test_nothing_is_remembered_of_somebody_who_has_never_asked() -> None:
    assert remembered() is None


def test_the_last_three_requests_are_told_the_newest_first() -> None:
    memory = remembered(*(a_request(number, f"request {number}", days_ago=number) for number in range(1, 6)))

    assert memory is not None
    assert [one.about for one in memory.last] == ["request 1", "request 2", "request 3"]
    assert len(memory.last) == LAST_AT_MOST


def test_what_was_said_in_a_channel_the_reader_may_not_see_is_left_out() -> None:
    there = a_request(1, "the contract", channel=ELSEWHERE)

    assert remembered(there) is None
    seen = remembered(there, channels=frozenset({HERE, ELSEWHERE}))
    assert seen is not None
    assert seen.within(frozenset({HERE})) is None


def test_what_a_customer_took_back_is_not_repeated() -> None:
    assert remembered(a_request(1, "the contract", end=CloseReason.DELETED)) is None
    assert remembered(replace(a_request(1, "the contract"), said=())) is None


@pytest.mark.parametrize(
    ("end", "ending"),
    [
        (None, Ending.OPEN),
        (CloseReason.CONFIRMED_BY_CUSTOMER, Ending.WELL),
        (CloseReason.CONFIRMED_BY_AGENT, Ending.WELL),
        (CloseReason.UNCONFIRMED, Ending.UNSAID),
    ],
)
def test_the_ending_is_what_somebody_has_said_of_it(end: CloseReason | None, ending: Ending) -> None:
    memory = remembered(a_request(1, "the contract", end=end))

    assert memory is not None
    assert memory.last[0].ending is ending


def test_what_did_not_do_or_broke_a_promise_has_not_ended_well_unless_they_say_so() -> None:
    silent = a_request(1, "the contract", end=CloseReason.UNCONFIRMED)
    not_quite = replace(silent.moment.assessment, signals=(Signal.NOT_QUITE,))
    broken = replace(a_promise(1, moment=1), broken_at=NOON)

    for met in (
        replace(silent, moment=replace(silent.moment, assessment=not_quite)),
        replace(silent, promises=(broken,)),
    ):
        memory = remembered(met)
        assert memory is not None
        assert memory.last[0].ending is Ending.NOT_WELL
    content = a_request(1, "the contract", end=CloseReason.CONFIRMED_BY_CUSTOMER)
    memory = remembered(replace(content, promises=(broken,)))
    assert memory is not None
    assert memory.last[0].ending is Ending.WELL


@pytest.mark.parametrize("how", ["rested away", "not quite", "broken before", "broken after"])
def test_what_is_told_of_the_ending_agrees_with_thanks_that_came_after_the_closing(how: str) -> None:
    silent = a_request(1, "the contract", end=CloseReason.UNCONFIRMED)
    not_quite = replace(silent.moment.assessment, signals=(Signal.NOT_QUITE,) if how == "not quite" else ())
    hours = {"broken before": -1, "broken after": 1}.get(how)
    broken = (replace(a_promise(1, moment=1), broken_at=NOON + timedelta(hours=hours)),) if hours else ()
    thanked = replace(
        silent,
        moment=replace(silent.moment, assessment=not_quite),
        promises=broken,
        thanks=(a_line("1.5", "Thanks, the photo of the parcel helped"),),
    )
    memory = remembered(thanked)

    assert memory is not None
    assert memory.last[0].thanks
    assert memory.last[0].ending is (Ending.NOT_WELL if how == "broken after" else Ending.THANKED)
    bare = remembered(replace(silent, thanks=(a_line("1.5", "Thank you!"),)))
    assert bare is not None
    assert bare.last[0].ending is Ending.UNSAID  # a bare thank you is no word on how it ended


def test_anger_is_not_remembered() -> None:
    calm = a_request(1, "the contract")
    angry = replace(calm.moment, assessment=replace(calm.moment.assessment, signals=(Signal.ANGER,)))

    assert remembered(replace(calm, moment=angry)) == remembered(calm)


def test_open_and_broken_promises_are_owed_and_kept_or_taken_back_ones_are_not() -> None:
    promises = (
        a_promise(1, moment=1, hours=9),
        a_promise(2, moment=1, state=PromiseState.BROKEN, hours=-3),
        a_promise(3, moment=1).kept(at=NOON),
        a_promise(4, moment=1).over(why=Withdrawn.NOT_A_PROMISE, at=NOON),
        replace(a_promise(5, moment=1), strength=Strength.VAGUE, due=None),
    )
    memory = remembered(replace(a_request(1, "the contract"), promises=promises))

    assert memory is not None
    assert [(one.promise, one.is_broken) for one in memory.owed] == [(2, True), (1, False)]
    assert memory.owed[1].due == NOON + timedelta(hours=9)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("Thank you!", False),
        ("Great, thanks a lot for your help", False),
        ("谢谢，太好了", False),
        ("Thanks, the photo of the parcel helped", True),
        ("谢谢，包裹的照片很有用", True),
    ],
)
def test_thanks_are_told_where_they_say_for_what(words: str, says: bool) -> None:
    assert names_something(words) is says
    met = replace(a_request(1, "the parcel"), thanks=(a_line("1.5", words),))
    memory = remembered(met)
    assert memory is not None
    assert memory.last[0].thanks == (words if says else "")


def test_a_request_about_the_same_thing_is_a_repeated_one_within_a_month_and_in_its_own_channel() -> None:
    new = a_request(9, "The export is broken again!")

    def known(**how: object) -> int:
        before = a_request(1, "The export has been failing since noon.", **how)  # type: ignore[arg-type] # as named
        return repeated(new.moment, "The export is broken again!", [before])

    assert known(days_ago=3) == 1
    assert known(days_ago=3, end=CloseReason.CONFIRMED_BY_CUSTOMER) == 1
    assert known(days_ago=AGAIN_WITHIN.days + 1) == 0
    assert known(days_ago=3, channel=ELSEWHERE) == 0
    assert known(days_ago=3, end=CloseReason.DELETED) == 0


def test_a_repeated_request_is_told_apart_from_the_last_ones() -> None:
    memory = remembered(a_request(1, "the contract", days_ago=2), a_request(2, "the export"), repeats=1)

    assert memory is not None
    assert memory.again is not None
    assert memory.again.about == "the contract"
    assert [one.about for one in memory.last] == ["the export"]


def test_asking_again_presses_one_step_more_and_never_more_than_high() -> None:
    assert {one: raised(one) for one in Urgency} == {
        Urgency.NONE: Urgency.LOW,
        Urgency.LOW: Urgency.NORMAL,
        Urgency.NORMAL: Urgency.HIGH,
        Urgency.HIGH: Urgency.HIGH,
        Urgency.CRITICAL: Urgency.CRITICAL,
    }
