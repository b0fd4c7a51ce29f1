"""A desk that only says what it was asked, for tests of the page alone: routes, guards, what is read and refused."""

from collections.abc import Sequence
from datetime import UTC, datetime

from typing_extensions import override

from motbot.domain.errors import BadInput, Failed, StorageUnavailable
from motbot.workbench import asked as wishes
from motbot.workbench.desk import Desk
from motbot.workbench.shown import (
    CaseList,
    Checked,
    Conflict,
    Overview,
    Rendered,
    RunKind,
    RunState,
    ShownCase,
    ShownChange,
    ShownModel,
    ShownRun,
    ShownText,
)

AT = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
TEXT = ShownText(task="assess", variant="mine", text="said 早上好", digest="0" * 64)
RUN = ShownRun(
    number=1, kind=RunKind.TRY, task="assess", sides=("mine",), state=RunState.DONE, done=1, total=1, began=AT
)
CHANGE = ShownChange(
    task="assess", kind="promoted", live="mine #2", trial="", share=0, by="ann", reason="", at=AT, generation=2
)


class FakeDesk(Desk):
    """Notes every wish; `fails` is raised in place of every answer, `taken` makes a save a conflict."""

    def __init__(self) -> None:
        """Nothing was asked yet."""
        self.wishes: list[object] = []
        self.fails: BadInput | Failed | StorageUnavailable | None = None
        self.is_taken = False

    def _note(self, wish: object) -> None:
        self.wishes.append(wish)
        if self.fails is not None:
            raise self.fails

    @override
    async def overview(self) -> Overview:
        self._note("overview")
        return Overview(
            model=ShownModel(is_there=False),
            folder="prompts",
            is_own_folder=True,
            is_scratch=False,
            tasks=(),
            guards={},
        )

    @override
    async def text(self, task: str, variant: str) -> ShownText:
        self._note((task, variant))
        return TEXT

    @override
    async def check(self, asked: wishes.DraftAsked) -> Checked:
        self._note(asked)
        return Checked(remarks=())

    @override
    async def render(self, asked: wishes.RenderAsked) -> Rendered:
        self._note(asked)
        return Rendered()

    @override
    async def save(self, asked: wishes.SaveAsked) -> ShownText | Conflict:
        self._note(asked)
        if self.is_taken:
            return Conflict(digest="1" * 64, theirs="theirs", difference=(("theirs", "-"), ("mine", "+")))
        return TEXT

    @override
    async def copy(self, asked: wishes.CopyAsked) -> ShownText:
        self._note(asked)
        return TEXT

    @override
    async def cases(self) -> CaseList:
        self._note("cases")
        return CaseList()

    @override
    async def case(self, name: str) -> ShownCase:
        self._note(name)
        return ShownCase(id=name, title="", lines=(), facts="", labels=())

    @override
    async def start(self, asked: wishes.RunAsked) -> ShownRun:
        self._note(asked)
        return RUN

    @override
    async def promote(self, asked: wishes.PromoteAsked) -> ShownRun:
        self._note(asked)
        return RUN

    @override
    def runs(self) -> Sequence[ShownRun]:
        self._note("runs")
        return [RUN]

    @override
    def run(self, number: int) -> ShownRun:
        self._note(number)
        return RUN

    @override
    def cancel(self, number: int) -> ShownRun:
        self._note(number)
        return RUN

    @override
    async def roll_back(self, asked: wishes.RollBackAsked) -> ShownChange:
        self._note(asked)
        return CHANGE

    @override
    async def log(self, task: str) -> Sequence[ShownChange]:
        self._note(task)
        return [CHANGE]
