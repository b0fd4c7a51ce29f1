"""Coaches somebody on a message that they point at, with what was said up to it; nothing of it is kept."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import structlog

from motbot.domain.advice import Advice, Unadvised
from motbot.domain.cards import language_for
from motbot.domain.conversation import conversation_for_root
from motbot.domain.errors import SlackRateLimited, SlackRefused, SlackUnclear
from motbot.domain.language import Language
from motbot.domain.message import ChannelKind, Line
from motbot.domain.moment import Moment
from motbot.domain.nudge import Place
from motbot.domain.people import Author, Person, PersonKind, Side
from motbot.domain.policy import ChannelPolicy, Pace
from motbot.domain.routing import zone_of
from motbot.domain.sides import side_of
from motbot.ports.slack import Directory
from motbot.ports.store import Store
from motbot.use_cases.advising import Advising, Question
from motbot.use_cases.read_thread import ReadThread
from motbot.use_cases.standing_in import placed
from motbot.use_cases.whispering import Whispering

BURST = timedelta(minutes=15)
"""Messages that somebody writes one after the other within this time are judged together."""
_ASKING = frozenset({Side.CUSTOMER, Side.UNKNOWN})
_OUTSIDE = frozenset({PersonKind.OUTSIDER, PersonKind.GUEST})

log = structlog.get_logger()


@dataclass(frozen=True, slots=True, kw_only=True)
class Pointed:
    """The message that was pointed at."""

    team: str
    channel: str
    ts: str
    thread_ts: str


class CoachThis:
    """Whoever may read a message may be coached on it: a full member of ours who is in its channel now.

    The bot has to be in there as well. Which of the two is not so, or that there is no such message, nobody is told.
    """

    def __init__(
        self,
        *,
        store: Store,
        directory: Directory,
        read_thread: ReadThread,
        advising: Advising,
        whispering: Whispering,
        pace: Pace,
    ) -> None:
        """Take the ports, who reads the conversation, who is asked, what knows of cards, and what belongs together."""
        self._store = store
        self._directory = directory
        self._read_thread = read_thread
        self._advising = advising
        self._whispering = whispering
        self._pace = pace

    async def __call__(self, *, user: str, place: Place, author: str = "") -> AsyncIterator[Advice]:
        """What an agent would be told of the message, as far as it stands; the last one is whole.

        Args:
            user: who asks.
            place: the message; an empty channel is one that nobody else may read.
            author: the account that wrote it, where a person did; only where nothing is watched it says who asks whom.
        """
        person = await self._directory.person(user)
        asked: Question | Unadvised
        try:
            asked = await self._asked(person, place, author)
        except (SlackRateLimited, SlackUnclear) as error:
            log.warning("advice.unreadable", error=type(error).__name__)
            asked = Unadvised.NOT_NOW
        except SlackRefused as refused:
            log.info("advice.not_shown", code=refused.code)
            asked = Unadvised.NOT_READABLE
        if isinstance(asked, Unadvised):
            yield Advice(language=language_for(person, Language.EN), unadvised=asked)
            return
        async for advice in self._advising(asked):
            yield advice

    async def _asked(self, person: Person, place: Place, author: str) -> Question | Unadvised:
        """What is to be judged, or why nothing is. Raises what the directory and the reading raise."""
        if person.kind is PersonKind.UNKNOWN:
            return Unadvised.NOT_NOW
        if not person.may_be_nudged or not place.channel:
            return Unadvised.NOT_READABLE
        if person.id not in await self._directory.members(place.channel):
            return Unadvised.NOT_READABLE
        policy = await self._directory.channel(place.channel) or await self._unwatched(person, place, author)
        pointed = Pointed(team=self._directory.team, channel=place.channel, ts=place.ts, thread_ts=place.thread_ts)
        thread = await self._read_thread(pointed, policy, joins=await self._joins(pointed, policy, author))
        said = tuple(line for line in thread.view.lines if line.ts <= place.ts)
        focus = _burst(said)
        if not focus:
            return Unadvised.NOBODY_ASKS
        moment, card = await self._known(thread.conversation, focus, person.id)
        inside = {"", *(line.ts for line in said)}
        return Question(
            view=replace(thread.view, lines=tuple(line for line in said if line.text), focus=focus),
            person=placed(person, policy),
            policy=policy,
            place=place,
            key=thread.conversation or f"{place.channel}:{place.ts}",
            expected=tuple(one for one in moment.expected if one.source in inside) if moment else (),
            wrong=moment.wrong if moment else (),
            own_card=card,
        )

    async def _joins(self, pointed: Pointed, policy: ChannelPolicy, author: str) -> int:
        """The conversation that words at the channel's root will go on with once we hear of them; 0 for none.

        Whoever points at a message at once may be faster than its event.
        """
        if pointed.thread_ts or not author:
            return 0
        side = side_of(Author(user=author), await self._directory.person(author), policy)
        at = datetime.fromtimestamp(float(pointed.ts), UTC)
        async with self._store.begin() as tx:
            if await tx.lines.get(pointed.team, pointed.channel, pointed.ts) is not None:
                return 0
            recent = await tx.conversations.recent(pointed.team, pointed.channel, at - self._pace.group_within)
        found = conversation_for_root(recent, author=author, side=side, at=at, mentions=(), pace=self._pace)
        return found.id if found else 0

    async def _unwatched(self, person: Person, place: Place, author: str) -> ChannelPolicy:
        """How a channel works that the config does not name: who asks to be coached answers, the others ask."""
        outside = bool(author) and (await self._directory.person(author)).kind in _OUTSIDE
        return ChannelPolicy(
            id=place.channel,
            kind=ChannelKind.CUSTOMER if outside else ChannelKind.INTERNAL_REQUEST,
            agents=frozenset({person.id}),
            language=language_for(person, Language.EN),
            zone=zone_of(person).key,
        )

    async def _known(self, conversation: int, focus: Sequence[str], user: str) -> tuple[Moment | None, Place | None]:
        """The moment that these words belong to, and the person's card of it."""
        if not conversation:
            return None, None
        async with self._store.begin() as tx:
            moments = await tx.moments.of_conversation(conversation)
            moment = next((one for one in reversed(moments) if {*one.focus} & {*focus}), None)
            card = await self._whispering.place_of_card(tx, moment.id, user) if moment else None
        return moment, card


def _burst(said: Sequence[Line]) -> tuple[str, ...]:
    """The newest words of a customer, with those they wrote right before; empty where there are none."""
    worded = [line for line in said if line.text]
    newest = next((at for at in reversed(range(len(worded))) if worded[at].side in _ASKING), None)
    if newest is None:
        return ()
    focus = [worded[newest]]
    for line in reversed(worded[:newest]):
        if line.author != focus[0].author or focus[0].at - line.at > BURST:
            break
        focus.insert(0, line)
    return tuple(line.ts for line in focus)
