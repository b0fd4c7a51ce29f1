"""Whether a no is due: limits in what our side knows that touch what was asked, or things nobody may give."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import pairwise

from motbot.domain.expectation import SayNo
from motbot.domain.language import Language, is_chinese_character
from motbot.domain.message import ConversationView
from motbot.domain.said_no import noes_about, things, told_of
from motbot.playbook.files import Both, Entry
from motbot.playbook.phrases import Phrases, plain
from motbot.playbook.situation import Situation
from motbot.playbook.times import Times

_FACT_END = re.compile(r"[。!?\n]+|\.(?=\s|$)")
_FACT_PART = re.compile(r"(?<=[;；,，])|(?= and (?:the|we|our|they|it)\b)")
_FACT_EDGES = " ,，;；、\t"
_ACRONYM = re.compile(r"\b[A-Z]{2,5}s?\b")
_WORD = re.compile(r"[a-z0-9][a-z0-9'-]*", re.IGNORECASE)
_NUMBER = re.compile(r"(?<![A-Za-z0-9.])(\d+(?:\.\d+)?)(k?)(?![\d.])", re.IGNORECASE)
_GROUPS = re.compile(r"(?<=\d),(?=\d{3})")
_THOUSAND = 1000
_SEVERAL = 3.0  # a short time that is given in words
_SHORT = 3
_NAMED_AT_LEAST = 2
_COUNTED = re.compile(
    r"(?<![\d.:#-])(\d{1,5})(?: (?!(?:minute|hour|day|week|month|year|percent|o'clock)s)[a-z]+s\b"
    r"|\s?(?:[人位盏张台份件箱套间辆只桌棵]|个人))"
)
_SOON = re.compile(
    r"(?P<n>\d+|half an?|an?|one|two|three|[一两二三四五六七八九十半])\s*(?P<unit>minutes?|hours?|分钟|个?小时)"
)
_ENDINGS = ("ing", "ed", "es", "s")
_DAY = re.compile(
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day|\bweek(?:end|day)|周[一二三四五六日天末]|星期[一二三四五六日天]|工作日"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Forbidden:
    """Something that must not be given, whoever asks."""

    phrases: Phrases
    why: Both


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The rules of limits.yaml."""

    hard: Phrases
    waits: Phrases
    at_most: Phrases
    open_question: Phrases
    route: Phrases
    inward: Phrases
    idle_words: Phrases
    forbidden: Sequence[Forbidden]
    times: Times

    @classmethod
    def read(cls, entry: Entry, times: Times) -> "Limits":
        """Read limits.yaml.

        Raises:
            BadPrompt: a key is missing, unknown or of another type.
        """
        names = ("hard", "waits", "at_most", "open_question", "route", "inward", "idle_words")
        found = entry.keys(required=(*names, "forbidden"))
        lists = {name: found[name].phrases() for name in names}
        rules = [item.keys(required=("phrases", "why")) for item in found["forbidden"].items()]
        forbidden = tuple(Forbidden(phrases=rule["phrases"].phrases(), why=rule["why"].both()) for rule in rules)
        return cls(**lists, forbidden=forbidden, times=times)

    def no(self, situation: Situation, asked: Sequence[str]) -> SayNo:
        """What of the asked things must be refused, on which evidence."""
        for what in asked:
            for rule in self.forbidden:
                if rule.phrases.within(what):
                    return SayNo(value=True, what=what, why=rule.why[situation.language])
        facts, named = facts_of(situation.view), {what: things(what) for what in asked}
        said = noes_about(situation.view.lines) if facts else ()
        touched = {}
        for fact in facts:
            # What we have said no to is said no to again only where they ask for just that again.
            again = told_of(fact, said)
            touched[fact] = self._touched(fact, situation, [what for what in asked if again <= named[what]])
        limits = [fact for fact, what in touched.items() if what]
        # Of several limits the one that also says what can be done is the kindest reason.
        why = next((fact for fact in limits if self.has_way_on(fact, situation.view)), limits[0] if limits else "")
        return SayNo(value=True, what=touched[why], why=why) if why else SayNo()

    def tellable(self, fact: str) -> str:
        """A fact without the parts that are for our side only; empty where nothing is left."""
        kept = [part for part in _FACT_PART.split(fact) if part.strip() and not self.inward.within(part)]
        return "".join(kept).strip(_FACT_EDGES)

    def usable(self, situation: Situation, asked: Sequence[str]) -> tuple[str, ...]:
        """Facts that touch what was asked and may be told to the customer, in the customer's language.

        To somebody who is angry only what can be done is told: a bare fact reads like a contradiction.
        """
        wanted = [self.content(what) for what in asked]
        found = []
        refused = self.no(situation, asked).why
        before = ""
        for fact in facts_of(situation.view):
            told = "" if fact == refused else self.tellable(fact)
            grants = not self.hard.within(told) or self.at_most.within(told)
            fits = told and _speaks(told, situation.language) and grants
            soothing = not situation.has("anger") or self.route.within(told)
            # What stands right after the limit and says what can be done is its way on.
            follows = refused and before == refused and self.route.within(told)
            about = [*wanted, self.content(refused)] if follows else wanted
            if fits and soothing and any(self.content(told) & words for words in about):
                found.append(told)
            before = fact
        return tuple(found)

    def instead(self, situation: Situation) -> tuple[str, ...]:
        """What can be done in place of what our side has said no to: what stands right after the limit it has told."""
        said, facts = noes_about(situation.view.lines), facts_of(situation.view)
        found = []
        for limit, after in pairwise(facts):
            told = self.tellable(after)
            other = {*_DAY.findall(told.casefold())} - {*_DAY.findall(limit.casefold())}
            goes_on = self.route.within(told) or (other and self.content(told) & self.content(limit))
            is_way = bool(told and goes_on) and not self.hard.within(told) and _speaks(told, situation.language)
            if is_way and self.hard.within(limit) and told_of(limit, said):
                found.append(told)
        return tuple(found)

    def typed(self, situation: Situation) -> tuple[str, ...]:
        """What the agent has added for this request, as far as it may be told in the customer's language."""
        told = (self.tellable(fact) for fact in facts_of(replace(situation.view, facts="")))
        return tuple(fact for fact in told if fact and _speaks(fact, situation.language))

    def has_way_on(self, fact: str, view: ConversationView) -> bool:
        """Whether a limiting fact of the channel itself says what can be done instead."""
        if fact not in facts_of(view):
            return False
        parts = [part for part in _FACT_PART.split(self.tellable(fact)) if part.strip()]
        return any(self.route.within(part) and not self.hard.within(part) for part in parts)

    def content(self, text: str) -> frozenset[str]:
        """The words that say what a text is about: stems in English, pairs of characters in Chinese."""
        said = self.idle_words.pattern.sub(" ", plain(text).casefold())
        stems = {_stem(word) for word in _WORD.findall(said) if len(word) >= _SHORT}
        short = {name.rstrip("s").casefold() for name in _ACRONYM.findall(plain(text))}
        return frozenset(stems | short | _pairs(said))

    def _touched(self, fact: str, situation: Situation, asked: Sequence[str]) -> str:
        """The asked thing that this fact limits; empty where it limits none."""
        about = self.content(fact)
        slow = self.waits.within(fact) and not self.route.within(fact) and self._too_late(fact, situation)
        if not slow and not self.hard.within(fact):
            return ""
        wanted = [what for what in asked if not self.open_question.within(what)]
        for what in wanted:
            if about & self.content(what) and (slow or self._exceeds(what, fact)):
                return what
        named = len(about & self.content("\n".join(wanted))) >= _NAMED_AT_LEAST
        return next((what for what in wanted if named and self._counts_more(what, fact)), "")

    def _counts_more(self, what: str, fact: str) -> bool:
        """Whether it counts more people or things than a fact grants that is about something named beside it."""
        at_most = self.at_most.first(fact)
        granted = _numbers(plain(fact)[at_most.end() :])[:1] if at_most else []
        return bool(granted) and any(float(number) > granted[0] for number in _COUNTED.findall(plain(what)))

    def _exceeds(self, what: str, fact: str) -> bool:
        """Whether it asks for more than a fact grants that says how much; any other limit stands against all."""
        at_most = self.at_most.first(fact)
        if at_most is None:
            return True
        granted = _numbers(plain(fact)[at_most.end() :])[:1]
        return not granted or any(number > granted[0] for number in _numbers(what))

    def _too_late(self, fact: str, situation: Situation) -> bool:
        """Whether what the fact says takes longer than the customer has."""
        if situation.deadline is None:
            return False
        if soon := _SOON.search(plain(fact)):
            number = float(soon["n"]) if soon["n"].isdigit() else _SEVERAL
            takes = timedelta(hours=number) if soon["unit"].startswith(("h", "小", "个")) else timedelta(minutes=number)
            return situation.view.now + takes > situation.deadline.at
        ready = self.times.named(fact, at=situation.view.now, zone=situation.view.zone)
        return situation.near if ready is None else ready.at > situation.deadline.at


def facts_of(view: ConversationView) -> tuple[str, ...]:
    """What our side knows, sentence by sentence; what the agent added comes first."""
    texts = (*view.known, view.facts)
    return tuple(fact for text in texts for part in _FACT_END.split(text) if (fact := part.strip(_FACT_EDGES)))


def _speaks(fact: str, language: Language) -> bool:
    chinese = any(is_chinese_character(character) for character in fact)
    return chinese == (language is Language.ZH)


def _numbers(text: str) -> list[float]:
    """The numbers of a text, thousands written as k included."""
    found = _NUMBER.findall(_GROUPS.sub("", plain(text)))
    return [float(number) * (_THOUSAND if thousands else 1) for number, thousands in found]


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORT:
            return word[: -len(ending)]
    return word


def _pairs(text: str) -> set[str]:
    return {
        text[at : at + 2]
        for at in range(len(text) - 1)
        if is_chinese_character(text[at]) and is_chinese_character(text[at + 1])
    }
