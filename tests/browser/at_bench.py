"""The workbench for browsers' tests: a real desk in a thread of its own, three cases, a model that can be swayed."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path

from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys

from motbot.tuning.desk_measuring import DeskWish
from motbot.tuning.desk_page import BenchPageWish, opened_bench
from tests.browser.loops import LoopThread
from tests.browser.screen import Screen
from tests.fakes import openai_server as fake
from tests.fakes.database import make_empty
from tests.tuning.rig import CASES, cases_file
from tests.workbench.rig import Deployment, deployed, swayed, the_playbook

MARKUP = "<img src=x onerror=\"document.title='taken'\"><script>document.title='taken'</script> 你好 {{ now }}"


@dataclass(frozen=True, kw_only=True)
class OpenBench:
    """An open workbench, and the disk below it."""

    address: str
    deployment: Deployment


@contextmanager
def bench_open(
    folder: Path, database: str, *, model: bool = True, is_hostile: bool = True, is_beside: bool = False
) -> Iterator[OpenBench]:
    """Open one on a database that is empty then.

    One of its cases holds markup, unless nothing hostile is wanted; `is_beside` a playground it tells the way there.
    """
    make_empty(database)
    deployment = deployed(folder, database)
    opening = _bench(deployment, model=model, is_hostile=is_hostile, is_beside=is_beside)
    with LoopThread() as loop, loop.opened(opening) as address:
        yield OpenBench(address=address, deployment=deployment)


@asynccontextmanager
async def _bench(deployment: Deployment, *, model: bool, is_hostile: bool, is_beside: bool) -> AsyncIterator[str]:
    hostile = deepcopy(CASES[0]) | {"id": "markup", "title": MARKUP}
    hostile["thread"][0]["text"] = f"Is the login fixed? {MARKUP}"
    cases = cases_file(deployment.folder, [*CASES, *([hostile] if is_hostile else [])])
    async with fake.openai_server(swayed) as server:
        settings = deployment.settings(server.url if model else "")
        wish = BenchPageWish(desk=DeskWish(cases=(cases,), is_scratch=is_beside), browser=False)
        async with opened_bench(settings, wish, standby=the_playbook()) as address:
            yield address


@dataclass(frozen=True, kw_only=True)
class AtBench:
    """A window on the workbench, with what a trainer does in it."""

    screen: Screen

    def open(self, bench: OpenBench) -> None:
        """Open the page and wait until the first text was checked."""
        self.screen.driver.get(bench.address)
        self.screen.find("#editor")
        self.checked("order", "正常")

    def checked(self, *words: str) -> None:
        """Wait until the check says one of these."""
        self.screen.until(lambda: any(one in self.screen.text(".check-summary") for one in words) or None, str(words))

    def copy(self, name: str) -> None:
        """Copy the variant that is open."""
        self.screen.press('[data-focus="copy"]')
        self.screen.write(name, into="#new-name")
        self.screen.press(".modal .button-good")
        self.screen.sees(".sheet-title", name)

    def add(self, line: str) -> None:
        """Write a line at the end of the system part."""
        self.select("\n# user", "")
        self.screen.key("\n" + line)

    def select(self, words: str, kept: str | None = None) -> None:
        """Select these words in the editor; with `kept`, only so much of their beginning."""
        self.screen.run(
            "const field = document.querySelector('#editor'); field.focus({preventScroll: true});"
            "const at = field.value.indexOf(arguments[0]); field.setSelectionRange(at, at + arguments[1]);",
            words,
            len(words if kept is None else kept),
        )

    def save(self) -> None:
        """Save, and wait until nothing is unsaved."""
        self.screen.press('[data-focus="save"]')
        self.screen.until(lambda: not self.screen.all(".chip-unsaved") or None, "the save")

    def hold_control(self, key: str) -> None:
        """Press a key while Control is held."""
        ActionChains(self.screen.driver).key_down(Keys.CONTROL).send_keys(key).key_up(Keys.CONTROL).perform()

    def look_at(self, view: str) -> None:
        """Go to a view."""
        self.screen.press(f"#tab-{view}")
