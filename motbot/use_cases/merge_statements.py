"""Brings what our side states together with the promises that are known: dated in code, owned, tracked at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import structlog

from motbot.domain.due import FoundDue, Resolved
from motbot.domain.expectation import Expectation
from motbot.domain.keeping import reminder_at
from motbot.domain.moment import Moment
from motbot.domain.needed_by import needed_by
from motbot.domain.own_limits import limits_of
from motbot.domain.people import Person
from motbot.domain.policy import Keeping, Limits
from motbot.domain.promise import Promise
from motbot.domain.promised import Statement, resolved
from motbot.domain.reading import FoundPromise, ReadReply, Strength
from motbot.domain.restating import merged
from motbot.domain.routing import zone_of
from motbot.ports.clock import Clock
from motbot.ports.due_times import DueTimes
from motbot.ports.records import StoredLine
from motbot.ports.store import Transaction
from motbot.use_cases.answerable import agent_of, answering_for
from motbot.use_cases.reading_replies import Unread

OURSELVES = frozenset({"", "i", "me", "myself", "we", "us", "our team", "我", "本人", "我们", "咱们", "我方", "我这边"})
"""Who a coach names where the speaker promises for themselves or for all of us."""

log = structlog.get_logger()


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """Everything that is known once the coach has answered."""

    unread: Unread
    read: ReadReply
    agents: Mapping[str, Person]
    """Everybody who may be asked or reminded, by account."""
    stand_ins: Mapping[str, Person]
    """Who is asked instead of those who cannot be told any more, by their account."""


class MergeStatements:
    """Runs under the locks of conversation, moment and promises, which it does not take itself."""

    def __init__(self, *, clock: Clock, due_times: DueTimes, limits: Limits, keeping: Keeping) -> None:
        """Take the ports, and how promises are kept in view."""
        self._clock = clock
        self._due_times = due_times
        self._limits = limits
        self._keeping = keeping

    async def __call__(
        self,
        tx: Transaction,
        heard: Heard,
        moment: Moment | None,
        known: Sequence[Promise],
        fresh: Mapping[str, StoredLine],
    ) -> list[Promise]:
        """Bring the statements together with what is known; gives what is new or has changed, stored."""
        now, reading = self._clock.now(), heard.read.reading
        changed = merged(
            known,
            [self._statement(heard, one, fresh[one.source], moment) for one in reading.promises if one.source in fresh],
            read={ts: one.line.text for ts, one in fresh.items() if one.line.side.is_ours},
            evidence=[one for one in reading.evidence if one.source in fresh],
            at=now,
            remind=lambda agent, due: self._reminder(heard, agent, due),
        )
        before = {one.id: one for one in known}
        nobodys = [one for one in known if not one.agent and one.is_open and one.id not in {new.id for new in changed}]
        owned = [self._owned(heard, one, moment) for one in (*changed, *nobodys)]
        wanted = [self._at_once(heard, one, before.get(one.id)) for one in owned if one != before.get(one.id)]
        saved = [await tx.promises.save(one.armed(self._keeping)) for one in wanted]
        log.info(
            "promises.read",
            conversation=heard.unread.picture.conversation.id,
            coach=heard.read.provenance.coach,
            found=len(reading.promises),
            new=sum(1 for one in changed if not one.id),
            changed=sum(1 for one in changed if one.id),
        )
        return saved

    def _statement(self, heard: Heard, found: FoundPromise, stored: StoredLine, moment: Moment | None) -> Statement:
        """What a line promises, with its time as code reads it: on its speaker's clock, from when it was written."""
        picture = heard.unread.picture
        zone = heard.unread.zone(stored.line.author)
        if zone != picture.view.zone:
            found = replace(found, due_guess=None)  # read on another clock: no more than a guess about the zone
        time = self._time(found, stored, heard) if found.due_words else None
        serves = moment if moment and _serves(stored, moment) else None
        return resolved(
            found,
            stored.line,
            time=time,
            team=stored.team,
            channel=stored.channel,
            conversation=picture.conversation.id,
            moment=serves.id if serves else 0,
            agent=agent_of(stored, heard.unread),
            provenance=heard.read.provenance,
            limits=picture.policy.limits,
            needed_by=self._needed_by(heard, found, stored, serves, time.at if time else None) if serves else None,
        )

    def _needed_by(
        self, heard: Heard, found: FoundPromise, stored: StoredLine, moment: Moment, due: datetime | None
    ) -> datetime | None:
        """The customer's own hour; where the line says openly that it will be later, that time in its place."""
        picture, unread = heard.unread.picture, heard.unread
        written = {line.ts: line.at for line in picture.lines}
        theirs = unread.their_zone or picture.view.zone

        def times(one: Expectation) -> Sequence[FoundDue]:
            at = written.get(one.source)
            return self._due_times.find(one.quote, said_at=at, zone=theirs) if at else ()

        by = needed_by((*moment.expected, *moment.assessment.expectations), f"{found.words}\n{found.what}", times)
        if by is None or due is None or due <= by:
            return by
        own = self._due_times.find(stored.line.text, said_at=stored.line.at, zone=unread.zone(stored.line.author))
        named = [one.at for one in own if one.at is not None and one.at <= by]
        return due if by in named else None if named else by

    def _time(self, found: FoundPromise, stored: StoredLine, heard: Heard) -> Resolved:
        return self._due_times.resolve(
            found.due_words,
            said_at=stored.line.at,
            zone=heard.unread.zone(stored.line.author),
            their_zone=heard.unread.their_zone,
        )

    def _owned(self, heard: Heard, promise: Promise, moment: Moment | None) -> Promise:
        """With somebody who can be asked about it; what is tracked is handed over when it is next to be told of."""
        if not promise.is_open or (promise.agent and promise.is_tracked):
            return promise
        agent = promise.agent or answering_for(heard.unread, moment)
        stand_in = heard.stand_ins.get(agent)
        return replace(promise, agent=stand_in.id if stand_in else agent)

    def _at_once(self, heard: Heard, promise: Promise, before: Promise | None) -> Promise:
        """Track what can be tracked without asking, where the channel wants that: new, or only now with a time.

        What somebody has stopped from being tracked has had its time before, and is left alone.
        """
        known_time = before is not None and before.due is not None and before.doubt is None
        plain = promise.strength is Strength.FIRM and promise.who.strip().casefold() in OURSELVES
        own = promise.said_by == promise.agent
        if not heard.unread.picture.policy.track_at_once or known_time or not plain or not own:
            return promise
        now = self._clock.now()
        if promise.due is None or promise.due.astimezone(UTC) <= now:
            return promise
        return promise.tracked(at=now, remind_at=self._reminder(heard, promise.agent, promise.due), at_once=True)

    def _reminder(self, heard: Heard, agent: str, due: datetime) -> datetime | None:
        """When the agent is reminded of what is due then."""
        person = heard.agents.get(agent)
        zone = zone_of(person) if person else heard.unread.picture.view.zone
        own, now = limits_of(person, self._limits) if person else self._limits, self._clock.now()
        return reminder_at(due, since=now, zone=zone, keeping=self._keeping, limits=own)


def _serves(stored: StoredLine, moment: Moment) -> bool:
    """Whether words answer a moment: it is open, and they came after the first of what it is about."""
    return moment.is_open and stored.line.ts > min(moment.focus, default="")
