"""What the file may say about departments of our own that ask each other."""

from typing import Annotated

from pydantic import Field

from motbot.domain.departments import Department
from motbot.settings.branch import Branch
from motbot.settings.scalars import Account, ChannelId, Listed, Said


class DepartmentBranch(Branch):
    """One department."""

    name: Said
    members: Annotated[Listed[Account], Field(min_length=1)]
    channels: Listed[ChannelId] = ()

    def to_domain(self) -> Department:
        """The same for the rules; user groups (S...) still stand unresolved among the members."""
        return Department(name=self.name, members=frozenset(self.members), channels=frozenset(self.channels))
