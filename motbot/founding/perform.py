"""`motbot init`: settles the answers, writes what is missing, and says what is left to be clicked in Slack."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from motbot.catalogue import say
from motbot.domain.errors import BadInput, Failed
from motbot.domain.language import Language
from motbot.domain.safe_text import without_hidden
from motbot.founding.answers import Answers, Watched, checked
from motbot.founding.asking import Ask, Said, asked, settled, usual_answers
from motbot.founding.clicks import Step, steps
from motbot.founding.config_text import config_text
from motbot.founding.folder import Fate, Found, Wanted, write
from motbot.founding.manifest import NEW_APP, create_link, manifest_text, transport_of
from motbot.founding.secrets_template import secrets_template
from motbot.settings.defaults import default_config, default_prompts
from motbot.settings.env_file import open_to_others
from motbot.settings.loading import load_config

CONFIG, MANIFEST, SECRETS, IGNORED = "motbot.yaml", "slack-manifest.yaml", ".env", ".gitignore"
_EXAMPLES = {Language.ZH: "motbot.zh.yaml"}
"""The same keys and values, explained in another language."""
_PROMPTS = "prompts"
_OWN_PROMPTS = frozenset({".md", ".yaml"})


@dataclass(frozen=True, slots=True, kw_only=True)
class InitWish:
    """What was asked for."""

    folder: Path
    said: Said
    quiet: bool = False
    """Ask nothing: what no flag says is as it was, or as usual."""
    diff: bool = False
    """Show how files that were kept differ from what would be written."""


def found_folder(wish: InitWish, console: Console, *, ask: Ask, environ: Mapping[str, str]) -> None:
    """Write what is missing below the folder, and print the way on.

    Raises:
        BadInput: an answer cannot be used.
        Failed: the folder cannot be written.
    """
    if wish.folder.exists() and not wish.folder.is_dir():
        raise BadInput(say("{path}: is a file; name a folder, which may be new", path=wish.folder))
    usual = answers_in(wish.folder, usual_answers(environ))
    tell: Callable[[str], None] = lambda text: console.print(without_hidden(text), markup=False, highlight=False)  # noqa: E731
    # A look at a folder that is there compares it with its own answers.
    quiet = wish.quiet or (wish.diff and (wish.folder / CONFIG).is_file())
    answers = checked(settled(wish.said, usual) if quiet else asked(wish.said, usual, ask=ask, tell=tell))
    found = list(write(wish.folder, files_of(answers), renew=not wish.diff))
    for line in _differences(found) if wish.diff else _told(found):
        console.print(line, markup=False, highlight=False, soft_wrap=True)
    if wish.diff:
        return
    console.print()
    _print_steps(steps(wish.folder, answers), manifest=wish.folder / MANIFEST, console=console)


def answers_in(folder: Path, usual: Answers) -> Answers:
    """What an earlier run was answered, as the folder's files say; the usual answers where they cannot be read."""
    try:
        config = load_config(folder / CONFIG)
    except BadInput:
        return usual
    manifest = folder / MANIFEST
    text = manifest.read_text(encoding="utf-8", errors="replace") if manifest.is_file() else ""
    transport, url = transport_of(text)
    return Answers(
        language=config.language,
        timezone=config.timezone,
        channels=tuple(Watched(id=one.id, name=one.name, agents=one.agents) for one in config.channels),
        agents=config.channels[0].agents if config.channels else (),
        leads=config.people.leads,
        coach=config.coach,
        transport=transport,
        url=url,
    )


def files_of(answers: Answers) -> Iterator[Wanted]:
    """Every file of the folder, as it would be written. Raises Failed: the installation is not whole."""
    shipped = default_config(MANIFEST).read_text(encoding="utf-8")
    said = [replace(answers, language=one) for one in dict.fromkeys((answers.language, *Language))]
    configs = [_config(answers, remarks=one.language) for one in said]
    manifests = [manifest_text(shipped, one).encode() for one in said]
    secrets = [secrets_template(one).encode() for one in said]
    yield Wanted(name=CONFIG, content=configs[0], also=tuple(configs[1:]))
    yield Wanted(name=MANIFEST, content=manifests[0], also=tuple(manifests[1:]))
    yield Wanted(name=SECRETS, content=secrets[0], also=tuple(secrets[1:]), secret=True)
    yield Wanted(name=IGNORED, content=f"{SECRETS}\n".encode())
    prompts = default_prompts()
    for path in sorted(prompts.rglob("*")):
        if path.is_file() and path.suffix in _OWN_PROMPTS:
            yield Wanted(
                name=f"{_PROMPTS}/{path.relative_to(prompts).as_posix()}", content=path.read_bytes(), follows=True
            )


def _config(answers: Answers, *, remarks: Language) -> bytes:
    """The configuration with its remarks in a language. Raises Failed."""
    example = default_config(_EXAMPLES.get(remarks, CONFIG))
    shown = load_config(example).channels
    if not shown:
        raise Failed(say("{path}: is not the file of this version; install motbot again", path=example))
    return config_text(example.read_text(encoding="utf-8"), answers, shown=shown[0]).encode()


def _differences(found: Sequence[Found]) -> Iterator[str]:
    """What was written just now, and how each other file differs; nothing of those that do not."""
    yield from (f"{_fate(one)}  {one.path}" for one in found if one.fate is Fate.WRITTEN)
    told = [without_hidden(each) for one in found if (each := one.difference())]
    yield from told or [say("Nothing differs from what motbot init writes.")]


def _told(found: Sequence[Found]) -> Iterator[str]:
    """One line for each file, one for all prompts that nobody has changed, and how to see what differs."""
    for one in found:
        if not one.wanted.name.startswith(f"{_PROMPTS}/") or one.fate is Fate.KEPT:
            yield f"{_fate(one)}  {one.path}"
    prompts = [one for one in found if one.wanted.name.startswith(f"{_PROMPTS}/")]
    for fate in (Fate.WRITTEN, Fate.RENEWED, Fate.SAME):
        some = [one for one in prompts if one.fate is fate]
        if some:
            folder = some[0].path.parents[some[0].wanted.name.count("/") - 1]
            yield say("{fate}  {folder} (files: {count})", fate=_fate(some[0]), folder=folder, count=len(some))
    secrets = next((one.path for one in found if one.wanted.secret), None)
    if secrets is not None and open_to_others(secrets):
        yield say("Others can read {path}. Close it with: chmod 600 {path}", path=secrets)
    if any(one.difference() for one in found):
        yield say("Files marked `yours` are as you left them. --diff shows what would be written otherwise.")


def _fate(found: Found) -> str:
    """What became of a file, in a word of the same width."""
    words = {
        Fate.WRITTEN: say("written "),
        Fate.SAME: say("as it is"),
        Fate.KEPT: say("yours   "),
        Fate.RENEWED: say("renewed "),
    }
    return words[found.fate]


def _print_steps(found: Sequence[Step], *, manifest: Path, console: Console) -> None:
    """The numbered steps; the first link carries the manifest where the terminal can hide its length."""
    console.print(say("What is left to do:"), markup=False)
    for number, step in enumerate(found, start=1):
        row = Table.grid(padding=(0, 1))
        row.add_column(no_wrap=True)
        row.add_column(overflow="fold")
        row.add_row(f"{number:>2}.", Text(step.text))
        console.print(row, highlight=False)
        if step.link:
            full = create_link(manifest.read_text(encoding="utf-8")) if step.link == NEW_APP else step.link
            console.print(Text(f"    {step.link}", style=f"link {full}"), soft_wrap=True)
        if step.typed:
            console.print(f"    {step.typed}", markup=False, highlight=False, soft_wrap=True)
