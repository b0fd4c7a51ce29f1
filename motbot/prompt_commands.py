"""`motbot prompts ...`: the trainer's commands, their arguments and their help; what they do is in tuning."""

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from motbot.command_line import Cases, Concurrency, quiet_settings
from motbot.command_words import SpokenApp
from motbot.domain.case import Split
from motbot.tuning.bench import DEFAULT
from motbot.tuning.checking import check_prompts
from motbot.tuning.comparing import CompareWish, compare_prompts
from motbot.tuning.desk_measuring import DeskWish
from motbot.tuning.desk_page import BenchPageWish, keep_bench_open
from motbot.tuning.measuring import measure_prompts
from motbot.tuning.showing import TryWish, show_prompts, try_prompts
from motbot.tuning.suggest import suggest_prompt
from motbot.tuning.suggest_plan import CALLS, SuggestWish
from motbot.tuning.wish import BenchWish, CasesWish, parts_of, variants_of

Json = Annotated[Path | None, typer.Option("--json", help="Write the result to this file, for programs.")]
Variants = Annotated[
    list[str] | None,
    typer.Option("--variant", help="task=variant: a name below prompts/<task>/, or a file, in place of default."),
]
Tasks = Annotated[
    list[str] | None, typer.Option("--task", help="Only this task: assess, draft, promises or review; repeatable.")
]
Model = Annotated[bool, typer.Option("--model", help="Ask the model of the environment, whatever the config says.")]
Deadline = Annotated[
    float | None, typer.Option(min=0.1, help="Seconds for one call of the model, in place of the config's.")
]
Cache = Annotated[bool, typer.Option("--cache/--no-cache", help="Remember answers to exactly the same requests.")]
Repeat = Annotated[
    int, typer.Option(min=0, help="Another number asks the same anew: to see how steady the answers are.")
]
Judge = Annotated[bool, typer.Option("--judge", help="Have the model judge unsaid expectations as well.")]
SplitOption = Annotated[Split | None, typer.Option("--split", help="Only cases labelled train, or holdout.")]
Only = Annotated[list[str] | None, typer.Option("--case", help="Only the case with this id; repeatable.")]


def prompts_app() -> typer.Typer:
    """The commands below `motbot prompts`."""
    app = SpokenApp(
        name="prompts",
        help="The trainer's bench: try prompts, measure them on labelled cases, compare them.",
        no_args_is_help=True,
    )
    app.command("test", epilog="Example: motbot prompts test --cases cases.yaml --json out.json")(measure)
    app.command(epilog="Example: motbot prompts compare default assess=shorter --cases cases.yaml --model")(compare)
    app.command("try", epilog="Example: motbot prompts try 'Is it fixed by noon?' --task assess --model")(try_words)
    app.command(epilog="Example: motbot prompts show p-zh-03 --task draft")(show)
    app.command(epilog="Example: motbot prompts check prompts/assess/shorter.md")(check)
    app.command(epilog="Example: motbot prompts suggest assess --calls 300 --money 2 --model")(suggest)
    app.command(epilog="Example: motbot prompts bench --model --cases cases.yaml")(bench)
    return app


def measure(
    *,
    cases: Cases = None,
    json: Json = None,
    concurrency: Concurrency = None,
    deadline: Deadline = None,
    task: Tasks = None,
    variant: Variants = None,
    model: Model = False,
    cache: Cache = True,
    judge: Judge = False,
    repeat: Repeat = 0,
    split: SplitOption = None,
    case: Only = None,
) -> None:
    """Run labelled cases through the coach, show how good its answers are, and write them down."""
    wish = BenchWish(
        model=model,
        variants=variants_of(variant or ()),
        parts=parts_of(task or ()),
        concurrency=concurrency,
        deadline=deadline,
        cache=cache,
        judge=judge,
        repeat=repeat,
    )
    asyncio.run(measure_prompts(quiet_settings(), _cases(cases, split, case), wish, json=json))


def compare(
    before: Annotated[str, typer.Argument(help="A prediction file (.json), or default, or task=variant.")],
    after: Annotated[str, typer.Argument(help="Likewise; what is to be better.")],
    *,
    cases: Cases = None,
    json: Json = None,
    concurrency: Concurrency = None,
    deadline: Deadline = None,
    task: Tasks = None,
    model: Model = False,
    cache: Cache = True,
    judge: Judge = False,
    repeat: Repeat = 0,
    split: SplitOption = None,
    case: Only = None,
    flips: Annotated[int, typer.Option(min=0, help="How many changed cases are shown at most.")] = 20,
) -> None:
    """Compare two prompts, or two prediction files: what was fixed and broken, and whether that is more than chance."""
    bench = BenchWish(
        model=model,
        parts=parts_of(task or ()),
        concurrency=concurrency,
        deadline=deadline,
        cache=cache,
        judge=judge,
        repeat=repeat,
    )
    wish = CompareWish(
        before=before, after=after, cases=_cases(cases, split, case), bench=bench, json=json, flips=flips
    )
    asyncio.run(compare_prompts(quiet_settings(), wish))


def try_words(
    text: Annotated[str, typer.Argument(help="The customer's words.")],
    *,
    reply: Annotated[str, typer.Option(help="Our side's answer, to be read for promises and scored.")] = "",
    facts: Annotated[str, typer.Option(help="What our side knows.")] = "",
    deadline: Deadline = None,
    task: Tasks = None,
    variant: Variants = None,
    model: Model = False,
    cache: Cache = True,
) -> None:
    """Show what the coach makes of words just typed, as if they were a conversation."""
    bench = BenchWish(
        model=model,
        variants=variants_of(variant or ()),
        parts=parts_of(task or ()),
        deadline=deadline,
        cache=cache,
    )
    asyncio.run(try_prompts(quiet_settings(), TryWish(text=text, reply=reply, facts=facts, bench=bench)))


def suggest(
    task: Annotated[str, typer.Argument(help="assess, draft, promises or review.")],
    *,
    variant: Annotated[str, typer.Option(help="The prompt to begin with: a name, or a file.")] = DEFAULT,
    cases: Cases = None,
    calls: Annotated[int, typer.Option(min=1, max=1_000_000, help="Calls of the model, at most.")] = CALLS,
    money: Annotated[
        float | None, typer.Option(min=0, help="Money, at most, in the currency of the config's prices.")
    ] = None,
    seed: Annotated[int, typer.Option(help="Another number takes another way through the cases.")] = 0,
    out: Annotated[str, typer.Option(help="Name of the draft; left out, `suggested`, or the first one free.")] = "",
    resume: Annotated[bool, typer.Option("--resume/--no-resume", help="Go on where a search was broken off.")] = True,
    json: Json = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Write the draft without asking.")] = False,
    model: Model = False,
    concurrency: Concurrency = None,
    deadline: Deadline = None,
) -> None:
    """Have the model propose a better wording by its mistakes on train cases, and see on holdout whether it is one.

    Only the system part changes; a draft is written when you have seen the difference and say so; nothing is published.

    Both bounds hold whatever happens. Ctrl-C ends the search and reports what was found; the same command goes on.
    """
    wish = SuggestWish(
        task=task,
        variant=variant,
        cases=_cases(cases, None, None),
        bench=BenchWish(model=model, concurrency=concurrency, deadline=deadline),
        calls=calls,
        money=money,
        seed=seed,
        out=out,
        resume=resume,
        agreed=yes,
        json=json,
    )
    asyncio.run(suggest_prompt(quiet_settings(), wish))


def show(
    case: Annotated[list[str], typer.Argument(help="Ids of cases.")],
    *,
    cases: Cases = None,
    task: Tasks = None,
    variant: Variants = None,
) -> None:
    """Show the messages that a model is sent about a case, exactly as they are rendered. Nobody is asked."""
    wish = BenchWish(variants=variants_of(variant or ()), parts=parts_of(task or ()))
    asyncio.run(show_prompts(quiet_settings(), _cases(cases, None, case), wish))


def check(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(help="Prompts, files of cases or examples, or folders; left out, everything below prompts/."),
    ] = None,
    *,
    json: Annotated[Path | None, typer.Option("--json", help="Write the result as JSON; - is standard output.")] = None,
) -> None:
    """Look prompts and cases through, offline: what is wrong with file, line and remedy, and what looks odd."""
    asyncio.run(check_prompts(quiet_settings(), tuple(paths or ()), json=json))


def bench(
    *,
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port of the page on this machine; 0 takes any.")] = 0,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open the page in a browser.")] = True,
    cases: Cases = None,
    model: Model = False,
    concurrency: Concurrency = None,
    deadline: Deadline = None,
) -> None:
    """Open the workbench in a browser: edit prompts, try and compare them on cases, promote and roll back."""
    desk = DeskWish(model=model, cases=tuple(cases or ()), concurrency=concurrency, deadline=deadline)
    asyncio.run(keep_bench_open(quiet_settings(), BenchPageWish(desk=desk, port=port, browser=browser)))


def _cases(paths: list[Path] | None, split: Split | None, only: list[str] | None) -> CasesWish:
    return CasesWish(paths=tuple(paths or ()), split=split, only=tuple(only or ()))
