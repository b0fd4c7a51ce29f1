"""Who stands behind a help-desk bot's post, and for whom they speak."""

from time import process_time

import pytest

from motbot.domain.bridges import Behind, bridge_of, human_behind
from motbot.domain.people import Author, Side
from motbot.domain.policy import Bridge, ChannelPolicy, HumanFrom, WordsIn


def behind(bridge: Bridge, text: str = "hello", *, username: str = "", told: dict[str, str] | None = None) -> Behind:
    """What is read of a post."""
    return human_behind(bridge, Author(bot="B1", username=username), text, told or {})


@pytest.mark.parametrize("author", [Author(bot="B1"), Author(app="B1", bot="B2"), Author(user="B1")])
def test_a_bridge_is_known_by_its_bot_app_or_user(author: Author) -> None:
    bridge = Bridge(bot="B1")

    assert bridge_of(author, ChannelPolicy(id="C1", bridges=(Bridge(bot="B0"), bridge))) is bridge


def test_another_bot_is_no_bridge() -> None:
    assert bridge_of(Author(bot="B2"), ChannelPolicy(id="C1", bridges=(Bridge(bot="B1"),))) is None
    assert bridge_of(Author(bot="B1"), ChannelPolicy(id="C1")) is None


def test_a_bridge_may_name_its_human_above_the_post() -> None:
    found = behind(Bridge(bot="B1", human_from=HumanFrom.USERNAME), "Bob: hello", username="Ann")

    assert (found.account, found.name, found.text) == ("B1:Ann", "Ann", "Bob: hello")


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
    found = behind(Bridge(bot="B1", human_from=HumanFrom.METADATA), username="Help", told=metadata)

    assert (found.account, found.text) == (account, "hello")


def test_the_config_may_say_which_field_holds_the_name_and_which_one_stays_when_it_changes() -> None:
    bridge = Bridge(bot="B1", human_from=HumanFrom.METADATA, name_field="requester.name", id_field="requester.id")

    before = behind(bridge, told={"requester.name": "Dora Dealer", "requester.id": "42"})
    after = behind(bridge, told={"requester.name": "Dora Smith", "requester.id": "42"})

    assert before.account == after.account == "B1:42"
    assert (before.name, after.name) == ("Dora Dealer", "Dora Smith")


def test_a_bridge_may_name_its_human_beside_an_attachment() -> None:
    bridge = Bridge(bot="B1", human_from=HumanFrom.ATTACHMENT, words_in=WordsIn.ATTACHMENTS)
    told, parts = {"attachment.author_name": "Dora Dealer"}, {"attachments": "It fails."}

    found = human_behind(bridge, Author(bot="B1"), "New reply in ticket 7", told, parts)

    assert (found.name, found.text) == ("Dora Dealer", "It fails.")


def test_words_that_do_not_stand_where_the_config_says_are_taken_from_the_text() -> None:
    bridge = Bridge(bot="B1", words_in=WordsIn.BLOCKS)

    assert human_behind(bridge, Author(bot="B1", username="Ann"), "hello", {}, {}).text == "hello"


@pytest.mark.parametrize(
    ("text", "account", "words"),
    [
        ("Ann: hello", "B1:Ann", "hello"),
        ("  Ann Lee :  hello: you ", "B1:Ann Lee", "hello: you"),
        ("Ann:\nfirst\nsecond", "B1:Ann", "first\nsecond"),
        ("Ann:", "B1:Ann", ""),
        ("*Ann Lee*: hello", "B1:Ann Lee", "hello"),
        ("王芳：什么时候发货？", "B1:王芳", "什么时候发货？"),
        ("王芳: 订单：42", "B1:王芳", "订单：42"),
        ("hello", "B1:", "hello"),
        ("", "B1:", ""),
        # a colon inside a link or a time of day names nobody
        ("https://example.com/a is broken", "B1:", "https://example.com/a is broken"),
        ("see you at 10:30 then", "B1:", "see you at 10:30 then"),
        ("first line\nAnn: hello", "B1:", "first line\nAnn: hello"),
        (": hello", "B1:", ": hello"),
        ("x" * 81 + ": hello", "B1:", "x" * 81 + ": hello"),
    ],
)
def test_a_bridge_may_put_its_humans_name_in_front_of_the_text(text: str, account: str, words: str) -> None:
    found = behind(Bridge(bot="B1", human_from=HumanFrom.PREFIX), text)

    assert (found.account, found.text) == (account, words)
    assert found.is_named is (account != "B1:")


@pytest.mark.parametrize(
    ("form", "text", "name", "side"),
    [
        ("[{name}]", "[Dora Dealer] It fails.", "Dora Dealer", Side.CUSTOMER),
        ("[{side}] {name}:", "[Support] Ann Lee: It fails.", "Ann Lee", Side.AGENT),
        ("{name} ({side}):", "Ann Lee (support): It fails.", "Ann Lee", Side.AGENT),
        ("{name} ({side}):", "Dora Dealer (customer):\nIt fails.", "Dora Dealer", Side.CUSTOMER),
        ("{side} | {name} |", "support | Ann Lee | It fails.", "Ann Lee", Side.AGENT),
        ("{name}（{side}）：", "李安（support）：It fails.", "李安", Side.AGENT),
        ("{name} wrote", "Dora Dealer wrote\nIt fails.", "Dora Dealer", Side.CUSTOMER),
    ],
)
def test_the_config_may_say_how_the_name_is_written_in_front(form: str, text: str, name: str, side: Side) -> None:
    bridge = Bridge(bot="B1", human_from=HumanFrom.PREFIX, written_as=form, agents_named=("support",))

    found = behind(bridge, text)

    assert (found.name, found.side, found.text) == (name, side, "It fails.")


@pytest.mark.parametrize(
    ("username", "name", "side"),
    [
        ("Ann Lee (Acme Support)", "Ann Lee", Side.AGENT),
        ("Ann Lee (ACME SUPPORT)", "Ann Lee", Side.AGENT),
        ("Dora Dealer (via email)", "Dora Dealer", Side.CUSTOMER),
        ("Dora Dealer", "Dora Dealer", Side.CUSTOMER),
        ("", "", Side.CUSTOMER),
    ],
)
def test_what_stands_behind_a_name_may_tell_the_side(username: str, name: str, side: Side) -> None:
    bridge = Bridge(bot="B1", written_as="{name} ({side})", agents_named=("Acme Support",))

    found = behind(bridge, username=username)

    assert (found.name, found.side) == (name, side)


def test_people_may_be_told_by_their_names_where_nothing_else_tells_them() -> None:
    bridge = Bridge(bot="B1", agents_named=("Ann*", "Bo Chen"), colleagues_named=("Ops *",), tool_named=("Desk",))

    sides = [behind(bridge, username=name).side for name in ("Ann Lee", "bo chen", "Ops Ed", "Desk", "Dora")]

    assert sides == [Side.AGENT, Side.AGENT, Side.COLLEAGUE, Side.BOT, Side.CUSTOMER]


def test_a_field_may_tell_the_side_and_then_names_do_not() -> None:
    bridge = Bridge(bot="B1", side_field="direction", agents_named=("outbound",), tool_named=("note",))

    sides = [
        behind(bridge, username="outbound", told={"direction": one}).side for one in ("outbound", "note", "in", "")
    ]

    assert sides == [Side.AGENT, Side.BOT, Side.CUSTOMER, Side.CUSTOMER]


def test_a_bridge_that_carries_answers_may_name_its_customers() -> None:
    bridge = Bridge(bot="B1", speaks_for=Side.AGENT, side_field="role", customers_named=("end-user",))

    assert behind(bridge, told={"role": "end-user"}).side is Side.CUSTOMER
    assert behind(bridge, told={"role": "admin"}).side is Side.AGENT


def test_two_people_behind_one_bot_are_told_apart() -> None:
    ann, bob = (behind(Bridge(bot="B1"), username=name).account for name in ("Ann", "Bob"))

    assert ann != bob


@pytest.mark.parametrize(
    "username",
    ["Ann\u202e Lee", "Ann\u200b Lee", "  Ann   Lee ", "*Ann Lee*", "Ann\x00 Lee", "Ann Lee<!channel>", "`Ann Lee`"],
)
def test_a_name_that_only_looks_the_same_or_acts_is_the_same_human(username: str) -> None:
    found = behind(Bridge(bot="B1"), username=username)

    assert (found.account, found.name) == ("B1:Ann Lee", "Ann Lee")


@pytest.mark.parametrize("username", ["<!channel>", "<@U0ALICE>", "@everyone", "<https://e.example|Ann>", "x" * 5000])
def test_no_name_acts_or_grows(username: str) -> None:
    found = behind(Bridge(bot="B1"), username=username)

    assert "<" not in found.name
    assert "@everyone" not in found.name
    assert len(found.account) <= 90


def test_an_account_of_slacks_in_a_name_is_no_account() -> None:
    assert behind(Bridge(bot="U0DESK"), username="U0ALICE").account == "U0DESK:U0ALICE"


def test_a_hostile_text_takes_no_time() -> None:
    bridge = Bridge(bot="B1", human_from=HumanFrom.PREFIX, written_as="[{side}] {name} -:")
    began = process_time()

    behind(bridge, "[" + "] - " * 50_000)

    assert process_time() - began < 1.0
