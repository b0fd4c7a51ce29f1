"""The rows of a file of cases, before any of them is read: its schema, its list, and an id of its own for each."""

from collections.abc import Sequence

from motbot.catalogue import say
from motbot.domain.errors import BadDialogue
from motbot.transcripts.marked_yaml import Marked, Value

SCHEMA = "motbot-cases/1"


def rows_of(marked: Marked, name: str) -> Sequence[Value]:
    """The rows of a file of cases. Raises BadDialogue: it is another kind of file, or holds none."""
    whole = marked.value if isinstance(marked.value, dict) else {}
    if whole.get("schema") != SCHEMA:
        line = marked.line(("schema",))
        raise BadDialogue(
            say(
                "{name}:{line}: schema: found {found!r}; expected `schema: {schema}`",
                name=name,
                line=line,
                found=whole.get("schema"),
                schema=SCHEMA,
            )
        )
    rows = whole.get("cases")
    if not isinstance(rows, list) or not rows:
        raise BadDialogue(
            say(
                "{name}:{line}: cases: expected a list of cases, each `- id: ...`",
                name=name,
                line=marked.line(("cases",)),
            )
        )
    return rows


def id_of(row: Value) -> Value:
    """What a row says that its id is."""
    return row.get("id") if isinstance(row, dict) else None


def refuse_twins(rows: Sequence[Value], marked: Marked, name: str) -> None:
    """Refuse two cases with one id. Raises BadDialogue."""
    first: dict[str, int] = {}
    for place, row in enumerate(rows):
        found, line = id_of(row), marked.line(("cases", place, "id"))
        if not isinstance(found, str):
            continue
        if found in first:
            raise BadDialogue(
                say(
                    "{name}:{line}: id: {found!r} stands in line {first} too; give each case an id of its own",
                    name=name,
                    line=line,
                    found=found,
                    first=first[found],
                )
            )
        first[found] = line
