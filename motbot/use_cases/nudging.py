"""Brings a moment before the right eyes: chooses who, and writes the card or the line that offers it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from motbot.domain.cards import card_for, language_for, place_of, prompt_for, summary_for
from motbot.domain.conversation import Conversation
from motbot.domain.customer_words import briefly, words_of
from motbot.domain.expectation import Urgency
from motbot.domain.exploring import answers_us
from motbot.domain.language import Language
from motbot.domain.moment import Moment, Suppressed
from motbot.domain.nudge import Card, Faded, PromptPurpose, WhisperState
from motbot.domain.people import Person, PersonKind
from motbot.domain.policy import ChannelPolicy, Limits, Pace
from motbot.domain.promise import Promise
from motbot.domain.routing import Candidate, Route, candidates_for, route, zone_of
from motbot.domain.shown_promises import on_card
from motbot.domain.story import Story
from motbot.ports.clock import Clock
from motbot.ports.slack import Directory
from motbot.ports.store import Transaction
from motbot.use_cases.audience import Audience
from motbot.use_cases.holding_back import not_before
from motbot.use_cases.picture import Picture
from motbot.use_cases.remembering import Remembering
from motbot.use_cases.standing_in import placed
from motbot.use_cases.thinning import left_of_card
from motbot.use_cases.whispering import Whispering, card_key, prompt_key, summary_key

UNKNOWN_AGAIN = timedelta(minutes=1)


class Nudging:
    """Used by every use case that may send something new about a moment."""

    def __init__(
        self,
        *,
        directory: Directory,
        clock: Clock,
        pace: Pace,
        limits: Limits,
        whispering: Whispering,
        has_model: bool,
        remembering: Remembering,
    ) -> None:
        """Take what it decides with; `has_model` marks cards of the playbook as made without the model."""
        self._remembering = remembering
        self._directory = directory
        self._clock = clock
        self._pace = pace
        self._limits = limits
        self._whispering = whispering
        self._has_model = has_model

    async def audience(self, policy: ChannelPolicy, *more: str, customer: str = "") -> Audience:
        """Look up everybody who might have to be told. Answers come from the directory's cache most of the time."""
        accounts = {*policy.agents, *policy.on_duty, *policy.leads, *(one for one in more if one)}
        people = {one: placed(await self._directory.person(one), policy) for one in sorted(accounts)}
        return Audience(people=people, rooms=await self._remembering.rooms(customer, beside=policy.id))

    def language_of_agent(self, moment: Moment, picture: Picture, audience: Audience) -> Language:
        """The language of whoever will probably read the card."""
        accounts, _ = candidates_for(moment, picture.conversation, picture.policy)
        person = next((audience.people[one] for one in accounts if one in audience.people), None)
        return language_for(person, picture.policy.language) if person else picture.policy.language

    async def nudge(
        self,
        tx: Transaction,
        moment: Moment,
        conversation: Conversation,
        picture: Picture,
        audience: Audience,
        *,
        is_told: bool = False,
    ) -> Moment:
        """Show the moment to whoever is responsible, or note why not. Gives the moment back, not yet stored.

        `is_told` says that the caller posts a message about it, so that a card which turns critical needs none.
        """
        await tx.promises.of_conversation(moment.conversation)  # locked before any message, as everywhere
        taker = audience.people.get(moment.agent)
        if moment.taken and taker is not None and taker.may_be_nudged and not moment.is_answered:
            await self.show_card(tx, moment, picture, taker, audience, is_told=is_told)
            return replace(moment, suppressed=None, nudge_at=None, nudged_at=moment.nudged_at or self._clock.now())
        held = self._kept_back(moment)
        if held is not None:
            return replace(moment, suppressed=held, nudge_at=None)
        chosen = await self._route(tx, moment, conversation, picture.policy, audience)
        if not chosen.to:
            return replace(moment, suppressed=chosen.suppressed, nudge_at=chosen.nudge_at)
        now = self._clock.now()
        shown = replace(moment, suppressed=None, nudge_at=None, nudged_at=moment.nudged_at or now)
        if chosen.claimable:
            shown = replace(shown, agent="", taken=False, escalate_at=self._escalate_at(shown))
            await self._offer_to_all(tx, shown, picture, chosen)
        else:
            left = await left_of_card(tx, moment, chosen.to[0], now)
            if left.back_at is not None:
                # Left out is the card alone: the request stands in the Home tab of whoever answers for it.
                theirs = replace(moment, agent=chosen.to[0].id)
                return replace(theirs, suppressed=Suppressed.FADED, nudge_at=left.back_at)
            shown = replace(shown, agent=chosen.to[0].id, escalate_at=None)
            await self.show_card(tx, shown, picture, chosen.to[0], audience, is_told=is_told, faded=left.faded)
        return shown

    async def show_card(
        self,
        tx: Transaction,
        moment: Moment,
        picture: Picture,
        person: Person,
        audience: Audience,
        *,
        is_told: bool = False,
        faded: Faded | None = None,
    ) -> None:
        """Post the agent's card, or silently bring it up to date; `faded` says why it is a short one."""
        name = picture.policy.name or picture.policy.id
        promises = on_card(await tx.promises.of_conversation(moment.conversation), moment.id)
        whisper = await tx.whispers.by_key(card_key(moment.id, person.id), moment=moment.id)
        known = whisper.nudge if whisper else None
        card = card_for(
            moment,
            person=person,
            policy=picture.policy,
            place=place_of(moment, thread_ts=picture.thread_ts),
            words=words_of(moment, picture.lines),
            without_model=self._has_model and moment.provenance.coach == "playbook",
            is_answer=answers_us(moment.focus, picture.lines),
            promises=await self._whispering.items(tx, promises, zone=zone_of(person), channel_name=name),
            memory=await self._remembering.for_reader(
                tx, moment, channels=audience.answers_in(person.id), zone=zone_of(person)
            ),
        )
        card = replace(card, faded=faded)
        await self._whispering.show(tx, key=card_key(moment.id, person.id), to=person.id, moment=moment, nudge=card)
        raised = card.urgency is Urgency.CRITICAL and isinstance(known, Card) and known.urgency is not Urgency.CRITICAL
        if raised and not is_told:
            await self.prompt(tx, moment, PromptPurpose.RAISED, picture, person, count=len(moment.focus))

    async def prompt(
        self,
        tx: Transaction,
        moment: Moment,
        purpose: PromptPurpose,
        picture: Picture,
        person: Person,
        *,
        count: int = 1,
        story: Story | None = None,
        taker: str = "",
        owed: Sequence[Promise] = (),
    ) -> None:
        """Post a short new message: this must be noticed."""
        draft = moment.draft if purpose is PromptPurpose.NOT_QUITE else None
        name = picture.policy.name or picture.policy.id
        until = await not_before(
            tx,
            team=moment.team,
            person=person,
            urgency=moment.assessment.urgency,
            now=self._clock.now(),
            limits=self._limits,
        )
        await self._whispering.show(
            tx,
            key=prompt_key(moment.id, purpose, count, person.id),
            to=person.id,
            moment=moment,
            not_before=until,
            nudge=prompt_for(
                moment,
                purpose,
                person=person,
                policy=picture.policy,
                place=place_of(moment, thread_ts=picture.thread_ts),
                card=await self._whispering.place_of_card(tx, moment.id, person.id),
                words=briefly(moment, picture.lines),
                draft=draft,
                story=story,
                taker=taker,
                promises=await self._whispering.items(tx, owed, zone=zone_of(person), channel_name=name),
            ),
        )

    def _kept_back(self, moment: Moment) -> Suppressed | None:
        """Reasons that hold for everybody."""
        if moment.is_answered:
            return Suppressed.ANSWERED
        if self._clock.now() - moment.last_at > self._pace.expire_after:
            return Suppressed.EXPIRED
        return None

    async def _route(
        self,
        tx: Transaction,
        moment: Moment,
        conversation: Conversation,
        policy: ChannelPolicy,
        audience: Audience,
    ) -> Route:
        """Choose who is told; where the responsible one cannot be, the channel's other agents may claim it.

        Where all of these want silence, what is urgent goes to whoever stands in for them; what is critical to both.
        """
        accounts, claimable = candidates_for(moment, conversation, policy)
        chosen = await self._weighed(tx, moment, accounts, policy, audience, claimable=claimable)
        if await self._hears(tx, moment, chosen) or chosen.is_own_wish:
            return chosen
        others = sorted(policy.agents - set(accounts))
        instead = await self._weighed(tx, moment, others, policy, audience, claimable=True)
        is_silent = bool(chosen.to) or chosen.suppressed is Suppressed.MUTED
        if is_silent and not await self._hears(tx, moment, instead):
            found = await self._stand_in(tx, moment, policy, audience)
            instead = replace(found, to=(*instead.to, *found.to)) if found.to else instead
        if chosen.to:
            everybody = tuple(dict.fromkeys((*chosen.to, *instead.to)))
            return replace(chosen, to=everybody, claimable=len(everybody) > 1)
        if instead.to:
            return instead
        if any(audience.people[one].kind is PersonKind.UNKNOWN for one in (*accounts, *others)):
            return replace(chosen, nudge_at=self._clock.now() + UNKNOWN_AGAIN)  # Slack does not say who they are
        return replace(chosen, nudge_at=min(filter(None, (chosen.nudge_at, instead.nudge_at)), default=None))

    async def _hears(self, tx: Transaction, moment: Moment, chosen: Route) -> bool:
        """Whether one of those who are told has not muted us: what is critical reaches the others too."""
        until = [await tx.people.muted_until(moment.team, one.id) for one in chosen.to]
        return any(one is None or one <= self._clock.now() for one in until)

    async def _stand_in(self, tx: Transaction, moment: Moment, policy: ChannelPolicy, audience: Audience) -> Route:
        """The first on duty, else the first lead, who may be told and wants to be; nobody where it is not urgent."""
        if moment.assessment.urgency.rank >= Urgency.HIGH.rank:
            for account in dict.fromkeys((*policy.on_duty, *policy.leads)):
                found = await self._weighed(tx, moment, (account,), policy, audience, claimable=False)
                if await self._hears(tx, moment, found):
                    return found
        return Route()

    async def _weighed(
        self,
        tx: Transaction,
        moment: Moment,
        accounts: Sequence[str],
        policy: ChannelPolicy,
        audience: Audience,
        *,
        claimable: bool,
    ) -> Route:
        """Weigh what bears on each candidate; a card that is there already counts against no cap."""
        now = self._clock.now()
        candidates = []
        for account in accounts:
            card = await tx.whispers.by_key(card_key(moment.id, account), moment=moment.id)
            line = await tx.whispers.by_key(summary_key(moment.id, account), moment=moment.id)
            told = card is not None and not card.withdrawn
            since = now - timedelta(hours=24)
            candidates.append(
                Candidate(
                    person=audience.people[account],
                    muted_until=await tx.people.muted_until(moment.team, account),
                    nudged_today=0 if told else await tx.whispers.count_to(moment.team, account, since),
                    refused=any(one is not None and one.state is WhisperState.REFUSED for one in (card, line)),
                )
            )
        return route(
            candidates,
            claimable=claimable,
            urgency=moment.assessment.urgency,
            now=now,
            limits=self._limits,
            sensitivity=policy.sensitivity,
        )

    async def _offer_to_all(self, tx: Transaction, moment: Moment, picture: Picture, chosen: Route) -> None:
        """Everybody gets one line with Claim."""
        for person in chosen.to:
            await self._whispering.show(
                tx,
                key=summary_key(moment.id, person.id),
                to=person.id,
                moment=moment,
                nudge=summary_for(
                    moment,
                    person=person,
                    policy=picture.policy,
                    place=place_of(moment, thread_ts=picture.thread_ts),
                    words=briefly(moment, picture.lines),
                ),
            )

    def _escalate_at(self, moment: Moment) -> datetime:
        """When those on duty, else the leads, hear of it: soon, and no later than half the time there is to reply."""
        now = self._clock.now()
        reply_by = moment.assessment.reply_by
        half = (reply_by - now) / 2 if reply_by and reply_by > now else self._pace.claim_within
        return moment.escalate_at or now + min(self._pace.claim_within, half)
