"""Everything that is done with sheets, made once from the ports."""

from collections.abc import Mapping
from datetime import timedelta

from motbot.domain.policy import ReviewRules
from motbot.ports.clock import Clock
from motbot.ports.slack import Directory, Threads, Windows
from motbot.ports.store import Store
from motbot.use_cases.coaching import Coaching
from motbot.use_cases.list_sheets import ListSheets
from motbot.use_cases.mark_sheet import MarkSheet
from motbot.use_cases.open_sheet import OpenSheet
from motbot.use_cases.read_thread import ReadThread
from motbot.use_cases.remark_on_sheet import RemarkOnSheet
from motbot.use_cases.request_review import AgreeToCost, RequestReview
from motbot.use_cases.review_thread import ReviewThread
from motbot.use_cases.send_marks import SendMarks
from motbot.use_cases.sheet_pages import SheetPages
from motbot.use_cases.show_mine import ShowMine
from motbot.use_cases.showing_sheets import ShowingSheets
from motbot.use_cases.speaking_of_sheets import SpeakingOfSheets
from motbot.use_cases.telling_of_sheets import TellingOfSheets
from motbot.use_cases.whispering import Whispering
from motbot.use_cases.who_reads import WhoReads


class Sheets:
    """The use cases of sheets: each checks anew who the person is and whether they are a member now.

    Attributes:
        request_review: asks for the sheet of a conversation.
        agree_to_cost: lets the review of a long one go on.
        open_sheet: shows a page.
        mark_sheet: adds a person's own marks.
        remark_on_sheet: adds a dispute, or what the conversation does not show.
        send_marks: sends the marks of a blind review.
        list_sheets: lists a person's sheets.
        show_mine: shows a person what is held about them.
    """

    def __init__(
        self,
        *,
        store: Store,
        directory: Directory,
        clock: Clock,
        whispering: Whispering,
        rules: ReviewRules,
        kept_for: Mapping[str, timedelta],
    ) -> None:
        """Take the ports, how conversations are reviewed, and how long what is kept."""
        self._store = store
        self._directory = directory
        self._clock = clock
        self._rules = rules
        self._who_reads = WhoReads(directory=directory)
        self._pages = SheetPages(store=store, clock=clock, rules=rules)
        self._telling = TellingOfSheets(directory=directory, whispering=whispering)
        speaking = SpeakingOfSheets(store=store, who_reads=self._who_reads, telling=self._telling)
        self.request_review = RequestReview(
            store=store, directory=directory, clock=clock, who_reads=self._who_reads, pages=self._pages
        )
        self.agree_to_cost = AgreeToCost(store=store, clock=clock, who_reads=self._who_reads, pages=self._pages)
        self.open_sheet = OpenSheet(store=store, who_reads=self._who_reads, pages=self._pages)
        self.mark_sheet = MarkSheet(store=store, clock=clock, speaking=speaking, telling=self._telling)
        self.remark_on_sheet = RemarkOnSheet(store=store, clock=clock, speaking=speaking, telling=self._telling)
        self.send_marks = SendMarks(store=store, clock=clock, speaking=speaking, telling=self._telling)
        self.list_sheets = ListSheets(store=store, directory=directory, who_reads=self._who_reads)
        self.show_mine = ShowMine(
            store=store, directory=directory, clock=clock, list_sheets=self.list_sheets, kept_for=kept_for
        )

    def review_thread(self, *, coaching: Coaching, threads: Threads, windows: Windows) -> ReviewThread:
        """The job that makes a sheet."""
        return ReviewThread(
            store=self._store,
            directory=self._directory,
            clock=self._clock,
            coaching=coaching,
            rules=self._rules,
            read_thread=ReadThread(store=self._store, directory=self._directory, threads=threads, clock=self._clock),
            telling=self._telling,
            showing=ShowingSheets(store=self._store, windows=windows, who_reads=self._who_reads, pages=self._pages),
        )
