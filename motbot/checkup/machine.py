"""What is tried on this machine: the configuration, the secrets' file, the disk, and the database."""

import shutil
from datetime import timedelta

from motbot.catalogue import say
from motbot.checkup.finding import Finding, Light
from motbot.domain.errors import StorageRefused
from motbot.ports.clock import Clock
from motbot.settings.env_file import NAME, open_to_others
from motbot.settings.loading import Settings
from motbot.storage.database import Url
from motbot.storage.embedded import Embedded
from motbot.storage.standing import Standing, nearest_folder, standing_of
from motbot.wiring import own_folder, source_of

MEGABYTE = 1024 * 1024
FULL, NEARLY_FULL = 200 * MEGABYTE, 1024 * MEGABYTE
APART = timedelta(seconds=2)
"""Between our clock and the database's: a timer is due by the clock of whoever looks at it."""


def look_at_config(settings: Settings) -> list[Finding]:
    """The configuration could be read, or nothing else would have been tried."""
    thing, channels = say("configuration"), len(settings.config.channels)
    if settings.environment.motbot_config is None:
        told = say("MOTBOT_CONFIG is not set, so this is the shipped example")
        remedy = say("Make a folder of your own with `motbot init`, and name its motbot.yaml in MOTBOT_CONFIG.")
        return [Finding(thing=thing, light=Light.AMBER, text=told, remedy=remedy)]
    if not channels:
        told = say("{file}: no channel is named, so nothing is read", file=settings.file)
        return [Finding(thing=thing, light=Light.AMBER, text=told, remedy=say("Add one under `channels:`."))]
    return [
        Finding(thing=thing, text=say("{file}; channels: {count}", file=settings.file, count=channels)),
        *_secrets(settings),
    ]


def _secrets(settings: Settings) -> list[Finding]:
    """Whether others can read the file beside it."""
    path = settings.file.parent / NAME
    if not path.is_file() or not open_to_others(path):
        return []
    told = say("others can read {path}", path=path)
    return [Finding(thing=NAME, light=Light.AMBER, text=told, remedy=say("Close it: chmod 600 {path}", path=path))]


def look_at_disk(settings: Settings) -> list[Finding]:
    """Whether there is room where motbot keeps its files."""
    folder = own_folder(settings)
    if folder is None:
        return []
    free = shutil.disk_usage(nearest_folder(folder)).free
    told = say("{free} MB free for {folder}", free=free // MEGABYTE, folder=folder)
    if free >= NEARLY_FULL:
        return [Finding(thing=say("disk"), text=told)]
    remedy = say("Make room, or let MOTBOT_DATA_DIR name a folder on another disk.")
    return [Finding(thing=say("disk"), light=Light.RED if free < FULL else Light.AMBER, text=told, remedy=remedy)]


async def look_at_database(settings: Settings, clock: Clock) -> list[Finding]:
    """Whether the database lets us in, has our tables or lets us make them, and shares our clock."""
    thing = say("database")
    try:
        source = source_of(settings)
        standing = await standing_of(source)
    except StorageRefused as refused:
        return [Finding(thing=thing, light=Light.RED, text=str(refused))]
    return [_standing(thing, source, standing), *_apart(standing, clock)]


def _standing(thing: str, source: Embedded | Url, standing: Standing) -> Finding:
    release, where = f"PostgreSQL {standing.release}", standing.where
    if not standing.release:
        return Finding(thing=thing, text=say("embedded; made in {where} at the first start", where=where))
    if standing.newer:
        told = say("{release}, {where}: its tables were made by a newer motbot", release=release, where=where)
        return Finding(thing=thing, light=Light.AMBER, text=told, remedy=say("Start the newer motbot."))
    if not standing.may_make and isinstance(source, Url):
        told = say("{release}, {where}: its account may not make tables", release=release, where=where)
        remedy = say("Grant it: GRANT CREATE ON SCHEMA public TO <account>")
        # An account without the right may go on with the tables that are there, until the next upgrade.
        return Finding(thing=thing, light=Light.AMBER if standing.made else Light.RED, text=told, remedy=remedy)
    if not standing.made:
        return Finding(
            thing=thing, text=say("{release}, {where}: empty; filled at the first start", release=release, where=where)
        )
    return Finding(thing=thing, text=say("{release}, {where}", release=release, where=where))


def _apart(standing: Standing, clock: Clock) -> list[Finding]:
    """A line only where the clocks differ."""
    ahead = clock.now() - standing.at if standing.at else timedelta()
    if abs(ahead) <= APART:
        return []
    told = say("the database's clock is {seconds} s from this machine's", seconds=round(abs(ahead).total_seconds()))
    remedy = say("Keep both machines' clocks by NTP.")
    return [Finding(thing=say("database clock"), light=Light.AMBER, text=told, remedy=remedy)]
