"""`motbot prompts from-slack`: cases from life, of what the bot has stored or of one thread, for a trainer to label."""

import sys
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from zoneinfo import ZoneInfo

import aiohttp
from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from motbot.catalogue import listed, say, to_say
from motbot.clock import SystemClock
from motbot.domain.errors import BadDialogue, Failed
from motbot.domain.message import Line
from motbot.domain.nudge import Place
from motbot.domain.proposed_case import Named, ProposedCase
from motbot.domain.proposed_case_making import case_of, state_of
from motbot.domain.report_span import USUAL, since_of
from motbot.domain.safe_text import without_hidden
from motbot.domain.value_words import in_words
from motbot.ports.clock import Clock
from motbot.ports.lived import LivedConversations
from motbot.ports.slack import Directory
from motbot.settings.environment import require
from motbot.settings.loading import Settings
from motbot.slack.bolt import web_client
from motbot.slack.identity import identify
from motbot.slack.people import SlackDirectory
from motbot.slack.web_api import WebApi
from motbot.storage.database import open_database
from motbot.storage.lived import PostgresLived
from motbot.transcripts.cases import LARGEST_TEXT
from motbot.transcripts.proposals import proposals_text
from motbot.transcripts.waiting import read_waiting
from motbot.tuning.case_files import CaseFiles
from motbot.use_cases.propose_cases import LeftOut, Proposals, ProposeCases, linked
from motbot.use_cases.who_is_named import who_is_named
from motbot.wiring import source_of

_WHAT_FOR = to_say("motbot needs it to learn the names that it takes out of the cases")


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposeWish:
    """What the command line asks for."""

    since: str = USUAL
    limit: int | None = None
    out: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pointed:
    """A thread that somebody has read from Slack by a link."""

    lines: Sequence[Line]
    names: Mapping[str, Sequence[str]] = field(default_factory=dict)
    place: Place
    """The message that was pointed at."""
    team: str = ""


async def propose_stored(settings: Settings, wish: ProposeWish) -> None:
    """Propose cases of everything the database of the deployment holds.

    Raises:
        BadInput: the span is none, a variable is not set, or the file cannot be made.
        Failed: Slack refuses the token, or what was proposed cannot be noted.
        StorageRefused: the database cannot be used as it stands.
        SlackRateLimited: ask again later.
        SlackUnclear: likewise.
    """
    console = Console(file=sys.stdout, highlight=False)
    files = CaseFiles.of(settings)
    since_of(wish.since, SystemClock().now())
    async with (
        slack_directory(settings) as directory,
        open_database(source_of(settings), pool_size=1) as database,
    ):
        lived = PostgresLived(engine=database.engine)
        await propose(settings, wish, files, lived=lived, directory=directory, clock=SystemClock(), console=console)


async def propose(
    settings: Settings,
    wish: ProposeWish,
    files: CaseFiles,
    *,
    lived: LivedConversations,
    directory: Directory,
    clock: Clock,
    console: Console,
) -> Proposals:
    """The same with everything at hand; shows what was found and what was left out. Raises likewise."""
    proposing = ProposeCases(lived=lived, directory=directory)
    found = await proposing(since=since_of(wish.since, clock.now()), at_most=wish.limit, known=files.known_states())
    kept = fitting(found)
    if kept.cases:
        keep_cases(kept.cases, settings, files, clock=clock, out=wish.out, console=console)
    else:
        console.print(say("Nothing new to propose."))
    for why, number in kept.left_out.items():
        console.print(Text(say("Left out: {number} that {why}.", number=number, why=say(why.value))), soft_wrap=True)
    return kept


def fitting(found: Proposals, *, at_most: int = LARGEST_TEXT) -> Proposals:
    """Those that can be written, as many as one file of so many characters may hold; never none for their length."""
    cases: list[ProposedCase] = []
    left_out, length = dict(found.left_out), 0
    for place, case in enumerate(found.cases):
        text = proposals_text((case,), name=case.id)
        if cases and length + len(text) > at_most:
            left_out[LeftOut.OVER_LIMIT] = left_out.get(LeftOut.OVER_LIMIT, 0) + len(found.cases) - place
            break
        try:
            read_waiting(text, name=case.id)
        except BadDialogue:
            left_out[LeftOut.UNWRITABLE] = left_out.get(LeftOut.UNWRITABLE, 0) + 1
        else:
            cases.append(case)
            length += len(text)
    return Proposals(cases=tuple(cases), left_out=left_out)


async def propose_linked(settings: Settings, wish: ProposeWish, pointed: Pointed) -> None:
    """Propose a case of one thread, as it stands in Slack now.

    Raises:
        BadInput: the file cannot be made.
        Failed: its channel wants no cases, nobody of the customer's side says anything, or it was proposed before.
    """
    clock, files = SystemClock(), CaseFiles.of(settings)
    async with slack_directory(settings) as directory:
        case = await case_at(settings, pointed, directory=directory, clock=clock, known=files.known_states())
    keep_cases((case,), settings, files, clock=clock, out=wish.out, console=Console(file=sys.stdout, highlight=False))


async def case_at(
    settings: Settings, pointed: Pointed, *, directory: Directory, clock: Clock, known: frozenset[str]
) -> ProposedCase:
    """The case of a thread. Raises Failed, SlackRateLimited and SlackUnclear."""
    channel = pointed.place.channel
    policy = await directory.channel(channel)
    if policy is None:
        raise Failed(
            say("{file}: channels: {channel} is not among them; add it first", file=settings.file, channel=channel)
        )
    if not policy.cases:
        raise Failed(
            say(
                "{file}: channels: {channel} says `cases: false`; nothing of it becomes a case",
                file=settings.file,
                channel=channel,
            )
        )
    root = pointed.place.thread_ts or (pointed.lines[0].ts if pointed.lines else pointed.place.ts)
    teaching = linked(
        pointed.lines, focus=pointed.place.ts, policy=policy, team=directory.team, root=root, at=clock.now()
    )
    if teaching is None:
        raise Failed(say("Nobody of the customer's side says anything up to that message; point at a later one."))
    if state_of(teaching) in known:
        raise Failed(say("This conversation was proposed as it stands; point at another message of it."))
    people = await who_is_named(directory, teaching, policy)
    if people is None:
        raise Failed(
            say("Slack does not say who somebody in it is, so that their name cannot be taken out; ask again later.")
        )
    told = tuple(Named(account=account, names=tuple(names)) for account, names in pointed.names.items())
    return case_of(teaching, _together(people, told))


def keep_cases(
    cases: Sequence[ProposedCase],
    settings: Settings,
    files: CaseFiles,
    *,
    clock: Clock,
    out: Path | None,
    console: Console,
) -> Path:
    """Write them down, remember that they were proposed, and show them. Raises BadInput and Failed."""
    today = clock.now().astimezone(ZoneInfo(settings.config.timezone)).date()
    text = proposals_text(cases, name=f"from-life-{today.isoformat()}")
    read_waiting(text, name="the proposed cases")  # never a file that `accept` could not read
    path = files.write_new(text, today=today, out=out)
    files.note_states(one.state for one in cases)
    console.print(cases_table(cases))
    told = say(
        "Cases that wait in {path}: {cases}. Fill them in, then `motbot prompts accept {path}`.",
        cases=len(cases),
        path=path,
    )
    console.print(Text(told), soft_wrap=True)
    if any(one.look_at for one in cases):
        told = say("Some words may be names that nobody told: see proposed.look_at of each case.")
        console.print(Text(told), soft_wrap=True)
    return path


def cases_table(cases: Sequence[ProposedCase]) -> RenderableType:
    """What is proposed, why, and what a trainer has yet to say."""
    table = Table(title=say("proposed cases"), title_justify="left")
    for name in (say("id"), say("language"), say("why"), say("to fill in")):
        table.add_column(name, overflow="fold")
    for one in cases:
        left = listed(key.replace("gold.", "") for key in one.to_fill)
        table.add_row(*map(Text, (one.id, in_words(one.language), without_hidden(one.why), left)))
    return table


@asynccontextmanager
async def slack_directory(settings: Settings) -> AsyncIterator[SlackDirectory]:
    """Who people are, by the token of the environment. Raises BadConfig and Failed."""
    token = require({"SLACK_BOT_TOKEN": settings.environment.slack_bot_token}, what_for=say(_WHAT_FOR))
    async with aiohttp.ClientSession() as session:
        client = web_client(
            token=token["SLACK_BOT_TOKEN"].get_secret_value(),
            session=session,
            base_url=settings.environment.slack_api_url,
        )
        api = WebApi(client=client)
        us = await identify(api)
        yield SlackDirectory(api=api, us=us, channels=settings.config.channel_policies())


def _together(people: Sequence[Named], told: Sequence[Named]) -> list[Named]:
    """Both lists as one: whoever stands in both has all their names."""
    more = {one.account: one.names for one in told}
    known = {one.account for one in people}
    joined = [
        Named(account=one.account, names=tuple(dict.fromkeys((*one.names, *more.get(one.account, ())))), side=one.side)
        for one in people
    ]
    return [*joined, *(one for one in told if one.account not in known)]
