"""An in-memory Windows port: what every open window shows, and failures on demand."""

from collections import deque

from motbot.domain.errors import MotbotError
from motbot.domain.sheet_page import SheetPage


class FakeWindows:
    """Steer it with `open`, `close` and `fail_next`; read `shown`."""

    def __init__(self) -> None:
        """Begin with no window open."""
        self.shown: dict[str, list[SheetPage]] = {}
        """Every page that an open window has been made to show, by the window's id."""
        self._failures: deque[MotbotError] = deque()

    def open(self, window: str) -> str:
        """Somebody opens a window; gives its id."""
        self.shown[window] = []
        return window

    def close(self, window: str) -> None:
        """They close it."""
        del self.shown[window]

    def fail_next(self, *errors: MotbotError) -> None:
        """Let the next calls fail, one each."""
        self._failures.extend(errors)

    def page(self, window: str) -> SheetPage:
        """What a window shows now."""
        return self.shown[window][-1]

    async def show(self, window: str, page: SheetPage) -> bool:
        """Make it show a page; False where it is not open."""
        if self._failures:
            raise self._failures.popleft()
        if window not in self.shown:
            return False
        self.shown[window].append(page)
        return True
