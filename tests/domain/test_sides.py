"""For whom somebody speaks: every kind of account in every kind of channel."""

import pytest

from motbot.domain.message import ChannelKind
from motbot.domain.people import Author, Person, PersonKind, Side
from motbot.domain.policy import ChannelPolicy
from motbot.domain.sides import side_of

OUT, IN = ChannelKind.CUSTOMER, ChannelKind.INTERNAL_REQUEST
LISTED, NOT_LISTED = frozenset({"U1"}), frozenset({"U9"})

SIDES = [
    # kind of account, kind of channel, in the agents' list, side
    (PersonKind.MEMBER, OUT, True, Side.AGENT),
    (PersonKind.MEMBER, OUT, False, Side.COLLEAGUE),
    (PersonKind.MEMBER, IN, True, Side.AGENT),
    (PersonKind.MEMBER, IN, False, Side.CUSTOMER),
    (PersonKind.GUEST, OUT, True, Side.COLLEAGUE),
    (PersonKind.GUEST, OUT, False, Side.CUSTOMER),
    (PersonKind.GUEST, IN, True, Side.COLLEAGUE),
    (PersonKind.GUEST, IN, False, Side.CUSTOMER),
    (PersonKind.OUTSIDER, OUT, True, Side.CUSTOMER),
    (PersonKind.OUTSIDER, OUT, False, Side.CUSTOMER),
    (PersonKind.OUTSIDER, IN, True, Side.CUSTOMER),
    (PersonKind.OUTSIDER, IN, False, Side.CUSTOMER),
    (PersonKind.BOT, OUT, True, Side.BOT),
    (PersonKind.BOT, OUT, False, Side.BOT),
    (PersonKind.BOT, IN, True, Side.BOT),
    (PersonKind.BOT, IN, False, Side.BOT),
    (PersonKind.GONE, OUT, True, Side.COLLEAGUE),
    (PersonKind.GONE, OUT, False, Side.COLLEAGUE),
    (PersonKind.GONE, IN, False, Side.CUSTOMER),
    (PersonKind.UNKNOWN, OUT, True, Side.UNKNOWN),
    (PersonKind.UNKNOWN, OUT, False, Side.UNKNOWN),
    (PersonKind.UNKNOWN, IN, True, Side.UNKNOWN),
    (PersonKind.UNKNOWN, IN, False, Side.UNKNOWN),
]


def somebody(kind: PersonKind) -> Person:
    return Person(id="U1", team="T1", kind=kind)


@pytest.mark.parametrize(("kind", "channel", "listed", "side"), SIDES)
def test_everybody_speaks_for_the_side_of_the_table(
    kind: PersonKind, channel: ChannelKind, listed: bool, side: Side
) -> None:
    policy = ChannelPolicy(id="C1", kind=channel, agents=LISTED if listed else NOT_LISTED)

    assert side_of(Author(user="U1", team="T1"), somebody(kind), policy) is side


@pytest.mark.parametrize("kind", list(PersonKind))
def test_only_who_may_be_nudged_ever_speaks_as_an_agent(kind: PersonKind) -> None:
    for channel in ChannelKind:
        policy = ChannelPolicy(id="C1", kind=channel, agents=LISTED)
        if side_of(Author(user="U1"), somebody(kind), policy) is Side.AGENT:
            assert somebody(kind).may_be_nudged


@pytest.mark.parametrize("kind", list(PersonKind))
def test_our_own_posts_are_ours_whoever_slack_says_wrote_them(kind: PersonKind) -> None:
    policy = ChannelPolicy(id="C1", agents=LISTED)

    assert side_of(Author(user="U1", is_ourselves=True), somebody(kind), policy) is Side.OURSELVES


def test_the_config_may_count_guests_to_our_side() -> None:
    policy = ChannelPolicy(id="C1", guests_are=Side.COLLEAGUE)

    assert side_of(Author(user="U1"), somebody(PersonKind.GUEST), policy) is Side.COLLEAGUE


def test_only_agents_and_colleagues_answer_for_us() -> None:
    assert {side for side in Side if side.is_ours} == {Side.AGENT, Side.COLLEAGUE}


def test_the_words_belong_to_the_user_and_else_to_the_bot() -> None:
    assert Author(user="U1", bot="B1").id == "U1"
    assert Author(bot="B1", app="A1").id == "B1"
