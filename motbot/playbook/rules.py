"""The rules of a playbook folder, read once for the coach and for the reviewer, and what both are built from."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from motbot.playbook.asking import Asking
from motbot.playbook.assessor import PlaybookAssessor
from motbot.playbook.audience import Audience
from motbot.playbook.coverage import Coverage
from motbot.playbook.cues import Cues
from motbot.playbook.drafter import PlaybookDrafter
from motbot.playbook.files import read_files
from motbot.playbook.finding import Finder
from motbot.playbook.gate import Gate
from motbot.playbook.knowing import Knowing
from motbot.playbook.known_promises import KnownPromises
from motbot.playbook.limits import Limits
from motbot.playbook.needs import Needs
from motbot.playbook.plain_replies import PlainReplies
from motbot.playbook.promises import Promises
from motbot.playbook.rephrase import Rephraser
from motbot.playbook.situation import Reader, read_signs
from motbot.playbook.times import Times
from motbot.playbook.urgency import UrgencyRule
from motbot.playbook.wording import Wording
from motbot.playbook.words import Words
from motbot.ports.due_times import DueTimes

FILES = ("gate", "limits", "needs", "promises", "rephrase", "replies", "signs", "times", "words")
"""Names of the files a playbook folder must hold, without `.yaml`."""


@dataclass(frozen=True, kw_only=True)
class Rules:
    """Everything that was read. `revision` changes with every byte of the files."""

    folder: Path
    revision: str
    words: Words
    asking: Asking
    cues: Cues
    finder: Finder
    """Finds promises in what our side says."""
    limits: Limits
    needs: Needs
    rephraser: Rephraser
    wording: Wording
    reader: Reader
    due_times: DueTimes

    @classmethod
    def load(cls, folder: Path, *, due_times: DueTimes) -> "Rules":
        """Read and check every file of the folder; `due_times` finds the times in replies of our side.

        Raises:
            BadPrompt: a file is missing, unknown or wrong; the message names file, line, key and remedy.
        """
        roots, revision = read_files(folder, FILES)
        words, asking = Words.read(roots["words"]), Asking.read(roots["gate"])
        times = Times.read(roots["times"], due_times)
        signs, cues = read_signs(roots["signs"]), Cues.read(roots["promises"])
        finder = Finder(words=words, cues=cues, due_times=due_times)
        promises, audience = Promises(words=words, times=times, finder=finder), Audience(words=words)
        gate = Gate(words=words, asking=asking, promises=promises, audience=audience)
        return cls(
            folder=folder,
            revision=revision,
            words=words,
            asking=asking,
            cues=cues,
            finder=finder,
            limits=Limits.read(roots["limits"], times),
            needs=Needs.read(roots["needs"], signs),
            rephraser=Rephraser.read(roots["rephrase"], asking),
            wording=Wording.read(roots["replies"]),
            reader=Reader(gate=gate, words=words, times=times, signs=signs),
            due_times=due_times,
        )

    @cached_property
    def coverage(self) -> Coverage:
        """Tells what an answer leaves open."""
        return Coverage(words=self.words, cues=self.cues, limits=self.limits, finder=self.finder, asking=self.asking)

    @cached_property
    def plain_replies(self) -> PlainReplies:
        """Tells which replies need no close reading."""
        return PlainReplies(words=self.words, cues=self.cues, finder=self.finder, coverage=self.coverage)

    @cached_property
    def known_promises(self) -> KnownPromises:
        """Holds words of ours against promises."""
        return KnownPromises(finder=self.finder, limits=self.limits)

    def assessor(self, revision: str = "") -> PlaybookAssessor:
        """Judges requests, as a part of what has its own revision where one is given."""
        return PlaybookAssessor(
            revision=revision or self.revision,
            reader=self.reader,
            urgency=UrgencyRule(words=self.words),
            rephraser=self.rephraser,
            needs=self.needs,
            limits=self.limits,
        )

    def drafter(self, revision: str = "") -> PlaybookDrafter:
        """Writes replies; the revision likewise."""
        return PlaybookDrafter(
            revision=revision or self.revision,
            reader=self.reader,
            rephraser=self.rephraser,
            knowing=Knowing(limits=self.limits, asking=self.reader.gate.asking, cues=self.cues, words=self.words),
            wording=self.wording,
            office=self.due_times.conventions,
        )
