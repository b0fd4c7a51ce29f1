"""Decides who may see a sheet, mark it and speak of it: looked up anew each time, before the transaction."""

from dataclasses import dataclass

from motbot.domain.access import may_ask, role_in
from motbot.domain.cards import language_for
from motbot.domain.language import Language
from motbot.domain.nudge import Place
from motbot.domain.people import Person
from motbot.domain.policy import ChannelPolicy
from motbot.domain.review import Failure, RaterRole, Review, ReviewState
from motbot.domain.sheet_page import SheetPage
from motbot.domain.sheet_paging import nothing_for
from motbot.ports.slack import Directory
from motbot.use_cases.attending import Attending


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader(Attending):
    """Somebody who may see a sheet now, and as what."""

    role: RaterRole


class WhoReads:
    """Asks the directory. Whoever may not see a sheet learns nothing of it, not even whether there is one.

    Who somebody is and what the config makes of them comes first: that Slack does not tell a channel's members just
    now is said only to those who would see the sheet if it did. Where nothing is watched, a channel that is stands in
    for it, and what is found there is dropped: otherwise how soon a no comes, or that none comes while Slack does not
    answer, would tell which channels are watched and which reviews there are.
    """

    def __init__(self, *, directory: Directory) -> None:
        """Take the port."""
        self._directory = directory

    async def asking(self, user: str, place: Place) -> Reader | None:
        """Who asks for the sheet of a place; None where they may not, whatever the place is.

        Raises:
            SlackRateLimited: Slack does not say just now.
            SlackUnclear: likewise.
        """
        person = await self._directory.person(user)
        if not person.may_be_nudged:
            return None
        looked_at, policy = await self._looked_at(place.channel)
        if policy is None or not (role := may_ask(person, policy, {user})):
            return None
        members = await self._directory.members(looked_at)
        is_theirs = looked_at == place.channel and user in members
        return Reader(person=person, policy=policy, role=role) if is_theirs else None

    async def of(self, review: Review | None, user: str) -> Reader | None:
        """Who looks at a review; None where they may not, or where there is none. Raises likewise."""
        person = await self._directory.person(user)
        if not person.may_be_nudged:
            return None
        known = review if review is not None and review.team == self._directory.team else None
        looked_at, policy = await self._looked_at(known.channel if known else "")
        role = _role(known, person, policy) if policy else None
        if policy is None or role is None:
            return None
        members = await self._directory.members(looked_at)
        if known is None or looked_at != known.channel or user not in members or not _concerns(known, user):
            return None
        return Reader(person=person, policy=policy, role=role)

    async def _looked_at(self, channel: str) -> tuple[str, ChannelPolicy | None]:
        """A channel that is watched, or one that stands in for it, with how it works."""
        watched = await self._directory.watched()
        looked_at = channel if channel in watched else min(watched, default="")
        return looked_at, await self._directory.channel(looked_at) if looked_at else None

    async def refused(self, user: str, failure: Failure = Failure.NOT_YOURS) -> SheetPage:
        """What somebody sees who gets no sheet: in their own language, and nothing of any place."""
        return nothing_for(language_for(await self._directory.person(user), Language.EN), failure)


def _role(review: Review | None, person: Person, policy: ChannelPolicy) -> RaterRole | None:
    """As what somebody looks, were they in the channel; who asked as an agent counts as one until it is ready."""
    role = role_in(person, policy, {person.id}, review.agents if review else ())
    if review is None:
        return role
    if role is None and review.as_agent and review.asked_by == person.id and review.state is not ReviewState.READY:
        return may_ask(person, policy, {person.id})
    return role


def _concerns(review: Review, user: str) -> bool:
    """Until a sheet is ready it is between us and whoever asked: the agents hear of it together with them."""
    if review.state is ReviewState.READY:
        return True
    return review.asked_by == user and review.failure is not Failure.NOT_YOURS
