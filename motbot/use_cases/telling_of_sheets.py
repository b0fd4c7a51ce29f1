"""Tells of a sheet, in the commit that changes it: whoever asked for it, and the agents it is about."""

from collections.abc import Collection, Iterable, Mapping

from motbot.domain.cards import language_for
from motbot.domain.language import Language
from motbot.domain.nudge import SheetNote, SheetPurpose
from motbot.domain.policy import ChannelPolicy
from motbot.domain.review import RaterRole, Review
from motbot.ports.slack import Directory
from motbot.ports.store import Transaction
from motbot.use_cases.whispering import Whispering
from motbot.use_cases.who_reads import Reader


class TellingOfSheets:
    """What is told holds no score; whether its reader may see it is looked up again when it is sent."""

    def __init__(self, *, directory: Directory, whispering: Whispering) -> None:
        """Take the port and the outbox."""
        self._directory = directory
        self._whispering = whispering

    async def languages(self, people: Iterable[str], policy: ChannelPolicy) -> dict[str, Language]:
        """Which language each of these reads: to be looked up before the transaction."""
        told = dict.fromkeys(people)
        return {one: language_for(await self._directory.person(one), policy.language) for one in told}

    async def made(
        self,
        tx: Transaction,
        review: Review,
        policy: ChannelPolicy,
        people: Mapping[str, Language],
        *,
        purpose: SheetPurpose | None = None,
        asked_by: Collection[str] = (),
    ) -> None:
        """There is a sheet now, or something else to say of the review itself: each of these is told once.

        Args:
            tx: the transaction that changes the review.
            review: the review, stored.
            policy: of its channel.
            people: who is told, with the language each reads.
            purpose: what is said; without it that it is ready, or ready to be filled in where it is blind.
            asked_by: who else has asked for it.
        """
        for one, language in people.items():
            note = SheetNote(
                purpose=purpose or (SheetPurpose.BLIND if review.is_blind else SheetPurpose.READY),
                language=language,
                review=review.id,
                place=review.place,
                channel_name=policy.name or policy.id,
                by_lead=review.asked_by not in review.agents and not review.as_agent,
                is_yours=one == review.asked_by or one in asked_by,
            )
            await self._whispering.tell_of_sheet(
                tx, team=review.team, to=one, note=note, key=f"sheet:{review.id}:{one}"
            )

    async def said(
        self,
        tx: Transaction,
        review: Review,
        reader: Reader,
        people: Mapping[str, Language],
        *,
        purpose: SheetPurpose,
        contact: int = 0,
    ) -> None:
        """Somebody has said something of a sheet: the other side is told of it once for each kind."""
        by = reader.person.id
        for one, language in people.items():
            note = SheetNote(
                purpose=purpose,
                language=language,
                review=review.id,
                place=review.place,
                channel_name=reader.policy.name or reader.policy.id,
                by_lead=reader.role is RaterRole.LEAD,
                is_yours=one == review.asked_by,
                contact=contact,
                is_blind=review.is_blind,
            )
            key = f"sheet:{review.id}:{purpose}:{by}:{one}"
            await self._whispering.tell_of_sheet(tx, team=review.team, to=one, note=note, key=key)


def other_side(review: Review, reader: Reader) -> tuple[str, ...]:
    """Whom what somebody says of a sheet concerns: what an agent says whoever asked, what a lead says the agents."""
    told = (review.asked_by,) if reader.role is RaterRole.AGENT else review.agents
    return tuple(one for one in told if one != reader.person.id)
