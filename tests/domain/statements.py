"""Statements of promises and how they are brought together, for the tests of what is said twice or taken back."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from motbot.domain.expectation import Provenance
from motbot.domain.promise import Evidence, Promise, Strength
from motbot.domain.promised import Statement
from motbot.domain.restating import merged

T0 = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
FIVE, SIX = T0 + timedelta(hours=8), T0 + timedelta(hours=9)
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
NOW = T0 + HOUR
REPORT, AGAIN = "I'll send the report by 5", "the report will be there by 17:00"
BY = Provenance(coach="playbook", revision="r")


def said(words: str, due: datetime | None = FIVE, *, ts: str = "2", repeats: int = 0, **rest: object) -> Statement:
    """A statement in a line; the lines are ten minutes apart."""
    promise = Promise(
        team="T", channel="C", conversation=1, agent="A1", said_by="A1", lines=(ts,), what=words, words=words,
        strength=Strength.FIRM if due else Strength.VAGUE, due=due, provenance=BY,
        made_at=T0 + (int(ts) - 1) * 10 * MINUTE,
    )  # fmt: skip
    return Statement(promise=replace(promise, **rest), repeats=repeats)  # type: ignore[arg-type]


def known(words: str = REPORT, due: datetime | None = FIVE, *, ts: str = "1", number: int = 7) -> Promise:
    return replace(said(words, due, ts=ts).promise, id=number)


def tracked(due: datetime = FIVE) -> Promise:
    return known(due=due).tracked(at=T0, remind_at=due - HOUR)


def merge(
    promises: list[Promise], *statements: Statement, read: dict[str, str] | None = None, gone: str = "",
    evidence: tuple[Evidence, ...] = (),
) -> tuple[Promise, ...]:  # fmt: skip
    texts = {one.promise.lines[0]: one.promise.words for one in statements}
    return merged(
        promises,
        statements,
        read=texts if read is None else read,
        gone=frozenset(gone.split()),
        evidence=evidence,
        at=NOW,
        remind=lambda agent, due: due - HOUR if agent else None,
    )


def numbered(number: str, due: datetime, **rest: object) -> Statement:
    """A promise of an invoice, as a line says it."""
    hour = {FIVE: "5", SIX: "6"}[due]
    return said(f"I'll send invoice {number} by {hour}", due, due_words=f"by {hour}", **rest)  # type: ignore[arg-type]
