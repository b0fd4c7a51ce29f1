"""Forgets somebody from the command line: asks first, says what it did in counts, and what only a person can do."""

import json
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import aiohttp
from rich.console import Console

from motbot.catalogue import listed, say, to_say
from motbot.clock import SystemClock
from motbot.domain.errors import Failed, Retryable, StorageUnavailable
from motbot.domain.forgotten import Forgotten, Found, Whom
from motbot.engine.arming import armed
from motbot.ports.clock import Clock
from motbot.ports.slack import Messenger
from motbot.settings.loading import Settings
from motbot.slack.bolt import web_client
from motbot.slack.identity import identify
from motbot.slack.messenger import SlackMessenger
from motbot.slack.web_api import WebApi
from motbot.storage.database import Database, open_database
from motbot.storage.forgetting import PostgresForgetting
from motbot.storage.own_files import ANSWERS, SEARCHES
from motbot.storage.patience import Patient
from motbot.storage.store import PostgresStore
from motbot.use_cases.forget import Forget
from motbot.use_cases.hold_confirm import HoldConfirm
from motbot.use_cases.take_back import TakeBack
from motbot.use_cases.whispering import Whispering
from motbot.wiring import own_folder, source_of

_FILES_AT_MOST = 10_000
_ERASED = {
    "messages": to_say("messages {count}"),
    "conversations": to_say("conversations {count}"),
    "lines": to_say("lines {count}"),
    "moments": to_say("requests {count}"),
    "promises": to_say("promises {count}"),
    "verdicts": to_say("judgements {count}"),
    "feedback": to_say("feedback {count}"),
    "acts": to_say("clicks {count}"),
    "sheets": to_say("sheets {count}"),
    "marks": to_say("marks {count}"),
    "marks_sent": to_say("marks sent {count}"),
    "remarks": to_say("remarks {count}"),
    "viewings": to_say("viewings {count}"),
    "windows": to_say("windows {count}"),
    "silences": to_say("silences {count}"),
    "settings": to_say("settings {count}"),
    "proposals": to_say("proposals {count}"),
    "events": to_say("events {count}"),
    "aside": to_say("events that made no sense {count}"),
    "answers": to_say("answers of the coach {count}"),
    "mentions": to_say("mentions {count}"),
}
"""What was erased, by the names that the JSON has."""
_LARGEST = 4_000_000
"""Bytes of a file that is looked into."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ForgetWish:
    """What the command line asks for."""

    whom: Whom
    agreed: bool = False
    as_json: bool = False


async def forget_somebody(
    settings: Settings, wish: ForgetWish, console: Console, ask: Callable[[str], bool], clock: Clock | None = None
) -> None:
    """Forget them, once whoever runs it has agreed.

    Raises:
        BadInput: it is our own workspace that is named.
        Failed: it was not wanted, or something was under way all the time.
        StorageRefused: the database cannot be used as it stands.
    """
    now = clock or SystemClock()
    async with open_database(source_of(settings), pool_size=2) as database, _messenger(settings) as messenger:
        forget = forgets(settings, database, messenger, now)
        found = await forget.find(wish.whom)
        if not wish.agreed and not ask(_question(wish.whom, found)):
            raise Failed(say("nothing was forgotten"))
        try:
            done = await forget(wish.whom)
        except StorageUnavailable as trouble:
            raise Failed(
                say("{trouble}. Run the same command again in a minute; it goes on where it was.", trouble=trouble)
            ) from trouble
    files = [str(path) for path in files_with(settings, (*done.threads, *found.threads, *found.accounts, wish.whom.id))]
    if wish.as_json:
        console.print_json(json.dumps(_as_json(done, files)))
    else:
        for line in _told(done, files, configured(settings, wish.whom)):
            console.print(line, markup=False, highlight=False, soft_wrap=True)
    if done.at_work:
        raise Failed(
            say(
                "jobs that were under way all the time: {count}; run the same command again in a minute",
                count=done.at_work,
            )
        )


def forgets(settings: Settings, database: Database, messenger: Messenger | None, clock: Clock) -> Forget:
    """The use case on a database."""
    config = settings.config
    pace, keeping, whispering = config.pace.to_domain(), config.keeping(), Whispering(clock=clock)
    hold_confirm = HoldConfirm(clock=clock, whispering=whispering, pace=pace)
    return Forget(
        store=PostgresStore(engine=database.engine, durable=database.durable, armed=armed),
        forgetting=PostgresForgetting(engine=database.durable, clock=clock),
        patiently=Patient(),
        messenger=messenger,
        take_back=TakeBack(clock=clock, pace=pace, keeping=keeping, hold_confirm=hold_confirm, whispering=whispering),
        clock=clock,
        pace=pace,
        keeping=keeping,
    )


@asynccontextmanager
async def _messenger(settings: Settings) -> AsyncIterator[Messenger | None]:
    """Takes messages away at once, where Slack lets us in now; else the running bot does."""
    token = settings.environment.slack_bot_token
    async with AsyncExitStack() as stack:
        if token is None:
            yield None
            return
        session = await stack.enter_async_context(aiohttp.ClientSession())
        base = settings.environment.slack_api_url
        api = WebApi(client=web_client(token=token.get_secret_value(), session=session, base_url=base))
        try:
            us = await identify(api)
        except (Failed, Retryable):
            yield None
            return
        yield SlackMessenger(api=api, us=us)


def files_with(settings: Settings, words: Iterable[str]) -> Iterator[Path]:
    """Files of cases, and of what a model answered about them, in which one of these stands: they are yours to edit."""
    wanted = [one.encode() for one in dict.fromkeys(words) if one]
    data = own_folder(settings)
    folders = [settings.prompts / "cases", *([data / ANSWERS, data / SEARCHES] if data else [])]
    paths = (path for folder in folders if folder.is_dir() for path in sorted(folder.rglob("*")) if path.is_file())
    for path, _ in zip(paths, range(_FILES_AT_MOST), strict=False):
        if path.stat().st_size <= _LARGEST:
            content = path.read_bytes()
            if any(word in content for word in wanted):
                yield path


def configured(settings: Settings, whom: Whom) -> list[str]:
    """Where the configuration names them."""
    config = settings.config
    roles = {"people.leads": config.people.leads, "people.trainers": config.people.trainers}
    roles |= {"people.admins": config.people.admins}
    for channel in config.channels:
        of = {"agents": channel.agents, "on_duty": channel.on_duty, "leads": channel.leads}
        roles |= {f"channels ({channel.id}).{name}": accounts for name, accounts in of.items()}
    return [place for place, accounts in roles.items() if whom.id in accounts]


def _question(whom: Whom, found: Found) -> str:
    theirs = sum(one.is_theirs for one in found.conversations)
    return say(
        "{id}: accounts: {accounts}; conversations: {conversations}, of which {theirs} go as a whole. "
        "Messages of motbot about them are taken out of Slack. This cannot be undone. Forget them?",
        id=whom.id,
        accounts=len(found.accounts),
        conversations=len(found.conversations),
        theirs=theirs,
    )


def _told(done: Forgotten, files: Sequence[str], places: Sequence[str]) -> Iterator[str]:
    found = sorted(done.counts.items())
    counts = listed(say(_ERASED.get(name, f"{name} {{count}}"), count=count) for name, count in found)
    yield say("Erased: {counts}.", counts=counts or say("nothing (nothing is held)"))
    if done.left:
        yield say(
            "Left to the running bot, messages in Slack: {left}. Run this again once it has run, to be sure.",
            left=done.left,
        )
    for one in done.unreached:
        yield say(
            "Slack keeps a message that motbot cannot take away: channel {channel}, ts {ts}.",
            channel=one.place.channel,
            ts=one.place.ts,
        )
    for path in files:
        yield say("A file of yours holds something of them; edit or delete it: {path}", path=path)
    for place in places:
        yield say(
            "The configuration names them: {place}. Take them out, or the bot goes on coaching them.", place=place
        )
    yield say(
        "What people wrote stays in Slack: delete it there. Files of `motbot backup` keep it until they are deleted."
    )


def _as_json(done: Forgotten, files: Sequence[str]) -> dict[str, object]:
    unreached = [{"channel": one.place.channel, "ts": one.place.ts} for one in done.unreached]
    return {
        "schema": "motbot-forgotten/1",
        "accounts": done.accounts,
        "erased": dict(done.counts),
        "left_to_bot": done.left,
        "unreached": unreached,
        "files": list(files),
        "jobs_at_work": done.at_work,
    }
