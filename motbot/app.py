"""Wires everything: the one place that sees every floor and pairs each port with its adapter."""

import asyncio
import signal
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import datetime
from functools import partial
from typing import Any

import aiohttp
import structlog
from prometheus_client import CollectorRegistry
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from motbot.coaches import LiveCoaching, live_coaching_of
from motbot.documents.sheet_markdown import sheet_markdown
from motbot.documents.sheet_parts import Origin
from motbot.domain.errors import Failed
from motbot.due_times import DueReader
from motbot.engine.arming import armed
from motbot.engine.engine import Engine
from motbot.engine.timers import Timers
from motbot.gaps import Gaps
from motbot.jobs import Jobs, Ports
from motbot.running import Motbot
from motbot.serving import serve
from motbot.slack.actions import Buttons
from motbot.slack.bolt import answer_the_rest, bolt_app, web_client
from motbot.slack.commands import Commands
from motbot.slack.events import parse
from motbot.slack.history import SlackHistory
from motbot.slack.home import Home
from motbot.slack.http import health_routes, slack_routes, web_application
from motbot.slack.identity import Identity, identify
from motbot.slack.inbox import Door
from motbot.slack.messenger import SlackMessenger
from motbot.slack.opening import WindowOpener
from motbot.slack.people import SlackDirectory
from motbot.slack.permalinks import permalink
from motbot.slack.report_requests import ReportRequests
from motbot.slack.review_requests import ReviewRequests
from motbot.slack.sheet_calls import SheetCalls
from motbot.slack.sheet_clicks import SheetClicks
from motbot.slack.socket import SocketConnections
from motbot.slack.threads import SlackThreads
from motbot.slack.web_api import WebApi
from motbot.slack.windows import SlackWindows
from motbot.storage.database import Database, open_database
from motbot.storage.reports import PostgresReports
from motbot.storage.store import PostgresStore
from motbot.use_cases.catch_up import CatchUp
from motbot.use_cases.list_promises import ListPromises
from motbot.use_cases.make_report import MakeReport
from motbot.use_cases.show_card import ShowCard
from motbot.use_cases.show_promise import ShowPromise
from motbot.use_cases.whispering import Whispering
from motbot.wiring import Wiring

log = structlog.get_logger()


@asynccontextmanager
async def open_motbot(wiring: Wiring) -> AsyncIterator[Motbot]:
    """Open the database, connect to Slack and work; leaving stops within ten seconds and loses nothing.

    Raises:
        StorageRefused: the database cannot be used as it stands.
        BadInput: a prompt or playbook file makes no sense.
        Failed: Slack refuses a token.
    """
    async with AsyncExitStack() as stack:
        database = await stack.enter_async_context(
            open_database(wiring.source, pool_size=wiring.config.database.pool_size)
        )
        live = await live_coaching_of(wiring, stack, PostgresStore(engine=database.engine, armed=armed))
        session = await stack.enter_async_context(aiohttp.ClientSession())
        token = wiring.slack.bot_token.get_secret_value()
        client = web_client(token=token, session=session, base_url=wiring.slack.api_url)
        us = await identify(WebApi(client=client))
        built = _Built(wiring=wiring, database=database, client=client, us=us, live=live)
        bot = built.bot()
        if live.prompts is not None:
            bot.tasks.append(asyncio.create_task(live.prompts.follow(), name="prompts"))
        for name, work in (("engine", bot.engine.run()), ("timers", bot.timers.run())):
            bot.tasks.append(asyncio.create_task(work, name=name))
        stack.push_async_callback(bot.stop)
        if wiring.listen:
            await built.listen(bot, stack)
        if wiring.health and wiring.config.health_port:
            routes = health_routes(alive=bot.alive, ready=bot.ready, registry=built.registry)
            await serve(web_application(routes), wiring.config.health_port, stack)
        # Whatever is closed first, the jobs under way hear of the stop before it.
        stack.callback(bot.take_no_more)
        yield bot


async def run_until_stopped(wiring: Wiring) -> None:
    """Run until SIGTERM or SIGINT, or until something the bot cannot live without has ended.

    Raises:
        Failed: a part of the bot ended by itself.
    """
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stopped.set)
    async with open_motbot(wiring) as bot:
        log.info("bot.ready")
        waiting = asyncio.create_task(stopped.wait(), name="stop")
        done, _ = await asyncio.wait({waiting, *bot.tasks}, return_when=asyncio.FIRST_COMPLETED)
        waiting.cancel()
        for task in done - {waiting}:
            raise Failed(f"the bot's {task.get_name()} ended by itself: {task.exception()}")
    log.info("bot.stopped")


class _Built:
    """The adapters and use cases of one bot."""

    def __init__(
        self, *, wiring: Wiring, database: Database, client: AsyncWebClient, us: Identity, live: LiveCoaching
    ) -> None:
        self._wiring = wiring
        self._database = database
        self._client = client
        self._live = live
        api = self._api = WebApi(client=client)
        self._us = us
        self.registry = CollectorRegistry()
        self._store = PostgresStore(engine=database.engine, durable=database.durable, armed=armed, on_wake=self._woken)
        self._timers = Timers(store=self._store, clock=wiring.clock, manual=wiring.jumps)
        self._directory = SlackDirectory(api=api, us=us, channels=wiring.policies)
        self._parse = partial(parse, us=us)
        self._jobs = Jobs(
            Ports(
                config=wiring.config,
                store=self._store,
                directory=self._directory,
                messenger=SlackMessenger(api=api, us=us),
                parse=self._parse,
                clock=wiring.clock,
                coaching=live.coaching,
                due_times=DueReader(conventions=wiring.config.due_conventions()),
                threads=SlackThreads(api=api, us=us),
                windows=SlackWindows(api=api, workspace_url=us.url),
                look_up=wiring.look_up,
            )
        )

    def bot(self) -> Motbot:
        """Build it; nothing runs yet."""
        clock, store = self._wiring.clock, self._store
        engine = Engine(
            database=self._database.engine,
            conninfo=self._database.conninfo,
            handlers=self._jobs.by_kind(),
            dead_before=self._database.alone_at,
        )
        history = SlackHistory(api=self._api, us=self._us)
        return Motbot(
            wiring=self._wiring,
            database=self._database,
            store=store,
            engine=engine,
            timers=self._timers,
            directory=self._directory,
            catch_up=CatchUp(store=store, directory=self._directory, history=history, parse=self._parse, clock=clock),
            sockets=None,
            prompts=self._live.prompts,
        )

    async def listen(self, bot: Motbot, stack: AsyncExitStack) -> None:
        """Open the door to Slack, and read what was said before it was open."""
        seen = await bot.catch_up.seen()
        gaps = Gaps(connected=bot.connected, catch_up=bot.catch_up, clock=self._wiring.clock, seen=seen)
        door = Door(
            us=self._us,
            accept=self._accept,
            set_aside=self._set_aside,
            watches=self._directory.watches,
            clock=self._wiring.clock,
            registry=self.registry,
            not_stored=gaps.not_stored,
        )
        secret = self._wiring.slack.signing_secret
        app = bolt_app(client=self._client, us=self._us, signing_secret=secret.get_secret_value() if secret else "")
        self._answers(app)
        if self._wiring.http_port is not None and secret is not None:
            routes = slack_routes(app=app, door=door, signing_secret=secret.get_secret_value())
            await serve(web_application(routes), self._wiring.http_port, stack)
        elif self._wiring.slack.app_token is not None:
            token = self._wiring.slack.app_token.get_secret_value()
            bot.sockets = SocketConnections(
                app=app, api=self._api, app_token=token, door=door, clock=self._wiring.clock
            )
            await bot.sockets.start()
            bot.tasks.append(asyncio.create_task(bot.sockets.watch(), name="connections"))
        bot.tasks.append(asyncio.create_task(gaps.watch(), name="gaps"))

    def _answers(self, app: AsyncApp) -> None:
        """What a person waits for an answer to: presses that open a window, commands, the Home tab."""
        api, directory, clock = self._api, self._directory, self._wiring.clock
        list_promises = ListPromises(store=self._store, directory=directory, clock=clock)
        home = Home(
            api=api,
            list_promises=list_promises,
            list_sheets=self._jobs.sheets.list_sheets,
            workspace_url=self._us.url,
        )
        home.listen(app)
        opener = WindowOpener(api=api)
        Commands(
            list_promises=list_promises,
            directory=directory,
            requests=self._sheets(app, opener),
            reports=self._reports(opener),
            workspace_url=self._us.url,
        ).listen(app)
        Buttons(
            api=api,
            look_up=ShowCard(store=self._store, directory=directory),
            look_up_promise=ShowPromise(store=self._store, directory=directory, whispering=Whispering(clock=clock)),
            directory=directory,
            clock=clock,
            followed=home.follow,
        ).listen(app)
        answer_the_rest(app)

    def _sheets(self, app: AsyncApp, opener: WindowOpener) -> ReviewRequests:
        """What is asked for and done in the windows of sheets."""
        sheets, origin = self._jobs.sheets, Origin(link=partial(permalink, self._us.url))
        calls = SheetCalls(
            request=sheets.request_review,
            agree=sheets.agree_to_cost,
            open=sheets.open_sheet,
            mark=sheets.mark_sheet,
            remark=sheets.remark_on_sheet,
            send=sheets.send_marks,
            mine=sheets.show_mine,
            as_text=lambda page: sheet_markdown((page,), origin),
        )
        SheetClicks(calls=calls, opener=opener, workspace_url=self._us.url).listen(app)
        requests = ReviewRequests(calls=calls, opener=opener, us=self._us)
        requests.listen(app)
        return requests

    def _reports(self, opener: WindowOpener) -> ReportRequests:
        """What leads and trainers are told in figures."""
        wiring = self._wiring
        make_report = MakeReport(
            reports=PostgresReports(engine=self._database.engine),
            store=self._store,
            directory=self._directory,
            clock=wiring.clock,
            rules=wiring.config.review.to_domain(),
        )
        return ReportRequests(make_report=make_report, directory=self._directory, opener=opener, clock=wiring.clock)

    def _woken(self, at: datetime) -> None:
        """A commit has saved a time: the tick may have to be sooner."""
        self._timers.wake_by(at)

    async def _accept(self, team: str, event_id: str, body: Mapping[str, Any], /) -> bool:
        """Store what came in, with the job that takes it in."""
        at, lock = self._wiring.clock.now(), _channel_of(body)
        new = await self._store.accept(team=team, event_id=event_id, body=body, at=at, lock=lock) is not None
        self._directory.hear_of_number(body)  # before the first message under the new one arrives
        return new

    async def _set_aside(self, team: str, reason: str, body: Mapping[str, Any] | str, /) -> None:
        """Keep what makes no sense."""
        async with self._store.begin(durable=True) as tx:
            await tx.inbox.set_aside(team=team, reason=reason, body=body, at=self._wiring.clock.now())


def _channel_of(body: Mapping[str, Any]) -> str:
    """The channel an event is about: what is said in one is taken in order. Clicks need no order."""
    event = body.get("event")
    if not isinstance(event, Mapping):
        return ""
    item = event.get("item")
    channel = event.get("channel") or (item.get("channel") if isinstance(item, Mapping) else "")
    return channel if isinstance(channel, str) else ""
