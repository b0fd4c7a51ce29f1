"""Makes reports outside of Slack, for whoever runs motbot: on the terminal, as a file, and of a replay."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from rich.console import Console
from sqlalchemy.ext.asyncio import AsyncEngine

from motbot.catalogue import say
from motbot.clock import SystemClock
from motbot.command_screen import tell_written
from motbot.documents.report_page import report_page
from motbot.documents.report_terminal import report_in_terminal
from motbot.domain.errors import Failed
from motbot.domain.language import Language
from motbot.domain.os_reasons import reason_of
from motbot.domain.policy import ChannelPolicy
from motbot.domain.report import Report
from motbot.domain.report_count import report_of
from motbot.domain.report_sections import told
from motbot.domain.report_span import USUAL, since_of
from motbot.ports.clock import Clock
from motbot.settings.loading import Settings
from motbot.storage.database import open_database
from motbot.storage.reports import PostgresReports
from motbot.wiring import source_of


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportWish:
    """What the command line asks for."""

    since: str = USUAL
    html: Path | None = None
    language: Language | None = None
    """None: that of the config."""


async def show_report(settings: Settings, wish: ReportWish, console: Console, clock: Clock | None = None) -> None:
    """Print the report of every channel of the config, and write it as a file where one is named.

    Raises:
        BadInput: the span is none.
        StorageRefused: the database cannot be used as it stands.
        Failed: the file cannot be written.
    """
    until = (clock or SystemClock()).now()
    since = since_of(wish.since, until)
    config = settings.config
    async with open_database(source_of(settings), pool_size=1) as database:
        report = await read_report(
            database.engine, config.channel_policies(), since=since, until=until, zone=ZoneInfo(config.timezone)
        )
    language = wish.language or config.language
    if wish.html is not None:
        write_report(report, language, wish.html)
    console.print(report_in_terminal(told(report, language)))
    tell_written((wish.html,), console)


async def read_report(
    engine: AsyncEngine,
    channels: Sequence[ChannelPolicy],
    *,
    since: datetime | None,
    until: datetime,
    zone: ZoneInfo,
) -> Report:
    """Count what the database holds of some channels. Raises StorageUnavailable."""
    known = {policy.id: policy for policy in channels}
    facts = await PostgresReports(engine=engine).facts("", known, since=since, until=until)
    return report_of(facts, channels=known, since=since, until=until, zone=zone)


def write_report(report: Report, language: Language, path: Path) -> None:
    """Write it as one HTML file.

    Raises:
        Failed: the file cannot be written.
    """
    try:
        path.write_text(report_page(told(report, language)), encoding="utf-8")
    except OSError as error:
        raise Failed(
            say("{path}: cannot be written ({reason}); name another file", path=path, reason=reason_of(error))
        ) from error
