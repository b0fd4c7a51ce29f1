"""Departments of our own that are each other's customers in channels for internal requests."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from motbot.domain.message import Line
from motbot.domain.people import Side


@dataclass(frozen=True, slots=True, kw_only=True)
class Department:
    """One department, user groups already resolved to accounts."""

    name: str
    members: frozenset[str] = field(default_factory=frozenset)
    channels: frozenset[str] = field(default_factory=frozenset)
    """Where it asks; empty means everywhere."""


def department_asking(lines: Iterable[Line], channel: str, departments: Sequence[Department]) -> str:
    """For which department the first asks who asks for one in a conversation; empty where nobody does."""
    authors = dict.fromkeys(line.author for line in lines if line.side is Side.CUSTOMER)
    return next(filter(None, (department_of(one, channel, departments) for one in authors)), "")


def department_of(account: str, channel: str, departments: Sequence[Department]) -> str:
    """For which department somebody asks in a channel, the first that fits; empty where for none that is known."""
    return next(
        (one.name for one in departments if account in one.members and (not one.channels or channel in one.channels)),
        "",
    )
