"""Tells why a message of the bot's is as it is, or why a customer's words led to none: everything the store knows."""

from collections.abc import Sequence
from datetime import datetime

from motbot.domain.expectation import Assessment, Provenance
from motbot.domain.moment import Moment
from motbot.domain.nudge import Card, Whisper
from motbot.domain.policy import Keeping, Pace
from motbot.domain.promise import Promise
from motbot.domain.safe_text import excerpt
from motbot.ports.records import Feedback, StoredLine, Verdict
from motbot.ports.store import Store, Transaction

TITLE_AT_MOST = 80

Explained = dict[str, object]
"""JSON as the playground's page shows it."""


class Explaining:
    """Reads the store; changes nothing."""

    def __init__(self, *, store: Store, team: str, pace: Pace, keeping: Keeping | None = None) -> None:
        """Take the store, our workspace's id, how long things wait, and how promises are kept in view."""
        self._store = store
        self._team = team
        self._pace = pace
        self._keeping = keeping or Keeping()

    async def nudge(self, key: str) -> Explained | None:
        """Explain a private message of ours by its key; None for a key nobody knows. Raises StorageUnavailable."""
        async with self._store.begin() as tx:
            whisper = await tx.whispers.by_key(key)
        if whisper is None:
            return None
        async with self._store.begin() as tx:  # another one, since messages are locked last everywhere
            moment = await tx.moments.get(whisper.moment) if whisper.moment else None
            if moment is not None:
                return await self._told(tx, moment.conversation, moment, None)
            promise = await tx.promises.get(whisper.promises[0]) if whisper.promises else None
            return await self._told(tx, promise.conversation, None, None) if promise else None

    async def message(self, channel: str, ts: str) -> Explained | None:
        """Explain what was decided about a message of a watched channel; None while nobody has judged or read it."""
        async with self._store.begin() as tx:
            line = await tx.lines.get(self._team, channel, ts)
            verdict = await tx.verdicts.get(line.verdict) if line and line.verdict else None
            if verdict is not None:
                moment = await tx.moments.get(verdict.moment) if verdict.moment else None
                return await self._told(tx, verdict.conversation, moment, verdict)
            if line is None or not line.read or not line.line.side.is_ours:
                return None
            return await self._told(tx, line.conversation, await tx.moments.last_in(line.conversation), None)

    async def _told(
        self, tx: Transaction, conversation: int, moment: Moment | None, verdict: Verdict | None
    ) -> Explained:
        """Gather everything about one conversation and its moment."""
        lines = [one for one in await tx.lines.of_conversation(conversation) if one.line.text]
        verdicts = await _verdicts(tx, lines)
        promises = await tx.promises.of_conversation(conversation)
        focus = moment.focus if moment else verdict.focus if verdict else ()
        found = moment.assessment if moment else verdict.assessment if verdict else None
        made_by = moment.provenance if moment else verdict.provenance if verdict else None
        whispers = await tx.whispers.of_moment(moment.id) if moment else ()
        feedback = await tx.people.feedback_of(moment.id) if moment else ()
        return {
            "title": _title(lines, focus or [ts for one in promises for ts in one.lines]),
            "moment": _moment(moment) if moment else None,
            "said": [{"ts": one.line.ts, "side": one.line.side.value, "text": one.line.text} for one in lines],
            "assessment": _assessment(found) if found else None,
            "made_by": _provenance(made_by),
            "draft_by": _provenance(moment.draft_provenance) if moment else None,
            "promises": [_promise(one) for one in promises],
            "verdicts": [_verdict(one) for one in verdicts],
            "whispers": [_whisper(one) for one in whispers],
            "feedback": [_feedback(one) for one in feedback],
            "memory": _memory(whispers),
            "timers": self._timers(moment, promises),
        }

    def _timers(self, moment: Moment | None, promises: Sequence[Promise]) -> list[Explained]:
        times = [(due.value, at) for due, at in moment.times(self._pace).items()] if moment else []
        times += [(due.value, at) for one in promises for due, at in one.times(self._keeping).items()]
        return [{"due": due, "at": _time(at)} for due, at in sorted(times, key=lambda entry: entry[1])]


async def _verdicts(tx: Transaction, lines: Sequence[StoredLine]) -> list[Verdict]:
    """Every verdict on what was said, oldest first."""
    numbers = sorted({one.verdict for one in lines if one.verdict})
    found = [await tx.verdicts.get(number) for number in numbers]
    return [verdict for verdict in found if verdict is not None]


def _title(lines: Sequence[StoredLine], focus: Sequence[str]) -> str:
    """The words it is about, shortened."""
    words = " ".join(one.line.text for one in lines if one.line.ts in focus)
    return excerpt(words, TITLE_AT_MOST)


def _moment(moment: Moment) -> Explained:
    return {
        "id": moment.id,
        "stage": moment.stage.value,
        "urgency": moment.assessment.urgency.value,
        "reply_by": _time(moment.assessment.reply_by),
        "opened_at": _time(moment.opened_at),
        "nudged_at": _time(moment.nudged_at),
        "answered_at": _time(moment.answered_at),
        "closed_at": _time(moment.closed_at),
        "close_reason": moment.close_reason.value if moment.close_reason else None,
        "agent": moment.agent,
        "suppressed": moment.suppressed.value if moment.suppressed else None,
        "repeats": moment.repeats,
        "known": list(moment.known),
        "wrong": list(moment.wrong),
    }


def _assessment(found: Assessment) -> Explained:
    return {
        "expectations": [
            {"kind": one.kind.value, "text": one.text, "quote": one.quote, "cue": one.cue, "source": one.source}
            for one in found.expectations
        ],
        "missing_fact": found.missing_fact,
        "questions": list(found.explore_questions),
        "say_no": {"value": found.say_no.value, "what": found.say_no.what, "why": found.say_no.why},
        "signals": [signal.value for signal in found.signals],
        "business_interests": list(found.business_interests),
        "personal_interests": list(found.personal_interests),
    }


def _memory(whispers: Sequence[Whisper]) -> Explained | None:
    """What a card tells of the customer's earlier requests, and which requests and promises it rests on."""
    shown = [one.nudge.memory for one in whispers if isinstance(one.nudge, Card) and not one.withdrawn]
    memory = next((one for one in shown if one), None)
    if memory is None:
        return None
    past = [*((memory.again,) if memory.again else ()), *memory.last]
    return {
        "past": [
            {
                "moment": one.moment,
                "channel": one.channel,
                "at": _time(one.at),
                "about": one.about,
                "ending": one.ending.value,
                "thanks": one.thanks,
                "again": one is memory.again,
            }
            for one in past
        ],
        "owed": [{"promise": one.promise, "what": one.what, "due": _time(one.due)} for one in memory.owed],
    }


def _promise(promise: Promise) -> Explained:
    return {
        "id": promise.id,
        "moment": promise.moment,
        "agent": promise.agent,
        "said_by": promise.said_by,
        "lines": list(promise.lines),
        "what": promise.what,
        "words": promise.words,
        "strength": promise.strength.value,
        "condition": promise.condition,
        "state": promise.state.value,
        "due": _time(promise.due),
        "due_words": promise.due_words,
        "doubt": promise.doubt.value if promise.doubt else None,
        "due_guess": _time(promise.due_guess),
        "moved_from": [_time(at) for at in promise.moved_from],
        "beyond": [{"kind": one.kind.value, "rule": one.rule, "instead": one.instead} for one in promise.beyond],
        "evidence": promise.evidence.source if promise.evidence else None,
        "remind_at": _time(promise.remind_at),
        "broken_at": _time(promise.broken_at),
        "ended_at": _time(promise.ended_at),
        "withdrawn": promise.withdrawn.value if promise.withdrawn else None,
        "made_by": _provenance(promise.provenance),
    }


def _provenance(made: Provenance | None) -> Explained | None:
    if made is None:
        return None
    return {
        "coach": made.coach,
        "revision": made.revision,
        "model": made.model,
        "latency_ms": made.latency_ms,
        "prompt_tokens": made.prompt_tokens,
        "completion_tokens": made.completion_tokens,
        "dropped": list(made.dropped),
    }


def _verdict(verdict: Verdict) -> Explained:
    return {
        "at": _time(verdict.at),
        "focus": list(verdict.focus),
        "is_moment": verdict.is_moment,
        "negative_type": verdict.negative_type.value if verdict.negative_type else None,
        "urgency": verdict.urgency.value,
        "shown": verdict.shown,
        "suppressed": verdict.suppressed.value if verdict.suppressed else None,
    }


def _whisper(whisper: Whisper) -> Explained:
    return {
        "key": whisper.key,
        "to": whisper.to,
        "state": whisper.state.value,
        "version": whisper.version,
        "sent_version": whisper.sent_version,
        "withdrawn": whisper.withdrawn,
        "created_at": _time(whisper.created_at),
        "sent_at": _time(whisper.sent_at),
        "refused": whisper.refused,
    }


def _feedback(feedback: Feedback) -> Explained:
    return {"at": _time(feedback.at), "user": feedback.user, "act": feedback.act, "value": feedback.value}


def _time(at: datetime | None) -> str | None:
    return at.isoformat() if at else None
