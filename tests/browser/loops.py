"""An event loop in a thread of its own, so that a browser's tests, which block, have something to talk to."""

import asyncio
import threading
from collections.abc import Coroutine, Iterator
from concurrent.futures import Future
from contextlib import AbstractAsyncContextManager, contextmanager
from types import TracebackType
from typing import Any, Self, TypeVar

Given = TypeVar("Given")


class LoopThread:
    """Runs from enter to exit."""

    def __init__(self) -> None:
        """Make the loop; nothing runs yet."""
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="behind the page")

    def run(self, work: Coroutine[Any, Any, Given]) -> Given:
        """Do something there, and wait for it."""
        return asyncio.run_coroutine_threadsafe(work, self._loop).result()

    @contextmanager
    def opened(self, context: AbstractAsyncContextManager[Given]) -> Iterator[Given]:
        """Open something there, and leave it in the same task, as many contexts want it."""
        leave, ready = asyncio.Event(), Future[Given]()

        async def stay() -> None:
            async with context as given:
                ready.set_result(given)
                await leave.wait()

        staying = asyncio.run_coroutine_threadsafe(stay(), self._loop)
        staying.add_done_callback(lambda ended: _pass_on(ended, ready))
        try:
            yield ready.result()
        finally:
            self._loop.call_soon_threadsafe(leave.set)
            staying.result()

    def __enter__(self) -> Self:
        """Start."""
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop."""
        self.run(self._loop.shutdown_default_executor())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()


def _pass_on(ended: Future[None], ready: Future[Given]) -> None:
    """What could not be opened fails for whoever waits for it."""
    trouble = ended.exception()
    if trouble is not None and not ready.done():
        ready.set_exception(trouble)
