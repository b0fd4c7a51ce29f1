"""One pattern for a customer's words and what it becomes, as rephrase.yaml writes it."""

import re
from dataclasses import dataclass
from enum import StrEnum

from motbot.catalogue import listed, say
from motbot.domain.expectation import Expectation
from motbot.playbook.files import Entry


class Kind(StrEnum):
    """What a stated clause is; the frames of replies.yaml say it back by its kind."""

    REQUEST = "request"
    """Something that our side should do."""
    WISH = "wish"
    """Something that the customer wants to do."""
    NEED = "need"
    """Something that the customer wants to have, or, in Chinese, to have done."""
    QUESTION = "question"
    PROBLEM = "problem"
    TIME = "time"
    ANSWER = "answer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """One explicit expectation with what a reply needs to restate it."""

    expectation: Expectation
    kind: Kind
    yours: str
    """The same, said to the customer; empty where it is better not said back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rephrasing:
    """One pattern and what it becomes; `(?P<what>...)` of the pattern is `{what}` of the text."""

    pattern: re.Pattern[str]
    text: str
    say: str
    kind: Kind
    only_questions: bool

    @classmethod
    def read(cls, item: Entry) -> "Rephrasing":
        """Read one rule.

        Raises:
            BadPrompt: the pattern is no regular expression, a text uses an unknown group, or the kind is unknown.
        """
        keys = item.keys(required=("pattern", "text"), optional=("kind", "say", "only_questions"))
        try:
            pattern = re.compile(keys["pattern"].text(), re.IGNORECASE)
        except re.error as error:
            keys["pattern"].refuse(say("is no regular expression ({error})", error=error), say("mend it"))
        for name in ("text", "say"):
            try:
                if name in keys:
                    keys[name].text().format(all="", **dict.fromkeys(pattern.groupindex, ""))
            except (KeyError, IndexError, ValueError) as error:
                keys[name].refuse(
                    say("uses a group the pattern lacks ({error})", error=error),
                    say("name it in the pattern: (?P<what>...)"),
                )
        kind = keys["kind"].text() if "kind" in keys else Kind.REQUEST.value
        if kind not in tuple(Kind):
            keys["kind"].refuse(say("is no kind: `{kind}`", kind=kind), say("known: {kind}", kind=listed(Kind)))
        return cls(
            pattern=pattern,
            text=keys["text"].text(),
            say=keys["say"].text() if "say" in keys else "{what}" if "what" in pattern.groupindex else "{all}",
            kind=Kind(kind),
            only_questions="only_questions" in keys and keys["only_questions"].flag(),
        )
