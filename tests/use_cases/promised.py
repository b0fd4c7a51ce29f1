"""A coach that finds promises in plain words, and promises put straight into the store, for the tests of both."""

import re
from collections.abc import Sequence
from datetime import datetime

from motbot.domain.conversation import Conversation
from motbot.domain.expectation import Expectation, Provenance
from motbot.domain.message import ConversationView, Line
from motbot.domain.people import Side
from motbot.domain.policy import Keeping
from motbot.domain.promise import Promise, PromiseState
from motbot.domain.reading import Evidence, FoundPromise, Reading, Strength
from motbot.ports.records import StoredLine
from motbot.ports.store import Store

WILL = re.compile(r"I will (?P<what>[^.]+?)(?: (?P<due>by [^.]+))?\.")
DONE = re.compile(r"Here is (?P<what>[^.]+)\.")


def plain(view: ConversationView, expected: Sequence[Expectation], promised: Sequence[Promise]) -> Reading:
    """Read "I will send the report by 15:00." as a promise, and "Here is the report." as its delivery."""
    ours = [line for line in view.focus_lines if line.side.is_ours]
    return Reading(
        promises=tuple(_promise(match, line) for line in ours for match in WILL.finditer(line.text)),
        evidence=tuple(
            Evidence(promise=one.id, source=line.ts, words=match.group())
            for line in ours
            for match in DONE.finditer(line.text)
            for one in promised
            if match["what"] in one.what
        ),
        unanswered=tuple(one.mark for one in expected if not ours or one.text not in ours[-1].text),
    )


def _promise(match: re.Match[str], line: Line) -> FoundPromise:
    due = match["due"] or ""
    return FoundPromise(
        words=match.group(),
        source=line.ts,
        what=match["what"],
        due_words=due,
        strength=Strength.FIRM if due else Strength.VAGUE,
    )


async def a_tracked_promise(
    store: Store,
    *,
    agent: str,
    due: datetime,
    at: datetime,
    number: int,
    remind_at: datetime | None = None,
    channel: str = "C1",
) -> Promise:
    """A promise of no moment, in a conversation of its own, that its agent has accepted."""
    ts = f"{at.timestamp():.0f}.{number:06d}"
    words = f"I will send report {number} today."
    async with store.begin() as tx:
        conversation = await tx.conversations.save(
            Conversation(team="T1", channel=channel, root_ts=ts, opened_at=at, last_at=at)
        )
        line = Line(ts=ts, at=at, side=Side.AGENT, author=agent, text=words)
        await tx.lines.put(StoredLine(team="T1", channel=channel, conversation=conversation.id, line=line, read=True))
        promise = Promise(
            team="T1",
            channel=channel,
            conversation=conversation.id,
            agent=agent,
            said_by=agent,
            lines=(ts,),
            what=f"report {number}",
            words=words,
            strength=Strength.FIRM,
            due=due,
            provenance=Provenance(coach="playbook", revision="r1"),
            state=PromiseState.ACCEPTED,
            made_at=at,
            tracked_at=at,
            remind_at=remind_at,
        )
        return await tx.promises.save(promise.armed(Keeping()))
