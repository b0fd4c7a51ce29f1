"""One browser a worker, and an open playground for each test; without a browser the whole folder is left out."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path

import pytest
from pytest import skip  # noqa: PT013 - the one place where a missing program leaves tests out
from selenium.webdriver import Chrome

from tests.browser.at_bench import OpenBench, bench_open
from tests.browser.quiet import QuietPlayground
from tests.browser.real import Backstage, backstage
from tests.browser.screen import Screen, browser_programs, chromium

OpenScreen = Callable[..., Screen]


@pytest.fixture(autouse=True, scope="session")
def needs_a_browser() -> None:
    """Leave the folder out where there is no browser, and say how to get one."""
    if browser_programs() is None:
        skip("no Chromium with chromedriver is installed (Debian: apt-get install chromium chromium-driver)")


@pytest.fixture(scope="session")
def behind(needs_a_browser: None) -> Iterator[Backstage]:
    """What the playgrounds of all tests share."""
    with backstage() as made:
        yield made


@pytest.fixture
def address(behind: Backstage, worker_database: str) -> Iterator[str]:
    """A playground with the real bot, in which nobody has written yet."""
    with behind.playground(worker_database) as opened:
        yield opened


@pytest.fixture
def quiet(needs_a_browser: None) -> Iterator[QuietPlayground]:
    """A playground without the bot, in which nobody has written yet."""
    with QuietPlayground() as made:
        yield made


@pytest.fixture
def bench(tmp_path: Path, worker_database: str) -> Iterator[Callable[..., OpenBench]]:
    """Opens workbenches, of the kind that a test says."""
    with ExitStack() as stack:
        opening = partial(bench_open, tmp_path, worker_database)
        yield lambda **how: stack.enter_context(opening(**how))


@pytest.fixture(scope="session")
def shared_browser(needs_a_browser: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    """The browser of this worker. Each playground has a port of its own, so what it keeps meets no other test."""
    driver = chromium(tmp_path_factory.mktemp("browser"))
    yield driver
    driver.quit()


@pytest.fixture
def window(shared_browser: Chrome, tmp_path: Path) -> Iterator[OpenScreen]:
    """Opens windows: the first in the shared browser, others in one of their own.

    What the console complains about fails the test.
    """
    with ExitStack() as stack:
        opened: list[Screen] = []

        def open_window(**looks: object) -> Screen:
            driver = shared_browser
            if opened:
                driver = chromium(tmp_path / f"profile-{len(opened)}")
                stack.callback(driver.quit)
            opened.append(Screen(driver, **looks))  # type: ignore[arg-type]
            stack.callback(opened[-1].leave)
            opened[-1].complaints()  # what the test before has left there is not this one's
            return opened[-1]

        yield open_window
        assert [screen.complaints() for screen in opened] == [[] for _ in opened]
