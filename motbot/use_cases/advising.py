"""Has the coach judge a view of a conversation for one person who asks, and keeps nothing of it."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, replace
from typing import TypeVar

import structlog

from motbot.catalogue import say
from motbot.domain.advice import Advice, Source
from motbot.domain.cards import card_for, language_for
from motbot.domain.checks import checked, checked_draft
from motbot.domain.corrected import still_asked, still_wanted
from motbot.domain.customer_words import words_of
from motbot.domain.errors import ModelRefused, ModelUnavailable
from motbot.domain.expectation import Assessed, Assessment, Drafted, Expectation, Provenance
from motbot.domain.expected import together
from motbot.domain.grounding import folded
from motbot.domain.likeness import likeness
from motbot.domain.message import ConversationView
from motbot.domain.moment import Moment
from motbot.domain.nudge import Card, Place
from motbot.domain.people import Person
from motbot.domain.policy import ChannelPolicy, ReplyWithin
from motbot.domain.typesetting import typeset
from motbot.domain.urgency import due_by
from motbot.ports.clock import Clock
from motbot.ports.coach import Coach
from motbot.ports.store import Store
from motbot.use_cases.coaching import Coaching

AT_ONCE = 3
"""How many people are advised at the same time by one process: those who try do not hold up customers."""
SHARE = "advice"
"""What is asked for takes a share of the model's time of its own, beside the channels."""
_SAME = 0.5
"""Likeness from which two expectations are one in other words."""

log = structlog.get_logger()

Answer = TypeVar("Answer", Assessed, Drafted)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is to be judged, and for whom."""

    view: ConversationView
    person: Person
    policy: ChannelPolicy
    place: Place
    """The message that was pointed at; empty where none was."""
    key: int | str
    """What chooses among prompts on trial: always the same for the same conversation, or person."""
    expected: tuple[Expectation, ...] = ()
    """What is known to be expected here from before."""
    wrong: tuple[str, ...] = ()
    """Texts of expectations that an agent has called wrong."""
    own_card: Place | None = None


class Advising:
    """Asks the coach directly: its memory would keep a trace of the words."""

    def __init__(
        self, *, store: Store, clock: Clock, coaching: Coaching, reply_within: ReplyWithin, within: float
    ) -> None:
        """Take who coaches; `within` is how many seconds the model has for each of its two answers."""
        self._store = store
        self._clock = clock
        self._coaching = coaching
        self._reply_within = reply_within
        self._within = within
        self._turns = asyncio.Semaphore(AT_ONCE)

    async def __call__(self, question: Question) -> AsyncIterator[Advice]:
        """The advice as soon as it stands, and once more with the reply where one is to be written."""
        question = replace(question, view=replace(question.view, channel=SHARE))
        coaching = self._coaching.answering(question.key)
        assessed, is_stand_in = await self._assess(coaching, question.view)
        found, _ = checked(assessed.assessment, question.view)
        found = still_asked(found, question.view)
        moment = _moment(question, self._completed(found, question), assessed.provenance)
        advice = Advice(
            language=language_for(question.person, question.policy.language),
            words=words_of(moment, question.view.lines),
            negative=found.negative_type,
            by_model=assessed.provenance.coach == "model",
            model_away=is_stand_in,
            sources=(await self._source("assess", assessed.provenance),),
            own_card=question.own_card,
        )
        log.info("advice.given", coach=assessed.provenance.coach, is_moment=found.is_moment)
        if not found.is_moment:
            yield advice
            return
        coach = coaching.fallback if is_stand_in else coaching.coach
        if not coach.instant:
            yield replace(advice, card=_card(question, moment))
        drafted, is_late = await self._draft(coaching, coach, question, moment.assessment)
        draft, _ = checked_draft(drafted.draft, question.view)
        source = await self._source("draft", drafted.provenance)
        yield replace(
            advice,
            card=_card(question, replace(moment, draft=draft)),
            model_away=is_stand_in or is_late,
            sources=(*advice.sources, source),
        )

    async def _assess(self, coaching: Coaching, view: ConversationView) -> tuple[Assessed, bool]:
        """Certain rules first, as in a live conversation; then the coach, or whoever stands in for it."""
        stand_in = coaching.fallback.assessor
        if coaching.first_look.certain_negative(view) is not None or not coaching.has_model:
            return await stand_in.assess(view), False
        return await self._answer(lambda: coaching.coach.assessor.assess(view), lambda: stand_in.assess(view))

    async def _draft(
        self, coaching: Coaching, coach: Coach, question: Question, found: Assessment
    ) -> tuple[Drafted, bool]:
        """The reply, likewise; words of which the checks leave nothing are no reply."""
        view, language = question.view, language_for(question.person, question.policy.language)

        async def ask() -> Drafted:
            drafted = await coach.drafter.draft(view, found, language)
            if not checked_draft(drafted.draft, view)[0].reply:
                raise ModelRefused(say("Nothing of the draft could be sent."))
            return drafted

        stand_in = coaching.fallback.drafter
        if coach is coaching.fallback:
            return await stand_in.draft(view, found, language), False
        return await self._answer(ask, lambda: stand_in.draft(view, found, language))

    async def _answer(
        self, ask: Callable[[], Awaitable[Answer]], stand_in: Callable[[], Awaitable[Answer]]
    ) -> tuple[Answer, bool]:
        """The model's answer, or the playbook's where the model has none in time; and whether that stood in."""
        try:
            async with asyncio.timeout(self._within), self._turns:
                return await ask(), False
        except (TimeoutError, ModelUnavailable, ModelRefused) as error:
            log.warning("advice.without_model", error=type(error).__name__)
        return await stand_in(), True

    def _completed(self, found: Assessment, question: Question) -> Assessment:
        """With what is known from before, without what an agent has called wrong, and with the time to reply by."""
        wrong = set(map(typeset, question.wrong))
        kept = tuple(one for one in found.expectations if typeset(one.text) not in wrong)
        before = still_wanted(question.expected, question.view.lines)
        known = tuple(one for one in before if not any(_is_same(one, other) for other in kept))
        said_at = question.view.focus_lines[-1].at
        due = due_by(found, said_at, question.view.zone, self._reply_within)
        ahead = due if due is not None and due > self._clock.now() else None
        return replace(found, expectations=together(kept, known), reply_by=ahead)

    async def _source(self, task: str, made: Provenance) -> Source:
        """What was published under the revision that answered."""
        async with self._store.begin() as tx:
            published = await tx.prompts.of_revision(made.revision)
            standing = (await tx.prompts.standings()).get(task)
        known = next((one for one in published if one.task == task), None)
        if known is None:
            return Source(task=task, revision=made.revision)
        return Source(
            task=task,
            revision=made.revision,
            variant=known.variant,
            version=known.version,
            is_on_trial=standing is not None and standing.trial == known.id,
        )


def _card(question: Question, moment: Moment) -> Card:
    """The card an agent would get; what it says of the playbook, the advice says itself."""
    card = card_for(
        moment,
        person=question.person,
        policy=question.policy,
        place=question.place,
        words=words_of(moment, question.view.lines),
        without_model=False,
    )
    return replace(card, channel_name=question.policy.name)


def _moment(question: Question, found: Assessment, made: Provenance) -> Moment:
    """A moment that is never stored."""
    lines = question.view.focus_lines
    return Moment(
        team=question.person.team,
        channel=question.place.channel,
        conversation=0,
        customer=lines[-1].author,
        focus=question.view.focus,
        assessment=found,
        provenance=made,
        opened_at=lines[0].at,
        last_at=lines[-1].at,
        known=question.view.known,
    )


def _is_same(one: Expectation, other: Expectation) -> bool:
    """Whether two expectations are one, perhaps in other words: those of one kind that rest on the same words are."""
    if one.kind is not other.kind:
        return False
    quotes = folded(one.quote), folded(other.quote)
    rests_alike = all(quotes) and one.source == other.source and (quotes[0] in quotes[1] or quotes[1] in quotes[0])
    return rests_alike or likeness(one.text, other.text) >= _SAME
