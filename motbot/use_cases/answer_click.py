"""Does what a person asked for by a button, a modal or an emoji, where that person may."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from motbot.domain.channel_knowledge import fact_key, facts_in
from motbot.domain.drafting import answered_for, asked_for, awaits_draft, is_reworded, offers_draft
from motbot.domain.events import Act, Acted, Reacted
from motbot.domain.expectation import Draft
from motbot.domain.known_here import told_at
from motbot.domain.moment import CloseReason, Drafting, Moment, Stage
from motbot.domain.mute_span import mute_end
from motbot.domain.nudge import Nudge, Prompt, PromptPurpose, WhisperState
from motbot.domain.policy import ChannelPolicy, Pace
from motbot.domain.routing import zone_of
from motbot.ports.clock import Clock
from motbot.ports.jobs import Job, JobKind
from motbot.ports.records import Feedback
from motbot.ports.store import Transaction
from motbot.use_cases.adopt_promises import give_to_agent
from motbot.use_cases.answer_promise import AnswerPromise
from motbot.use_cases.handing_over import noted_hand_over
from motbot.use_cases.whispering import Whispering, prompt_key
from motbot.use_cases.who_may import Acting

CLAIMING = frozenset({"eyes"})
DELIVERING = frozenset({"white_check_mark", "heavy_check_mark", "ballot_box_with_check"})
KNOWN_AT_MOST = 500
_UTC = ZoneInfo("UTC")


@dataclass(frozen=True, slots=True, kw_only=True)
class Click:
    """One act on one moment, in the transaction that takes it in."""

    tx: Transaction
    moment: Moment
    user: str
    clock: ZoneInfo = _UTC
    """Theirs."""
    value: str = ""
    note: str = ""


class AnswerClick:
    """Called in the transaction that takes the click in. Only somebody we have whispered to may act on a moment."""

    def __init__(self, *, clock: Clock, pace: Pace, whispering: Whispering, answer_promise: AnswerPromise) -> None:
        """Take what it decides with, and what an act on a promise leads to."""
        self._clock = clock
        self._pace = pace
        self._whispering = whispering
        self._answer_promise = answer_promise

    async def acted(self, tx: Transaction, event: Acted, acting: Acting | None) -> None:
        """A button was pressed or a modal sent; by somebody who may not (any more), where nobody is `acting`."""
        if acting is None:
            return
        if event.promise:
            await self._answer_promise(tx, event, acting)
            return
        moment = await tx.moments.get(event.moment)
        if moment is None or moment.team != event.team:
            return
        await tx.promises.of_conversation(moment.conversation)  # locked before any message, as everywhere
        if not await self._may(tx, moment, event.user):
            return
        await tx.people.add_feedback(
            Feedback(
                team=event.team,
                user=event.user,
                moment=moment.id,
                act=event.act,
                value=event.value,
                note=event.note,
                provenance=moment.draft_provenance or moment.provenance,
                at=event.at,
            )
        )
        effects: dict[Act, Callable[[Click], Awaitable[Moment | None]]] = {
            Act.DRAFT: self._draft,
            Act.CLAIM: self._claim,
            Act.DONE: self._done,
            Act.WRONG: self._wrong,
            Act.LATER: self._later,
            Act.MUTE: self._mute,
            Act.EDITED: self._edited,
            Act.CONFIRMED: self._confirmed,
            Act.NOT_QUITE: self._not_quite,
            Act.STILL_RUNNING: self._still_running,
        }
        effect = effects.get(event.act)
        if effect is not None:
            clock = zone_of(acting.person, otherwise=acting.policy.zone if acting.policy else "UTC")
            click = Click(tx=tx, moment=moment, user=event.user, clock=clock, value=event.value, note=event.note)
            await self._keep(tx, await effect(click))

    async def reacted(self, tx: Transaction, event: Reacted, policy: ChannelPolicy) -> None:
        """An agent put an emoji on the customer's message: eyes claim, a check mark delivers."""
        if event.user not in policy.agents:
            return
        act = Act.CLAIM if event.emoji in CLAIMING else Act.DONE if event.emoji in DELIVERING else None
        line = await tx.lines.get(event.team, event.channel, event.ts)
        if act is None or line is None or not line.conversation:
            return
        moment = await tx.moments.last_in(line.conversation)
        if moment is None or not moment.is_open or event.ts not in moment.focus:
            return
        click = Click(tx=tx, moment=moment, user=event.user)
        await self._keep(tx, await (self._claim(click) if act is Act.CLAIM else self._done(click)))

    async def _keep(self, tx: Transaction, changed: Moment | None) -> None:
        """Store what an act has changed, and let the messages follow."""
        if changed is not None:
            changed = await noted_hand_over(tx, changed, at=self._clock.now())
            saved = await tx.moments.save(changed.armed(self._pace))
            await self._whispering.refresh(tx, saved)

    async def _may(self, tx: Transaction, moment: Moment, user: str) -> bool:
        """Whether this person has been told of the moment by us."""
        told = [one for one in await tx.whispers.of_moment(moment.id) if one.to == user and not one.withdrawn]
        return any(one.state is not WhisperState.REFUSED and not _is_out_of_it(one.nudge) for one in told)

    async def _draft(self, click: Click) -> Moment | None:
        """The reply is drafted, and the card says so meanwhile; a second press asks for nothing more."""
        if not offers_draft(click.moment):
            return None
        await click.tx.arm(Job(kind=JobKind.DRAFT_REPLY, subject=click.moment.id))
        return asked_for(click.moment)

    async def _claim(self, click: Click) -> Moment | None:
        """The first one takes it; the card for them is written by the job, which knows who they are."""
        moment = click.moment
        is_proposed = await self._is_proposed(click)
        if not moment.is_open or (moment.agent not in {"", click.user} and not is_proposed):
            return None
        await click.tx.arm(Job(kind=JobKind.FOLLOW_MOMENT, subject=moment.id, lock=f"moment:{moment.id}"))
        for promise in await give_to_agent(click.tx, moment, click.user):
            await self._whispering.refresh_promise(click.tx, promise)
        # Whoever had it without a word of their own gives it away all the same, once they have asked somebody.
        held = replace(moment, held_by=moment.held_by or (moment.agent if is_proposed else ""))
        later = held.later_at if held.agent == click.user else None  # another's wish to be reminded is not theirs
        return replace(held.claimed(by=click.user), nudge_at=self._clock.now(), later_at=later)

    async def _is_proposed(self, click: Click) -> bool:
        """Whether this person was asked to take it over."""
        told = await click.tx.whispers.of_moment(click.moment.id)
        return any(
            one.to == click.user and isinstance(one.nudge, Prompt) and one.nudge.purpose is PromptPurpose.PROPOSAL
            for one in told
        )

    async def _done(self, click: Click) -> Moment | None:
        """It is done: Confirm is due, once no tracked promise is open. Whether that was kept is asked on the card."""
        moment = click.moment
        if moment.stage in {Stage.CONFIRMING, Stage.CLOSED}:
            return None
        return moment.done(by=click.user, at=self._clock.now())

    async def _wrong(self, click: Click) -> Moment | None:
        """One expectation is taken off the card and stays off."""
        moment = click.moment
        found = moment.assessment.expectations
        # It may have left the newest list since the modal was opened.
        wrong = next((one for one in (*found, *moment.expected) if one.mark == click.value), None)
        if wrong is None:
            return None
        if awaits_draft(moment):  # the one being written answers what has just been struck out
            await click.tx.arm(Job(kind=JobKind.DRAFT_REPLY, subject=moment.id))
        return replace(
            moment,
            assessment=replace(moment.assessment, expectations=tuple(one for one in found if one.text != wrong.text)),
            expected=tuple(one for one in moment.expected if one.text != wrong.text),
            wrong=(*moment.wrong, wrong.text),
        )

    async def _later(self, click: Click) -> Moment | None:
        """Remind in a while; where the reminder itself is answered so, it is over."""
        moment = click.moment
        if not moment.is_open or moment.is_answered:
            return None
        for whisper in await click.tx.whispers.of_moment(moment.id):
            prompt = whisper.nudge
            if whisper.to == click.user and isinstance(prompt, Prompt) and prompt.purpose is PromptPurpose.LATER:
                await self._whispering.settle_one(click.tx, whisper, prompt, Act.LATER)
        return replace(moment, later_at=self._clock.now() + self._pace.later)

    async def _mute(self, click: Click) -> Moment | None:
        """No nudges for the rest of their day, or for longer where they have said so."""
        until = mute_end("", now=self._clock.now(), zone=click.clock)
        before = await click.tx.people.muted_until(click.moment.team, click.user)
        await click.tx.people.mute(click.moment.team, click.user, max(until, before or until))
        return None

    async def _edited(self, click: Click) -> Moment | None:
        """The agent adjusted the draft, and may have added what our side knows: a new draft is due to that alone."""
        known = self._added(click)
        is_there = click.moment.draft is not None or click.moment.drafting is Drafting.ASKED
        text = click.value.strip() if is_there else ""
        was = click.moment.draft or Draft(reply="", why="")
        if text and is_reworded(text, was.reply):
            own = replace(was, reply=text, is_own=True)
            return replace(answered_for(known or click.moment), draft=own)
        if known is None:
            return None
        if was.is_own and text:
            return known
        await click.tx.arm(Job(kind=JobKind.DRAFT_REPLY, subject=known.id))
        return asked_for(known)

    def _added(self, click: Click) -> Moment | None:
        """The moment with what is newly known; None where nothing was added in time."""
        moment = click.moment
        note = click.note.strip()[:KNOWN_AT_MOST]
        told = {fact_key(fact) for known in moment.known for fact in facts_in(known)}
        fresh = [fact for fact in facts_in(note) if fact_key(fact) not in told]
        if not fresh or not moment.is_open:
            return None
        known_at = (*told_at(moment), self._clock.now())
        return replace(moment, known=(*moment.known, "\n".join(fresh)), known_at=known_at)

    async def _confirmed(self, click: Click) -> Moment | None:
        """The agent has it from the customer that all is well."""
        moment = click.moment
        if moment.stage is not Stage.CONFIRMING:
            return None  # what was asked about has been reopened meanwhile, or is over
        return moment.closed(reason=CloseReason.CONFIRMED_BY_AGENT, at=self._clock.now())

    async def _not_quite(self, click: Click) -> Moment | None:
        """Something is missing: back to Explore, with a new message, since the card's update would go unseen."""
        moment = click.moment
        if moment.stage is not Stage.CONFIRMING:
            return None
        told = await click.tx.whispers.of_moment(moment.id)
        asked = next((one.nudge for one in told if one.to == click.user and _asks_to_confirm(one.nudge)), None)
        await self._whispering.settle(click.tx, moment, Act.NOT_QUITE)
        await click.tx.arm(Job(kind=JobKind.DRAFT_REPLY, subject=moment.id))
        if isinstance(asked, Prompt):  # the new reply comes to it once it is written
            again = replace(asked, purpose=PromptPurpose.NOT_QUITE, reply="", why="")
            key = prompt_key(moment.id, PromptPurpose.NOT_QUITE, moment.confirm_count, click.user)
            await self._whispering.show(click.tx, key=key, to=click.user, moment=moment, nudge=again)
        return asked_for(moment.reopened(at=self._clock.now()))

    async def _still_running(self, click: Click) -> Moment | None:
        """Too early: ask again after another rest."""
        moment = click.moment
        if moment.stage is not Stage.CONFIRMING:
            return None
        await self._whispering.settle(click.tx, moment, Act.STILL_RUNNING)
        rest = self._clock.now() + self._pace.confirm_after
        return replace(moment, stage=Stage.ACTING, done_at=None, confirm_at=rest, confirm_asked_at=None)


def _is_out_of_it(nudge: Nudge) -> bool:
    """Whether it tells somebody that a colleague has the request now: nothing is asked of them any more."""
    return isinstance(nudge, Prompt) and nudge.purpose is PromptPurpose.TAKEN and nudge.settled != Act.CLAIM


def _asks_to_confirm(nudge: Nudge) -> bool:
    """Whether it is a Confirm prompt that nobody has answered."""
    return isinstance(nudge, Prompt) and nudge.purpose is PromptPurpose.CONFIRM and not nudge.settled
