"""For whom somebody speaks: every kind of account in every kind of channel, and who stands behind a bridge."""

import pytest

from motbot.domain.message import ChannelKind
from motbot.domain.people import Author, Person, PersonKind, Side
from motbot.domain.policy import Bridge, ChannelPolicy, HumanFrom
from motbot.domain.sides import bridge_of, human_behind, side_of

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


# ---- bridges


@pytest.mark.parametrize("author", [Author(bot="B1"), Author(app="B1", bot="B2"), Author(user="B1")])
def test_a_bridge_is_known_by_its_bot_app_or_user(author: Author) -> None:
    bridge = Bridge(bot="B1")

    assert bridge_of(author, ChannelPolicy(id="C1", bridges=(Bridge(bot="B0"), bridge))) is bridge


def test_another_bot_is_no_bridge() -> None:
    assert bridge_of(Author(bot="B2"), ChannelPolicy(id="C1", bridges=(Bridge(bot="B1"),))) is None
    assert bridge_of(Author(bot="B1"), ChannelPolicy(id="C1")) is None


def test_a_bridge_may_name_its_human_above_the_post() -> None:
    bridge = Bridge(bot="B1", human_from=HumanFrom.USERNAME)

    assert human_behind(bridge, Author(bot="B1", username="Ann"), "Bob: hello", {}) == ("B1:Ann", "Bob: hello")


@pytest.mark.parametrize(
    ("metadata", "account"),
    [
        ({"author": "Ann", "email": "x@example.com"}, "B1:Ann"),
        ({"author": "", "user": "u7"}, "B1:u7"),
        ({"name": "Ann"}, "B1:Ann"),
        ({"email": "ann@example.com"}, "B1:ann@example.com"),
        ({"subject": "hello"}, "B1:"),
        ({}, "B1:"),
    ],
)
def test_a_bridge_may_name_its_human_in_the_metadata(metadata: dict[str, str], account: str) -> None:
    bridge = Bridge(bot="B1", human_from=HumanFrom.METADATA)

    assert human_behind(bridge, Author(bot="B1", username="Help"), "hello", metadata) == (account, "hello")


@pytest.mark.parametrize(
    ("text", "account", "words"),
    [
        ("Ann: hello", "B1:Ann", "hello"),
        ("  Ann Lee :  hello: you ", "B1:Ann Lee", "hello: you"),
        ("Ann:\nfirst\nsecond", "B1:Ann", "first\nsecond"),
        ("Ann:", "B1:Ann", ""),
        ("王芳：什么时候发货？", "B1:王芳", "什么时候发货？"),
        ("王芳: 订单：42", "B1:王芳", "订单：42"),
        ("hello", "B1", "hello"),
        ("", "B1", ""),
        # a colon inside a link or a time of day names nobody
        ("https://example.com/a is broken", "B1", "https://example.com/a is broken"),
        ("see you at 10:30 then", "B1", "see you at 10:30 then"),
        ("first line\nAnn: hello", "B1", "first line\nAnn: hello"),
        (": hello", "B1", ": hello"),
        ("x" * 81 + ": hello", "B1", "x" * 81 + ": hello"),
    ],
)
def test_a_bridge_may_put_its_humans_name_in_front_of_the_text(text: str, account: str, words: str) -> None:
    bridge = Bridge(bot="B1", human_from=HumanFrom.PREFIX)

    assert human_behind(bridge, Author(bot="B1"), text, {}) == (account, words)


def test_two_people_behind_one_bot_are_told_apart() -> None:
    bridge = Bridge(bot="B1")

    ann, bob = (human_behind(bridge, Author(bot="B1", username=name), "hello", {})[0] for name in ("Ann", "Bob"))

    assert ann != bob
