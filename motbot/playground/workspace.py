"""The workspace: its state with all that people, administrators, tests and the app can do in it."""

from __future__ import annotations

from motbot.playground.administering import Administering
from motbot.playground.clicking import Clicking
from motbot.playground.looking import Looking
from motbot.playground.talking import Talking


class Workspace(Talking, Clicking, Administering, Looking):
    """A small Slack without a network; give it to a `Server` to let an app connect.

    Made from a `WorkspaceSpec`, `now` (aware datetimes, the workspace's time and its message stamps), `monotonic`
    (life of triggers, tickets and retries) and a `Timetable` of redelivery. Not safe for use from several threads.
    """
