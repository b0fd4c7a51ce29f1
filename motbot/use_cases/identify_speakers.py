"""Asks again who is behind words whose author Slack would not describe: until that is known, they open nothing."""

from dataclasses import replace
from datetime import timedelta

from motbot.domain.conversation import Conversation
from motbot.domain.message import Line
from motbot.domain.people import Author, Person, PersonKind, Side
from motbot.domain.policy import Pace
from motbot.domain.sides import side_of
from motbot.ports.clock import Clock
from motbot.ports.records import StoredLine
from motbot.ports.slack import Directory
from motbot.ports.store import Store, Transaction
from motbot.use_cases.note_reply import NoteReply
from motbot.use_cases.picture import Picture
from motbot.use_cases.who_spoke import ours_among

AGAIN = timedelta(seconds=30)
LONGEST_PAUSE = timedelta(hours=1)
AT_MOST = 30
"""With the pauses between, about a day: then nobody would be nudged about the words any more."""
FEW = 3
"""The words of a known customer wait no longer than this, about three minutes, for a stranger's in between."""


class IdentifySpeakers:
    """A step before judging a conversation."""

    def __init__(
        self,
        *,
        store: Store,
        directory: Directory,
        clock: Clock,
        pace: Pace,
        note_reply: NoteReply,
    ) -> None:
        """Take the ports, and what an answer of our side leads to."""
        self._store = store
        self._directory = directory
        self._clock = clock
        self._pace = pace
        self._note_reply = note_reply

    async def __call__(self, picture: Picture) -> bool:
        """Store every side that is known now; True where the conversation is to be looked at anew, now or later."""
        judged = max((one.line.ts for one in picture.stored if one.verdict), default="")
        unknown = [one for one in picture.stored if one.line.side is Side.UNKNOWN and one.line.ts > judged]
        if not unknown or picture.conversation.attempts >= (FEW if picture.view.focus else AT_MOST):
            return False
        known = [one for one in [await self._asked(one, picture) for one in unknown] if one is not None]
        calls = {one.line.ts: await self._called(one.line, picture) for one in known}
        async with self._store.begin() as tx:
            conversation = await tx.conversations.get(picture.conversation.id)
            if conversation is None:
                return True
            for one in known:
                conversation = await self._heard(tx, conversation, one, calls[one.line.ts])
            pause = min(AGAIN * 2 ** min(conversation.attempts, 10), LONGEST_PAUSE)
            wake = self._clock.now() + (timedelta(0) if len(known) == len(unknown) else pause)
            await tx.conversations.save(replace(conversation, attempts=conversation.attempts + 1).coached_at(wake))
        return True

    async def _called(self, line: Line, picture: Picture) -> frozenset[str]:
        """Everybody of our side whom a line of ours mentions."""
        named = line.addressed if line.side.is_ours else ()
        return await ours_among(self._directory, named, picture.policy)

    async def _heard(
        self, tx: Transaction, conversation: Conversation, known: StoredLine, called: frozenset[str]
    ) -> Conversation:
        """Let the conversation hear a line whose side is known now, unless it was taken back or edited meanwhile."""
        stored = await tx.lines.get(known.team, known.channel, known.line.ts)
        if stored is None or stored.line != replace(known.line, side=Side.UNKNOWN):
            return conversation
        await tx.lines.put(known)
        line, now = known.line, self._clock.now()
        ours = called.difference(conversation.customers)
        if line.side.is_ours and self._note_reply.is_aside(line, ours):
            return conversation.heard_aside(at=line.at).to_read(now=now, pace=self._pace)
        if line.side.is_ours:
            heard = conversation.heard_ours(author=line.author, side=line.side, at=line.at)
            await self._note_reply(tx, conversation.id, line)
            return heard.to_read(now=now, pace=self._pace)
        if line.side is not Side.CUSTOMER:
            return conversation
        return conversation.heard_customer(author=line.author, at=line.at, now=now, pace=self._pace, at_once=True)

    async def mentioned(self, picture: Picture) -> Picture:
        """The picture with everybody of our side whom it mentions: a colleague, or a bot of ours, may be asked too."""
        named = {one for line in picture.lines for one in line.addressed} - picture.view.mentions_ours
        people = [await self._directory.person(one) for one in sorted(named)]
        ours = {one.id for one in people if self._is_ours(one, picture)}
        view = replace(picture.view, mentions_ours=picture.view.mentions_ours | ours)
        return replace(picture, view=view)

    def _is_ours(self, person: Person, picture: Picture) -> bool:
        """Whether who speaks to this account speaks to our side."""
        if person.kind is PersonKind.BOT:
            return person.team == self._directory.team
        return side_of(Author(user=person.id), person, picture.policy).is_ours

    async def _asked(self, one: StoredLine, picture: Picture) -> StoredLine | None:
        """The same line with its side, where Slack says whose it is."""
        person = await self._directory.person(one.author.user, team=one.author.team)
        side = side_of(one.author, person, picture.policy)
        return None if side is Side.UNKNOWN else replace(one, line=replace(one.line, side=side))
