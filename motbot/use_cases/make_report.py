"""Makes the report for the person who asks: a lead's own channels, for a trainer or an admin those they are in now."""

from datetime import datetime
from zoneinfo import ZoneInfo

import structlog

from motbot.domain.access import is_lead
from motbot.domain.agreement import agreement
from motbot.domain.errors import SlackRateLimited, SlackUnclear
from motbot.domain.people import Person
from motbot.domain.policy import ChannelPolicy, ReviewRules, ShowCoach
from motbot.domain.report import Report
from motbot.domain.report_count import report_of
from motbot.domain.routing import zone_of
from motbot.ports.clock import Clock
from motbot.ports.reports import Reports
from motbot.ports.slack import Directory
from motbot.ports.store import Store

log = structlog.get_logger()


class MakeReport:
    """Reads; whoever asks gets what lies in their channels now, and nobody learns of any other."""

    def __init__(
        self, *, reports: Reports, store: Store, directory: Directory, clock: Clock, rules: ReviewRules
    ) -> None:
        """Take the ports, and what the config says of the coach's scores."""
        self._reports = reports
        self._store = store
        self._directory = directory
        self._clock = clock
        self._rules = rules

    async def __call__(self, *, user: str, channel: str = "", since: datetime | None = None) -> Report | None:
        """Make it; None where none of it is theirs.

        Args:
            user: who asks.
            channel: only this one; "" for all of theirs.
            since: the beginning of the span; None for all that is kept.

        Raises:
            SlackRateLimited: Slack says of none of their channels whether they are in it now; ask again later.
            SlackUnclear: likewise.
            StorageUnavailable: the database does not answer just now.
        """
        person = await self._directory.person(user)
        if not person.may_be_nudged:
            return None
        channels, trouble = await self._theirs(person, channel)
        if not channels:
            if trouble is not None:
                raise trouble
            return None
        until = self._clock.now()
        zone: ZoneInfo = zone_of(person, otherwise=next(iter(channels.values())).zone)
        return report_of(
            await self._reports.facts(self._directory.team, channels, since=since, until=until),
            channels=channels,
            since=since,
            until=until,
            zone=zone,
            is_whole=trouble is None,
            shows_scores=await self._shows_scores(),
        )

    async def _theirs(
        self, person: Person, only: str
    ) -> tuple[dict[str, ChannelPolicy], SlackRateLimited | SlackUnclear | None]:
        """The channels they lead, or see as a trainer or an admin, and are in now; and why one may be missing.

        Who they are comes first: that Slack does not tell a channel's members is said only to those it matters to.
        """
        found: dict[str, ChannelPolicy] = {}
        trouble: SlackRateLimited | SlackUnclear | None = None
        for channel in sorted(await self._directory.watched()):
            if only not in {"", channel}:
                continue
            try:
                policy = await self._directory.channel(channel)
                leads = policy is not None and is_lead(person.id, policy)
                if policy is not None and leads and person.id in await self._directory.members(channel):
                    found[channel] = policy
            except (SlackRateLimited, SlackUnclear) as error:
                log.warning("report.channel_unknown", channel=channel, error=type(error).__name__)
                trouble = error
        return found, trouble

    async def _shows_scores(self) -> bool:
        """Whether the coach's scores may be shown: as on the sheets themselves."""
        if self._rules.show_coach is ShowCoach.ALWAYS:
            return True
        async with self._store.begin() as tx:
            pairs = await tx.reviews.pairs(self._directory.team)
        found = agreement(pairs, None, draws=0)
        return found.suffices(kappa=self._rules.agreed_kappa, pairs=self._rules.agreed_pairs)
