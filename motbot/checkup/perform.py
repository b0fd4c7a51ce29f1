"""`motbot check`: tries everything side by side, each within its time, and shows what came of it."""

import asyncio
from collections.abc import Awaitable, Sequence
from dataclasses import dataclass

import aiohttp
from rich.console import Console

from motbot.catalogue import say
from motbot.checkup.coach import look_at_model, look_at_prompts
from motbot.checkup.finding import Finding, Light, bounded, untried
from motbot.checkup.machine import look_at_config, look_at_database, look_at_disk
from motbot.checkup.shown import findings_json, findings_table, in_short
from motbot.checkup.slack_app import BOT, Heard, look_at_bot, look_at_way_in, over_http, token_missing
from motbot.checkup.slack_rooms import Rooms, rooms_untried
from motbot.domain.errors import Failed, Retryable
from motbot.ports.clock import Clock
from motbot.settings.loading import Settings
from motbot.slack.bolt import web_client
from motbot.slack.identity import introduce
from motbot.slack.people import SlackDirectory
from motbot.slack.web_api import WebApi


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckWish:
    """What was asked for."""

    http: bool = False
    """Slack is to reach us over HTTP."""
    as_json: bool = False


async def check_up(settings: Settings, wish: CheckWish, console: Console, clock: Clock) -> None:
    """Try, and show.

    Raises:
        Failed: something is red; it has been shown, with its remedy.
    """
    findings = await tried(settings, clock, http=wish.http)
    if wish.as_json:
        console.print(findings_json(findings), markup=False, highlight=False, soft_wrap=True)
    else:
        console.print(findings_table(findings))
        console.print(in_short(findings), markup=False, highlight=False)
    wrong = sum(one.light is Light.RED for one in findings)
    if wrong:
        raise Failed(say("To be put right before motbot can do its work: {count}.", count=wrong))


async def tried(settings: Settings, clock: Clock, *, http: bool = False) -> Sequence[Finding]:
    """Everything that was tried, in the order in which it is best put right; nothing is changed and nothing posted."""
    rest: tuple[Awaitable[list[Finding]], ...] = (
        bounded(say("database"), look_at_database(settings, clock)),
        look_at_slack(settings, clock, http=http),
        bounded(say("prompts"), look_at_prompts(settings), within=60),
        bounded(say("model"), look_at_model(settings, clock)),
    )
    found = await asyncio.gather(*rest)
    return [*look_at_config(settings), *look_at_disk(settings), *(one for each in found for one in each)]


async def look_at_slack(settings: Settings, clock: Clock, *, http: bool) -> list[Finding]:
    """The app first, then what can be seen with its token."""
    given = settings.environment
    token = given.slack_bot_token.get_secret_value() if given.slack_bot_token else ""
    async with aiohttp.ClientSession() as session:
        api = WebApi(client=web_client(token=token, session=session, base_url=given.slack_api_url))
        way, near = over_http(given, asked=http), settings.lookalikes
        way_in = asyncio.create_task(bounded(say("way in"), look_at_way_in(given, api, http=way, lookalikes=near)))
        if not token:
            because = say("{variable} is not set", variable=BOT)
            return [*token_missing(near), *_closed(settings, because), *await way_in]
        try:
            heard = Heard(introduced=await introduce(api), at=clock.now())
        except (Failed, Retryable) as refused:
            because = (
                say("{variable} is refused", variable=BOT) if isinstance(refused, Failed) else say("Slack is away")
            )
            remedy = say("Try again in a minute.") if isinstance(refused, Retryable) else ""
            bot = Finding(thing=BOT, light=Light.RED, text=str(refused), remedy=remedy)
            return [bot, *_closed(settings, because), *await way_in]
        directory = SlackDirectory(api=api, us=heard.introduced.us, channels=())
        rooms = Rooms(api=api, directory=directory, config=settings.config)
        inside = await bounded(say("channels"), rooms.look(), within=60)
        return [*look_at_bot(heard), *await way_in, *inside]


def _closed(settings: Settings, because: str) -> list[Finding]:
    """What only the bot's token opens."""
    return [untried(say("scopes"), because), untried(say("clock"), because), *rooms_untried(settings.config, because)]
