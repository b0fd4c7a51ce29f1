"""Contacts of a conversation, and people shown as their roles."""

import time
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motbot.domain.contacts import contacts_of, content_hash, roles_of, with_roles
from motbot.domain.message import ConversationView, Line
from motbot.domain.people import Side
from motbot.domain.promise import PromiseState, Withdrawn
from tests.domain.promises import DUE, HOUR, T0, tracked

NOON = datetime(2026, 5, 5, 12, 0, tzinfo=ZoneInfo("Europe/Dublin"))
SIDES = {
    "C": Side.CUSTOMER,
    "A": Side.AGENT,
    "K": Side.COLLEAGUE,
    "B": Side.BOT,
    "O": Side.OURSELVES,
    "U": Side.UNKNOWN,
}


def lines(*said: tuple[str, str]) -> tuple[Line, ...]:
    """Lines (account, text), a minute apart; the account's first letter tells the side."""
    return tuple(
        Line(ts=f"{1000 + at}.0", at=NOON + timedelta(minutes=at), side=SIDES[who[0]], author=who, text=text)
        for at, (who, text) in enumerate(said)
    )


def view(*said: tuple[str, str]) -> ConversationView:
    return ConversationView(
        lines=lines(*said), focus=(), now=NOON, zone=ZoneInfo("Europe/Dublin"), mentions_ours=frozenset({"A1", "UA2"})
    )


def shape(order: str) -> list[str]:
    return [
        "".join(line.author for line in one.asked) + "|" + "".join(line.author for line in one.said)
        for one in contacts_of(lines(*((who, "x") for who in order)))
    ]


@pytest.mark.parametrize(
    ("order", "contacts"),
    [
        ("", []),
        ("CA", ["C|A"]),
        ("CCAAK", ["CC|AAK"]),
        ("CACA", ["C|A", "C|A"]),
        ("ACA", ["|A", "C|A"]),
        ("CAC", ["C|A", "C|"]),
        ("CBACOB", ["C|A", "C|"]),
        ("UA", ["U|A"]),
        ("BO", []),
    ],
)
def test_a_contact_is_a_burst_and_everything_our_side_says_until_the_customer_speaks_again(
    order: str, contacts: list[str]
) -> None:
    assert shape(order) == contacts


@given(st.text(alphabet="CAKBOU", max_size=40))
def test_every_line_of_a_person_is_in_exactly_one_contact_in_its_order(order: str) -> None:
    found = contacts_of(lines(*((who, "x") for who in order)))

    assert "".join(line.author for one in found for line in one.lines) == order.replace("B", "").replace("O", "")
    assert [one.number for one in found] == list(range(1, len(found) + 1))
    assert all(one.asked for one in found[1:])
    assert all(one.said for one in found[:-1])


def test_a_thousand_lines_are_split_in_a_moment() -> None:
    said = lines(*(("C" if at % 2 else "A", "x") for at in range(1000)))

    begin = time.process_time()
    found = contacts_of(said)

    assert len(found) == 501
    assert time.process_time() - begin < 0.1


def test_a_contact_tells_when_it_was_asked_and_answered() -> None:
    (one,) = contacts_of(lines(("C", "a"), ("C", "b"), ("A", "c"), ("A", "d")))

    assert one.asked_at == NOON + timedelta(minutes=1)
    assert one.answered_at == NOON + timedelta(minutes=2)
    assert one.is_answered


def test_people_are_numbered_by_role_in_the_order_they_first_spoke() -> None:
    assert roles_of(lines(("C1", ""), ("A1", ""), ("C2", ""), ("K1", ""), ("C1", ""), ("A2", ""))) == {
        "C1": "customer",
        "A1": "agent",
        "C2": "second customer",
        "K1": "colleague",
        "A2": "second agent",
    }


NAMES = {"C1": ("Joana Silva", "joana"), "A1": ("Mark Young",), "C2": ("王小明",)}


def test_names_and_mentions_in_the_words_become_roles() -> None:
    shown = with_roles(
        view(
            ("C1", "Hi Mark, can <@UA2|anna> look? Joana"),
            ("A1", "Hello Joana Silva, I'll mark it. 王小明 and <@UZZ999> know"),
            ("C2", "ok"),
        ),
        names=NAMES,
    ).view

    assert [line.text for line in shown.lines] == [
        "Hi agent, can @somebody of ours look? customer",
        "Hello customer, I'll mark it. second customer and @somebody know",
        "ok",
    ]
    assert [line.author for line in shown.lines] == ["customer", "agent", "second customer"]
    assert shown.mentions_ours == {"agent", "somebody of ours"}


def test_a_changed_name_gives_the_very_same_words() -> None:
    one = with_roles(view(("C1", "It's Joana Silva here"), ("A1", "Hi Joana, done")), names={"C1": ("Joana Silva",)})
    other = with_roles(view(("C1", "It's Petra Novak here"), ("A1", "Hi Petra, done")), names={"C1": ("Petra Novak",)})

    assert one.view == other.view
    assert content_hash(one.view) == content_hash(other.view)


def test_a_quote_is_given_back_as_it_was_written() -> None:
    roles = with_roles(view(("C1", "Hi"), ("A1", "Hello Joana Silva, it's done. Ask <@UA2>, Joana")), names=NAMES)

    assert roles.written("1001.0", "Hello customer, it's done") == "Hello Joana Silva, it's done"
    assert roles.written("1001.0", "it's done. Ask @somebody of ours") == "it's done. Ask <@UA2>"
    assert roles.written("1001.0", "customer") == "Joana Silva"
    assert roles.written("1001.0", "Ask @somebody of ours, customer") == "Ask <@UA2>, Joana"
    assert roles.written("1001.0", "never said") == ""
    assert roles.written("9.9", "Hello") == ""


@given(st.lists(st.sampled_from(["Joana", "<@UA2>", "Mark,", "done", "王小明", " "]), max_size=8).map("".join))
def test_the_whole_of_a_line_is_always_given_back_as_it_was(text: str) -> None:
    roles = with_roles(view(("C1", text)), names=NAMES)

    shown = roles.view.lines[0].text
    assert not shown or roles.written("1000.0", shown) == text


def test_the_hash_changes_with_the_words_and_not_with_the_present() -> None:
    said = view(("C1", "a"), ("A1", "b"))

    assert content_hash(said) == content_hash(replace(said, now=NOON + timedelta(days=1)))
    assert content_hash(said) != content_hash(view(("C1", "a"), ("A1", "b.")))
    assert content_hash(said) != content_hash(replace(said, facts="known"))
    assert content_hash(said) == content_hash(view(("C7", "a"), ("A9", "b")))


def test_the_hash_changes_once_the_time_of_an_untracked_promise_is_over() -> None:
    said, made = view(("C1", "a"), ("A1", "b")), replace(tracked(), state=PromiseState.MADE)
    after = replace(said, now=DUE + HOUR)

    assert content_hash(replace(said, now=DUE), promises=[made]) == content_hash(said)
    assert content_hash(after, promises=[made]) != content_hash(said)


def test_the_hash_changes_once_a_promise_is_taken_back() -> None:
    said, held = view(("C1", "a"), ("A1", "b")), tracked()

    gone = held.over(why=Withdrawn.CANNOT, at=T0 + HOUR)

    assert content_hash(said, promises=[held]) == content_hash(said)
    assert content_hash(said, promises=[gone]) != content_hash(said, promises=[held])
    assert content_hash(said, promises=[gone]) != content_hash(said, promises=[held.kept(at=T0 + HOUR)])
