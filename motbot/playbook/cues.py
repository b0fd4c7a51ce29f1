"""The word lists that a reply of our side is read by: one field for every list in promises.yaml."""

from dataclasses import dataclass, fields

from motbot.playbook.files import Entry
from motbot.playbook.phrases import Phrases


@dataclass(frozen=True, slots=True, kw_only=True)
class Cues:
    """Every list; what each is for stands beside it in the file."""

    own: Phrases
    others: Phrases
    given: Phrases
    theirs: Phrases
    working: Phrases
    doing: Phrases
    timetable: Phrases
    short: Phrases
    there_by: Phrases
    lasts: Phrases
    stated: Phrases
    actor: Phrases
    will: Phrases
    starts: Phrases
    deed: Phrases
    goes_on: Phrases
    sends: Phrases
    arrives: Phrases
    vague: Phrases
    prepares: Phrases
    offer: Phrases
    can: Phrases
    hedged: Phrases
    condition: Phrases
    no_condition: Phrases
    news: Phrases
    tag: Phrases
    tag_end: Phrases
    negated: Phrases
    request: Phrases
    past: Phrases
    future: Phrases
    policy: Phrases
    unsure: Phrases
    reported: Phrases
    sarcasm: Phrases
    idle: Phrases
    asks: Phrases
    tells: Phrases
    must: Phrases
    ours: Phrases
    ahead: Phrases
    told: Phrases
    ahead_asked: Phrases
    elsewhere: Phrases
    now: Phrases
    hands_over: Phrases
    delivered: Phrases
    not_delivered: Phrases
    short_of_it: Phrases
    moved: Phrases
    another: Phrases
    all_of_it: Phrases
    yes_or_no: Phrases
    asks_yes_or_no: Phrases
    asks_if: Phrases
    asks_when: Phrases
    asks_how_many: Phrases
    asks_why: Phrases
    because: Phrases
    courtesy: Phrases
    did: Phrases
    came_about: Phrases
    refers: Phrases
    wants_when: Phrases
    wants_how_many: Phrases
    wants_why: Phrases
    wants_what: Phrases
    wants_whether: Phrases
    wants_hours: Phrases
    wants_that: Phrases
    required: Phrases
    states: Phrases
    unaskable: Phrases
    fresh: Phrases
    joining: Phrases
    lead: Phrases
    tail: Phrases
    soft_end: Phrases
    named: Phrases

    @classmethod
    def read(cls, entry: Entry) -> "Cues":
        """Read promises.yaml.

        Raises:
            BadPrompt: a list is missing, unknown or no phrase list.
        """
        names = [field.name for field in fields(cls)]
        found = entry.keys(required=names)
        return cls(**{name: found[name].phrases() for name in names})
