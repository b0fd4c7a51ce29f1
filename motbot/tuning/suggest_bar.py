"""Shows a search while it runs, with what it has spent and found; and lets Ctrl-C end it without losing anything."""

import asyncio
import signal
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from motbot.catalogue import say
from motbot.domain.errors import Failed
from motbot.tuning.suggest_budget import Budget
from motbot.tuning.tables import money_line

INTERRUPTED = "interrupted"


class Bar:
    """A bar of the calls that may be made, on a terminal; nothing where the output goes to a file."""

    def __init__(self, *, console: Console, budget: Budget) -> None:
        """Take what is shown."""
        self._budget = budget
        self._told = ""
        columns = (
            TextColumn("{task.description}"),
            BarColumn(bar_width=24),
            MofNCompleteColumn(),
            TextColumn(say("calls") + "{task.fields[told]}"),
            TimeElapsedColumn(),
        )
        self._progress = Progress(*columns, console=console, transient=True, disable=not console.is_terminal)
        self._task = self._progress.add_task("", total=budget.limits.calls, completed=budget.calls, told="")

    @contextmanager
    def shown(self) -> Iterator[None]:
        """Show it, as long as this lasts."""
        self._budget.on_change = self.update
        with self._progress:
            yield

    def step(self, what: str) -> None:
        """Say what is done now."""
        self._progress.update(self._task, description=what)

    def best(self, start: float, best: float) -> None:
        """Say how good the best text is."""
        self._told = say(", best {best:.3f} (start {start:.3f})", best=best, start=start)
        self.update()

    def update(self) -> None:
        """Show what is spent by now."""
        spent, limit = self._budget.money, self._budget.limits.money
        paid = "" if spent is None else say(", {money}", money=money_line(spent, limit))
        self._progress.update(self._task, completed=self._budget.calls, told=f"{paid}{self._told}")


@contextmanager
def interruptible(budget: Budget, console: Console) -> Iterator[None]:
    """Ctrl-C asks nothing more and goes on to the report; pressed again, it ends at once.

    Raises:
        Failed: it was pressed again.
    """
    loop, task = asyncio.get_running_loop(), asyncio.current_task()
    before = signal.getsignal(signal.SIGINT)
    was_cancelled = False

    def interrupt() -> None:
        nonlocal was_cancelled
        if not budget.ended:
            budget.stop(INTERRUPTED)
            console.print(say("Ending: what is under way is waited for. Ctrl-C again ends at once."))
        elif task is not None:
            was_cancelled = task.cancel()

    loop.add_signal_handler(signal.SIGINT, interrupt)
    try:
        yield
    except asyncio.CancelledError:
        if was_cancelled:
            raise Failed(say("Ended. Whatever was answered is kept; the same command goes on from there.")) from None
        raise
    finally:
        loop.remove_signal_handler(signal.SIGINT)
        signal.signal(signal.SIGINT, before)
