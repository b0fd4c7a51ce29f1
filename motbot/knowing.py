"""Wires what channels know beside their config: who may set it, what stores it, and where everybody reads it."""

from slack_bolt.async_app import AsyncApp

from motbot.ports.clock import Clock
from motbot.ports.slack import Directory
from motbot.ports.store import Store
from motbot.settings.typed_limits import ConfigChecks
from motbot.slack.knowledge_calls import Followed
from motbot.slack.knowledge_clicks import KnowledgeClicks
from motbot.slack.knowledge_home import KnowledgeSection
from motbot.slack.knowledge_sending import KnowledgeSending
from motbot.slack.opening import WindowOpener
from motbot.use_cases.edit_knowledge import EditKnowledge
from motbot.use_cases.know_channels import KnowingDirectory
from motbot.use_cases.promote_fact import PromoteFact
from motbot.use_cases.show_knowledge import ShowKnowledge
from motbot.use_cases.who_leads import WhoLeads


class Knowing:
    """The use cases of one bot; `directory` is the one that everybody else is to ask."""

    def __init__(self, *, store: Store, directory: Directory, clock: Clock) -> None:
        """Take the ports; the directory tells of channels as the config has them."""
        who_leads, checks = WhoLeads(directory=directory), ConfigChecks()
        self.directory = KnowingDirectory(directory=directory, store=store, clock=clock)
        self._show = ShowKnowledge(store=store, who_leads=who_leads, clock=clock)
        self._edit = EditKnowledge(
            store=store, clock=clock, who_leads=who_leads, showing=self._show, checks=checks, told=self.directory.look
        )
        self._promote = PromoteFact(
            store=store,
            directory=directory,
            clock=clock,
            who_leads=who_leads,
            showing=self._show,
            edit=self._edit,
            checks=checks,
        )

    @property
    def section(self) -> KnowledgeSection:
        """The part of the Home tab."""
        return KnowledgeSection(led_by=self._show.led_by)

    def listen(self, app: AsyncApp, *, opener: WindowOpener, followed: Followed) -> None:
        """Add every listener."""
        show, edit, promote = self._show, self._edit, self._promote
        KnowledgeClicks(show=show, edit=edit, promote=promote, opener=opener, followed=followed).listen(app)
        KnowledgeSending(show=show, edit=edit, promote=promote, opener=opener, followed=followed).listen(app)
