"""What becomes of a promise once code has read its time: due, doubtful or vague, with whoever said it."""

from datetime import datetime, timedelta

import pytest

from motbot.domain.due import Doubt, DueKind, Resolved
from motbot.domain.limits import LimitKind, PromiseLimit
from motbot.domain.promise import Strength
from motbot.domain.promised import Statement, resolved
from tests.domain.finds import BY, FIVE, T0, WORDS, a_find, a_line


def resolve(time: Resolved | None, guess: datetime | None = None, strength: Strength = Strength.FIRM) -> Statement:
    return resolved(
        a_find(due_words="by 5", due_guess=guess, strength=strength, repeats=3), a_line("2", WORDS), time=time,
        team="T", channel="C", conversation=1, moment=4, agent="A1", provenance=BY,
    )  # fmt: skip


def deadline(at: datetime) -> Resolved:
    return Resolved(kind=DueKind.DEADLINE, at=at)


UNCLEAR = Resolved(kind=DueKind.UNCLEAR, doubt=Doubt.AMBIGUOUS_DATE)
MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize(
    ("time", "guess", "due", "doubt", "shown"),
    [
        (deadline(FIVE), None, FIVE, None, None),
        (deadline(FIVE), FIVE, FIVE, None, None),
        (deadline(FIVE), FIVE + MINUTE, FIVE, None, None),
        (deadline(FIVE), FIVE + 2 * MINUTE, FIVE, Doubt.DISAGREED, FIVE + 2 * MINUTE),
        (deadline(FIVE), FIVE - 2 * MINUTE, FIVE, Doubt.DISAGREED, FIVE - 2 * MINUTE),
        (deadline(FIVE), T0 - MINUTE, FIVE, Doubt.DISAGREED, T0 - MINUTE),
        (deadline(T0), None, None, Doubt.PAST, None),
        (deadline(T0 - MINUTE), FIVE, None, Doubt.PAST, FIVE),
        (UNCLEAR, None, None, Doubt.AMBIGUOUS_DATE, None),
        (UNCLEAR, FIVE, None, Doubt.AMBIGUOUS_DATE, FIVE),
        (UNCLEAR, T0, None, Doubt.AMBIGUOUS_DATE, None),
        (Resolved(kind=DueKind.UNCLEAR), None, None, Doubt.NOT_UNDERSTOOD, None),
        (Resolved(kind=DueKind.EVENT_DATE, at=FIVE), FIVE, None, None, None),
        (Resolved(kind=DueKind.VAGUE), FIVE, None, None, None),
        (None, FIVE, None, None, None),
    ],
)
def test_a_due_time_is_the_codes_and_a_doubt_asks_the_agent(
    time: Resolved | None, guess: datetime | None, due: datetime | None, doubt: Doubt | None, shown: datetime | None
) -> None:
    promise = resolve(time, guess).promise

    assert (promise.due, promise.doubt, promise.due_guess) == (due, doubt, shown)
    assert promise.can_be_tracked == (due is not None and doubt is None)


def test_words_that_name_no_time_make_a_promise_vague() -> None:
    vague = Resolved(kind=DueKind.VAGUE)

    assert resolve(vague).promise.strength is Strength.VAGUE
    assert resolve(deadline(FIVE), strength=Strength.CONDITIONAL).promise.strength is Strength.CONDITIONAL


def test_a_statement_carries_who_said_what_where_and_which_limits_it_breaks() -> None:
    limit = PromiseLimit(kind=LimitKind.SLA, words=(), rule="not today", sooner_than=timedelta(hours=9))
    statement = resolved(
        a_find(who="Ben"), a_line("2", WORDS), time=deadline(FIVE), team="T", channel="C", conversation=1, moment=4,
        agent="A1", provenance=BY, limits=(limit,),
    )  # fmt: skip
    promise = statement.promise

    assert (promise.id, promise.said_by, promise.agent, promise.who) == (0, "agent", "A1", "Ben")
    assert (promise.lines, promise.made_at, promise.moment) == (("2",), T0, 4)
    assert [one.rule for one in promise.beyond] == ["not today"]
    assert resolve(None).repeats == 3
