"""Rules that name what is needed but unsaid, each from signs that can be shown: needs.yaml."""

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from motbot.catalogue import say
from motbot.domain.expectation import Expectation, ExpectationKind
from motbot.domain.language import Language
from motbot.domain.typesetting import typeset
from motbot.playbook.files import Both, Entry
from motbot.playbook.situation import COMPUTED, FACTS, Situation
from motbot.playbook.voice import about_customer, lowered, to_customer

Said = Callable[[str, Language], str]
"""How words of the customer's are said: to them, or about them."""

_TOLD_APART = re.compile(r"(?:the|an?|my|our|your|this|that|these|those)\b", re.IGNORECASE)
"""In front of people who are named: "client" alone is no part of a sentence, "your client" is."""
_NOT_YET_AT_MOST = 2
_IMPLICIT_AT_MOST = 3
_QUESTIONS_AT_MOST = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """One rule: when all signs of `when` show and none of `unless`, the texts hold. {words} are the first sign's."""

    when: tuple[str, ...]
    unless: tuple[str, ...]
    text: Both
    cue: Both | None = None
    question: Both | None = None
    check: Both | None = None
    """How to ask, when all is done, whether this need was met."""

    def holds(self, situation: Situation) -> bool:
        """Whether the signs are as the rule wants them; `unless` looks at the whole conversation."""
        return all(map(situation.has, self.when)) and not any(name in situation.known for name in self.unless)

    def filled(self, both: Both, situation: Situation, said: Said | None = None) -> str:
        """A text of the rule in the customer's language, with the words of the first sign as `said` says them."""
        shown = situation.signs[self.when[0]].words if self.when else ""
        if said and self.when[:1] == ("audience",) and situation.language is Language.EN:
            shown = shown if _TOLD_APART.match(shown) else f"my {lowered(shown)}"
        words = said(lowered(shown), situation.language) if said else shown
        return typeset(both[situation.language].replace("{words}", words))


@dataclass(frozen=True, slots=True, kw_only=True)
class Needs:
    """All rules of needs.yaml, in the order of the file: the first that hold are taken."""

    implicit: Sequence[Need]
    not_yet: Sequence[Need]
    business: Sequence[Need]
    personal: Sequence[Need]
    missing: Sequence[Need]
    questions: Sequence[Need]

    @classmethod
    def read(cls, entry: Entry, signs: Collection[str]) -> "Needs":
        """Read needs.yaml, whose rules may name only these signs and the computed ones.

        Raises:
            BadPrompt: a rule lacks or misnames a key, or names a sign that does not exist.
        """
        found = entry.keys(required=("implicit", "not_yet", "business", "personal", "missing", "questions"))
        known = {*signs, *COMPUTED, *(FACTS + name for name in signs)}
        cued = {name: _rules(found[name], known, ("cue",)) for name in ("implicit", "not_yet")}
        plain = {name: _rules(found[name], known, ()) for name in ("business", "personal", "questions")}
        return cls(**cued, **plain, missing=_rules(found["missing"], known, ("question",)))

    def unsaid(self, situation: Situation) -> tuple[Expectation, ...]:
        """The implicit and not yet existing expectations."""
        implicit = _expectations(self.implicit, situation, ExpectationKind.IMPLICIT)
        not_yet = _expectations(self.not_yet, situation, ExpectationKind.NOT_YET_EXISTING)
        return (*implicit[:_IMPLICIT_AT_MOST], *not_yet[:_NOT_YET_AT_MOST])

    def check(self, implicit: Iterable[Expectation], situation: Situation) -> str:
        """The question whether the first of these needs that has one was met; empty where none has."""
        texts = {found.text for found in implicit}
        for rule in self.implicit:
            if rule.check and rule.holds(situation) and rule.filled(rule.text, situation, about_customer) in texts:
                return rule.filled(rule.check, situation, to_customer)
        return ""

    def interests(self, situation: Situation) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Business and personal interests."""
        return (
            _texts(self.business, situation, about_customer)[:1],
            _texts(self.personal, situation, about_customer)[:1],
        )

    def lacking(self, situation: Situation) -> tuple[str, str]:
        """The decisive fact that is missing and the question for it; two empty texts where nothing is."""
        for rule in self.missing:
            if rule.holds(situation) and rule.question:
                return (
                    rule.filled(rule.text, situation, about_customer),
                    rule.filled(rule.question, situation, to_customer),
                )
        return "", ""

    def to_ask(self, situation: Situation, first: str) -> tuple[str, ...]:
        """At most three questions, `first` in front where it is not empty."""
        asked = [first] if first else []
        asked.extend(text for text in _texts(self.questions, situation, to_customer) if text not in asked)
        return tuple(asked[:_QUESTIONS_AT_MOST])


def _rules(entry: Entry, known: Collection[str], extra: tuple[str, ...]) -> tuple[Need, ...]:
    return tuple(_rule(item, known, extra) for item in entry.items())


def _rule(item: Entry, known: Collection[str], extra: tuple[str, ...]) -> Need:
    keys = item.keys(required=("when", "text", *extra), optional=("unless", "check"))
    for name in ("when", "unless"):
        for sign in keys[name].items() if name in keys else ():
            if sign.text() not in known:
                sign.refuse(
                    say("names the unknown sign `{text}`", text=sign.text()),
                    say("add it to signs.yaml or mend its name"),
                )
    return Need(
        when=keys["when"].texts(),
        unless=keys["unless"].texts() if "unless" in keys else (),
        text=keys["text"].both(),
        cue=keys["cue"].both() if "cue" in keys else None,
        question=keys["question"].both() if "question" in keys else None,
        check=keys["check"].both() if "check" in keys else None,
    )


def _expectations(rules: Iterable[Need], situation: Situation, kind: ExpectationKind) -> tuple[Expectation, ...]:
    found: dict[str, Expectation] = {}
    for rule in rules:
        if rule.cue and rule.holds(situation):
            text = rule.filled(rule.text, situation, about_customer)
            source = situation.signs[rule.when[0]].source
            found.setdefault(
                text, Expectation(kind=kind, text=text, cue=rule.filled(rule.cue, situation), source=source)
            )
    return tuple(found.values())


def _texts(rules: Iterable[Need], situation: Situation, said: Said) -> tuple[str, ...]:
    return tuple(rule.filled(rule.text, situation, said) for rule in rules if rule.holds(situation))
