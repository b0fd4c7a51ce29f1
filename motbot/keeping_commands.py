"""`motbot forget / backup / restore / move`: their arguments and their help."""

import asyncio
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from motbot.catalogue import say
from motbot.clock import SystemClock
from motbot.command_line import quiet_settings
from motbot.domain.errors import BadInput, Failed
from motbot.domain.forgotten import whom
from motbot.domain.os_reasons import reason_of
from motbot.forgetting import ForgetWish, forget_somebody
from motbot.storage.backups import LEFT_BEHIND, move_database, restore_backup, write_backup
from motbot.storage.database import Url
from motbot.storage.embedded import Embedded
from motbot.storage.own_files import BACKUPS
from motbot.wiring import data_folder, source_of

EMBEDDED = "embedded"

Yes = Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")]


def add_keeping(app: typer.Typer) -> None:
    """Add the commands that erase, copy and move what is kept."""
    app.command(epilog="Example: MOTBOT_CONFIG=motbot.yaml motbot forget --user U0123456789")(forget)
    app.command(epilog="Example: MOTBOT_CONFIG=motbot.yaml motbot backup /srv/backups/motbot-monday.dump")(backup)
    app.command(epilog="Example: MOTBOT_CONFIG=motbot.yaml motbot restore /srv/backups/motbot-monday.dump")(restore)
    app.command(epilog="Example: motbot move --to postgresql://motbot@db.example.com/motbot")(move)


def forget(
    *,
    user: Annotated[str, typer.Option(help="An account, such as U0123456789.")] = "",
    customer_org: Annotated[str, typer.Option(help="A customer's workspace, such as T0123456789.")] = "",
    yes: Yes = False,
    json: Annotated[bool, typer.Option("--json", help="Say what was done as JSON.")] = False,
) -> None:
    """Erase everything that is held of a person, or of everybody of a customer's workspace; the bot may run."""
    wish = ForgetWish(whom=whom(user=user, org=customer_org), agreed=yes, as_json=json)
    asyncio.run(forget_somebody(quiet_settings(), wish, Console(), typer.confirm))


def backup(
    file: Annotated[
        Path | None, typer.Argument(help="A new file; left out, one in the data folder, which goes in its time.")
    ] = None,
) -> None:
    """Copy the database into a file, while the bot runs."""
    settings = quiet_settings()
    file = file.absolute() if file else own_backup(data_folder(settings), SystemClock().now())
    copied = asyncio.run(write_backup(source_of(settings), file))
    Console().print(
        say("{file}: {rows} rows, {size} bytes", file=file, rows=sum(_lasting(copied.rows)), size=copied.size),
        markup=False,
        highlight=False,
        soft_wrap=True,
    )


def restore(
    file: Annotated[Path, typer.Argument(help="A file that `motbot backup` has made.")],
    *,
    replace: Annotated[bool, typer.Option("--replace", help="Lose what the database holds now.")] = False,
    yes: Yes = False,
) -> None:
    """Fill an empty database from a copy; an older copy is brought up to date."""
    settings = quiet_settings()
    if replace and not yes and not typer.confirm(say("What the database holds now will be lost. Replace it?")):
        raise Failed(say("nothing was replaced"))
    _print_rows(asyncio.run(restore_backup(source_of(settings), file.absolute(), replace=replace)))


def move(
    *,
    to: Annotated[str, typer.Option(help="postgresql:// and so on, or `embedded` for the data folder's own.")],
) -> None:
    """Copy everything into another, empty database; the bot has to be stopped meanwhile."""
    settings = quiet_settings()
    source = source_of(settings)
    if to == EMBEDDED:
        target: Embedded | Url = Embedded(
            folder=data_folder(settings), root_allowed=settings.config.database.root_allowed
        )
    elif to.startswith(("postgresql://", "postgres://")):
        target = Url(text=to)
    else:
        raise BadInput(say("--to: expected postgresql://user@host:5432/database, or the word embedded"))
    if target == source:
        raise BadInput(say("--to: is the database that is used now; name another one"))
    _print_rows(asyncio.run(move_database(source, target)))
    remedy = (
        say("Take MOTBOT_DATABASE_URL away") if to == EMBEDDED else say("Set MOTBOT_DATABASE_URL to the new address")
    )
    Console().print(
        say("{remedy}, then start the bot. The old database is as it was.", remedy=remedy),
        markup=False,
        highlight=False,
    )


def own_backup(data: Path, at: datetime) -> Path:
    """A new file among motbot's own copies. Raises Failed: the folder cannot be made."""
    folder = data / BACKUPS
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise Failed(
            say("{folder}: cannot be made ({reason}); name a file", folder=folder, reason=reason_of(error))
        ) from error
    return folder / f"motbot-{at:%Y%m%dT%H%M%SZ}.dump"


def _print_rows(rows: Mapping[str, int]) -> None:
    counts = _lasting(rows)
    Console().print(
        say("{rows} rows in {tables} tables", rows=sum(counts), tables=len(counts)), markup=False, highlight=False
    )


def _lasting(rows: Mapping[str, int]) -> list[int]:
    """How many rows the tables have that a copy brings along, so that all commands tell the same number."""
    return [count for name, count in rows.items() if name not in LEFT_BEHIND]
