"""The playbook's honest message for a promise that slips: the new time before the old one is over, or an early no."""

import re
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from motbot.domain.expectation import Commitment, Draft, Drafted, Provenance
from motbot.domain.language import Language, language_of
from motbot.domain.message import ConversationView, Line
from motbot.domain.people import Side
from motbot.domain.promise import Mending, Promise
from motbot.domain.readable import readable_view
from motbot.playbook.finding import Finder
from motbot.playbook.retelling import in_the_past
from motbot.playbook.schedule import in_words
from motbot.playbook.told import Told
from motbot.playbook.wording import Wording, joined, shortened

_SAID_AT_MOST = 80
_REASON_AT_MOST = 200
_OURS = re.compile(r"\W*(?:我|咱)")
_RUNS_ON = re.compile(
    r",\s+(?:and |but |so )?(?:i|we|you|they|it|he|she|that|this|there|the|your|our)\b", re.IGNORECASE
)
_RUNS_ON_ZH = re.compile(r"正在|[^，,]我|[，,](?:您|你|我|咱|它|这|那|就)")
"""In a deed: a clause with a subject of its own, which fits behind none of our words."""
_PUT_OFF_ZH = re.compile(r"(?:改|推|推迟|延|延期|延后|延迟|挪|顺延|调|调整|换|移)[约期]?[到至成为在]")
"""Words that say where a time moves to: told again without that time they say nothing."""
_EDGES = " \t\n。.!！?？,，;；"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaybookMender:
    """Fulfils the Mender port without a model; never raises."""

    revision: str
    finder: Finder
    wording: Wording

    async def mend(
        self, view: ConversationView, promise: Promise, *, mending: Mending, due: datetime | None, language: Language
    ) -> Drafted:
        """Write it in the customer's language; `why` is in `language`."""
        view = readable_view(view)
        told_for = _before(promise) if mending is Mending.MOVE else promise.due
        told = self._told(view, promise)
        writing = _Writing(view=view, promise=promise, wording=self.wording, told=told, told_for=told_for)
        if mending is Mending.MOVE and due is not None:
            why = "why.missed" if writing.is_missed else "why.move"
            draft = Draft(
                reply=writing.moved(due), why=self.wording.one(why, language), commitments=(writing.commitment(due),)
            )
        else:
            why = "why.cannot_missed" if writing.is_missed else "why.cannot"
            draft = Draft(reply=writing.cannot(), why=self.wording.one(why, language))
        return Drafted(draft=draft, provenance=Provenance(coach="playbook", revision=self.revision))

    def _told(self, view: ConversationView, promise: Promise) -> Told | None:
        """Our words read again, for a form of them that fits into a sentence; None where that fails."""
        line = Line(ts="", at=promise.made_at, side=Side.AGENT, author="", text=promise.words)
        told = self.finder.found(line, zone=view.zone)
        return told[0] if len(told) == 1 and language_of(promise.words) is view.language else None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Writing:
    """One message in the making."""

    view: ConversationView
    promise: Promise
    wording: Wording
    told: Told | None
    told_for: datetime | None
    """When the customer expects it until now."""

    @property
    def is_missed(self) -> bool:
        """Whether the time that is given up was over before this message."""
        old, broken = self.told_for, self.promise.broken_at
        return broken is not None and (old is None or old <= max(broken, self.view.now))

    def moved(self, due: datetime) -> str:
        """The new time, told before the old one is over or owned up to afterwards."""
        parts = (
            self._line("missed" if self.is_missed else "slips", promised=self._promised(due)),
            self._reason(),
            self._line("new", new=self._named(due, due)),
            self._line("sure"),
            self._line("fits"),
        )
        return joined(parts, self.view.language)

    def cannot(self) -> str:
        """The no with a way on: early, or owned up to where its time is over."""
        instead = next((one.instead for one in self.promise.beyond if self._speaks(one.instead)), "").strip(_EDGES)
        parts = (
            self._line("cannot_missed" if self.is_missed else "cannot", promised=self._promised()),
            self._reason(),
            self._line("instead", what=instead) if instead else self._line("way_on"),
        )
        return joined(parts, self.view.language)

    def commitment(self, due: datetime) -> Commitment:
        """What the message promises anew."""
        owner = self.promise.who or self.promise.agent
        return Commitment(who=owner, what=self.promise.what, due=due, due_text=self._named(due, due))

    def _line(self, name: str, **slots: str) -> str:
        return self.wording.line(f"mend.{name}", self.view.language, self.promise.words, **slots)

    def _promised(self, new: datetime | None = None) -> str:
        """What was promised and for when, in the zone that the new time is named in."""
        before = self.told_for or self.promise.due
        name, what = self._retold()
        says_when = name == "quoted" and self.told is not None and self.told.at == before
        if before is None or before == new or says_when:
            old = ""
        else:
            old = self._line("old", due=self._named(before, new or before))
        return self._line(name, what=shortened(what, _SAID_AT_MOST), old=old).strip(" ，")

    def _retold(self) -> tuple[str, str]:
        """Our words as they are told again, with the name of the frame they fit into; quoted where none fits."""
        if self.told is None:
            bare = (
                self.promise.words.replace(self.promise.due_words, "").strip(_EDGES) if self.promise.due_words else ""
            )
            indirect = in_the_past(bare) if self.view.language is Language.EN else ""
            return ("told", indirect) if indirect else ("quoted", self.promise.words)
        deed, is_chinese = self.told.deed, self.view.language is Language.ZH
        if is_chinese and _PUT_OFF_ZH.search(self.told.words):
            return "quoted", self.promise.words
        if (_RUNS_ON_ZH if is_chinese else _RUNS_ON).search(deed):
            return "quoted", self.promise.words
        if is_chinese:
            return "own" if _OURS.match(self.told.words) else "told", deed
        if self.told.is_own:
            return "own", deed
        indirect = in_the_past(deed)
        return ("told", indirect) if indirect else ("quoted", self.promise.words)

    def _named(self, at: datetime, like: datetime) -> str:
        zone = like.tzinfo if isinstance(like.tzinfo, ZoneInfo) else self.view.zone
        return in_words(at, self.view.now, zone, self.view.language)

    def _reason(self) -> str:
        """The agent's reason where the customer can read it."""
        reason = shortened(self.promise.reason, _REASON_AT_MOST).strip(_EDGES)
        return self._line("reason", why=reason) if self._speaks(reason) else ""

    def _speaks(self, text: str) -> bool:
        return bool(text.strip(_EDGES)) and language_of(text, default=self.view.language) is self.view.language


def _before(promise: Promise) -> datetime | None:
    """The time it had before it was moved."""
    return promise.moved_from[-1] if promise.moved_from else promise.broken_at
