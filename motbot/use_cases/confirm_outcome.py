"""Prompts the agent to check the outcome with the customer, with a question made from what was expected."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

import structlog

from motbot.domain.cards import language_for, place_of, prompt_for
from motbot.domain.checks import checked_draft
from motbot.domain.customer_words import briefly
from motbot.domain.errors import ModelRefused, ModelUnavailable
from motbot.domain.expectation import Drafted, Urgency
from motbot.domain.fading import Level
from motbot.domain.moment import Moment, Stage, Suppressed
from motbot.domain.nudge import Faded, NudgeKind, PromptPurpose
from motbot.domain.people import Person
from motbot.domain.policy import ChannelPolicy, Limits, Pace
from motbot.domain.promise import Promise
from motbot.domain.refused import without_refused
from motbot.ports.clock import Clock
from motbot.ports.slack import Directory
from motbot.ports.store import Store, Transaction
from motbot.use_cases.asking import Asking
from motbot.use_cases.coaching import Coaching
from motbot.use_cases.holding_back import not_before
from motbot.use_cases.picture import Picture, picture_of
from motbot.use_cases.standing_in import UNWATCHED_AGAIN, reach
from motbot.use_cases.thinning import Left, left_of
from motbot.use_cases.whispering import Whispering, prompt_key

NEVER_NUDGED = frozenset({Suppressed.BELOW_SENSITIVITY, Suppressed.EXPIRED})

log = structlog.get_logger()


class ConfirmOutcome:
    """Runs without a lock; a customer who confirms while the question is being written needs no prompt."""

    def __init__(
        self,
        *,
        store: Store,
        directory: Directory,
        clock: Clock,
        coaching: Coaching,
        asking: Asking,
        whispering: Whispering,
        pace: Pace,
        limits: Limits,
    ) -> None:
        """Take the ports and the steps it leads to."""
        self._store = store
        self._directory = directory
        self._clock = clock
        self._coaching = coaching
        self._asking = asking
        self._whispering = whispering
        self._pace = pace
        self._limits = limits

    async def __call__(self, moment_id: int) -> None:
        """Prompt for one moment that rests."""
        async with self._store.begin() as tx:
            moment = await tx.moments.get(moment_id)
        if moment is None or not _rests(moment):
            return
        policy = await self._directory.channel(moment.channel)
        reached = await reach(self._directory, policy, moment.channel, _asker(moment, policy))
        if policy is None or reached.again is not None:
            await self._put_off(moment_id, until=self._clock.now() + (reached.again or UNWATCHED_AGAIN))
            return
        person = reached.person
        held = await self._held_until(moment, person) if person and moment.done_at is None else None
        if held is not None:
            await self._put_off(moment_id, until=held)
            return
        async with self._store.begin() as tx:
            conversation = await tx.conversations.get(moment.conversation)
            if conversation is None:
                return
            picture = await picture_of(tx, conversation, policy=policy, now=self._clock.now(), focus=moment.focus)
            promises = await tx.promises.of_conversation(conversation.id)
        promised = [one for one in promises if one.moment == moment.id]
        left = await self._left(moment, person) if person else Left()
        wanted = left.level is not Level.SILENT and picture.view.focus_lines
        question = await self._question(moment, picture, person, promised) if person and wanted else None
        async with self._store.begin() as tx:
            now = await tx.moments.get(moment_id)
            if now is None or not _rests(now) or now.last_at != moment.last_at:
                return
            if now.waits_for(await tx.promises.of_conversation(now.conversation)):
                # Something was tracked while the question was written: the last of it that is kept asks anew.
                later = replace(now, confirm_at=self._clock.now() + self._pace.confirm_after)
                await tx.moments.save(later.armed(self._pace))
                return
            asked = replace(now.confirm_prompted(at=self._clock.now()), confirm_left=left.level is Level.SILENT)
            if question is not None and person is not None and moment.suppressed not in NEVER_NUDGED:
                await self._prompt(tx, asked, picture, person, question, faded=left.faded)
            saved = await tx.moments.save(asked.armed(self._pace))
            await self._whispering.refresh(tx, saved)

    async def _held_until(self, moment: Moment, person: Person) -> datetime | None:
        """Until when the agent is left alone: quiet hours, or silence that they have asked for."""
        async with self._store.begin() as tx:
            return await not_before(
                tx,
                team=moment.team,
                person=person,
                urgency=Urgency.NONE,
                now=self._clock.now(),
                limits=self._limits,
            )

    async def _left(self, moment: Moment, person: Person) -> Left:
        """How much of the question the agent needs; all of it where they have said that everything is delivered."""
        if moment.done_at is not None:
            return Left()
        urgency, now = moment.assessment.urgency, self._clock.now()
        async with self._store.begin() as tx:
            return await left_of(tx, team=moment.team, person=person, step=NudgeKind.CONFIRM, urgency=urgency, now=now)

    async def _put_off(self, moment_id: int, *, until: datetime) -> None:
        """The agent is left alone just now, or Slack does not say who can be asked: ask later."""
        async with self._store.begin() as tx:
            moment = await tx.moments.get(moment_id)
            if moment is not None and _rests(moment):
                await tx.moments.save(replace(moment, confirm_at=until).armed(self._pace))

    async def _question(self, moment: Moment, picture: Picture, person: Person, promised: Sequence[Promise]) -> Drafted:
        """The configured coach's question, of what was not refused; the playbook's where the model cannot."""
        language = language_for(person, picture.policy.language)
        expected = replace(moment.assessment, expectations=moment.expected or moment.assessment.expectations)
        whole = without_refused(expected, promised, picture.view.lines)
        coach = self._coaching.answering(picture.conversation.id).coach
        try:
            drafted = await self._asking.confirm(coach, picture.view, whole, language)
        except (ModelUnavailable, ModelRefused) as error:
            log.warning("confirm.without_model", moment=moment.id, error=type(error).__name__)
            drafted = await self._asking.confirm(self._coaching.fallback, picture.view, whole, language)
        draft, _ = checked_draft(drafted.draft, picture.view)
        return replace(drafted, draft=draft)

    async def _prompt(
        self,
        tx: Transaction,
        moment: Moment,
        picture: Picture,
        person: Person,
        question: Drafted,
        *,
        faded: Faded | None,
    ) -> None:
        """A new short message: an update of the card would notify nobody."""
        nudge = prompt_for(
            moment,
            PromptPurpose.CONFIRM,
            person=person,
            policy=picture.policy,
            place=place_of(moment, thread_ts=picture.thread_ts),
            card=await self._whispering.place_of_card(tx, moment.id, person.id),
            words=briefly(moment, picture.lines),
            draft=question.draft,
        )
        key = prompt_key(moment.id, PromptPurpose.CONFIRM, moment.confirm_count, person.id)
        await self._whispering.show(tx, key=key, to=person.id, moment=moment, nudge=replace(nudge, faded=faded))


def _asker(moment: Moment, policy: ChannelPolicy | None) -> str:
    """Who is to ask the customer: the responsible agent; nobody yet where a colleague answered alone."""
    agents = policy.agents if policy else frozenset()
    return moment.agent if moment.agent in agents or moment.taken else ""


def _rests(moment: Moment) -> bool:
    """Whether the question is still to be asked, and nobody has put it off meanwhile."""
    return moment.stage in {Stage.OFFERED, Stage.ACTING} and moment.confirm_at is None
