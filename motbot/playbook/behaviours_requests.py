"""What was asked for in words, request by request, and which of it a reply leaves open."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from motbot.domain.due import DueKind
from motbot.domain.expectation import Expectation, ExpectationKind
from motbot.domain.grounding import occurs
from motbot.domain.message import Line
from motbot.playbook.answers import Answers, Gives
from motbot.playbook.asking import Asking
from motbot.playbook.behaviours_judged import Judged
from motbot.playbook.behaviours_merit import MeritFinder
from motbot.playbook.phrases import plain
from motbot.playbook.sentences import Piece, between, clauses, sentences

_EDGES = " ,，;；.。"
_BACK = re.compile(
    r"(?:(?:and|so|please|then|now)\b[, ]*)*(?:can|could|would|will|when|where|what|why|how)\b"
    r"(?: (?:you|we|i|somebody|someone|anybody|be|is|are|do|does|will|can|could|please|kindly|also|just|me|us|check|see"
    r"|find out|look|tell|say|where|when|why|how|what|send|fix|repair|change|replace|resend|help|with|at|into|again))*"
    r" (?:it|them|they|that|this)\b",
    re.IGNORECASE,
)
_BACK_ZH = re.compile(
    r"(?:那|请问?|麻烦|能否|可否|是否|能不能|可不可以|能|可以|再|帮|替|给|我们?|您|你们?|他们?|它|重新|尽快|把|这个?|那个?)*"
    r"[修查看发寄换改送弄补处理解决]{1,2}(?:一下|一次|一份|一遍|下|好|到)*[吗么呢吧嘛]?[?？]?"
)
"""A request in Chinese leaves out what stands right before it."""
_LEAVE = re.compile(
    r"^(?:这样|那|您看|你看|请问|不知|是否)*(?:可不可以|行不行|好不好|能不能|可以|行|好|对|是|方便|成|没问题)(?:的话)?[吗么嘛不]?$"
    r"|\b(?:is|would|if|are)\b.{0,12}\b(?:ok|okay|fine|possible|all right|alright)$"
    r"|\b(?:can|could|would) (?:you|we|i)(?: please)?$",
    re.IGNORECASE,
)
"""Only asks whether what stands before it may be."""
Group = tuple[Expectation, ...]
"""One request with its conditions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestFinder:
    """Finds requests, and whether they were answered."""

    merits: MeritFinder
    asking: Asking

    def requests(self, judged: Judged) -> tuple[Group, ...]:
        """What was asked for; conditions belong to the request they stand in."""
        groups = [
            (part, tuple(one for one in judged.explicit if one.source == part.source and occurs(one.quote, part.text)))
            for line in judged.contact.asked
            for piece in sentences(line, self.merits.coverage.words)
            for part in self._parts(piece)
        ]
        asking = [(part, group) for part, group in groups if group and self._asks(part)]
        told = tuple(group for at, (part, group) in enumerate(asking) if not self._only_tells(part, asking, at))
        return told or ((judged.explicit,) if judged.explicit else ())

    def _asks(self, part: Piece) -> bool:
        return part.asked or self.asking.asks(part) or self._follows(part)

    def _follows(self, part: Piece) -> bool:
        """Whether it only follows another want ("... , and two high chairs")."""
        return self.merits.behaviours.cues["wants_beside"].phrases.within(part.text)

    def beside(self, asked: Sequence[Line], known: Sequence[Expectation]) -> tuple[Expectation, ...]:
        """Wants that only follow another one and are no expectation yet."""
        parts = [
            part
            for line in asked
            for piece in sentences(line, self.merits.coverage.words)
            for part in self._parts(piece)
            if self._follows(part)
        ]
        return tuple(
            Expectation(kind=ExpectationKind.EXPLICIT, text=part.text, quote=part.text, source=part.source)
            for part in parts
            if not any(one.source == part.source and _overlap(one.quote, part.text) for one in known)
        )

    def _parts(self, piece: Piece) -> tuple[Piece, ...]:
        starts = list(self.merits.behaviours.cues["besides"].phrases.pattern.finditer(plain(piece.text)))
        edges = [0, *(match.start() for match in starts if match.start()), len(piece.text)]
        beside = (
            replace(piece, text=piece.text[begin:end].strip(_EDGES), asked=piece.asked and end == len(piece.text))
            for begin, end in pairwise(edges)
            if begin < end
        )
        return tuple(part for one in beside for part in self._questions(one))

    def _questions(self, piece: Piece) -> tuple[Piece, ...]:
        """What only a comma joins: a question behind a request, or another question, is one of its own."""
        every = clauses(piece)
        starts = [0] if every else []
        for at, part in enumerate(every):
            before = every[starts[-1] : at]
            if any(map(self.asking.asks_in_words, before)) and self._stands_alone(part):
                starts.append(at)
        if not starts[1:]:
            return (piece,)
        spans = zip(starts, [*(at - 1 for at in starts[1:]), len(every) - 1], strict=True)
        found = [(every[first], between(piece, every[first], every[last])) for first, last in spans]
        return tuple(replace(piece, text=text, asked=self.asking.is_question(first)) for first, text in found)

    def _stands_alone(self, part: Piece) -> bool:
        """Whether it is a question about something, and does not only ask whether what stands before it can be had."""
        return self.asking.is_question(part) and bool(self.merits.limits.content(_LEAVE.sub("", part.text)))

    def _only_tells(self, part: Piece, asking: Sequence[tuple[Piece, Group]], at: int) -> bool:
        """Whether it only tells what a question beside it is about, or what happened once."""
        asked = [one for one, _ in asking if one.asked or not self.asking.troubles(one)]
        if part in asked or not asked:
            return False
        names = self.merits.limits.content
        about = names(part.text)
        if any(one in asked and _refers_back(one.text) for one, _ in asking[at + 1 : at + 2]):
            return True
        background = self.merits.behaviours.cues["background"].phrases.within(part.text)
        return background or any(len(names(one.text)) <= 1 or about & names(one.text) for one in asked)

    def open_requests(self, judged: Judged) -> tuple[Group, ...]:
        """The requests that are left open; in doubt one counts as answered.

        Where something is delivered or promised with a time and no request's words occur, the words differ, not the
        matter. What names nothing of its own ("where is it?") is answered with the request it stands beside.
        """
        late = self._late(judged)
        return (*late, *(group for group in self._untouched(judged) if group not in late))

    def _late(self, judged: Judged) -> tuple[Group, ...]:
        """The requests for whose hour the promises come too late; in doubt the last one."""
        held = [group for group in judged.requests if any(one.mark in judged.behind for one in group)]
        return tuple(held) or (judged.requests[-1:] if judged.behind else ())

    def _untouched(self, judged: Judged) -> tuple[Group, ...]:
        certain = judged.is_dated or judged.delivers
        left = [group for group in judged.requests if all(one.mark in judged.unanswered for one in group)]
        left += self._without_words(judged, left)
        left += [group for group in judged.requests if group not in left and self._lacks_time(group, judged)]
        told = self.merits.coverage.is_only_told
        if certain and len(left) == len(judged.requests):
            # Something is done or promised: in other words for what asks for a deed, and none for a mere question.
            left = [] if judged.is_dated else [group for group in left if all(map(told, group))]
            left = left if len(left) < len(judged.requests) else []
        names = self.merits.limits.content
        own = (any(len(names(one.quote)) > 1 or (names(one.quote) and told(one)) for one in group) for group in left)
        return tuple(group for group, names_its_own in zip(left, own, strict=True) if names_its_own or not certain)

    def _without_words(self, judged: Judged, left: Sequence[Group]) -> list[Group]:
        """Requests for whose answer in other words there are no words left: a clause answers one request."""
        names, cues = self.merits.limits.content, self.merits.coverage.cues
        if len(judged.requests) <= 1 or cues.all_of_it.within(judged.heard.text):
            return []
        coverage = self.merits.coverage
        answers = Answers(words=coverage.words, cues=cues, limits=self.merits.limits, finder=coverage.finder)
        said = [one.about for line in judged.contact.said for one in answers.said(line, zone=judged.view.zone)]
        about = [names("\n".join(one.quote for one in group)) for group in judged.requests]
        free = sum(bool(words) and not any(words & wanted for wanted in about) for words in said)
        free += self._bare_deeds(judged)
        named = frozenset().union(*said)
        unnamed = [
            group
            for group, wanted in zip(judged.requests, about, strict=True)
            if group not in left and not wanted & named and not self._has_kind(group, judged)
        ]
        return unnamed[free:]

    def _bare_deeds(self, judged: Judged) -> int:
        """How many clauses say that something is done and not what."""
        done = self.merits.coverage.words.done_now
        parts = [part.text for piece in judged.heard.pieces for part in clauses(piece)]
        return sum(done.within(text) and not self.merits.limits.content(done.without(text)) for text in parts)

    def _has_kind(self, group: Group, judged: Judged) -> bool:
        """Whether the reply holds the kind of words that a question asks for."""
        cues, said = self.merits.coverage.cues, judged.heard.text
        wish = "\n".join(f"{one.text}\n{one.quote}?" for one in group)
        return (
            (cues.asks_yes_or_no.within(wish) and cues.yes_or_no.within(said))
            or (cues.asks_why.within(wish) and cues.because.within(said))
            or (cues.asks_how_many.within(wish) and any(letter.isdigit() for letter in said))
        )

    def tells_when(self, judged: Judged) -> bool:
        """Whether they ask when, and the reply names a time."""
        return any(self._asks_when(group) for group in judged.requests) and self._names_time(judged)

    def _asks_when(self, group: Group) -> bool:
        return any(self.merits.coverage.cues.wants_when.within(f"{one.quote}?") for one in group)

    def _names_time(self, judged: Judged) -> bool:
        due_times, view = self.merits.coverage.finder.due_times, judged.view
        return any(
            due.kind is not DueKind.VAGUE
            for piece in judged.heard.pieces
            for due in due_times.find(piece.text, said_at=view.now, zone=view.zone)
        )

    def _lacks_time(self, group: Group, judged: Judged) -> bool:
        """Whether it asks when, and nothing in the reply is a time, a deed or a no."""
        heard = judged.heard
        if not self._asks_when(group) or judged.is_certain or judged.delivers or heard.has("refuses"):
            return False
        return not self._names_time(judged) and not any(letter.isdigit() for letter in heard.text)

    def tells(self, judged: Judged) -> bool:
        """Whether anything in it is told, beside nods and questions."""
        coverage = self.merits.coverage
        answers = Answers(words=coverage.words, cues=coverage.cues, limits=self.merits.limits, finder=coverage.finder)
        said = (one for line in judged.contact.said for one in answers.said(line, zone=judged.view.zone))
        return any(Gives.FACT in one.gives for one in said)

    def wants_deed(self, judged: Judged) -> bool:
        """Whether any request is for something to be done, rather than to be told something."""
        cue = self.merits.behaviours.cues["wants_to_know"]
        texts = (one.quote for group in judged.requests for one in group[:1])
        return not all(cue.in_sentence(Piece(text=text, source="", asked=True)) for text in texts)

    def left_open(self, judged: Judged) -> int:
        """How many requests are left open."""
        return len(self.open_requests(judged))

    def asks_for_deed(self, judged: Judged) -> bool:
        """Whether more is wanted than to know whether something can be had."""
        yes_or_no = self.merits.coverage.cues.asks_yes_or_no
        return judged.presses or not all(yes_or_no.within(f"{one.quote}?") for one in judged.explicit)


def _refers_back(text: str) -> bool:
    """Whether a request names nothing of its own: it goes on about what stands right before it."""
    return bool(_BACK.match(text.strip(_EDGES))) or _BACK_ZH.fullmatch(text.strip(_EDGES)) is not None


def _overlap(one: str, other: str) -> bool:
    return occurs(one, other) or occurs(other, one)
