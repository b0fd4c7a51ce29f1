"""Reads what our side has said since it was read last: what it promises, delivers and leaves unanswered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import structlog

from motbot.domain.conversation import Conversation
from motbot.domain.errors import ModelRefused, ModelUnavailable
from motbot.domain.expectation import Expectation, Provenance
from motbot.domain.people import Person, PersonKind, Side
from motbot.domain.policy import Keeping, Pace
from motbot.domain.promise import Promise
from motbot.domain.promised import checked_reading
from motbot.domain.reading import Reading, ReadReply
from motbot.domain.routing import known_zone, zone_named, zone_of
from motbot.ports.clock import Clock
from motbot.ports.records import StoredLine
from motbot.ports.slack import Directory
from motbot.ports.store import Store
from motbot.use_cases.asking import Asking
from motbot.use_cases.coaching import Coaching
from motbot.use_cases.picture import Picture, picture_of

MORE_PATIENCE = timedelta(seconds=15)
"""How much longer than a coach waits for its model: by then it has judged with the playbook."""

log = structlog.get_logger()


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """What our side has said and nobody has read yet, with everything the outside says about it."""

    picture: Picture
    """Its view's focus is what is to be read; `now` is when the newest of it was written, in its speaker's zone."""
    lines: tuple[StoredLine, ...]
    """The focus as it is stored, what customers said in between included."""
    promised: tuple[Promise, ...]
    """The promises of the conversation that are still open."""
    speakers: Mapping[str, Person]
    """Everybody of our side whose words these are, by account."""
    their_zone: ZoneInfo | None
    """The customer's, where Slack says it."""

    @property
    def ours(self) -> tuple[StoredLine, ...]:
        """The words of our side among them."""
        return tuple(one for one in self.lines if one.line.side.is_ours)

    def zone(self, account: str) -> ZoneInfo:
        """On whose clock somebody of our side speaks: their own, else the channel's."""
        person, channels = self.speakers.get(account), self.picture.policy.zone
        return zone_of(person, otherwise=channels) if person else zone_named(channels)


class ReadingReplies:
    """Looks, and asks the coach; decides nothing."""

    def __init__(
        self,
        *,
        store: Store,
        directory: Directory,
        clock: Clock,
        coaching: Coaching,
        asking: Asking,
        pace: Pace,
        keeping: Keeping,
    ) -> None:
        """Take the ports and who reads."""
        self._store = store
        self._directory = directory
        self._clock = clock
        self._coaching = coaching
        self._asking = asking
        self._pace = pace
        self._keeping = keeping

    async def look(self, conversation_id: int) -> Unread | None:
        """What is to be read now; None where nothing is, or not yet."""
        async with self._store.begin() as tx:
            conversation = await tx.conversations.get(conversation_id)
        policy = await self._directory.channel(conversation.channel) if conversation else None
        if conversation is None or policy is None or await self._put_off(conversation):
            return None
        async with self._store.begin() as tx:
            picture = await picture_of(tx, conversation, policy=policy, now=self._clock.now())
            promises = await tx.promises.of_conversation(conversation_id)
        promised = tuple(one for one in promises if one.is_open)
        lines = self._unread(picture, promised)
        if not lines:
            return None
        unread = Unread(
            picture=picture,
            lines=lines,
            promised=promised,
            speakers=await self._speakers(lines),
            their_zone=await self._their_zone(picture),
        )
        return replace(unread, picture=_in_view(unread))

    async def read(self, unread: Unread) -> ReadReply:
        """The configured coach's reading; the playbook's at once where the model cannot. Checked either way."""
        view, moment = unread.picture.view, unread.picture.moment
        expected = (moment.expected or moment.assessment.expectations) if moment and moment.is_open else ()
        promised = unread.promised
        # Without a focus every word was edited away, and no file is left either.
        if not view.focus or self._is_plain(unread, expected):
            nothing = Provenance(coach="playbook", revision=self._coaching.fallback.reply_reader.revision)
            return ReadReply(reading=Reading(), provenance=nothing)
        coach = self._coaching.answering(unread.picture.conversation.id).coach
        try:
            answer = await self._asking.read(coach, view, expected=expected, promised=promised)
        except (ModelUnavailable, ModelRefused) as error:
            log.warning(
                "promises.without_model", conversation=unread.picture.conversation.id, error=type(error).__name__
            )
            answer = await self._asking.read(self._coaching.fallback, view, expected=expected, promised=promised)
        reading, dropped = checked_reading(answer.reading, view, promised, expected)
        provenance = replace(answer.provenance, dropped=(*answer.provenance.dropped, *dropped))
        return ReadReply(reading=reading, provenance=provenance)

    def _is_plain(self, unread: Unread, expected: Sequence[Expectation]) -> bool:
        """Whether a model need not be asked: nothing is promised, delivered or left open, now or by earlier words."""
        view, moment = unread.picture.view, unread.picture.moment
        left_open = moment is not None and moment.is_open and bool(moment.unanswered)
        asks_model = self._coaching.has_model and not left_open
        return asks_model and self._coaching.first_look.is_plain(view, expected=expected, promised=unread.promised)

    async def _put_off(self, conversation: Conversation) -> bool:
        """Wait for the coach where it is about to judge what these words answer: they belong to its moment."""
        now = self._clock.now()
        waits_since = conversation.pending_since
        if waits_since is None or now >= waits_since + self._pace.model_wait + MORE_PATIENCE:
            return False
        async with self._store.begin() as tx:
            locked = await tx.conversations.get(conversation.id)
            if locked is None or locked.pending_since is None:
                return False
            await tx.conversations.save(locked.to_read(now=now, pace=self._pace))
        return True

    def _unread(self, picture: Picture, promised: Sequence[Promise]) -> tuple[StoredLine, ...]:
        """From the first words of ours on that nobody has read, everything unread.

        What is older than a promise may lie about was never to be read: it was there before promises were kept. A line
        that states an open promise is read anew however old it is, since only an edit can have made it unread.
        """
        oldest = self._clock.now() - self._keeping.lapse_after
        stating = {ts for one in promised for ts in one.lines}
        unread = [one for one in picture.stored if not one.read and (one.line.at >= oldest or one.line.ts in stating)]
        ours = [one.line.ts for one in unread if one.line.side.is_ours]
        heard = {Side.CUSTOMER, Side.AGENT, Side.COLLEAGUE}
        return tuple(one for one in unread if ours and one.line.side in heard and one.line.ts >= min(ours))

    async def _speakers(self, lines: tuple[StoredLine, ...]) -> dict[str, Person]:
        """Everybody of our side who spoke, where Slack says who that is: then it also says on whose clock."""
        authors = {one.line.author: one.author for one in lines if one.line.side.is_ours and one.author.user}
        people = {name: await self._directory.person(one.user, team=one.team) for name, one in authors.items()}
        return {name: one for name, one in people.items() if one.kind in {PersonKind.MEMBER, PersonKind.GUEST}}

    async def _their_zone(self, picture: Picture) -> ZoneInfo | None:
        """The customer's zone, from the profile of whoever of them wrote last."""
        theirs = [one.author for one in picture.stored if one.line.side is Side.CUSTOMER and one.author.user]
        if not theirs:
            return None
        person = await self._directory.person(theirs[-1].user, team=theirs[-1].team)
        return known_zone(person.zone)


def _in_view(unread: Unread) -> Picture:
    """The picture as whoever reads is to see it."""
    picture, newest = unread.picture, unread.ours[-1].line
    zone = unread.zone(newest.author)
    view = replace(
        picture.view,
        lines=tuple(one.line for one in picture.stored if one.line.text or one.line.files),
        focus=tuple(one.line.ts for one in unread.lines if one.line.text or one.line.files),
        now=unread.lines[-1].line.at.astimezone(zone),
        zone=zone,
    )
    return replace(picture, view=view)
