"""The offline coach, loaded from a folder of playbook files."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from motbot.domain.expectation import Expectation, NegativeType
from motbot.domain.message import ConversationView
from motbot.domain.promise import Promise
from motbot.domain.readable import readable, readable_view
from motbot.playbook.confirmer import PlaybookConfirmer
from motbot.playbook.mender import PlaybookMender
from motbot.playbook.outcomes import Outcomes
from motbot.playbook.plain_replies import PlainReplies
from motbot.playbook.reply_reader import PlaybookReplyReader
from motbot.playbook.rules import Rules
from motbot.playbook.situation import Reader
from motbot.ports.coach import Coach
from motbot.ports.due_times import DueTimes


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaybookFirstLook:
    """Fulfils the FirstLook port."""

    reader: Reader
    plain_replies: PlainReplies

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

    def is_plain(self, view: ConversationView, *, expected: Sequence[Expectation], promised: Sequence[Promise]) -> bool:
        """Whether the words of our side in the focus certainly promise, deliver and leave open nothing."""
        return self.plain_replies.are_plain(view, expected=expected, promised=promised)


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
        return cls.of(Rules.load(folder, due_times=due_times))

    @classmethod
    def of(cls, rules: Rules) -> "Playbook":
        """Build the coach from rules that are read already."""
        revision, wording = rules.revision, rules.wording
        known = rules.known_promises
        confirmer = PlaybookConfirmer(
            revision=revision,
            reader=rules.reader,
            rephraser=rules.rephraser,
            needs=rules.needs,
            wording=wording,
            outcomes=Outcomes(finder=rules.finder, known=known),
        )
        coach = Coach(
            assessor=rules.assessor(),
            drafter=rules.drafter(),
            confirmer=confirmer,
            reply_reader=PlaybookReplyReader(
                revision=revision, finder=rules.finder, known=known, coverage=rules.coverage
            ),
            mender=PlaybookMender(revision=revision, finder=rules.finder, wording=wording),
            instant=True,
        )
        return cls(
            first_look=PlaybookFirstLook(reader=rules.reader, plain_replies=rules.plain_replies),
            coach=coach,
            revision=revision,
        )
