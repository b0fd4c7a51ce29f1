"""The people, channels, policies and coaches of the stories that the whole bot is told."""

from dataclasses import replace
from functools import cache

from motbot.domain.due import DueConventions
from motbot.domain.message import ChannelKind
from motbot.domain.people import Side
from motbot.domain.policy import Bridge, ChannelPolicy, ReplyWithin
from motbot.domain.sensitivity import Sensitivity
from motbot.due_times import DueReader
from motbot.playbook.playbook import Playbook
from motbot.playbook.reviewer import PlaybookReviewer
from motbot.playground.spec import UserSpec, WorkspaceSpec, two_companies
from motbot.ports.coach import Coach
from motbot.settings.defaults import default_prompts
from motbot.settings.loading import Settings, load_playground_settings
from motbot.use_cases.coaching import Coaching
from tests.fakes.coach import (
    ScriptedAssessor,
    ScriptedConfirmer,
    ScriptedDrafter,
    ScriptedMender,
    ScriptedReplyReader,
)
from tests.fakes.reviewer import ScriptedReviewer

OURS, THEIRS = "T0OURTEAM", "T0CUSTOMER"
SUPPORT, HELP, RANDOM = "C0SUPPORT", "C0HELP", "C0RANDOM"
ALICE, BEN, COLLEAGUE, LEAD, GUEST = "U0ALICE", "U0BEN", "U0COLLEAGUE", "U0LEAD", "U0GUEST"
CARLA, CHEN, BRIDGE, NOISE = "U0CARLA", "U0CHEN", "U0BRIDGE", "U0NOISE"
"""Alice reads English in Berlin, Ben Chinese in Shanghai; Carla and Chen are customers of another company."""


@cache
def the_playbook() -> Playbook:
    """The shipped playbook, read once for all scenarios."""
    return Playbook.load(default_prompts() / "playbook", due_times=DueReader(conventions=DueConventions()))


@cache
def the_reviewer() -> PlaybookReviewer:
    """The playbook's reviewer, read once likewise."""
    folder, due_times = default_prompts() / "playbook", DueReader(conventions=DueConventions())
    return PlaybookReviewer.load(folder, due_times=due_times, within=ReplyWithin())


@cache
def the_settings() -> Settings:
    """The shipped playground settings, read once."""
    return load_playground_settings({})


def offline() -> Coaching:
    """The playbook coaches alone, as in the playground."""
    playbook = the_playbook()
    return Coaching(
        coach=playbook.coach,
        fallback=playbook.coach,
        first_look=playbook.first_look,
        reviewer=the_reviewer(),
        fallback_reviewer=the_reviewer(),
    )


class Model:
    """A scripted model with the playbook behind it: to everything it finds a moment, at once, unless told otherwise."""

    def __init__(self) -> None:
        self.assessor = ScriptedAssessor()
        self.drafter = ScriptedDrafter()
        self.confirmer = ScriptedConfirmer()
        self.reply_reader = ScriptedReplyReader()
        self.mender = ScriptedMender()
        self.reviewer = ScriptedReviewer()

    def coaching(self) -> Coaching:
        """This model as the configured coach."""
        playbook = the_playbook()
        coach = Coach(
            assessor=self.assessor,
            drafter=self.drafter,
            confirmer=self.confirmer,
            reply_reader=self.reply_reader,
            mender=self.mender,
        )
        return Coaching(
            coach=coach,
            fallback=playbook.coach,
            first_look=playbook.first_look,
            reviewer=self.reviewer,
            fallback_reviewer=the_reviewer(),
        )


SUPPORT_POLICY = ChannelPolicy(
    id=SUPPORT,
    name="support-customer",
    agents=frozenset({ALICE, BEN}),
    on_duty=(ALICE,),
    leads=(LEAD,),
    facts="Support hours: Monday to Friday, 09:00 to 18:00.",
    zone="Europe/Berlin",
    sensitivity=Sensitivity.HIGH,
    guests_are=Side.CUSTOMER,
    bridges=(Bridge(bot="B0BRIDGE"),),
)
HELP_POLICY = ChannelPolicy(
    id=HELP,
    name="ask-it",
    kind=ChannelKind.INTERNAL_REQUEST,
    agents=frozenset({ALICE}),
    on_duty=(ALICE,),
    zone="Europe/Berlin",
    sensitivity=Sensitivity.HIGH,
)


def the_workspace() -> WorkspaceSpec:
    """Two companies, and a bot that posts noise."""
    spec = two_companies()
    noise = UserSpec(
        id=NOISE, name="deploys", real_name="Deploys", team_id=OURS, is_bot=True, bot_id="B0NOISE", app_id="A0NOISE"
    )
    channels = tuple(
        replace(channel, members=(*channel.members, NOISE)) if channel.id == SUPPORT else channel
        for channel in spec.channels
    )
    return replace(spec, users=(*spec.users, noise), channels=channels)
