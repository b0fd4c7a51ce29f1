"""Says in plain words, with its place in the file, what pydantic found wrong with a value."""

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from motbot.catalogue import listed, say
from motbot.settings.branch import Branch, branch_in, keys_of
from motbot.settings.nearest import did_you_mean, nearest
from motbot.settings.places import MOST_PROBLEMS, Loc, Mark, Problem, path_of
from motbot.settings.reading import Document
from motbot.settings.scalars import holds_secret, shown
from motbot.settings.tree import Config, branches


def explain(error: ValidationError, document: Document) -> list[Problem]:
    """One problem for each thing wrong, as far as the file's own syntax left it readable.

    Only those that will be told are put into words: another file given by mistake can hold a hundred thousand.
    """
    told = {problem.path for problem in document.problems}
    details = (detail for detail in error.errors(include_url=False) if path_of(detail["loc"]) not in told)
    found = sorted(
        ((_mark(detail, document), detail) for detail in details), key=lambda pair: (pair[0].line, pair[0].column)
    )
    return [
        Problem(mark=mark, path=path_of(detail["loc"]), text=_text(detail) if place < MOST_PROBLEMS else "")
        for place, (mark, detail) in enumerate(found)
    ]


def _mark(detail: ErrorDetails, document: Document) -> Mark:
    return document.mark(detail["loc"], of_key=detail["type"] == "extra_forbidden")


def _text(detail: ErrorDetails) -> str:
    """What was expected, and what to do."""
    loc, kind = detail["loc"], detail["type"]
    found = shown(detail["input"])
    told = {
        "missing": say("this key is missing; add it (the shipped example shows how)"),
        "model_type": say(
            "expected a section with the keys {keys}; found {found}",
            keys=listed(keys_of(_branch_at(loc))),
            found=found,
        ),
        "tuple_type": say("expected a list, each entry on its own line behind `- `; found {found}", found=found),
        "too_short": say("expected at least one entry; add one behind `- `"),
    }
    if kind == "extra_forbidden":
        return _unknown_key(loc)
    if kind == "value_error":
        return str(detail["ctx"]["error"])
    return told.get(kind) or say("{expected}; found {value}", expected=detail["msg"], value=found)


def _unknown_key(loc: Loc) -> str:
    """Name the key that was probably meant, or the section where this one belongs."""
    word = str(loc[-1])
    if holds_secret(word):
        return say("unknown key; secrets belong in the environment")
    here = tuple(keys_of(_branch_at(loc[:-1])))
    if not nearest(word, here):
        homes = _homes(word)
        if homes:
            return say("unknown key here; it belongs {homes}", homes=homes)
    return say("unknown key; {remedy}", remedy=did_you_mean(word, here))


def _homes(word: str) -> str:
    """The sections that know a key, as the end of a sentence."""
    found = [path for path, branch in branches() if word in keys_of(branch)]
    return " or ".join(
        say("under '{path}'", path=path) if path else say("at the top of the file, without indentation")
        for path in found
    )


def _branch_at(loc: Loc) -> type[Branch]:
    """The section that a path leads to."""
    branch: type[Branch] = Config
    for part in loc:
        if isinstance(part, str):
            branch = branch_in(keys_of(branch).get(part)) or branch
    return branch
