"""Is it a moment? The whole view decides: who speaks, to whom, after what, and only then the words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from motbot.domain.expectation import NegativeType, Signal, Urgency
from motbot.domain.grounding import folded
from motbot.domain.language import is_chinese_character
from motbot.domain.message import ConversationView, Line
from motbot.domain.people import Side
from motbot.domain.policy import ReplyWithin
from motbot.domain.urgency import reply_by
from motbot.playbook.asking import Asking
from motbot.playbook.audience import Audience, Spoken
from motbot.playbook.objecting import Objections
from motbot.playbook.phrases import Phrases, plain
from motbot.playbook.promises import Promised, Promises
from motbot.playbook.ruling import Ruling, no_moment
from motbot.playbook.sentences import Piece, own_words, sentences
from motbot.playbook.words import Words

_BARE = re.compile(r"^[\W_]*$")
_EMOJI = re.compile(r":[a-z0-9_+'-]+:|[\u2190-\u2bff\u3030\U0001f000-\U0001faff\ufe0f\u200d]", re.IGNORECASE)
_LETTER = re.compile(r"\w")
_SHORT = 40  # characters up to which words of thanks are nothing more
_DETAIL = re.compile(r"\d")
_LATIN_WORD = re.compile(r"[a-z0-9][\w'-]*", re.IGNORECASE)
_DETAIL_WORDS, _DETAIL_HAN = 4, 8  # a detail that was asked for is no longer; whoever says more has more to say


@dataclass(frozen=True, slots=True, kw_only=True)
class _Heard:
    """What was said to us, and what it was said after."""

    view: ConversationView
    lines: Sequence[Line]
    pieces: tuple[Piece, ...]
    text: str
    """The poster's own words, plain, without emoji."""
    before: tuple[Line, ...]
    broken: Promised | None

    @property
    def ours(self) -> Line | None:
        """The line of our side that this follows directly."""
        last = self.before[-1] if self.before else None
        return last if last is not None and last.side.is_ours else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """The rules of labelling step 1."""

    words: Words
    asking: Asking
    promises: Promises
    audience: Audience

    @property
    def objections(self) -> Objections:
        """What tells an objection from a yes."""
        return Objections(words=self.words)

    def rule(self, view: ConversationView) -> Ruling:
        """Judge the focus."""
        lines = view.focus_lines
        if all(line.side in {Side.BOT, Side.OURSELVES} for line in lines):
            return no_moment(NegativeType.BOT, certain=True)
        if all(line.side.is_ours for line in lines):
            return no_moment(NegativeType.AGENT_TO_AGENT, certain=True)
        theirs = [line for line in lines if line.side in {Side.CUSTOMER, Side.UNKNOWN}]
        if all(self.words.bot_noise.within(line.text) for line in theirs):
            return no_moment(NegativeType.BOT, certain=True)
        spoken = [self.audience.of(line, view) for line in theirs]
        ours = [line for line, to in zip(theirs, spoken, strict=True) if to is not Spoken.TO_THEIR_OWN]
        if not ours:
            return no_moment(NegativeType.CUSTOMER_TO_CUSTOMER, certain=True)
        return self._without_tool_talk(self._heard(view, ours))

    def _heard(self, view: ConversationView, lines: Sequence[Line]) -> _Heard:
        own = "\n".join(own_words(line.text, self.words) for line in lines)
        text = plain(_EMOJI.sub(" ", own))
        return _Heard(
            view=view,
            lines=lines,
            pieces=tuple(piece for line in lines for piece in sentences(line, self.words)),
            text=text,
            before=tuple(line for line in view.earlier_lines if line.side not in {Side.BOT, Side.OURSELVES}),
            broken=self.promises.broken(view) if self._chases(text) else None,
        )

    def _chases(self, text: str) -> bool:
        """Whether the words may be about something that should have come: a new matter breaks no promise."""
        words = self.words
        lists = (words.chase, words.overdue, words.not_quite, words.anger, words.escalation, words.pressing)
        return bool(_BARE.match(text)) or any(phrases.within(text) for phrases in lists)

    def _without_tool_talk(self, heard: _Heard) -> Ruling:
        """Orders to a tool are never a request; beside one, only the request counts."""
        kept = self.audience.without_tool_talk(heard.pieces)
        if len(kept) == len(heard.pieces):
            return self._spoken(heard)
        asks = self._asks(kept)
        if not asks:
            return no_moment(NegativeType.INJECTION_ONLY, signals=(Signal.POSSIBLE_INJECTION,), certain=not kept)
        signals = (*self._signals(heard), Signal.POSSIBLE_INJECTION)
        return Ruling(is_moment=True, signals=signals, asks=asks, broken=heard.broken)

    def _spoken(self, heard: _Heard) -> Ruling:
        if _BARE.match(heard.text):
            return self._bare(heard)
        if ruled := self._small(heard) or self._again(heard):
            return ruled
        signals = self._signals(heard)
        asks = self._asks(heard.pieces)
        if asks or Signal.NOT_QUITE in signals:
            bare = Signal.NOT_QUITE in signals and not self.objections.names_fault(heard.text)
            earlier = self._earlier_asks(heard) if bare else ()
            left = asks or (() if earlier else heard.pieces)
            found = (*earlier, *(self.objections.faults(left) if Signal.NOT_QUITE in signals else left))
            return Ruling(is_moment=True, signals=signals, asks=found, broken=heard.broken)
        if heard.ours is not None and not signals and self._is_content(heard.text):
            return self._thanked(heard, certain=False)
        ruled = self._answering(heard) or self._pressing(heard, signals) or self._adding(heard)
        return replace(ruled, signals=signals) if ruled else self._nothing(heard)

    def _bare(self, heard: _Heard) -> Ruling:
        """Nothing but marks or emoji: it lives on what was said before."""
        wondering = "?" in heard.text
        waiting = self._waits(heard)
        asks = self._earlier_asks(heard)
        if heard.broken:
            return Ruling(is_moment=True, signals=(Signal.BROKEN_PROMISE,), asks=asks, broken=heard.broken)
        puzzled = heard.ours is not None and not self.promises.open(heard.view)
        if wondering and (puzzled or (waiting and self._late(heard))):
            return Ruling(is_moment=True, asks=asks or heard.pieces)
        kind = NegativeType.DUPLICATE if wondering and waiting else NegativeType.CHIT_CHAT
        return no_moment(kind, certain=not wondering)

    def _small(self, heard: _Heard) -> Ruling | None:
        """Nothing but thanks, goodbye, a nod or a greeting; None where there is more."""
        words, text = self.words, heard.text
        closing = heard.ours is not None and words.anything_else.within(heard.ours.text)
        polite = self._is_polite(text) or (closing and words.nothing_more.within(text))
        rest = _strip(text, words.thanks, words.farewell)
        rest = _strip(rest, words.nothing_more) if polite else rest
        rest = _strip(rest, words.greeting, words.acknowledgement, words.works_now, words.name_of_anybody, words.social)
        if _LETTER.search(rest):
            return None
        if polite:
            return self._thanked(heard, certain=True)
        greets = not _LETTER.search(_strip(text, words.greeting, words.name_of_anybody, words.social))
        if heard.ours is not None and not greets and self._is_question(heard.ours):
            return no_moment(NegativeType.CHIT_CHAT if closing else NegativeType.FYI)
        return no_moment(NegativeType.CHIT_CHAT, certain=True)

    def _again(self, heard: _Heard) -> Ruling | None:
        """The same words posted again, or a chase; None for anything new."""
        words = self.words
        rest = _strip(heard.text, words.chase, words.greeting, words.acknowledgement, words.name_of_anybody)
        chased = words.chase.within(heard.text) and not _LETTER.search(rest)
        if chased and heard.broken:
            asks, signals = self._earlier_asks(heard), self._signals(heard)
            return Ruling(is_moment=True, asks=asks, signals=signals, broken=heard.broken)
        said = {folded(line.text) for line in heard.before if line.side is Side.CUSTOMER}
        repeated = all(folded(line.text) in said for line in heard.lines)
        if not self._waits(heard) or not (repeated or chased):
            return None
        if not self._late(heard):
            return no_moment(NegativeType.DUPLICATE, certain=repeated)
        return Ruling(is_moment=True, asks=self._earlier_asks(heard))

    def _signals(self, heard: _Heard) -> tuple[Signal, ...]:
        answered = any(line.side.is_ours for line in heard.before)
        text = heard.text
        found = {
            Signal.NOT_QUITE: answered and self.words.not_quite.within(text),
            Signal.BROKEN_PROMISE: heard.broken is not None,
            Signal.ANGER: self.words.anger.within(text) or self.words.escalation.within(text),
        }
        return tuple(signal for signal, holds in found.items() if holds)

    def _answering(self, heard: _Heard) -> Ruling | None:
        """An answer to a question of ours."""
        asked = heard.ours
        if asked is None or not self._is_question(asked):
            return None
        if self.words.anything_else.within(asked.text) and self.words.nothing_more.within(heard.text):
            return None
        if self.objections.accepts(heard.text):
            return self._thanked(heard, certain=False) if self._is_polite(heard.text) else no_moment(NegativeType.FYI)
        if self._is_bare_detail(heard):
            return no_moment(NegativeType.FYI)
        earlier = self._earlier_asks(heard) or self._said_before(heard)
        return Ruling(is_moment=True, asks=self._told(heard.pieces), answers=True, earlier=earlier)

    def _said_before(self, heard: _Heard) -> tuple[Piece, ...]:
        """The customer's newest words before our question, where nothing of theirs has the form of a request."""
        theirs = [line for line in heard.before if line.side is Side.CUSTOMER]
        return self._told(sentences(theirs[-1], self.words)) if theirs else ()

    def _is_bare_detail(self, heard: _Heard) -> bool:
        """A name, a number or a nod that we asked for: the request it serves stands, and nothing new is expected."""
        words = self.words
        bound = (words.due_marker, words.pressing, words.contrast, words.hard_event, words.harm_now, words.anger)
        if any(one.within(heard.text) for one in bound):
            return False
        han = sum(is_chinese_character(letter) for letter in heard.text)
        return han <= _DETAIL_HAN and len(_LATIN_WORD.findall(heard.text)) <= _DETAIL_WORDS

    def _pressing(self, heard: _Heard, signals: Sequence[Signal]) -> Ruling | None:
        """A complaint, a cry or a chase without the form of a request."""
        if heard.broken and self.words.chase.within(heard.text):
            return Ruling(is_moment=True, asks=self._earlier_asks(heard), broken=heard.broken)
        loud = Signal.ANGER in signals or self.words.chase.within(heard.text) or self.words.harm_now.within(heard.text)
        return Ruling(is_moment=True, asks=heard.pieces, broken=heard.broken) if loud and heard.pieces else None

    def _adding(self, heard: _Heard) -> Ruling | None:
        """News that moves a date of something owed, or a detail for a request that still waits."""
        if self.words.date_moved.within(heard.text) and self._owes(heard):
            return Ruling(is_moment=True, asks=heard.pieces, answers=True)
        detail = _DETAIL.search(heard.text) and not self.words.fyi.within(heard.text)
        return Ruling(is_moment=True, asks=heard.pieces, answers=True) if detail and self._waits(heard) else None

    def _nothing(self, heard: _Heard) -> Ruling:
        """No request: say which kind of talk it is."""
        informs = self.words.fyi.within(heard.text)
        if self._is_polite(heard.text) and not informs:
            return self._thanked(heard, certain=False)
        social = self.words.social.within(heard.text) and not informs
        return no_moment(NegativeType.CHIT_CHAT if social else NegativeType.FYI)

    def _is_polite(self, text: str) -> bool:
        """Whether there is thanks, a goodbye or word that it works."""
        return self.words.thanks.within(text) or self.words.farewell.within(text) or self.words.works_now.within(text)

    def _is_content(self, text: str) -> bool:
        """Whether somebody is thankful or says that all is well, shortly and without a but."""
        w = self.words
        bound = (w.contrast, w.due_marker, w.pressing, w.chase, w.harm_now)
        return self._is_polite(text) and len(text) <= _SHORT and not any(one.within(text) for one in bound)

    def _thanked(self, heard: _Heard, *, certain: bool) -> Ruling:
        """Thanks: word that the need is met only where our side has delivered, not merely promised."""
        delivered = any(line.side.is_ours for line in heard.before) and not self.promises.open(heard.view)
        confirmed = delivered or self.words.works_now.within(heard.text)
        signals = (Signal.CONFIRMED_BY_CUSTOMER,) if confirmed else ()
        return no_moment(NegativeType.THANKS_CLOSING, signals=signals, certain=certain and delivered)

    def _asks(self, pieces: Sequence[Piece]) -> tuple[Piece, ...]:
        return tuple(piece for piece in pieces if self.asking.asks(piece))

    def _told(self, pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
        """The sentences that say more than thanks or a nod."""
        words = self.words
        empty = (words.thanks, words.farewell, words.acknowledgement, words.greeting)
        return tuple(piece for piece in pieces if _LETTER.search(_strip(piece.text, *empty))) or pieces

    def _is_question(self, line: Line) -> bool:
        """Whether a line of ours asks the customer for something."""
        said = sentences(line, self.words)
        return any(piece.asked or self.words.asks_customer.within(piece.text) for piece in said)

    def _owes(self, heard: _Heard) -> bool:
        """Whether something is open that a moved date touches."""
        facts = "\n".join((heard.view.facts, *heard.view.known))
        stated = self.words.open_item.within(facts) and not self.words.no_open_item.within(facts)
        return stated or self.promises.open(heard.view) or self._waits(heard)

    def _waits(self, heard: _Heard) -> bool:
        """Whether an earlier request still has no answer of ours."""
        return bool(heard.before) and heard.before[-1].side is Side.CUSTOMER and bool(self._earlier_asks(heard))

    def _late(self, heard: _Heard) -> bool:
        """Whether the time in which the waiting request should have been answered is over."""
        unanswered = heard.before
        for at, line in enumerate(heard.before):
            if line.side.is_ours:
                unanswered = heard.before[at + 1 :]
        first = unanswered[0]
        pressing = self.words.pressing.within(first.text) or self.words.harm_now.within(first.text)
        due = reply_by(Urgency.HIGH if pressing else Urgency.NORMAL, first.at, heard.view.zone, ReplyWithin())
        return due is not None and heard.lines[-1].at > due

    def _earlier_asks(self, heard: _Heard) -> tuple[Piece, ...]:
        """What the customer last asked before the focus."""
        customer = (line for line in reversed(heard.before) if line.side is Side.CUSTOMER)
        found = (self._asks(sentences(line, self.words)) for line in customer)
        return next((asks for asks in found if asks), ())


def _strip(text: str, *lists: Phrases) -> str:
    for phrases in lists:
        text = phrases.without(text)
    return text.strip()
