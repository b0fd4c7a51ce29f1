"""Only full members who are in the channel now see a sheet: its leads, trainers and admins, and the agents in it."""

import itertools

import pytest

from motbot.domain.access import is_trainer, may_ask, role_in
from motbot.domain.people import Person, PersonKind
from motbot.domain.policy import ChannelPolicy
from motbot.domain.review import RaterRole

POLICY = ChannelPolicy(
    id="C1",
    agents=frozenset({"UAGENT", "UBOTH", "UOTHER"}),
    leads=("ULEAD", "UBOTH"),
    trainers=("UTRAINER",),
    admins=("UADMIN",),
)
EVERYBODY = ("UAGENT", "UBOTH", "UOTHER", "ULEAD", "UTRAINER", "UADMIN", "UCOLLEAGUE")
SPEAKING = ("UAGENT", "UBOTH")
ROLES = {
    "UAGENT": RaterRole.AGENT,
    "UBOTH": RaterRole.AGENT,
    "UOTHER": None,
    "ULEAD": RaterRole.LEAD,
    "UTRAINER": RaterRole.LEAD,
    "UADMIN": RaterRole.LEAD,
    "UCOLLEAGUE": None,
}


def person(account: str, kind: PersonKind = PersonKind.MEMBER) -> Person:
    return Person(id=account, team="T1", kind=kind)


@pytest.mark.parametrize(("account", "role"), ROLES.items())
def test_whoever_is_both_counts_as_the_agent(account: str, role: RaterRole | None) -> None:
    assert role_in(person(account), POLICY, EVERYBODY, SPEAKING) is role


@pytest.mark.parametrize(
    ("account", "kind", "is_member"),
    [
        (account, kind, is_member)
        for account, kind, is_member in itertools.product(EVERYBODY, PersonKind, (True, False))
        if kind is not PersonKind.MEMBER or not is_member
    ],
)
def test_nobody_else_sees_it_or_asks_for_it(account: str, kind: PersonKind, is_member: bool) -> None:
    members = EVERYBODY if is_member else ()

    assert role_in(person(account, kind), POLICY, members, SPEAKING) is None
    assert may_ask(person(account, kind), POLICY, members) is None


@pytest.mark.parametrize(
    ("account", "role"),
    [
        ("UAGENT", RaterRole.AGENT),
        ("UOTHER", RaterRole.AGENT),
        ("UBOTH", RaterRole.LEAD),
        ("ULEAD", RaterRole.LEAD),
        ("UTRAINER", RaterRole.LEAD),
        ("UADMIN", RaterRole.LEAD),
        ("UCOLLEAGUE", None),
    ],
)
def test_any_agent_may_ask_and_a_lead_asks_as_a_lead(account: str, role: RaterRole | None) -> None:
    assert may_ask(person(account), POLICY, EVERYBODY) is role


def test_an_agent_who_has_left_the_list_still_sees_the_sheet_that_is_about_them() -> None:
    assert role_in(person("UFORMER"), POLICY, ("UFORMER",), ("UFORMER",)) is RaterRole.AGENT


def test_only_trainers_are_shown_the_agreement() -> None:
    assert [one for one in EVERYBODY if is_trainer(one, POLICY)] == ["UTRAINER"]
