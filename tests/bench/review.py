"""Prints what a review of a long conversation takes of us: calls, own CPU, and the wait after the last answer.

Run from the project's folder: `python -m tests.bench.review [--messages 100,1000] [--runs 5]`. A stub answers for the
model with a full sheet for every contact (its own time is not counted); everything else is real: the directory and the
threads are in memory, the database is PostgreSQL.

- judging: roles for names, parts, joining, quotes written back, checks;
- job: the same with reading, the look for a sheet that is there, storing, telling, and the page in an open window.
"""

import argparse
import asyncio
import shutil
import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

import structlog
from sqlalchemy import text

from motbot.domain.contacts import Contact
from motbot.domain.events import Posted
from motbot.domain.expectation import Expectation, ExpectationKind
from motbot.domain.language import Language
from motbot.domain.message import ConversationView
from motbot.domain.nudge import Place
from motbot.domain.people import Author, Side
from motbot.domain.policy import ReviewRules
from motbot.domain.review import ReviewState
from motbot.domain.scoring import Mark, Quote, Step
from motbot.domain.sheet import ContactSheet, Fate, JudgedExpectation, JudgedPromise, Outcome
from motbot.engine.arming import armed
from motbot.ports.jobs import JobKind
from motbot.storage.database import Url, open_database
from motbot.storage.store import PostgresStore
from motbot.use_cases.reviewing import Reviewing
from tests.fakes.database import choose_folder, shared_server
from tests.fakes.reviewer import ScriptedReviewer, by_tone
from tests.use_cases.said import CHINESE, ENGLISH, Cast, conversation
from tests.use_cases.talk import ALICE, CARLA, LEAD, SUPPORT, TEAM, Talk

CAST = Cast(customer=CARLA, agent=ALICE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What one run took; times in milliseconds."""

    calls: int
    cpu: float
    after_last: float


def a_full_sheet(view: ConversationView, contact: Contact) -> ContactSheet:
    """A part with all that a model gives: a mark with two quotes for each step, six expectations, two promises."""
    part = by_tone(view, contact)
    quotes = tuple(Quote(ts=line.ts, words=line.text[: len(line.text) // 2]) for line in contact.said)
    asked = [
        JudgedExpectation(
            expectation=Expectation(kind=kind, text="What they want", quote=line.text, cue=line.text, source=line.ts),
            outcome=Outcome.MET,
        )
        for line in contact.asked
        for kind in (*ExpectationKind, *ExpectationKind)
    ]
    return replace(
        part,
        marks=tuple(
            Mark(step=step, score=1, behaviours=("E1", "E2"), lacking=("O3",), quotes=quotes[:2], reason="So it is.")
            for step in Step
        ),
        expectations=tuple(asked),
        promises=tuple(JudgedPromise(quote=quote, fate=Fate.OPEN) for quote in quotes[:2]),
    )


class Stub:
    """The rule of a reviewer that answers at once; knows how much time was its own, and when it last answered."""

    def __init__(self) -> None:
        self.cpu = 0.0
        self.last_at = 0.0

    def __call__(self, view: ConversationView, contact: Contact) -> ContactSheet:
        """Fill in one part."""
        begin = time.process_time()
        part = a_full_sheet(view, contact)
        self.cpu += time.process_time() - begin
        self.last_at = time.perf_counter()
        return part


async def judging(texts: Sequence[tuple[str, str]], messages: int) -> Taken:
    """Judge a conversation once."""
    view, stub = conversation(texts, CAST, count=messages), Stub()
    reviewer = ScriptedReviewer(rule=stub)
    begin = time.process_time()
    await Reviewing(reviewer=reviewer, rules=ReviewRules())(view, names=CAST.told, language=Language.EN)
    return taken(reviewer, stub, begin)


async def job(talk: Talk, texts: Sequence[tuple[str, str]], messages: int) -> Taken:
    """Let the whole job run once, for a window that waits."""
    stub = talk.reviewer.rule = Stub()
    talk.reviewer.asked.clear()
    window = talk.windows.open("V1")
    place = Place(channel=SUPPORT, ts=written(talk, conversation(texts, CAST, count=messages)))
    page = await talk.sheets.request_review(user=LEAD, place=place, is_blind=False, window=window)
    begin = time.process_time()
    await talk.handlers[JobKind.REVIEW_THREAD](page.review)
    found = taken(talk.reviewer, stub, begin)
    if talk.windows.page(window).state is not ReviewState.READY:
        raise SystemExit("the window does not show the sheet")
    async with talk.engine.begin() as connection:  # so that the next run finds nothing to take over
        await connection.execute(text("DELETE FROM reviews"))
    return found


def written(talk: Talk, view: ConversationView) -> str:
    """Put a conversation into Slack as one thread; gives its root."""
    root = view.lines[0].ts
    for line in view.lines:
        author = Author(user=line.author, team=TEAM if line.side is Side.AGENT else "T2")
        said = Posted(team=TEAM, channel=SUPPORT, ts=line.ts, author=author, text=line.text, at=line.at)
        talk.threads.put(replace(said, thread_ts="" if line.ts == root else root, mentions=line.addressed))
    return root


def taken(reviewer: ScriptedReviewer, stub: Stub, begin: float) -> Taken:
    """What has gone by since."""
    return Taken(
        calls=len(reviewer.asked),
        cpu=1000 * (time.process_time() - begin - stub.cpu),
        after_last=1000 * (time.perf_counter() - stub.last_at),
    )


def told(what: str, messages: int, runs: Sequence[Taken]) -> str:
    """One line of the table: medians, and the worst."""
    cpu, after = [one.cpu for one in runs], [one.after_last for one in runs]
    return (
        f"{what:18} {messages:>8} {runs[0].calls:>5} {statistics.median(cpu):>8.0f} {max(cpu):>8.0f}"
        f" {statistics.median(after):>10.0f} {max(after):>8.0f}"
    )


async def main(conninfo: str, sizes: Sequence[int], runs: int) -> None:
    """Measure every size in both languages."""
    print(f"{'ms':18} {'messages':>8} {'calls':>5} {'cpu':>8} {'worst':>8} {'after last':>10} {'worst':>8}")
    async with open_database(Url(text=conninfo)) as database:
        talk = Talk(
            database, PostgresStore(engine=database.engine, durable=database.durable, armed=armed), ask_above=9999
        )
        for messages in sizes:
            for name, texts in (("en", ENGLISH), ("zh", CHINESE)):
                print(told(f"judging, {name}", messages, [await judging(texts, messages) for _ in range(runs)]))
                print(told(f"job, {name}", messages, [await job(talk, texts, messages) for _ in range(runs)]))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--messages", default="100,1000", help="how long the conversations are")
    parser.add_argument("--runs", type=int, default=5, help="how often each is measured")
    given = parser.parse_args()
    structlog.configure(logger_factory=structlog.ReturnLoggerFactory())
    folder = choose_folder()
    with shared_server() as server:
        asyncio.run(main(server.new_database(), [int(one) for one in given.messages.split(",")], given.runs))
    shutil.rmtree(folder, ignore_errors=True)
