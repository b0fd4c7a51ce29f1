"""Tells once a day that the money for the model is used up: the admins, or the leads where there are none."""

from datetime import date

import structlog

from motbot.domain.cards import language_for
from motbot.domain.language import Language
from motbot.domain.notice import Notice, NoticePurpose
from motbot.domain.nudge import Whisper
from motbot.ports.clock import Clock
from motbot.ports.slack import Directory
from motbot.ports.store import Store
from motbot.use_cases.whispering import Whispering

log = structlog.get_logger()


class TellOfSpending:
    """Run as often as anybody likes, in whichever process: each of them is told once for each day."""

    def __init__(
        self, *, store: Store, directory: Directory, clock: Clock, whispering: Whispering, language: Language, zone: str
    ) -> None:
        """Take the ports, the language where Slack does not say what a person prefers, and whose midnight counts."""
        self._store = store
        self._directory = directory
        self._clock = clock
        self._whispering = whispering
        self._language = language
        self._zone = zone

    async def __call__(self, day: int) -> None:
        """Tell of one day, by its number in the calendar."""
        told = await self._told()
        languages = {one: language_for(await self._directory.person(one), self._language) for one in told}
        for user, language in languages.items():
            notice = Notice(purpose=NoticePurpose.MONEY_SPENT, language=language, zone=self._zone)
            key = f"{NoticePurpose.MONEY_SPENT}:{date.fromordinal(day).isoformat()}:{user}"
            async with self._store.begin() as tx:
                if await tx.whispers.by_key(key) is None:
                    fresh = Whisper(
                        key=key,
                        team=self._directory.team,
                        to=user,
                        moment=0,
                        nudge=notice,
                        created_at=self._clock.now(),
                    )
                    await self._whispering.put(tx, fresh)
        log.info("spending.told", people=len(languages))

    async def _told(self) -> tuple[str, ...]:
        """Every admin; every lead of a watched channel where there is no admin."""
        policies = [await self._directory.channel(channel) for channel in await self._directory.watched()]
        known = [one for one in policies if one is not None]
        admins = dict.fromkeys(account for one in known for account in one.admins)
        leads = dict.fromkeys(account for one in known for account in one.leads)
        return tuple(admins or leads)
