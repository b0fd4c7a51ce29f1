"""The offline coach, loaded from a folder of playbook files."""

from dataclasses import dataclass
from pathlib import Path

from motbot.domain.expectation import NegativeType
from motbot.domain.message import ConversationView
from motbot.domain.readable import readable, readable_view
from motbot.playbook.asking import Asking
from motbot.playbook.assessor import PlaybookAssessor
from motbot.playbook.audience import Audience
from motbot.playbook.confirmer import PlaybookConfirmer
from motbot.playbook.coverage import Coverage
from motbot.playbook.cues import Cues
from motbot.playbook.drafter import PlaybookDrafter
from motbot.playbook.files import read_files
from motbot.playbook.finding import Finder
from motbot.playbook.gate import Gate
from motbot.playbook.known_promises import KnownPromises
from motbot.playbook.limits import Limits
from motbot.playbook.mender import PlaybookMender
from motbot.playbook.needs import Needs
from motbot.playbook.outcomes import Outcomes
from motbot.playbook.promises import Promises
from motbot.playbook.rephrase import Rephraser
from motbot.playbook.reply_reader import PlaybookReplyReader
from motbot.playbook.situation import Reader, read_signs
from motbot.playbook.times import Times
from motbot.playbook.urgency import UrgencyRule
from motbot.playbook.wording import Wording
from motbot.playbook.words import Words
from motbot.ports.coach import Coach
from motbot.ports.due_times import DueTimes

FILES = ("gate", "limits", "needs", "promises", "rephrase", "replies", "signs", "times", "words")
"""Names of the files a playbook folder must hold, without `.yaml`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaybookFirstLook:
    """Fulfils the FirstLook port."""

    reader: Reader

    def certain_negative(self, view: ConversationView) -> NegativeType | None:
        """Say why the focus is certainly no moment, or None where a closer look is needed."""
        ruling = self.reader.gate.rule(readable_view(view))
        return ruling.negative_type if ruling.certain else None

    def is_critical(self, text: str) -> bool:
        """Whether the words alone show harm that happens now."""
        return self.reader.harms(readable(text))

    def promises(self, text: str) -> bool:
        """Whether words of our side announce something that is still to be done."""
        return self.reader.gate.promises.announces(readable(text))


@dataclass(frozen=True, slots=True, kw_only=True)
class Playbook:
    """The rules of one folder, ready to judge. `revision` changes with every byte of the files."""

    first_look: PlaybookFirstLook
    coach: Coach
    revision: str

    @classmethod
    def load(cls, folder: Path, *, due_times: DueTimes) -> "Playbook":
        """Read and check every file of the folder; `due_times` finds the times in replies of our side.

        Raises:
            BadPrompt: a file is missing, unknown or wrong; the message names file, line, key and remedy.
        """
        roots, revision = read_files(folder, FILES)
        words, times, asking = Words.read(roots["words"]), Times.read(roots["times"]), Asking.read(roots["gate"])
        signs = read_signs(roots["signs"])
        promises = Promises(words=words, times=times)
        gate = Gate(words=words, asking=asking, promises=promises, audience=Audience(words=words))
        reader = Reader(gate=gate, words=words, times=times, signs=signs)
        needs, limits = Needs.read(roots["needs"], signs), Limits.read(roots["limits"], times)
        wording = Wording.read(roots["replies"])
        rephraser = Rephraser.read(roots["rephrase"], asking)
        assessor = PlaybookAssessor(
            revision=revision,
            reader=reader,
            urgency=UrgencyRule(words=words),
            rephraser=rephraser,
            needs=needs,
            limits=limits,
        )
        drafter = PlaybookDrafter(revision=revision, reader=reader, rephraser=rephraser, limits=limits, wording=wording)
        cues = Cues.read(roots["promises"])
        finder = Finder(words=words, cues=cues, due_times=due_times)
        known = KnownPromises(words=words, cues=cues, limits=limits)
        outcomes = Outcomes(finder=finder, known=known)
        confirmer = PlaybookConfirmer(
            revision=revision, reader=reader, rephraser=rephraser, needs=needs, wording=wording, outcomes=outcomes
        )
        coverage = Coverage(words=words, cues=cues, limits=limits, finder=finder, asking=asking)
        reply_reader = PlaybookReplyReader(revision=revision, finder=finder, known=known, coverage=coverage)
        mender = PlaybookMender(revision=revision, finder=finder, wording=wording)
        coach = Coach(
            assessor=assessor,
            drafter=drafter,
            confirmer=confirmer,
            reply_reader=reply_reader,
            mender=mender,
            instant=True,
        )
        return cls(first_look=PlaybookFirstLook(reader=reader), coach=coach, revision=revision)
