"""Writes the reply the agent can send and adds it to the card, silently."""

from dataclasses import replace

import structlog

from motbot.domain.beyond import unsayable
from motbot.domain.checks import checked_draft
from motbot.domain.drafting import answered_for, awaits_draft
from motbot.domain.errors import ModelRefused, ModelUnavailable
from motbot.domain.expectation import Drafted
from motbot.domain.moment import Moment
from motbot.domain.policy import Pace
from motbot.domain.refused import without_no_said
from motbot.ports.clock import Clock
from motbot.ports.slack import Directory
from motbot.ports.store import Store, Transaction
from motbot.use_cases.asking import Asking
from motbot.use_cases.audience import Audience
from motbot.use_cases.coaching import Coaching
from motbot.use_cases.nudging import Nudging
from motbot.use_cases.picture import Picture, picture_of
from motbot.use_cases.remembering import Remembering
from motbot.use_cases.whispering import Whispering

log = structlog.get_logger()


class DraftReply:
    """Runs without a lock; the draft is kept only while the moment still stands as it stood."""

    def __init__(
        self,
        *,
        store: Store,
        directory: Directory,
        clock: Clock,
        coaching: Coaching,
        asking: Asking,
        nudging: Nudging,
        whispering: Whispering,
        pace: Pace,
        remembering: Remembering,
    ) -> None:
        """Take the ports and the steps it leads to."""
        self._remembering = remembering
        self._store = store
        self._directory = directory
        self._clock = clock
        self._coaching = coaching
        self._asking = asking
        self._nudging = nudging
        self._whispering = whispering
        self._pace = pace

    async def __call__(self, moment_id: int) -> None:
        """Draft for a moment that waits for its reply."""
        async with self._store.singly() as tx:
            moment = await tx.moments.get(moment_id)
        if moment is None or not awaits_draft(moment):
            return
        policy = await self._directory.channel(moment.channel)
        if policy is None:
            return
        async with self._store.singly() as tx:
            conversation = await tx.conversations.get(moment.conversation)
            if conversation is None:
                return
            picture = await picture_of(tx, conversation, policy=policy, now=self._clock.now(), focus=moment.focus)
            picture = await self._remembering.told(tx, picture)
        if not picture.view.focus_lines:
            return
        audience = await self._nudging.audience(policy, moment.agent)
        left = without_no_said(moment.assessment, picture.view)
        drafted = await self._draft(replace(moment, assessment=left), picture, audience)
        draft, dropped = checked_draft(drafted.draft, picture.view)
        provenance = replace(drafted.provenance, dropped=(*drafted.provenance.dropped, *dropped))
        async with self._store.begin() as tx:
            now = await tx.moments.get(moment_id)
            if now is None or not awaits_draft(now) or _asked(now) != _asked(moment):
                return
            if await _were_edited(tx, picture):
                return  # whoever judges the new words has a reply drafted for them
            drafted_now = replace(
                answered_for(now),
                assessment=left,
                draft=draft,
                draft_provenance=provenance,
                unsayable=unsayable(draft.reply, limits=policy.limits),
            )
            saved = await tx.moments.save(drafted_now.armed(self._pace))
            await self._whispering.refresh(tx, saved)

    async def _draft(self, moment: Moment, picture: Picture, audience: Audience) -> Drafted:
        """The configured coach's words; the playbook's where the model cannot."""
        language = self._nudging.language_of_agent(moment, picture, audience)
        coach = self._coaching.answering(picture.conversation.id).coach
        try:
            drafted = await self._asking.draft(coach, picture.view, moment.assessment, language)
        except (ModelUnavailable, ModelRefused) as error:
            log.warning("draft.without_model", moment=moment.id, error=type(error).__name__)
        else:
            if checked_draft(drafted.draft, picture.view)[0].reply:
                return drafted
            log.warning("draft.emptied", moment=moment.id)
        return await self._asking.draft(self._coaching.fallback, picture.view, moment.assessment, language)


async def _were_edited(tx: Transaction, picture: Picture) -> bool:
    """Whether the words that a draft answers have others in their place by now."""
    said = {one.line.ts: one.line.text for one in await tx.lines.of_conversation(picture.conversation.id)}
    drafted_for = (one.line for one in picture.stored if one.line.ts in picture.view.focus)
    return any(said.get(line.ts, line.text) != line.text for line in drafted_for)


def _asked(moment: Moment) -> tuple[object, ...]:
    """What a draft answers."""
    return moment.focus, moment.known, moment.assessment
