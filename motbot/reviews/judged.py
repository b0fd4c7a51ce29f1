"""Makes the sheet of a conversation at the machine, by the same steps as in Slack, and puts it into words."""

from collections.abc import Iterator
from dataclasses import dataclass

from motbot.documents.parts import SheetParts
from motbot.documents.sheet_json import Json, sheet_json
from motbot.documents.sheet_parts import Origin, sheet_parts
from motbot.domain.errors import ModelRefused, ModelUnavailable
from motbot.domain.language import Language
from motbot.domain.policy import ReviewRules, ShowCoach
from motbot.domain.review import RaterRole, Review, ReviewState
from motbot.domain.rewriting import rewritten
from motbot.domain.sheet_page import SheetPage
from motbot.domain.sheet_paging import page_of
from motbot.ports.clock import Clock
from motbot.reviews.subject import Subject
from motbot.use_cases.coaching import Coaching
from motbot.use_cases.reviewing import Reviewing, reviewed_lines


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A conversation with its sheet."""

    subject: Subject
    review: Review

    @property
    def parts(self) -> SheetParts:
        """The sheet in words, with the names of the file, or of Slack, in place of accounts."""
        return rewritten(sheet_parts(tuple(self._pages()), self._origin), self.subject.with_names)

    @property
    def json(self) -> Json:
        """The sheet for programs: every word as the coach was given it."""
        return sheet_json(self.review, self._origin)

    @property
    def _origin(self) -> Origin:
        overall = self.review.sheet.overall if self.review.sheet else None
        return Origin(
            title=self.subject.title,
            link=self.subject.link,
            is_timed=self.subject.is_timed,
            decided_by=overall.contact if overall else 0,
        )

    def _pages(self) -> Iterator[SheetPage]:
        """The overview and each contact; whoever sits at the machine may see all the coach says."""
        count = len(self.review.sheet.contacts) if self.review.sheet else 0
        for number in range(count + 1):
            yield page_of(
                self.review,
                page=number,
                user="",
                role=RaterRole.LEAD,
                ratings=(),
                remarks=(),
                sent=frozenset(),
                agreement=(),
                rules=ReviewRules(show_coach=ShowCoach.ALWAYS),
                language=self.review.language,
                zone=self.subject.view.zone.key,
                channel_name="",
                is_trainer=False,
                earlier=0,
            )


class Judging:
    """The configured reviewer, and the playbook where a model does not answer."""

    def __init__(self, *, coaching: Coaching, rules: ReviewRules, clock: Clock) -> None:
        """Take who judges, and how."""
        self._reviewing = Reviewing(reviewer=coaching.reviewer, rules=rules)
        self._standby = Reviewing(reviewer=coaching.fallback_reviewer, rules=rules)
        self._clock = clock

    async def __call__(self, subject: Subject, language: Language | None = None) -> Judged:
        """Judge it; reasons are in `language`, or else in the conversation's own."""
        chosen = language or subject.view.language
        without_model = False
        try:
            sheet = await self._reviewing(subject.view, names=subject.names, language=chosen)
        except (ModelUnavailable, ModelRefused):
            sheet = await self._standby(subject.view, names=subject.names, language=chosen)
            without_model = True
        now = self._clock.now()
        return Judged(
            subject=subject,
            review=Review(
                team="",
                channel=subject.place.channel,
                ts=subject.place.ts,
                thread_ts=subject.place.thread_ts,
                asked_by="",
                asked_at=now,
                ready_at=now,
                language=chosen,
                state=ReviewState.READY,
                lines=reviewed_lines(subject.view.lines, subject.threads),
                sheet=sheet,
                without_model=without_model,
            ),
        )
