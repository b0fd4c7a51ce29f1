"""A workspace with every kind of person and every kind of channel, and who may see the sheets of which."""

from dataclasses import dataclass
from enum import StrEnum

from motbot.domain.message import ChannelKind
from motbot.domain.policy import ChannelPolicy
from motbot.domain.sensitivity import Sensitivity
from motbot.playground.spec import AppSpec, ChannelSpec, TeamSpec, UserGroupSpec, UserSpec, WorkspaceSpec
from tests.scenarios.town import OURS, THEIRS


class Role(StrEnum):
    """What somebody is to the watched channels; the value is their account."""

    SPEAKER = "U1SPEAKER"
    """An agent of every watched channel, who answers in each thread."""
    SILENT = "U1SILENT"
    """An agent of them who has said nothing."""
    COLLEAGUE = "U1COLLEAGUE"
    ASKER = "U1ASKER"
    """A colleague whose request the thread is, where a department answers."""
    LEAD = "U1LEAD"
    TRAINER = "U1TRAINER"
    ADMIN = "U1ADMIN"
    LEAD_ELSEWHERE = "U1ELSELEAD"
    """A member of all of them who leads another one."""
    AGENT_ELSEWHERE = "U1ELSEAGENT"
    GUEST = "U1GUEST"
    OUTSIDER = "U2OUTSIDER"
    """Of the other company, in the shared channel."""
    FOREIGN = "U2FOREIGN"
    """Of the other company, in no channel with us."""
    FORMER = "U1FORMER"
    """Has left the channels."""
    GONE = "U1GONE"
    """Deactivated."""
    BOT = "U1BOT"


TEMPTED = (Role.GUEST, Role.OUTSIDER, Role.FOREIGN, Role.FORMER, Role.GONE, Role.BOT)
"""The config calls them agents, leads, trainers and admins, and none of them may see anything for all that."""
MAY = (Role.SPEAKER, Role.LEAD, Role.TRAINER, Role.ADMIN)
ASKS = (*MAY, Role.SILENT)
"""Whose wish for a sheet is at least looked into, where they are."""
CUSTOMER = "U2CUSTOMER"
NAMES = {Role.SPEAKER: "Quendolin Zwick", Role.ASKER: "Jorunn Vogelsang", CUSTOMER: "Mirabai Okonkwo"}
"""Of those who speak: no sheet names anybody, and nobody else is told of them."""


@dataclass(frozen=True, slots=True)
class Room:
    """A channel, with a word that is said there alone."""

    id: str
    name: str
    word: str
    is_watched: bool = True
    is_private: bool = False
    is_shared: bool = False
    has_bot: bool = True

    @property
    def asker(self) -> str:
        """Whose request it is."""
        return CUSTOMER if self.is_shared else Role.ASKER.value


PUBLIC = Room("C1PUBLIC", "quelle-public", "zylkonite")
PRIVATE = Room("C1PRIVATE", "verliess-private", "brackwurz", is_private=True)
SHARED = Room("C1SHARED", "handelsbund-shared", "fandangle", is_shared=True)
ARCHIVED = Room("C1ARCHIVED", "altlast-archived", "mirabelle")
OTHERS = Room("C1OTHERS", "nachbarn-others", "umbrellas")
"""Watched as well, and led by somebody else."""
UNWATCHED = Room("C1UNWATCHED", "freiraum-unwatched", "ozelotte", is_watched=False)
CLOSED = Room("C1ZCLOSED", "tresor-closed", "kryptisch", is_private=True, has_bot=False)
"""In the config, but nobody has let the bot in."""
LOBBY = Room("C1LOBBY", "lobby", "", is_watched=False)
READABLE = (PUBLIC, PRIVATE, SHARED, ARCHIVED)
SPOKEN_IN = (*READABLE, UNWATCHED, CLOSED)
ROOMS = (OTHERS, *SPOKEN_IN, LOBBY)
AGENTS, LEADS = "S1AGENTS", "S1LEADS"


def policies() -> tuple[ChannelPolicy, ...]:
    """How the watched channels work; some of the roles are user groups."""
    return tuple(_policy(room) for room in ROOMS if room.is_watched)


def _policy(room: Room) -> ChannelPolicy:
    tempted = tuple(one.value for one in TEMPTED)
    elsewhere = room is OTHERS
    return ChannelPolicy(
        id=room.id,
        name=room.name,
        kind=ChannelKind.CUSTOMER if room.is_shared else ChannelKind.INTERNAL_REQUEST,
        agents=frozenset({Role.AGENT_ELSEWHERE.value, AGENTS} if elsewhere else {AGENTS, *tempted}),
        on_duty=(Role.AGENT_ELSEWHERE,) if elsewhere else (Role.SPEAKER,),
        leads=(Role.LEAD_ELSEWHERE, LEADS) if elsewhere else (LEADS, *tempted),
        trainers=(Role.TRAINER, *tempted),
        admins=(Role.ADMIN, *tempted),
        zone="Europe/Berlin",
        sensitivity=Sensitivity.HIGH,
    )


def the_workspace() -> WorkspaceSpec:
    """Everybody but the foreigner and those who have left is in every channel of ours."""
    bot = AppSpec().bot_user_id
    absent = {Role.OUTSIDER, Role.FOREIGN, Role.FORMER, Role.GONE}
    ours = tuple(one.value for one in Role if one not in absent)
    return WorkspaceSpec(
        teams=(TeamSpec(id=OURS, name="Ours", domain="ours"), TeamSpec(id=THEIRS, name="Theirs", domain="theirs")),
        users=(*map(_user, Role), _user(CUSTOMER)),
        channels=tuple(_channel(room, bot, ours) for room in ROOMS),
        user_groups=(
            UserGroupSpec(id=AGENTS, handle="agents", users=(Role.SPEAKER, Role.SILENT)),
            UserGroupSpec(id=LEADS, handle="leads", users=(Role.LEAD,)),
        ),
    )


def _channel(room: Room, bot: str, ours: tuple[str, ...]) -> ChannelSpec:
    theirs = (Role.OUTSIDER.value, CUSTOMER) if room.is_shared else ()
    return ChannelSpec(
        id=room.id,
        name=room.name,
        members=(*((bot,) if room.has_bot else ()), *ours, *theirs),
        is_private=room.is_private,
        is_ext_shared=room.is_shared,
        teams=(OURS, THEIRS) if room.is_shared else (OURS,),
    )


def _user(account: str) -> UserSpec:
    is_bot = account == Role.BOT
    name = account.lower()
    return UserSpec(
        id=account,
        name=name,
        real_name=NAMES.get(account, f"Somebody {account[2:].title()}"),
        team_id=THEIRS if account.startswith("U2") else OURS,
        is_ultra_restricted=account == Role.GUEST,
        deleted=account == Role.GONE,
        is_bot=is_bot,
        bot_id="B1BOT" if is_bot else None,
        app_id="A1BOT" if is_bot else None,
        tz="Europe/Berlin",
    )
