"""Takes the pictures of the two pages in README and docs/prompts.md anew: `python -m tests.browser.page_pictures`."""

import os
import tempfile
from contextlib import ExitStack
from pathlib import Path

from tests.browser.at_bench import AtBench, bench_open
from tests.browser.pictures import begun
from tests.browser.screen import Screen, chromium
from tests.fakes.database import FOLDER_VARIABLE, own_folder, shared_server
from tests.workbench.rig import WORSE

FOLDER = Path(__file__).parents[2] / "docs" / "pictures"


def _take(screen: Screen, name: str) -> None:
    path = FOLDER / f"{name}.png"
    screen.driver.save_screenshot(str(path))
    print(path)


def playground(language: str) -> None:
    """A card that has noted a promise, and the buttons about it."""
    with begun(f"hidden-deadline.{language}", FOLDER) as played:
        played.waits()
        list(played.go_on("window"))
        played.waits()
        played.screen.run("document.querySelector('.wanted')?.scrollIntoView({block: 'center'})")
        _take(played.screen, f"playground.{language}")


def workbench(language: str, database: str) -> None:
    """A prompt that does worse beside the one that it was copied from."""
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as profile, ExitStack() as stack:
        driver = chromium(Path(profile))
        stack.callback(driver.quit)
        screen = Screen(driver, language=language)
        trainer = AtBench(screen=screen)
        trainer.open(stack.enter_context(bench_open(Path(folder), database, is_hostile=False)))
        trainer.copy("mine")
        trainer.add(WORSE)
        trainer.save()
        trainer.look_at("run")
        screen.press('[data-focus="choose-shown"]')
        screen.press("#run")
        screen.until(lambda: screen.all("#verdict") or None, "the outcome")
        screen.until(lambda: not screen.all(".toast") or None, "the notices to go")
        _take(screen, f"workbench.{language}")


def main() -> None:
    """Take them, in both languages."""
    with own_folder() as folder:
        os.environ[FOLDER_VARIABLE] = str(folder)
        with shared_server() as server:
            for language in ("en", "zh"):
                playground(language)
                workbench(language, server.new_database())


if __name__ == "__main__":
    main()
