"""Makes the use cases of one bot from its ports: what each kind of job does."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from motbot.ports.clock import Clock
from motbot.ports.due_times import DueTimes
from motbot.ports.jobs import JobKind
from motbot.ports.slack import Directory, Messenger, Parse, Threads, Windows
from motbot.ports.store import Store
from motbot.settings.tree import Config
from motbot.use_cases.answer_click import AnswerClick
from motbot.use_cases.answer_promise import AnswerPromise
from motbot.use_cases.asking import Asking
from motbot.use_cases.coach_moment import CoachMoment
from motbot.use_cases.coaching import Coaching
from motbot.use_cases.confirm_outcome import ConfirmOutcome
from motbot.use_cases.draft_reply import DraftReply
from motbot.use_cases.follow_conversation import FollowConversation
from motbot.use_cases.follow_moment import FollowMoment
from motbot.use_cases.follow_promise import FollowPromise
from motbot.use_cases.hear_out import HearOut
from motbot.use_cases.hold_confirm import HoldConfirm
from motbot.use_cases.identify_speakers import IdentifySpeakers
from motbot.use_cases.leave import Leave
from motbot.use_cases.mend_promise import MendPromise
from motbot.use_cases.merge_statements import MergeStatements
from motbot.use_cases.note_reply import NoteReply
from motbot.use_cases.noting import Noting
from motbot.use_cases.nudging import Nudging
from motbot.use_cases.propose_hand_over import ProposeHandOver
from motbot.use_cases.reading_replies import ReadingReplies
from motbot.use_cases.remembering import Remembering
from motbot.use_cases.send_whisper import SendWhisper
from motbot.use_cases.sheets import Sheets
from motbot.use_cases.take_back import TakeBack
from motbot.use_cases.take_event import TakeEvent
from motbot.use_cases.tell_of_spending import TellOfSpending
from motbot.use_cases.track_promises import TrackPromises
from motbot.use_cases.welcome_agents import WelcomeAgents
from motbot.use_cases.whispering import Whispering


@dataclass(frozen=True, slots=True, kw_only=True)
class Ports:
    """What the use cases of one bot stand on."""

    config: Config
    store: Store
    directory: Directory
    messenger: Messenger
    parse: Parse
    clock: Clock
    coaching: Coaching
    due_times: DueTimes
    threads: Threads
    windows: Windows
    look_up: bool = True
    """See `Wiring`."""
    leave: Leave | None = None
    """None where nobody uninstalls an app."""
    welcomes: bool = False
    """See `Wiring`."""

    @property
    def outside(self) -> dict[str, Any]:
        """What nearly everybody asks for."""
        return {"store": self.store, "directory": self.directory, "clock": self.clock}


class Jobs:
    """The steps that several use cases share, made once, and the use cases."""

    def __init__(self, ports: Ports) -> None:
        """Take the ports."""
        self._ports = ports
        config, clock = ports.config, ports.clock
        self._pace, self._limits = config.pace.to_domain(), config.limits.to_domain()
        self._keeping = config.keeping()
        self._whispering = Whispering(clock=clock)
        self.sheets = Sheets(
            **ports.outside,
            whispering=self._whispering,
            rules=config.review.to_domain(),
            kept_for=dict(config.retention),
        )
        self._asking = Asking(store=ports.store, clock=clock)
        self._remembering = Remembering(**ports.outside, retention=config.retention.to_domain(), is_on=config.memory)
        self._nudging = Nudging(
            remembering=self._remembering,
            directory=ports.directory,
            clock=clock,
            whispering=self._whispering,
            has_model=ports.coaching.has_model,
            pace=self._pace,
            limits=self._limits,
        )
        self._noting = Noting(clock=clock, whispering=self._whispering, limits=self._limits, keeping=self._keeping)
        self._hold_confirm = HoldConfirm(clock=clock, whispering=self._whispering, pace=self._pace)
        self._take_back = TakeBack(
            clock=clock,
            pace=self._pace,
            keeping=self._keeping,
            hold_confirm=self._hold_confirm,
            whispering=self._whispering,
        )
        self._note_reply = NoteReply(
            first_look=ports.coaching.first_look, clock=clock, whispering=self._whispering, pace=self._pace
        )

    def by_kind(self) -> dict[JobKind, Callable[[int], Awaitable[None]]]:
        """What each kind of job does with the id it is given."""
        ports = self._ports
        outside = ports.outside
        coached = outside | {"coaching": ports.coaching, "asking": self._asking, "whispering": self._whispering}
        return {
            JobKind.TAKE_EVENT: self._take_event(),
            JobKind.FOLLOW_CONVERSATION: FollowConversation(store=ports.store, clock=ports.clock),
            JobKind.COACH_MOMENT: self._coach_moment(coached),
            JobKind.DRAFT_REPLY: DraftReply(
                **coached, pace=self._pace, nudging=self._nudging, remembering=self._remembering
            ),
            JobKind.FOLLOW_MOMENT: FollowMoment(
                **outside,
                coaching=ports.coaching,
                nudging=self._nudging,
                whispering=self._whispering,
                pace=self._pace,
            ),
            JobKind.CONFIRM_OUTCOME: ConfirmOutcome(**coached, pace=self._pace, limits=self._limits),
            JobKind.TRACK_PROMISES: self._track_promises(),
            JobKind.FOLLOW_PROMISE: FollowPromise(
                **outside,
                limits=self._limits,
                keeping=self._keeping,
                noting=self._noting,
                hold_confirm=self._hold_confirm,
                whispering=self._whispering,
            ),
            JobKind.MEND_PROMISE: MendPromise(**coached),
            JobKind.SEND_WHISPER: SendWhisper(
                **outside, pace=self._pace, messenger=ports.messenger, look_up=ports.look_up
            ),
            JobKind.TELL_OF_SPENDING: TellOfSpending(
                **outside,
                whispering=self._whispering,
                language=ports.config.language,
                zone=ports.config.timezone,
            ),
            JobKind.WELCOME: WelcomeAgents(
                **outside,
                whispering=self._whispering,
                limits=self._limits,
                retention=ports.config.retention.to_domain(),
            ),
            JobKind.REVIEW_THREAD: self.sheets.review_thread(
                coaching=ports.coaching, threads=ports.threads, windows=ports.windows
            ),
        }

    def _coach_moment(self, coached: Mapping[str, Any]) -> CoachMoment:
        """Judging what customers say."""
        ports = self._ports
        return CoachMoment(
            **coached,
            remembering=self._remembering,
            pace=self._pace,
            nudging=self._nudging,
            hear_out=HearOut(
                clock=ports.clock, pace=self._pace, take_back=self._take_back, whispering=self._whispering
            ),
            reply_within=ports.config.replying(),
            identify_speakers=IdentifySpeakers(
                **ports.outside,
                pace=self._pace,
                note_reply=self._note_reply,
            ),
        )

    def _take_event(self) -> TakeEvent:
        """Everything that an event or a click can lead to."""
        ports, whispering, hold_confirm = self._ports, self._whispering, self._hold_confirm
        answer_promise = AnswerPromise(
            clock=ports.clock,
            whispering=whispering,
            hold_confirm=hold_confirm,
            limits=self._limits,
            keeping=self._keeping,
        )
        return TakeEvent(
            **ports.outside,
            parse=ports.parse,
            pace=self._pace,
            first_look=ports.coaching.first_look,
            note_reply=self._note_reply,
            answer_click=AnswerClick(
                clock=ports.clock, whispering=whispering, answer_promise=answer_promise, pace=self._pace
            ),
            take_back=self._take_back,
            leave=ports.leave,
            welcomes=ports.welcomes,
            propose_hand_over=ProposeHandOver(**ports.outside, nudging=self._nudging),
        )

    def _track_promises(self) -> TrackPromises:
        """Reading what our side says."""
        ports = self._ports
        outside = ports.outside
        return TrackPromises(
            **outside,
            pace=self._pace,
            reading=ReadingReplies(
                **outside, pace=self._pace, keeping=self._keeping, coaching=ports.coaching, asking=self._asking
            ),
            merge_statements=MergeStatements(
                clock=ports.clock, due_times=ports.due_times, limits=self._limits, keeping=self._keeping
            ),
            noting=self._noting,
            hold_confirm=self._hold_confirm,
            whispering=self._whispering,
        )
