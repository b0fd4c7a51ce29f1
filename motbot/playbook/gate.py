"""Is it a moment? The whole view decides: who speaks, to whom, after what, and only then the words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from motbot.domain.expectation import NegativeType, Signal
from motbot.domain.grounding import folded
from motbot.domain.language import Language, is_chinese_character
from motbot.domain.message import ConversationView, Line
from motbot.domain.people import Side
from motbot.playbook.asking import Asking
from motbot.playbook.audience import Audience, Spoken
from motbot.playbook.before import Before
from motbot.playbook.details import Details
from motbot.playbook.heard import Heard
from motbot.playbook.objecting import Objections, stripped
from motbot.playbook.phrases import plain
from motbot.playbook.promises import Promises
from motbot.playbook.ruling import Ruling, no_moment
from motbot.playbook.sentences import Piece, own_words, sentences
from motbot.playbook.words import Words

_BARE = re.compile(r"^[\W_]*$")
_EMOJI = re.compile(r":[a-z0-9_+'-]+:|[\u2190-\u2bff\u3030\U0001f000-\U0001faff\ufe0f\u200d]", re.IGNORECASE)
_LETTER = re.compile(r"\w")
_DETAIL = re.compile(r"\d")
_TOLD_HAN = 8  # characters from which a statement tells something


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

    def _heard(self, view: ConversationView, lines: Sequence[Line]) -> Heard:
        own = "\n".join(own_words(line.text, self.words) for line in lines)
        text = plain(_EMOJI.sub(" ", own))
        return Heard(
            view=view,
            lines=lines,
            pieces=tuple(piece for line in lines for piece in sentences(line, self.words)),
            text=text,
            before=Before.of(
                view,
                authors={line.author for line in lines},
                words=self.words,
                asks=self.asking.asks,
                states=self.asking.states,
            ),
            broken=self.promises.broken(view, is_chased=self._chases(text)),
        )

    def _chases(self, text: str) -> bool:
        """Whether the words may be about something that should have come: a new matter breaks no promise."""
        words = self.words
        lists = (words.chase, words.overdue, words.not_quite, words.anger, words.escalation, words.pressing)
        return bool(_BARE.match(text)) or any(one.within(text) for one in lists) or self.asking.lacks(text)

    def _without_tool_talk(self, heard: Heard) -> Ruling:
        """Orders to a tool are never a request; beside one, only the request counts."""
        kept = self.without_tool_talk(heard.pieces)
        if len(kept) == len(heard.pieces):
            return self._spoken(heard)
        asks = self._stated(kept)
        if not asks:
            return no_moment(NegativeType.INJECTION_ONLY, signals=(Signal.POSSIBLE_INJECTION,), certain=not kept)
        signals = (*self._signals(heard), Signal.POSSIBLE_INJECTION)
        return Ruling(is_moment=True, signals=signals, asks=asks, broken=heard.broken)

    def without_tool_talk(self, pieces: Sequence[Piece]) -> tuple[Piece, ...]:
        """The sentences that are not addressed to a tool; trouble that stands behind such words is the customer's."""
        return self.audience.without_tool_talk(pieces, theirs=self.asking.lacks)

    def _spoken(self, heard: Heard) -> Ruling:
        if _BARE.match(heard.text):
            return self._bare(heard)
        if ruled := self._gone(heard) or self._small(heard) or self._again(heard):
            return ruled
        signals = self._signals(heard)
        asks = self._asks(heard)
        if back := heard.before.taken_back if Signal.NOT_QUITE not in signals else ():
            if all(one in back or heard.before.corrects(one) for one in asks):
                return self._correcting(heard, back, signals)
            asks = tuple(one for one in heard.pieces if one in asks or heard.before.corrects(one))
        if asks or Signal.NOT_QUITE in signals:
            bare = Signal.NOT_QUITE in signals and not self.objections.names_fault(heard.text)
            earlier = heard.before.asked() if bare else ()
            left = asks or (() if earlier else heard.pieces)
            found = (*earlier, *(self.objections.faults(left) if Signal.NOT_QUITE in signals else left))
            waiting = self._with_waiting(found, heard)
            return Ruling(is_moment=True, signals=signals, asks=waiting, broken=heard.broken, back=back)
        if heard.ours is not None and not signals and self._is_content(heard):
            return self._thanked(heard, certain=False)
        ruled = self._answering(heard) or self._stating(heard) or self._pressing(heard, signals) or self._adding(heard)
        return replace(ruled, signals=signals) if ruled else self._nothing(heard)

    def _is_content(self, heard: Heard) -> bool:
        """Whether they are thankful, or praise and state no fault."""
        polite = self.objections.is_polite(heard.text)
        return self.objections.is_content(heard) and (polite or not self._stated(heard.pieces))

    def _bare(self, heard: Heard) -> Ruling:
        """Nothing but marks or emoji: it lives on what was said before."""
        wondering, waiting, asks = "?" in heard.text, heard.before.waits, heard.before.asked()
        if heard.broken:
            return Ruling(is_moment=True, signals=(Signal.BROKEN_PROMISE,), asks=asks, broken=heard.broken)
        puzzled = heard.ours is not None and not self.promises.open(heard.view)
        if wondering and (puzzled or (waiting and heard.before.late)):
            return Ruling(is_moment=True, asks=asks or heard.pieces)
        kind = NegativeType.DUPLICATE if wondering and waiting else NegativeType.CHIT_CHAT
        return no_moment(kind, certain=not wondering)

    def _small(self, heard: Heard) -> Ruling | None:
        """Nothing but thanks, goodbye, a nod or a greeting; None where there is more."""
        words, text = self.words, heard.text
        closing = heard.ours is not None and words.anything_else.within(heard.ours.text)
        polite = self.objections.is_pleased(heard) or (closing and words.nothing_more.within(text))
        rest = stripped(text, words.thanks, words.farewell)
        rest = stripped(rest, words.nothing_more) if polite else rest
        if _LETTER.search(stripped(rest, words.praise, words.outcome, words.works_now, *words.small_talk)):
            return None
        if polite:
            return self._thanked(heard, certain=True)
        greets = not _LETTER.search(stripped(text, words.greeting, words.name_of_anybody, words.social))
        if not greets and heard.before.we_ask:
            return no_moment(NegativeType.CHIT_CHAT if closing else NegativeType.FYI)
        return no_moment(NegativeType.CHIT_CHAT, certain=True)

    def _gone(self, heard: Heard) -> Ruling | None:
        """Somebody who has found help elsewhere: worth a word where we were late; None where they ask for more."""
        away = (self.words.gone_elsewhere, self.words.nothing_more, self.words.not_quite)
        gone = tuple(one for one in heard.pieces if away[0].within(one.text))
        rest = (replace(one, text=stripped(one.text, *away)) for one in heard.pieces)
        if not gone or self._stated(tuple(rest)):
            return None
        late = self.words.not_quite.within(heard.text) or (heard.before.waits and heard.before.late)
        if not late and heard.broken is None:
            return no_moment(NegativeType.FYI)
        signals = tuple(one for one in self._signals(heard) if one is not Signal.NOT_QUITE)
        return Ruling(is_moment=True, signals=signals, asks=gone, gone=True)

    def _again(self, heard: Heard) -> Ruling | None:
        """The same words posted again, or a chase; None for anything new."""
        words = self.words
        rest = stripped(heard.text, words.chase, words.greeting, words.acknowledgement, words.name_of_anybody)
        chased = words.chase.within(heard.text) and not _LETTER.search(rest)
        if chased and heard.broken:
            asked, signals = heard.before.asked(), self._signals(heard)
            return Ruling(is_moment=True, asks=asked, signals=signals, broken=heard.broken)
        said = {folded(line.text) for line in heard.before.lines if line.side is Side.CUSTOMER}
        repeated = all(folded(line.text) in said for line in heard.lines)
        if not heard.before.waits or not (repeated or chased):
            return None
        if not heard.before.late:
            return no_moment(NegativeType.DUPLICATE, certain=repeated)
        return Ruling(is_moment=True, asks=heard.before.asked())

    def _signals(self, heard: Heard) -> tuple[Signal, ...]:
        answered = any(line.side.is_ours for line in heard.before.lines)
        found = {
            Signal.NOT_QUITE: answered and self.words.not_quite.within(heard.text),
            Signal.BROKEN_PROMISE: heard.broken is not None,
            Signal.ANGER: self.words.anger.within(heard.text) or self.words.escalation.within(heard.text),
        }
        return tuple(signal for signal, holds in found.items() if holds)

    def _answering(self, heard: Heard) -> Ruling | None:
        """An answer to a question of ours."""
        asked = heard.ours
        if asked is None or not heard.before.we_ask:
            return None
        if self.words.anything_else.within(asked.text) and self.words.nothing_more.within(heard.text):
            return None
        if self.objections.accepts(heard.text):
            polite = self.objections.is_polite(heard.text)
            return self._thanked(heard, certain=False) if polite else no_moment(NegativeType.FYI)
        if Details(words=self.words, promises=self.promises).is_bare(heard):
            return no_moment(NegativeType.FYI, answers=True)
        earlier = self._told(heard.before.open())
        return Ruling(is_moment=True, asks=self._told(heard.pieces), answers=True, earlier=earlier)

    def _correcting(self, heard: Heard, back: tuple[Piece, ...], signals: tuple[Signal, ...]) -> Ruling:
        """Something else than was asked for; nothing of what else was asked is new."""
        told = tuple(one for one in self._told(heard.pieces) if one not in back)
        earlier = self._told(heard.before.unanswered())
        return Ruling(is_moment=True, asks=told, answers=True, earlier=earlier, back=back, signals=signals)

    def _pressing(self, heard: Heard, signals: Sequence[Signal]) -> Ruling | None:
        """A complaint, a cry or a chase without the form of a request."""
        if heard.broken and self.words.chase.within(heard.text):
            return Ruling(is_moment=True, asks=heard.before.asked(), broken=heard.broken)
        loud = Signal.ANGER in signals or self.words.chase.within(heard.text) or self.words.harm_now.within(heard.text)
        return Ruling(is_moment=True, asks=heard.pieces, broken=heard.broken) if loud and heard.pieces else None

    def _adding(self, heard: Heard) -> Ruling | None:
        """News that moves a date of something owed, or a detail for a request that still waits."""
        if self.words.date_moved.within(heard.text) and self._owes(heard):
            return Ruling(is_moment=True, asks=heard.pieces, answers=True)
        detail = _DETAIL.search(heard.text) and not self.words.fyi.within(heard.text)
        return Ruling(is_moment=True, asks=heard.pieces, answers=True) if detail and heard.before.waits else None

    def _nothing(self, heard: Heard) -> Ruling:
        """No request: say which kind of talk it is."""
        informs = self.words.fyi.within(heard.text)
        if self.objections.is_pleased(heard) and not informs:
            return self._thanked(heard, certain=False)
        social = self.words.social.within(heard.text) and not informs
        return no_moment(NegativeType.CHIT_CHAT if social else NegativeType.FYI)

    def _thanked(self, heard: Heard, *, certain: bool) -> Ruling:
        """Thanks: word that the need is met only where our side has delivered, not merely promised."""
        is_open = self.promises.open(heard.view)
        confirmed = self.objections.confirms(heard, is_open=is_open)
        delivered = not is_open and any(line.side.is_ours for line in heard.before.lines)
        signals = (Signal.CONFIRMED_BY_CUSTOMER,) if confirmed else ()
        return no_moment(NegativeType.THANKS_CLOSING, signals=signals, certain=certain and delivered)

    def _asks(self, heard: Heard) -> tuple[Piece, ...]:
        """The sentences that ask, with those that state what is wrong or needed where any does."""
        idle = self.words.social.within(heard.text) and not self.words.own_matter.within(heard.text)
        asking = [one for one in heard.pieces if self.asking.asks(one) and not (idle and self.asking.wonders(one))]
        return self._stated(heard.pieces) if asking else ()

    def _stated(self, pieces: Sequence[Piece]) -> tuple[Piece, ...]:
        """The sentences that ask or state what is wrong or needed."""
        return tuple(piece for piece in pieces if self.asking.asks(piece) or self.asking.states(piece))

    def _stating(self, heard: Heard) -> Ruling | None:
        """Something that is wrong, lacking, needed or changed, said without asking."""
        words = self.words
        if words.fyi.within(heard.text) or words.social.within(heard.text):
            return None
        broken = heard.broken
        asks = self._stated(heard.pieces) or (heard.pieces if self.objections.spoils(heard) else ())
        if not asks and not self.objections.is_pleased(heard) and not self.asking.settles(heard.text):
            broken = self.promises.broken(heard.view)
            chinese = heard.view.language is Language.ZH and _han(heard.text) >= _TOLD_HAN
            asks = heard.pieces if broken or (chinese and heard.ours is None) else ()
        return Ruling(is_moment=True, asks=self._with_waiting(asks, heard), broken=broken) if asks else None

    def _with_waiting(self, asks: tuple[Piece, ...], heard: Heard) -> tuple[Piece, ...]:
        """With what the same people have asked before and still wait for, and what we had promised for it.

        Whoever names what was promised says by that what they wait for.
        """
        named = heard.broken is not None and self.promises.is_held_up(heard.broken, heard.view)
        earlier = heard.before.asked() if heard.broken and not named else ()
        waiting = dict.fromkeys((*earlier, *heard.before.unanswered()))
        known = {folded(one.text) for one in asks}
        return (*(one for one in waiting if one not in asks and folded(one.text) not in known), *asks)

    def _told(self, pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
        """The sentences that say more than thanks or a nod."""
        words = self.words
        empty = (words.thanks, words.farewell, words.acknowledgement, words.greeting)
        return tuple(piece for piece in pieces if _LETTER.search(stripped(piece.text, *empty))) or pieces

    def _owes(self, heard: Heard) -> bool:
        """Whether something is open that a moved date touches."""
        facts = "\n".join((heard.view.facts, *heard.view.known))
        stated = self.words.open_item.within(facts) and not self.words.no_open_item.within(facts)
        return stated or self.promises.open(heard.view) or heard.before.waits


def _han(text: str) -> int:
    return sum(is_chinese_character(letter) for letter in text)
