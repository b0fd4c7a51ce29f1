"""Wires what a person waits for an answer to: presses that open a window, commands, shortcuts, the Home tab."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial

import structlog
from slack_bolt.async_app import AsyncApp

from motbot.coaches import LiveCoaching
from motbot.documents.sheet_markdown import sheet_markdown
from motbot.documents.sheet_parts import Origin
from motbot.domain.errors import ModelRefused, ModelUnavailable
from motbot.engine.engine import Engine
from motbot.jobs import Jobs, Ports
from motbot.knowing import Knowing
from motbot.slack.actions import Buttons
from motbot.slack.bolt import answer_the_rest
from motbot.slack.called import Called
from motbot.slack.coach_requests import CoachRequests
from motbot.slack.commands import Commands
from motbot.slack.home import Home
from motbot.slack.identity import Identity
from motbot.slack.mute_requests import MuteRequests
from motbot.slack.opening import WindowOpener
from motbot.slack.permalinks import permalink
from motbot.slack.report_requests import ReportRequests
from motbot.slack.review_requests import ReviewRequests
from motbot.slack.sheet_calls import SheetCalls
from motbot.slack.sheet_clicks import SheetClicks
from motbot.slack.web_api import WebApi
from motbot.storage.reports import PostgresReports
from motbot.use_cases.advising import Advising
from motbot.use_cases.coach_this import CoachThis
from motbot.use_cases.list_promises import ListPromises
from motbot.use_cases.make_report import MakeReport
from motbot.use_cases.mute import Mute
from motbot.use_cases.personal_directory import PersonalDirectory
from motbot.use_cases.read_thread import ReadThread
from motbot.use_cases.set_preferences import SetPreferences
from motbot.use_cases.show_card import ShowCard
from motbot.use_cases.show_home import ShowHome
from motbot.use_cases.show_promise import ShowPromise
from motbot.use_cases.show_status import ShowStatus
from motbot.use_cases.try_words import TryWords
from motbot.use_cases.whispering import Whispering

PROBED_WITHIN = 8.0
"""Seconds in which the model has to answer a tiny question to count as answering."""

log = structlog.get_logger()


@dataclass(frozen=True, slots=True, kw_only=True)
class Answering:
    """What answers are made with."""

    api: WebApi
    us: Identity
    called: Called
    ports: Ports
    jobs: Jobs
    knowing: Knowing
    personal: PersonalDirectory
    reports: PostgresReports
    live: LiveCoaching
    engine: Engine

    def listen(self, app: AsyncApp) -> None:
        """Add every listener."""
        ports, opener = self.ports, WindowOpener(api=self.api)
        list_promises = ListPromises(**ports.outside)
        home = self._home(list_promises, opener)
        home.listen(app)
        self.knowing.listen(app, opener=opener, followed=home.follow)
        mute = Mute(**ports.outside, limits=ports.config.limits.to_domain(), pace=ports.config.pace.to_domain())
        Commands(
            list_promises=self.called.over(list_promises),
            directory=ports.directory,
            requests=self._sheets(app, opener),
            reports=self._reports(opener),
            coach=self._coach(app, opener),
            mutes=self._mutes(mute, opener),
            show_notice=home.show_notice,
            workspace_url=self.us.url,
        ).listen(app)
        Buttons(
            api=self.api,
            look_up=ShowCard(store=ports.store, directory=ports.directory),
            look_up_promise=self.called.over(
                ShowPromise(store=ports.store, directory=ports.directory, whispering=Whispering(clock=ports.clock))
            ),
            directory=ports.directory,
            clock=ports.clock,
            followed=home.follow,
            silenced=mute.pressed,
            called=self.called,
        ).listen(app)
        answer_the_rest(app)

    def _home(self, list_promises: ListPromises, opener: WindowOpener) -> Home:
        """The Home tab, and what somebody sets for themselves."""
        ports, limits = self.ports, self.ports.config.limits.to_domain()
        pace = ports.config.pace.to_domain()
        return Home(
            api=self.api,
            show_home=self.called.over(
                ShowHome(
                    **ports.outside,
                    list_promises=list_promises,
                    list_sheets=self.jobs.sheets.list_sheets,
                    limits=limits,
                    language=ports.config.language,
                )
            ),
            set_preferences=SetPreferences(**ports.outside, limits=limits, pace=pace, remembering=self.personal),
            opener=opener,
            workspace_url=self.us.url,
            sections=(self.knowing.section,),
        )

    def _sheets(self, app: AsyncApp, opener: WindowOpener) -> ReviewRequests:
        """What is asked for and done in the windows of sheets."""
        sheets, origin = self.jobs.sheets, Origin(link=partial(permalink, self.us.url))
        named = self.called.over
        calls = SheetCalls(
            request=named(sheets.request_review),
            agree=named(sheets.agree_to_cost),
            open=named(sheets.open_sheet),
            mark=sheets.mark_sheet,
            remark=sheets.remark_on_sheet,
            send=sheets.send_marks,
            mine=sheets.show_mine,
            as_text=lambda page: sheet_markdown((page,), origin),
        )
        SheetClicks(calls=calls, opener=opener, workspace_url=self.us.url).listen(app)
        requests = ReviewRequests(calls=calls, opener=opener, us=self.us)
        requests.listen(app)
        return requests

    def _reports(self, opener: WindowOpener) -> ReportRequests:
        """What leads and trainers are told in figures."""
        ports = self.ports
        rules = ports.config.review.to_domain()
        make_report = MakeReport(reports=self.reports, **ports.outside, rules=rules)
        return ReportRequests(make_report=make_report, directory=ports.directory, opener=opener, clock=ports.clock)

    def _coach(self, app: AsyncApp, opener: WindowOpener) -> CoachRequests:
        """Advice that somebody asks for."""
        ports, outside = self.ports, self.ports.outside
        advising = Advising(
            store=ports.store,
            clock=ports.clock,
            coaching=ports.coaching,
            reply_within=ports.config.replying(),
            within=ports.config.pace.to_domain().model_wait.total_seconds(),
        )
        requests = CoachRequests(
            try_words=TryWords(directory=ports.directory, clock=ports.clock, advising=advising),
            coach_this=CoachThis(
                store=ports.store,
                directory=ports.directory,
                read_thread=ReadThread(**outside, threads=ports.threads),
                advising=advising,
                whispering=Whispering(clock=ports.clock),
                pace=ports.config.pace.to_domain(),
            ),
            opener=opener,
            workspace_url=self.us.url,
            called=self.called,
        )
        requests.listen(app)
        return requests

    def _mutes(self, mute: Mute, opener: WindowOpener) -> MuteRequests:
        """Silence, and how things stand."""
        ports, outside = self.ports, self.ports.outside
        limits = ports.config.limits.to_domain()
        show_status = ShowStatus(
            **outside,
            limits=limits,
            condition=_Doing(engine=self.engine, probe=self.live.probe),
            has_model=ports.coaching.has_model,
        )
        return MuteRequests(mute=mute, show_status=show_status, opener=opener)


class _Doing:
    """The Condition port over the engine, and one tiny question to the model."""

    def __init__(self, *, engine: Engine, probe: Callable[[], Awaitable[object]] | None) -> None:
        """Take both; without a probe there is no model to be asked."""
        self._engine = engine
        self._probe = probe

    async def jobs(self) -> int:
        """How many wait or run, in all processes."""
        return await self._engine.pending()

    async def model_answers(self) -> bool | None:
        """Whether it answers in time; None where there is none to be asked."""
        if self._probe is None:
            return None
        try:
            async with asyncio.timeout(PROBED_WITHIN):
                await self._probe()
        except (TimeoutError, ModelUnavailable, ModelRefused) as error:
            log.warning("model.does_not_answer", error=type(error).__name__)
            return False
        return True
