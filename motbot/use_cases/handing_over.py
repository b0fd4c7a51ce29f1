"""Brings a hand-over about: notes on the moment who took it from whom, and tells the taker the story so far."""

from datetime import datetime

from motbot.domain.hand_over import story_of
from motbot.domain.moment import Moment
from motbot.domain.nudge import PromptPurpose
from motbot.domain.routing import zone_of
from motbot.ports.jobs import Job, JobKind
from motbot.ports.store import Transaction
from motbot.use_cases.nudging import Audience, Nudging
from motbot.use_cases.picture import Picture
from motbot.use_cases.whispering import prompt_key


async def noted_hand_over(tx: Transaction, moment: Moment, *, at: datetime, is_known: bool = False) -> Moment:
    """The moment, not yet stored, with a hand-over where there is one; a job of its own tells a taker who needs it."""
    over = moment.handed_over(at=at, is_known=is_known)
    if over.hand_overs != moment.hand_overs and over.to_be_told is not None:
        await tx.arm(Job(kind=JobKind.FOLLOW_MOMENT, subject=moment.id, lock=f"moment:{moment.id}"))
    return over


async def tell_taker(tx: Transaction, moment: Moment, picture: Picture, audience: Audience, nudging: Nudging) -> None:
    """The card and the story, once for each who takes it; call it with the conversation's promises locked."""
    over, person = moment.to_be_told, audience.people.get(moment.agent)
    if over is None or person is None or not person.may_be_nudged:
        return
    key = prompt_key(moment.id, PromptPurpose.HANDOVER, 1, person.id)
    if await tx.whispers.by_key(key, moment=moment.id) is not None:
        return
    promises = await tx.promises.of_conversation(moment.conversation)
    story = story_of(moment, picture.lines, promises, giver=over.giver, zone=zone_of(person))
    await nudging.show_card(tx, moment, picture, person, audience, is_told=True)
    await nudging.prompt(tx, moment, PromptPurpose.HANDOVER, picture, person, story=story)
