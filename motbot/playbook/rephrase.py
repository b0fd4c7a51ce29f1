"""What the customer said as what the customer will have, and as our side says it back: patterns of rephrase.yaml."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from motbot.domain.corrected import left_over, taken_back
from motbot.domain.expectation import Expectation, ExpectationKind
from motbot.domain.language import ByLanguage, Language
from motbot.domain.typesetting import spaced
from motbot.playbook.asking import Asking
from motbot.playbook.files import Entry
from motbot.playbook.fitting import (
    SAID_AT_MOST,
    as_deed,
    asks_zh,
    fits,
    in_order_zh,
    is_question_zh,
    without_statement,
)
from motbot.playbook.going_on import with_its_lead, with_its_subject
from motbot.playbook.occasions import told_beside
from motbot.playbook.parting import Parting, says_something
from motbot.playbook.phrases import Phrases, plain
from motbot.playbook.rephrasing import Kind, Rephrasing, Stated
from motbot.playbook.sentences import Piece, opening_cut
from motbot.playbook.situation import Situation
from motbot.playbook.standing_for import with_their_things
from motbot.playbook.taking_up import taking_up
from motbot.playbook.times import Named
from motbot.playbook.voice import about_customer, lowered, to_customer

_AT_MOST = 8
_LETTER = re.compile(r"\w")
_SOFT = re.compile(r"[\u4e00-\u9fff](?:吗|呢)?[啊呀哈哦吧嘛啦呗咯]+$")
_WANTS = frozenset({Kind.REQUEST, Kind.WISH, Kind.NEED})
_DEEDS = frozenset({Kind.REQUEST, Kind.WISH})
_RUNS_ON = re.compile(
    r"[,;:]|^(?:it|them|this|that|these|those|him|her)$|\b(?:but|then|so|because|which|that|who)\b"
    r"|\b(?:and|or) (?!(?:the|my|our|your|their|his|her|an?|this|that|these|those|\d|(?-i:[A-Z]))\b|(?-i:[A-Z]))",
    re.IGNORECASE,
)
"""What is no one thing by its name, so that a result cannot be told of it in one word."""
_NOTHING = "-"
_CLAUSE = re.compile(r"(?<=[,，])(?![^()（）]*[)）])")
_ASKING_ZH = ("吗", "么")
_ITS = re.compile(
    r"^(?:(?:yes|yeah|no|ok|okay)[, ]+)?(?:it is|it's|its|that is|that's|this is|是|但是?|不过|而且|所以)\s*",
    re.IGNORECASE,
)
_STATEMENT = re.compile(
    r"(?:i|we|i'm|we're|i've|we've|my|our|your|the|there|nobody|no one|someone|somebody)\b", re.IGNORECASE
)
_FIGURE = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|forty|fifty|hundred|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|tomorrow|tonight|noon|by|before)\b"
    r"|[一二两三四五六七八九十百]+[\u4e00-\u9fff]|今天|明天|后天|今晚|之?前",
    re.IGNORECASE,
)
"""A number or a time, which a request is to be met by."""
_WANTED = re.compile(
    r"\b(?:must|needs?|wants?|should|has to|have to|enough|ideally|prefer\w*|rather|without|instead|at (?:least|most)"
    r"|matters?|so that|to show|for (?:the|our|my|an?) [a-z]+"
    r"|only (?!when|if|since|on|after|in|at|me|us|one|happens|works|fails)\w+)\b"
    r"|(?<!不)只(?!有|是|能)|需要|希望|最好|必须|得(?=[有能在用])|够(?:用|了)|不要|不用(?!了)|给[^，,。]{1,8}(?:看|用)"
    r"|用来|为了|关键|重要|要(?=[能有看用给带])",
    re.IGNORECASE,
)
"""Says what something is for, or what matters in it; how things stand is no wish."""
_EDGES = " ,，.。:;；!！?？~～、"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rephraser:
    """Finds and words the explicit expectations."""

    asking: Asking
    rules: Mapping[Language, Sequence[Rephrasing]]
    done: Sequence[Rephrasing]
    """English deeds as their result: "add Ann to the list" as "Ann added to the list"."""
    parting: Parting
    heads: Phrases
    tails: Phrases
    hanging: Phrases
    rhetorical: Phrases
    claims: Phrases
    heated: Phrases
    beside: Phrases
    secrets: Phrases
    calls: Phrases

    @classmethod
    def read(cls, entry: Entry, asking: Asking) -> "Rephraser":
        """Read rephrase.yaml.

        Raises:
            BadPrompt: a key is missing or unknown, a pattern is no regular expression, or a text uses an unknown group.
        """
        lists = ("heads", "tails", "hanging", "rhetorical", "claims", "heated", "beside", "secrets", "calls")
        found = entry.keys(required=("openers", "tags", *lists, "done", *Language))
        rules = {language: tuple(Rephrasing.read(item) for item in found[language].items()) for language in Language}
        phrases = {name: found[name].phrases() for name in lists}
        parting = Parting(
            asking=asking,
            openers=found["openers"].phrases(),
            tags=found["tags"].phrases(),
            hanging=phrases["hanging"],
            times=[rule for every in rules.values() for rule in every if rule.kind is Kind.TIME],
        )
        return cls(
            asking=asking,
            rules=ByLanguage(rules),
            done=tuple(Rephrasing.read(item) for item in found["done"].items()),
            parting=parting,
            **phrases,
        )

    def stated(self, situation: Situation) -> tuple[Stated, ...]:
        """What the customer states: asks, problems, and the time where it stands apart."""
        found: dict[str, Stated] = {}
        said = [one for one in situation.asks if says_something(one.text) and self.hanging.without(one.text)]
        if not said:
            said = [one for one in situation.pieces if says_something(one.text) and self.hanging.without(one.text)]
        full = [one for one in said if not self.parting.opens_only(one)] or said
        for sentence in full or situation.asks:
            for part in self.parting.parts(sentence, situation):
                whole = self._worded(replace(part, text=with_its_lead(part, sentence)), situation)
                found.setdefault(part.text, replace(whole, expectation=replace(whole.expectation, quote=part.text)))
        time = situation.deadline_piece and with_its_subject(situation.deadline_piece, situation.pieces)
        if time and not any(_holds(one, opening_cut(time.text), situation.deadline) for one in found.values()):
            time = replace(time, text=opening_cut(time.text))
            found[time.text] = self._as_said(time, Kind.ANSWER if situation.ruling.answers else Kind.TIME, situation)
        asked = [one for quote, one in found.items() if not self.rhetorical.within(quote)]
        meant = [one for one in asked if not self.claims.within(one.expectation.quote)] or asked
        told = [told_beside(one, situation) for one in meant or found.values()]
        told = taking_up(told, situation.pieces, situation.language)
        return tuple(sorted(told, key=_place(situation)))[-_AT_MOST:]

    def asked(self, situation: Situation) -> tuple[Stated, ...]:
        """What the customer wants: with an answer to our question also what it was asked about."""
        stated, earlier = self.stated(situation), situation.ruling.earlier
        if earlier:
            ruling = replace(situation.ruling, answers=False)
            deadline, piece = (None, None) if situation.deadline else situation.bound
            before = replace(situation, asks=earlier, ruling=ruling, deadline=deadline, deadline_piece=piece)
            wanted = self.stated(before)
            back = situation.ruling.back
            told = (one for one in stated if back or self._wants(one.expectation.quote))
            stated = tuple(sorted((*wanted, *told), key=_place(situation)))[:_AT_MOST]
        asked = [(one.expectation.quote, one.expectation.source) for one in stated]
        gone = taken_back(asked, situation.view.lines)
        left = tuple(one for at, one in enumerate(stated) if at not in gone) or stated
        return with_their_things(self._corrected(left, situation), situation.language)

    def _corrected(self, stated: tuple[Stated, ...], situation: Situation) -> tuple[Stated, ...]:
        """With the thing named of which something else is wanted now, where just one is."""
        ruling = replace(situation.ruling, answers=False, back=())
        before = replace(situation, asks=situation.ruling.back, ruling=ruling, deadline=None, deadline_piece=None)
        wishes = self.stated(before) if before.asks else ()
        back = taken_back([(one.expectation.quote, one.expectation.source) for one in wishes], situation.view.lines)
        if len(back) != 1:
            return stated
        ((at, correction),) = back.items()
        thing = left_over(wishes[at].expectation.text, correction.off)
        joint = "：" if situation.language is Language.ZH else ": "
        named = (
            _named(one, f"{thing}{joint}{lowered(one.expectation.text)}")
            if len(thing) > 1 and one.expectation.source == correction.ts and correction.says(one.expectation.quote)
            else one
            for one in stated
        )
        return tuple(named)

    @staticmethod
    def _wants(answer: str) -> bool:
        """Whether an answer of theirs says what it is to be met by: a figure, a time, what for, or what matters."""
        return bool(_FIGURE.search(answer) or _WANTED.search(answer))

    def is_trouble(self, one: Stated) -> bool:
        """Whether a clause tells of something that is wrong, rather than of how things stand."""
        return self.asking.tells_trouble(Piece(text=one.expectation.quote, source=""))

    def only_calls(self, situation: Situation) -> bool:
        """Whether the customer only calls for somebody, without a word of what for."""
        rests = [self.calls.without(opening_cut(piece.text)) for piece in situation.pieces]
        return bool(rests) and not any(_LETTER.search(rest) for rest in rests)

    def _worded(self, piece: Piece, situation: Situation) -> Stated:
        if situation.ruling.answers:
            return self._as_said(piece, Kind.ANSWER, situation)
        said = self._bare(piece.text)
        if not _LETTER.search(self.calls.without(said)):
            return _one(piece, Kind.REQUEST, about_customer(said, situation.language), "")
        if self.heated.within(said):
            return self._as_said(piece, Kind.PROBLEM, situation)
        tells = not self.asking.asks(piece) and self.asking.lacks(piece.text)
        for rule in self.rules[situation.language]:
            match = rule.pattern.search(plain(said)) if not tells or rule.kind not in _WANTS else None
            if match and (piece.asked or not rule.only_questions):
                return self._stated(piece, rule, {"all": said, **_groups(said, match)}, situation)
        return self._as_said(piece, Kind.PROBLEM if tells or self.asking.troubles(piece) else Kind.REQUEST, situation)

    def _stated(self, piece: Piece, rule: Rephrasing, groups: Mapping[str, str], situation: Situation) -> Stated:
        text, say = (_flat(form.format(**groups)) for form in (rule.text, rule.say))
        language = situation.language
        if rule.kind in _WANTS and language is Language.EN:
            text, say = without_statement(text), without_statement(say)
        if rule.kind is Kind.REQUEST and language is Language.EN:
            text = self._result(text)
        small = as_deed(say) if rule.kind in _DEEDS and language is Language.EN else lowered(say)
        yours = "" if rule.say == _NOTHING else to_customer(small, language)
        wonders = rule.kind is Kind.NEED and language is Language.ZH and is_question_zh(say)
        kind = Kind.QUESTION if wonders else rule.kind
        kept = yours if len(yours) <= SAID_AT_MOST[language] and fits(kind, yours, language) else ""
        return _one(piece, kind, about_customer(f"知道{text}" if wonders else text, language), kept)

    def _result(self, text: str) -> str:
        """A deed as what it leads to, where a pattern says how."""
        for rule in self.done:
            match = rule.pattern.search(plain(text))
            if match and not _RUNS_ON.search(match["what"]):
                return _flat(rule.text.format(**_groups(text, match)))
        return text

    def _as_said(self, piece: Piece, kind: Kind, situation: Situation) -> Stated:
        """A clause that no pattern fits: statements can be said back, anything else had better not."""
        language = situation.language
        said = self._bare(piece.text)
        if language is Language.ZH and kind in {Kind.REQUEST, Kind.PROBLEM} and asks_zh(said):
            kind = Kind.QUESTION
        elif kind is Kind.REQUEST and (language is Language.ZH or _STATEMENT.match(said)):
            kind = Kind.PROBLEM
        sayable = kind is not Kind.REQUEST and not piece.asked and says_something(said)
        sayable = sayable and not self.heated.within(said) and not said.endswith(_ASKING_ZH)
        if not piece.asked:
            said = said.removesuffix("呢")
        if kind is Kind.ANSWER:
            said = _ITS.sub("", said)
            sayable = sayable and not self.secrets.within(said)
        yours = to_customer(lowered(said), language) if sayable and len(said) <= SAID_AT_MOST[language] else ""
        yours = yours if fits(kind, yours, language) else ""
        text = said if language is Language.ZH else about_customer(said, language)
        return _one(piece, kind, text, yours)

    def _bare(self, text: str) -> str:
        """The words without courtesies at their front and end and without clauses that only announce."""
        parts = _CLAUSE.split(text)
        said = [part for part in parts if self.hanging.without(part.strip(_EDGES))] or parts
        full = [part for part in said if not self.parting.opens_only(Piece(text=part, source=""))]
        cool = [part for part in full or said if not self.heated.within(part) and says_something(part)]
        text = "".join(cool or full or said)
        if (head := self.heads.pattern.match(plain(text))) and text[head.end() :].strip(_EDGES):
            text = text[head.end() :]
        for _ in range(2):
            text = text.strip(_EDGES)
            if match := self.tails.first(text):
                text = text[: match.start()] if match.end() == len(text) and match.start() else text
            if soft := _SOFT.search(text):
                text = text[: soft.start() + 1] + ("吗" if "吗" in soft[0] else "")
        return text.strip(_EDGES)


def _named(one: Stated, text: str) -> Stated:
    return replace(one, expectation=replace(one.expectation, text=text))


def _one(piece: Piece, kind: Kind, text: str, yours: str) -> Stated:
    expectation = Expectation(
        kind=ExpectationKind.EXPLICIT, text=spaced(text[:1].upper() + text[1:]), quote=piece.text, source=piece.source
    )
    return Stated(expectation=expectation, kind=kind, yours=yours)


def _holds(one: Stated, said: str, deadline: Named | None) -> bool:
    """Whether something stated names the time already."""
    if said == one.expectation.quote:
        return True
    words = deadline.words.casefold().split() if deadline else []
    return bool(words) and all(word in f"{one.expectation.text} {one.yours}".casefold() for word in words)


def _place(situation: Situation) -> Callable[[Stated], tuple[str, int]]:
    """What to sort by: the order in which the customer said it."""
    texts = {line.ts: line.text for line in situation.view.lines}
    return lambda one: (one.expectation.source, texts.get(one.expectation.source, "").find(one.expectation.quote))


def _flat(text: str) -> str:
    return in_order_zh(" ".join(text.split()).strip(_EDGES))


def _groups(said: str, match: re.Match[str]) -> dict[str, str]:
    """The groups in the original's own characters."""
    spans = {name: match.span(name) for name in match.re.groupindex}
    found = {name: "" if begin < 0 else said[begin:end].strip(_EDGES) for name, (begin, end) in spans.items()}
    return {name: text if spans[name][0] else lowered(text) for name, text in found.items()}
