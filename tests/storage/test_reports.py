"""The facts of a report come from real rows: what counts, what does not, and what stays outside a span or a channel."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from motbot.domain.expectation import ExpectationKind, NegativeType, Urgency
from motbot.domain.message import Line
from motbot.domain.moment import CloseReason, Moment, Suppressed
from motbot.domain.nudge import Whisper, WhisperState
from motbot.domain.people import Side
from motbot.domain.promise import PromiseState, Withdrawn
from motbot.domain.report_facts import MomentFact, NudgeFact, PromiseFact, ReportFacts, SheetFact, VerdictFact
from motbot.domain.review import Review
from motbot.domain.scoring import Ruling
from motbot.domain.sheet import ThreadScore
from motbot.domain.usage import Usage
from motbot.ports.records import Feedback, StoredLine, Verdict
from motbot.storage.database import Database
from motbot.storage.reports import PostgresReports
from motbot.storage.store import PostgresStore
from tests.fakes.clock import T0
from tests.fakes.samples import PROVENANCE, SUMMARY, a_moment, a_promise, a_whisper
from tests.fakes.sheets import SHEET, a_review

ASKED = "1772442000.000100"


@pytest.fixture
def reports(database: Database) -> PostgresReports:
    return PostgresReports(engine=database.engine)


async def read(
    reports: PostgresReports,
    *,
    team: str = "T1",
    channels: Sequence[str] = ("C1",),
    since: datetime | None = None,
    until: datetime = T0 + timedelta(days=1),
) -> ReportFacts:
    return await reports.facts(team, channels, since=since, until=until)


def said(second: int, text: str, side: Side = Side.AGENT, *, removed: bool = False) -> StoredLine:
    line = Line(ts=f"17724420{second:02}.000100", at=T0, side=side, author="U1", text=text)
    return StoredLine(team="T1", channel="C1", conversation=1, line=line, removed=removed)


async def keep(store: PostgresStore, *rows: Moment | StoredLine | Verdict | Whisper | Feedback | Review) -> None:
    async with store.begin() as tx:
        for row in rows:
            match row:
                case Moment():
                    await tx.moments.save(row)
                case StoredLine():
                    await tx.lines.put(row)
                case Verdict():
                    await tx.verdicts.add(row)
                case Whisper():
                    await tx.whispers.save(row)
                case Feedback():
                    await tx.people.add_feedback(row)
                case Review():
                    await tx.reviews.save(row)


def posted(key: str = "card:1:UAGENT", *, to: str = "UAGENT") -> Whisper:
    return replace(a_whisper(key), to=to, state=WhisperState.SENT, channel="D1", ts="1772442031.000100")


def done(act: str, value: str = "", *, user: str = "UAGENT", revision: str = "abc") -> Feedback:
    provenance = replace(PROVENANCE, revision=revision)
    return Feedback(team="T1", user=user, moment=1, act=act, value=value, provenance=provenance, at=T0)


async def test_an_empty_database_gives_no_facts(reports: PostgresReports) -> None:
    assert await read(reports) == ReportFacts()


async def test_a_moment_comes_with_its_kinds_its_end_and_our_first_answer_alone(
    store: PostgresStore, reports: PostgresReports
) -> None:
    closed = a_moment().closed(reason=CloseReason.CONFIRMED_BY_CUSTOMER, at=T0)
    await keep(
        store,
        closed,
        said(0, "我想退款", Side.CUSTOMER),
        said(5, "a program speaks", Side.BOT),
        said(10, "Which order?"),
        said(11, "taken back", removed=True),
        said(12, "I look at once.", Side.COLLEAGUE),
        said(20, "4711", Side.CUSTOMER),
        said(30, "Thanks, it is done."),
    )
    async with store.begin() as tx:
        stating = replace(a_promise(), lines=("1772442012.000100",), words="I look at once")
        await tx.promises.save(stating)
        await tx.promises.save(replace(stating, lines=("1772442030.000100",), words="it is done"))
        await tx.promises.save(stating.over(why=Withdrawn.NOT_A_PROMISE, at=T0))

    assert (await read(reports)).moments == (
        MomentFact(
            channel="C1",
            urgency=Urgency.HIGH,
            kinds=frozenset({ExpectationKind.EXPLICIT, ExpectationKind.IMPLICIT}),
            closed=CloseReason.CONFIRMED_BY_CUSTOMER,
            answer=("Which order?", "I look at once."),
            promised=("I look at once",),
        ),
    )


async def test_a_moment_nobody_has_answered_comes_without_an_answer(
    store: PostgresStore, reports: PostgresReports
) -> None:
    await keep(store, a_moment(), said(0, "我想退款", Side.CUSTOMER))

    (moment,) = (await read(reports)).moments

    assert (moment.answer, moment.promised, moment.closed) == ((), (), None)


async def test_what_lies_outside_the_span_the_channels_or_the_team_stays_out(
    store: PostgresStore, reports: PostgresReports
) -> None:
    await keep(store, a_moment(), Verdict(team="T1", channel="C1", conversation=1, focus=(), is_moment=False, at=T0))
    async with store.begin() as tx:
        await tx.promises.save(a_promise())

    def counts(facts: ReportFacts) -> tuple[int, int, int]:
        return len(facts.moments), len(facts.verdicts), len(facts.promises)

    assert counts(await read(reports, since=T0, until=T0 + timedelta(seconds=1))) == (1, 1, 1)
    assert counts(await read(reports, team="")) == (1, 1, 1)
    assert counts(await read(reports, until=T0)) == (0, 0, 0)
    assert counts(await read(reports, since=T0 + timedelta(seconds=1))) == (0, 0, 0)
    assert counts(await read(reports, channels=("C2",))) == (0, 0, 0)
    assert counts(await read(reports, channels=())) == (0, 0, 0)
    assert counts(await read(reports, team="T2")) == (0, 0, 0)


async def test_a_verdict_comes_with_why_nothing_was_shown(store: PostgresStore, reports: PostgresReports) -> None:
    verdict = Verdict(team="T1", channel="C1", conversation=1, focus=(), is_moment=True, shown=True, at=T0)
    await keep(
        store,
        verdict,
        replace(verdict, shown=False, suppressed=Suppressed.MUTED),
        replace(verdict, shown=False, is_moment=False, negative_type=NegativeType.FYI),
    )

    assert (await read(reports)).verdicts == (
        VerdictFact(channel="C1", is_moment=True, shown=True),
        VerdictFact(channel="C1", is_moment=True, suppressed=Suppressed.MUTED),
        VerdictFact(channel="C1", is_moment=False, negative_type=NegativeType.FYI),
    )


async def test_a_promise_comes_with_its_times_in_utc(store: PostgresStore, reports: PostgresReports) -> None:
    promise = a_promise()
    async with store.begin() as tx:
        await tx.promises.save(promise)
        await tx.promises.save(promise.kept(at=T0 + timedelta(hours=9)))
    assert promise.due is not None
    assert promise.broken_at is not None
    due, broken = promise.due.astimezone(UTC), promise.broken_at.astimezone(UTC)

    open_one = PromiseFact(
        channel="C1", state=PromiseState.MOVED, is_open=True, is_tracked=True, due=due, broken_at=broken
    )

    assert (await read(reports)).promises == (
        open_one,
        replace(open_one, state=PromiseState.KEPT, is_open=False, kept_at=T0 + timedelta(hours=9)),
    )


async def test_a_card_counts_once_for_each_revision_that_drafted_for_it(
    store: PostgresStore, reports: PostgresReports
) -> None:
    await keep(
        store,
        a_moment(),
        posted(),
        done("draft", "own"),
        done("draft", "edited"),
        done("edited"),
        done("draft", "used", revision="old"),
        done("wrong", revision="old"),
    )

    card = NudgeFact(channel="C1", coach="model", revision="abc", model="m-1", used=Usage.EDITED, edited=True)

    assert (await read(reports)).nudges == (
        card,
        replace(card, revision="old", used=Usage.USED, edited=False, wrong=True),
    )


async def test_only_a_card_that_was_posted_with_a_draft_counts_and_only_for_whom_it_was_for(
    store: PostgresStore, reports: PostgresReports
) -> None:
    never = replace(a_whisper("card:1:UBEN"), to="UBEN", state=WhisperState.REFUSED)
    await keep(store, a_moment(), never, done("draft", "used", user="UBEN"))
    assert (await read(reports)).nudges == ()

    offered = replace(posted("offer:1:UAGENT"), nudge=SUMMARY)
    await keep(store, offered)
    assert (await read(reports)).nudges == ()

    await keep(store, posted())

    assert (await read(reports)).nudges == (NudgeFact(channel="C1", coach="model", revision="abc", model="m-1"),)


async def test_of_several_reviews_of_a_conversation_the_newest_counts_and_a_blind_one_never(
    store: PostgresStore, reports: PostgresReports
) -> None:
    better = replace(SHEET, overall=ThreadScore(ruling=Ruling(score=2, rule=8), contact=1))
    seen = replace(a_review(), is_blind=False)
    await keep(store, seen, replace(seen, sheet=better), replace(seen, sheet=SHEET, is_blind=True))

    (sheet,) = (await read(reports)).sheets

    assert sheet == SheetFact(
        channel="C1",
        at=datetime.fromtimestamp(float(seen.ts), UTC),
        score=2,
        agents=frozenset({"UAGENT", "UOTHER"}),
    )


async def test_conversations_the_store_does_not_know_are_told_apart_by_their_thread(
    store: PostgresStore, reports: PostgresReports
) -> None:
    unknown = replace(a_review(), is_blind=False, conversation=0)
    await keep(store, unknown, replace(unknown, ts=unknown.thread_ts, thread_ts=""), replace(unknown, thread_ts="1.2"))

    assert len((await read(reports)).sheets) == 2


async def test_a_sheet_without_a_score_says_so(store: PostgresStore, reports: PostgresReports) -> None:
    await keep(store, replace(a_review(), is_blind=False, sheet=replace(SHEET, overall=None)))

    assert [one.score for one in (await read(reports)).sheets] == [None]
