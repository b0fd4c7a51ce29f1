"""`motbot prompts from-slack / accept`: their arguments and their help; what they do is in tuning."""

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from motbot.catalogue import say
from motbot.command_line import quiet_settings
from motbot.domain.errors import BadInput
from motbot.domain.report_span import USUAL
from motbot.reviews.from_slack import is_link, subject_at
from motbot.settings.loading import Settings
from motbot.tuning.accepting import accept_proposals
from motbot.tuning.from_slack import Pointed, ProposeWish, propose_linked, propose_stored

_AT_MOST = 30


def add_cases(app: typer.Typer) -> None:
    """Add the commands that make cases from life."""
    app.command("from-slack", epilog="Example: motbot prompts from-slack --since 30d --limit 20")(from_slack)
    app.command(epilog="Example: motbot prompts accept prompts/cases/proposed/2026-03-02.yaml --case life-en-1f2e3d")(
        accept
    )


def from_slack(
    link: Annotated[str, typer.Argument(help="Link of a message: a case of its thread, in place of stored ones.")] = "",
    *,
    since: Annotated[str, typer.Option(help="How far back: 30d, 4w, 12h, or all.")] = USUAL,
    limit: Annotated[
        int, typer.Option(min=1, max=1000, help="How many cases at most, the best known first.")
    ] = _AT_MOST,
    out: Annotated[
        Path | None, typer.Option(help="Write them here, not to prompts/cases/proposed/<date>.yaml.")
    ] = None,
) -> None:
    """Propose cases from what agents pressed, leads marked and was promised, without names, addresses and numbers.

    They wait for a trainer: nothing is measured on them before `motbot prompts accept`.
    """
    if link and not is_link(link):
        raise BadInput(say("{link!r} is no link of a message; copy it in Slack with `Copy link`", link=link))
    wish = ProposeWish(since=since, limit=limit, out=out)
    settings = quiet_settings()
    asyncio.run(_of_link(link, settings, wish) if link else propose_stored(settings, wish))


async def _of_link(link: str, settings: Settings, wish: ProposeWish) -> None:
    subject = await subject_at(link, settings)
    await propose_linked(settings, wish, Pointed(lines=subject.view.lines, names=subject.names, place=subject.place))


def accept(
    file: Annotated[Path, typer.Argument(help="A file of proposed cases, filled in.")],
    *,
    case: Annotated[list[str] | None, typer.Option("--case", help="Only the case with this id; repeatable.")] = None,
) -> None:
    """Move proposed cases that are filled in to prompts/cases/accepted.yaml, for training or held out."""
    accept_proposals(quiet_settings(), file, only=tuple(case or ()))
