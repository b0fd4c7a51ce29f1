"""A conversation that is to be reviewed at the machine, wherever it comes from."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from motbot.domain.contacts import Contact, contacts_of
from motbot.domain.message import ConversationView
from motbot.domain.nudge import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """One conversation with what its sheet is to say of it."""

    title: str
    """The id a file gives it, or the channel's name."""
    view: ConversationView
    names: Mapping[str, Sequence[str]]
    """What each account is called: no reviewer is shown it."""
    threads: Mapping[str, str] = field(default_factory=dict)
    """The thread that each message stands in, by `ts`."""
    place: Place
    """The message that was pointed at; of a file, the first."""
    is_timed: bool = True
    link: Callable[[Place], str] | None = None
    with_names: Callable[[str], str] = str
    """Puts the names a file or Slack gives in place of the accounts that stand for them in its words."""

    @property
    def contacts(self) -> tuple[Contact, ...]:
        """What is to be judged; empty where nobody of the customer's side and ours says anything."""
        return contacts_of(self.view.lines)


def at_once(view: ConversationView) -> ConversationView:
    """The same words with all times alike, for a conversation that tells none: then nothing can be late."""
    at = view.lines[0].at
    return replace(view, lines=tuple(replace(line, at=at) for line in view.lines), now=at)
