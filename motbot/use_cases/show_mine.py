"""Shows somebody all that is held about them, counted, with the sheets they may open now."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta, tzinfo

from motbot.domain.cards import language_for
from motbot.domain.language import Language
from motbot.domain.mine import HandedOver, Mine
from motbot.domain.moment import Moment
from motbot.domain.people import PersonKind
from motbot.domain.routing import zone_of
from motbot.ports.clock import Clock
from motbot.ports.slack import Directory
from motbot.ports.store import Store
from motbot.use_cases.list_sheets import ListSheets

EVER = datetime(1970, 1, 1, tzinfo=UTC)
HAND_OVERS_AT_MOST = 20


class ShowMine:
    """Reads. Numbers count all channels, also those that somebody has left: they hold no words of them."""

    def __init__(
        self,
        *,
        store: Store,
        directory: Directory,
        clock: Clock,
        list_sheets: ListSheets,
        kept_for: Mapping[str, timedelta],
    ) -> None:
        """Take the ports, what lists sheets, and how long what is kept."""
        self._store = store
        self._directory = directory
        self._clock = clock
        self._list_sheets = list_sheets
        self._kept_for = kept_for

    async def __call__(self, *, user: str) -> Mine:
        """Count it; for anybody but a full member of our team there is nothing."""
        person = await self._directory.person(user)
        language, zone = language_for(person, Language.EN), zone_of(person).key
        if not person.may_be_nudged:
            return Mine(language=language, zone=zone, is_whole=person.kind is not PersonKind.UNKNOWN)
        sheets = await self._list_sheets.listed(user)
        team = self._directory.team
        async with self._store.begin() as tx:
            muted_until = await tx.people.muted_until(team, user)
            preferences = await tx.preferences.look_up(team, user)
            welcomed_at = await tx.preferences.welcomed_at(team, user)
            moments = await tx.moments.of_agent(team, user, EVER)
            passed_on = await tx.moments.handed_over(team, user)
            nudges = await tx.whispers.count_to(team, user, EVER)
            done = await tx.people.feedback_by(team, user)
            promises = await tx.promises.look_up(team, agent=user, ended_since=EVER)
            marks, remarks = await tx.reviews.of_person(team, user)
        is_muted = muted_until is not None and muted_until > self._clock.now()
        return Mine(
            language=language,
            zone=zone,
            muted_until=muted_until if is_muted else None,
            preferences=preferences,
            welcomed_at=welcomed_at,
            moments_open=sum(one.is_open for one in moments),
            moments_closed=sum(not one.is_open for one in moments),
            nudges=nudges,
            acts=dict(Counter(one.act for one in done)),
            promises=dict(Counter(one.state for one in promises)),
            sheets=sheets.items,
            hand_overs=_hand_overs(passed_on, user, zone_of(person)),
            marks=len(marks),
            remarks=len(remarks),
            kept_for=self._kept_for,
            is_whole=sheets.is_whole,
        )


def _hand_overs(moments: Iterable[Moment], user: str, zone: tzinfo) -> tuple[HandedOver, ...]:
    """Theirs, the newest first."""
    theirs = (
        HandedOver(channel=moment.channel, over=replace(over, at=over.at.astimezone(zone)))
        for moment in moments
        for over in moment.hand_overs
        if user in {over.giver, over.taker}
    )
    return tuple(sorted(theirs, key=lambda one: one.over.at.astimezone(UTC), reverse=True))[:HAND_OVERS_AT_MOST]
