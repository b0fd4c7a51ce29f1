"""Wires everything: the one place that sees every floor and pairs each port with its adapter."""

import asyncio
import signal
from collections.abc import AsyncIterator, Callable, Coroutine, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import aiohttp
import structlog
from slack_sdk.web.async_client import AsyncWebClient

from motbot.answering import Answering
from motbot.catalogue import say
from motbot.coaches import LiveCoaching, live_coaching_of
from motbot.counting import CountedMessenger, counted_calls, counted_jobs
from motbot.domain.errors import Failed
from motbot.due_times import DueReader
from motbot.engine.arming import armed
from motbot.engine.engine import Engine
from motbot.engine.timers import Timers
from motbot.gaps import Gaps
from motbot.gauging import Gauging
from motbot.jobs import Jobs, Ports
from motbot.knowing import Knowing
from motbot.limiting import jobs_at_once, turns_of
from motbot.metrics import Metrics
from motbot.own_work import OwnWork, careful, copied_at
from motbot.ports.jobs import JobKind
from motbot.running import Motbot
from motbot.serving import serve
from motbot.slack.bolt import bolt_app, web_client
from motbot.slack.events import ABOUT_PEOPLE_AND_CHANNELS, channel_of, parse
from motbot.slack.history import SlackHistory
from motbot.slack.http import health_routes, slack_routes, web_application
from motbot.slack.identity import Identity, identify
from motbot.slack.inbox import Door
from motbot.slack.messenger import SlackMessenger
from motbot.slack.people import SlackDirectory
from motbot.slack.socket import SocketConnections
from motbot.slack.threads import SlackThreads
from motbot.slack.web_api import WebApi
from motbot.slack.windows import SlackWindows
from motbot.storage.backlog import PostgresBacklog
from motbot.storage.database import Database, open_database
from motbot.storage.reports import PostgresReports
from motbot.storage.server_time import server_time
from motbot.storage.store import PostgresStore
from motbot.storage.tidings import PostgresTidings
from motbot.tidings import Tidings
from motbot.use_cases.catch_up import CatchUp
from motbot.use_cases.personal_directory import PersonalDirectory
from motbot.wiring import Wiring

STOPS = (signal.SIGTERM, signal.SIGINT)

CLOCKS_DIFFER = timedelta(seconds=2)

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
        if wiring.health:
            await _compare_clocks(database, wiring)
        store = PostgresStore(engine=database.engine, armed=armed)
        bounded = partial(turns_of, wiring.config, engine=database.engine, store=store, clock=wiring.clock)
        metrics, turns = Metrics(), bounded() if wiring.model else None
        on_call = counted_calls(metrics, wiring.config.model.price_table())
        live = await live_coaching_of(wiring, stack, store, turns=turns, on_call=on_call)
        session = await stack.enter_async_context(aiohttp.ClientSession())
        token = wiring.slack.bot_token.get_secret_value()
        client = web_client(token=token, session=session, base_url=wiring.slack.api_url)
        us = await identify(WebApi(client=client))
        copied = await copied_at(database, wiring.clock.now())
        built = _Built(
            wiring=wiring, database=database, client=client, us=us, live=live, metrics=metrics, copied=copied
        )
        await built.own_work.begin(us.team)
        await built.knowing.directory.look()
        bot = built.bot()
        bot.tasks.append(asyncio.create_task(built.knowing.directory.follow(), name="knowledge"))
        if live.prompts is not None:
            bot.tasks.append(asyncio.create_task(live.prompts.follow(), name="prompts"))
        for name, work in (("engine", bot.engine.run()), ("timers", bot.timers.run())):
            bot.tasks.append(asyncio.create_task(work, name=name))
        stack.push_async_callback(bot.stop)
        gaps = await built.gaps_of(bot) if wiring.listen else None
        tidings = built.tidings(gaps)
        await tidings.look()  # before anybody is remembered, so that nothing is missed that makes it wrong
        bot.tasks.append(asyncio.create_task(tidings.follow(), name="tidings"))
        if gaps is not None:
            await built.listen(bot, stack, gaps)
        if wiring.health and wiring.config.health_port:
            gauging = Gauging(bot=bot, backlog=PostgresBacklog(engine=database.engine))
            routes = health_routes(alive=bot.alive, ready=bot.ready, registry=metrics.registry, refresh=gauging)
            await serve(web_application(routes), wiring.config.health_port, stack, option="--health-port")
        # Whatever is closed first, the jobs under way hear of the stop before it.
        stack.callback(bot.take_no_more)
        yield bot


Beside = Callable[[Motbot], Coroutine[Any, Any, None]]
"""What goes on beside a running bot until it stops; the bot does not need it."""


async def run_until_stopped(wiring: Wiring, *, beside: Beside | None = None) -> None:
    """Run until SIGTERM or SIGINT, or until something the bot cannot live without has ended.

    Raises:
        Failed: a part of the bot ended by itself.
    """
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in STOPS:
        loop.add_signal_handler(number, stopped.set)
    async with open_motbot(wiring) as bot:
        log.info("bot.ready")
        watching = asyncio.create_task(beside(bot), name="beside") if beside else None
        waiting = asyncio.create_task(stopped.wait(), name="stop")
        done, _ = await asyncio.wait({waiting, *bot.tasks}, return_when=asyncio.FIRST_COMPLETED)
        waiting.cancel()
        if watching is not None:
            watching.cancel()
            await asyncio.gather(watching, return_exceptions=True)
        for task in done - {waiting}:
            raise Failed(
                say(
                    "the bot's {part} ended by itself: {why}",
                    part=task.get_name(),
                    why=task.exception(),
                )
            )
    log.info("bot.stopped")
    for number in STOPS:  # asked again in its last moments, the process would end as if it had been killed
        loop.remove_signal_handler(number)
        signal.signal(number, signal.SIG_IGN)


class _Built:
    """The adapters and use cases of one bot."""

    def __init__(
        self,
        *,
        wiring: Wiring,
        database: Database,
        client: AsyncWebClient,
        us: Identity,
        live: LiveCoaching,
        metrics: Metrics,
        copied: datetime | None = None,
    ) -> None:
        self._wiring = wiring
        self._database = database
        self._client = client
        self._live = live
        api = self._api = WebApi(client=client)
        self._us = us
        self._metrics = metrics
        self._store = PostgresStore(engine=database.engine, durable=database.durable, armed=armed, on_wake=self._woken)
        self._timers = Timers(store=self._store, clock=wiring.clock, manual=wiring.jumps)
        self._directory = SlackDirectory(api=api, us=us, channels=wiring.policies)
        self._parse, called = partial(parse, us=us), self._directory.called
        self._personal = PersonalDirectory(directory=self._directory, store=self._store)
        self.knowing = Knowing(store=self._store, directory=self._personal, clock=wiring.clock)
        self.own_work = OwnWork(wiring=wiring, database=database, api=api, directory=self._directory, store=self._store)
        self._ports = Ports(
            config=wiring.config,
            store=self._store,
            directory=self.knowing.directory,
            messenger=CountedMessenger(
                messenger=careful(SlackMessenger(api=api, us=us, called=called), copied), metrics=metrics
            ),
            parse=self._parse,
            clock=wiring.clock,
            coaching=live.coaching,
            due_times=DueReader(conventions=wiring.config.due_conventions()),
            threads=SlackThreads(api=api, us=us),
            windows=SlackWindows(api=api, workspace_url=us.url, called=called),
            look_up=wiring.look_up,
            leave=self.own_work.leave,
            welcomes=wiring.welcomes,
        )
        self._jobs = Jobs(self._ports)

    def bot(self) -> Motbot:
        """Build it; nothing runs yet."""
        clock, store = self._wiring.clock, self._store
        engine = Engine(
            database=self._database.engine,
            conninfo=self._database.conninfo,
            handlers=counted_jobs({**self._jobs.by_kind(), JobKind.UPKEEP: self.own_work.look_after}, self._metrics),
            concurrency=jobs_at_once(self._wiring.config, has_model=self._wiring.model is not None),
            dead_before=self._database.alone_at,
            is_crowded=store.is_crowded,
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
            metrics=self._metrics,
            prompts=self._live.prompts,
        )

    async def gaps_of(self, bot: Motbot) -> Gaps:
        """What watches over what is not heard, from what is known before the door is open."""
        seen = await bot.catch_up.seen()
        return Gaps(connected=bot.connected, catch_up=bot.catch_up, clock=self._wiring.clock, seen=seen)

    def tidings(self, gaps: Gaps | None) -> Tidings:
        """What follows the memory's own news; where nobody listens, nothing can have been dropped."""
        return Tidings(
            inbox=PostgresTidings(engine=self._database.engine),
            rooms=self._directory,
            parse=self._parse,
            kinds=ABOUT_PEOPLE_AND_CHANNELS,
            unheard=gaps.unheard if gaps is not None else lambda: None,
        )

    async def listen(self, bot: Motbot, stack: AsyncExitStack, gaps: Gaps) -> None:
        """Open the door to Slack, and read what was said before it was open."""
        door = Door(
            us=self._us,
            accept=self._accept,
            set_aside=self._set_aside,
            watches=self._directory.watches,
            clock=self._wiring.clock,
            metrics=self._metrics,
            not_stored=gaps.not_stored,
        )
        secret = self._wiring.slack.signing_secret
        app = bolt_app(client=self._client, us=self._us, signing_secret=secret.get_secret_value() if secret else "")
        Answering(
            api=self._api,
            us=self._us,
            called=self._directory.called,
            ports=self._ports,
            knowing=self.knowing,
            personal=self._personal,
            jobs=self._jobs,
            reports=PostgresReports(engine=self._database.engine),
            live=self._live,
            engine=bot.engine,
        ).listen(app)
        if self._wiring.http_port is not None and secret is not None:
            routes = slack_routes(app=app, door=door, signing_secret=secret.get_secret_value())
            await serve(web_application(routes), self._wiring.http_port, stack, option="--http")
        elif self._wiring.slack.app_token is not None:
            token = self._wiring.slack.app_token.get_secret_value()
            bot.sockets = SocketConnections(
                app=app, api=self._api, app_token=token, door=door, clock=self._wiring.clock
            )
            await bot.sockets.start()
            bot.tasks.append(asyncio.create_task(bot.sockets.watch(), name="connections"))
        bot.tasks.append(asyncio.create_task(gaps.watch(), name="gaps"))

    def _woken(self, at: datetime) -> None:
        """A commit has saved a time: the tick may have to be sooner."""
        self._timers.wake_by(at)

    async def _accept(self, team: str, event_id: str, body: Mapping[str, Any], /) -> bool:
        """Store what came in, with the job that takes it in."""
        at, lock = self._wiring.clock.now(), channel_of(body)
        new = await self._store.accept(team=team, event_id=event_id, body=body, at=at, lock=lock) is not None
        self._directory.hear_of_number(body)  # before the first message under the new one arrives
        return new

    async def _set_aside(self, team: str, reason: str, body: Mapping[str, Any] | str, /) -> None:
        """Keep what makes no sense."""
        async with self._store.begin(durable=True) as tx:
            await tx.inbox.set_aside(team=team, reason=reason, body=body, at=self._wiring.clock.now())


async def _compare_clocks(database: Database, wiring: Wiring) -> None:
    """Say where our clock and the database's differ: a timer is due by the clock of whoever looks at it."""
    ahead = wiring.clock.now() - await server_time(database.engine)
    if abs(ahead) > CLOCKS_DIFFER:
        log.warning("clock.differs", ahead_s=round(ahead.total_seconds(), 1), remedy="keep the machines' clocks by NTP")
