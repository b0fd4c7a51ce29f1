"""Lets somebody see what the coach makes of words that they type: nothing of it is kept."""

from collections.abc import AsyncIterator
from dataclasses import replace
from zoneinfo import ZoneInfo

from motbot.domain.advice import Advice, Unadvised
from motbot.domain.cards import language_for
from motbot.domain.language import Language
from motbot.domain.message import ConversationView, Line
from motbot.domain.nudge import Place
from motbot.domain.people import PersonKind, Side
from motbot.domain.policy import ChannelPolicy
from motbot.domain.routing import zone_of
from motbot.ports.clock import Clock
from motbot.ports.slack import Directory
from motbot.use_cases.advising import Advising, Question

LONGEST = 6_000
"""Characters: a long letter. More is no message of a customer."""
CUSTOMER = "customer"
"""Whoever is taken to have said it."""


class TryWords:
    """The words stand alone: no channel's facts, no conversation before them."""

    def __init__(self, *, directory: Directory, clock: Clock, advising: Advising) -> None:
        """Take who people are, the present, and who is asked."""
        self._directory = directory
        self._clock = clock
        self._advising = advising

    async def __call__(self, *, user: str, words: str) -> AsyncIterator[Advice]:
        """What an agent would be told of these words, as far as it stands; the last one is whole."""
        person = await self._directory.person(user)
        language = language_for(person, Language.EN)
        refused = _refused(person.kind, words)
        if refused is not None:
            yield Advice(language=language, unadvised=refused)
            return
        zone = zone_of(person)
        policy = ChannelPolicy(id="", language=language, zone=zone.key)
        question = Question(
            view=replace(self._view(words.strip(), zone), default_language=language),
            person=person,
            policy=policy,
            place=Place(channel="", ts=""),
            key=f"try:{user}",
        )
        async for advice in self._advising(question):
            yield advice

    def _view(self, words: str, zone: ZoneInfo) -> ConversationView:
        """A conversation of one message, said now."""
        now = self._clock.now()
        ts = f"{now.timestamp():.6f}"
        line = Line(ts=ts, at=now, side=Side.CUSTOMER, author=CUSTOMER, text=words)
        return ConversationView(lines=(line,), focus=(ts,), now=now.astimezone(zone), zone=zone)


def _refused(kind: PersonKind, words: str) -> Unadvised | None:
    if kind is PersonKind.UNKNOWN:
        return Unadvised.NOT_NOW
    if kind is not PersonKind.MEMBER:
        return Unadvised.NOT_A_MEMBER
    if not words.strip():
        return Unadvised.NO_WORDS
    return Unadvised.TOO_LONG if len(words) > LONGEST else None
