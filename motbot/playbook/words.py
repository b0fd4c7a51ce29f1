"""The named word lists of the rules: one field for every list in words.yaml."""

from dataclasses import dataclass, fields

from motbot.playbook.files import Entry
from motbot.playbook.phrases import Phrases


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Every word list; what each is for stands beside it in the file."""

    thanks: Phrases
    farewell: Phrases
    acknowledgement: Phrases
    greeting: Phrases
    name_of_anybody: Phrases
    social: Phrases
    fyi: Phrases
    bot_noise: Phrases
    our_side: Phrases
    tool_role: Phrases
    tool_address: Phrases
    tool_order: Phrases
    tool_topic: Phrases
    own_matter: Phrases
    not_quite: Phrases
    misread: Phrases
    gone_elsewhere: Phrases
    accepts: Phrases
    objects: Phrases
    works_now: Phrases
    outcome: Phrases
    praise: Phrases
    unsure: Phrases
    contrast: Phrases
    nothing_more: Phrases
    chase: Phrases
    fixes_a_word: Phrases
    date_moved: Phrases
    open_item: Phrases
    no_open_item: Phrases
    anything_else: Phrases
    asks_customer: Phrases
    promise: Phrases
    no_promise: Phrases
    done_now: Phrases
    when_done: Phrases
    harm_now: Phrases
    harm_over: Phrases
    hard_event: Phrases
    due_marker: Phrases
    pressing: Phrases
    no_hurry: Phrases
    anger: Phrases
    escalation: Phrases
    habit: Phrases
    overdue: Phrases
    forwarded_head: Phrases
    log_line: Phrases

    @classmethod
    def read(cls, entry: Entry) -> "Words":
        """Read words.yaml.

        Raises:
            BadPrompt: a list is missing, unknown or no phrase list.
        """
        names = [field.name for field in fields(cls)]
        found = entry.keys(required=names)
        return cls(**{name: found[name].phrases() for name in names})

    @property
    def small_talk(self) -> tuple[Phrases, ...]:
        """What says nothing of a matter: a greeting, a nod, a name, a word between people."""
        return (self.greeting, self.acknowledgement, self.name_of_anybody, self.social)

    def is_done(self, text: str) -> bool:
        """Whether it says that something is done, and not what follows once it will be."""
        return self.done_now.within(self.when_done.without(text))
