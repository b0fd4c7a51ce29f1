"""Brings a hand-over about: notes on the moment who took it from whom, and tells both what they need to know."""

from dataclasses import replace
from datetime import datetime

from motbot.domain.events import Act
from motbot.domain.hand_over import story_of
from motbot.domain.moment import Moment
from motbot.domain.nudge import Card, Nudge, Prompt, PromptPurpose
from motbot.domain.routing import zone_of
from motbot.domain.story import Story
from motbot.ports.jobs import Job, JobKind
from motbot.ports.store import Transaction
from motbot.use_cases.audience import Audience
from motbot.use_cases.nudging import Nudging
from motbot.use_cases.picture import Picture
from motbot.use_cases.whispering import Whispering, prompt_key


async def noted_hand_over(tx: Transaction, moment: Moment, *, at: datetime, is_known: bool = False) -> Moment:
    """The moment, not yet stored, with a hand-over where there is one; a job of its own tells those who need it."""
    over = moment.handed_over(at=at, is_known=is_known)
    if over.hand_overs != moment.hand_overs:
        await tx.arm(Job(kind=JobKind.FOLLOW_MOMENT, subject=moment.id, lock=f"moment:{moment.id}"))
    return over


async def tell_taker(
    tx: Transaction, moment: Moment, picture: Picture, audience: Audience, nudging: Nudging, *, whispering: Whispering
) -> None:
    """The card and the story, once for each who takes it; call it with the conversation's promises locked.

    Whoever was asked to take it has a message with the story: that one follows in place, and no further one comes,
    unless the request was settled meanwhile and has come back.
    """
    over, person = moment.to_be_told, audience.people.get(moment.agent)
    if over is None or person is None or not person.may_be_nudged:
        return
    key = prompt_key(moment.id, PromptPurpose.HANDOVER, 1, person.id)
    if await tx.whispers.by_key(key, moment=moment.id) is not None:
        return
    promises = await tx.promises.of_conversation(moment.conversation)
    theirs = [one for one in await tx.whispers.of_moment(moment.id) if one.to == person.id and not one.withdrawn]
    asked = next((one for one in reversed(theirs) if one.ts and _still_tells(one.nudge)), None)
    if asked is None or not any(isinstance(one.nudge, Card) for one in theirs):
        await nudging.show_card(tx, moment, picture, person, audience, is_told=True)
    giver = asker(asked.nudge) if asked else over.giver
    story = story_of(moment, picture.lines, promises, giver=giver, zone=zone_of(person))
    if asked is not None and isinstance(asked.nudge, Prompt):
        told = replace(asked.nudge, story=story)
        await whispering.show(tx, key=asked.key, to=person.id, moment=moment, nudge=told)
    else:
        await nudging.prompt(tx, moment, PromptPurpose.HANDOVER, picture, person, story=story)


async def tell_givers(tx: Transaction, moment: Moment, picture: Picture, audience: Audience, nudging: Nudging) -> None:
    """Whoever gave it away hears once who has it now, and which promises stay theirs: their own card just goes away.

    That is who has asked its agent to take it, and who had it before with a promise that is tracked.
    """
    owed = [one for one in await tx.promises.of_conversation(moment.conversation) if one.moment == moment.id]
    owed = [one for one in owed if one.is_tracked]
    asked = [one for one in await tx.whispers.of_moment(moment.id) if one.to == moment.agent and one.ts]
    newest = {by: one.id for one in asked if not one.withdrawn and (by := asker(one.nudge))}
    givers = {one.giver: 0 for one in moment.hand_overs[-1:] if one.taker == moment.agent}
    owing = {account: count for account, count in givers.items() if any(one.agent == account for one in owed)}
    for account, count in (owing | newest).items():
        person = audience.people.get(account)
        key = prompt_key(moment.id, PromptPurpose.TAKEN, count, account)
        if person is None or not person.may_be_nudged or await tx.whispers.by_key(key, moment=moment.id) is not None:
            continue
        theirs = [one for one in owed if one.agent == account]
        await nudging.prompt(
            tx, moment, PromptPurpose.TAKEN, picture, person, count=count, taker=moment.agent, owed=theirs
        )


def _still_tells(nudge: Nudge) -> bool:
    """Whether a message that asks for a request to be taken over shows its story until now."""
    return isinstance(nudge, Prompt) and bool(asker(nudge)) and nudge.settled in {"", Act.CLAIM}


def asker(nudge: Nudge) -> str:
    """Who asks in a message for a request to be taken over; empty in any other."""
    match nudge:
        case Prompt(purpose=PromptPurpose.PROPOSAL, story=Story() as story):
            return story.giver
        case _:
            return ""
