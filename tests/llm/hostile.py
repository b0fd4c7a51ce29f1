"""Prompts that mean harm, or do it: each with the line where it is told, or 0 where any line will do."""

from dataclasses import dataclass
from typing import Any

from motbot.llm.prompt_files import Task
from motbot.llm.shapes import ConfirmAnswer

SECRET = "sk-never-to-be-seen"
FRONT = """---
id: assess
version: "1"
task: assess
inputs:
  lines: list, the conversation
  facts: text, what our side knows
---
# system
Judge.
# user
"""
FIRST = FRONT.count("\n") + 1
"""Number of the user part's first line."""
TASK = Task(
    name="assess", answer=ConfirmAnswer, fixed={"kinds": [{"value": "a"}]}, inputs=frozenset({"lines", "facts"})
)
INPUTS: dict[str, Any] = {"lines": [{"text": "hello", "id": "L1"}] * 40, "facts": "The depot opens at eight."}


@dataclass(frozen=True)
class Hostile:
    """One of them."""

    name: str
    text: str
    line: int = 0


def _user(name: str, body: str, line: int = FIRST) -> Hostile:
    return Hostile(name=name, text=FRONT + body + "\n", line=line)


def _doubled(seed: str, times: int, step: str = "{% set x = x ~ x %}") -> str:
    return f"{{% set x = {seed} %}}\n" + (step + "\n") * times + "{{ x }}"


def _nested(depth: int, of: str, body: str = "y") -> str:
    opening = "".join(f"{{% for a{level} in {of} %}}" for level in range(depth))
    return opening + body + "{% endfor %}" * depth


ESCAPES = [
    _user("class of a text", "{{ ''.__class__.__mro__[1].__subclasses__() }}"),
    _user("class by key", "{{ ''['__class__'] }}"),
    _user("class by a key put together", "{{ facts['__cl' ~ 'ass__'] }}"),
    _user("class by a filter", "{{ facts | attr('__class__') }}"),
    _user("class by map", "{{ [facts] | map(attribute='__class__') | list | first }}"),
    _user("class by sort", "{{ [facts, facts] | sort(attribute='__class__.__name__') | join }}"),
    _user("class by selectattr", "{{ [facts] | selectattr('__class__') | list | length }}{{ facts.__len__ }}"),
    _user("globals of a function", "{{ lipsum.__globals__['os'].popen('id').read() }}"),
    _user("globals of cycler", "{{ cycler.__init__.__globals__.os.environ }}"),
    _user("globals of joiner", "\n{{ joiner }}", FIRST + 1),
    _user("namespace", "{% set n = namespace(x=1) %}{{ n.x }}"),
    _user("namespace attribute", "{% set facts.x = 1 %}"),
    _user("self", "{{ self._TemplateReference__context }}"),
    _user("self in a test", "{% if self %}x{% endif %}{{ self }}"),
    _user("the render's own bookkeeping", "{{ facts }}{{ context }}"),
    _user("loop's inside", "{% for one in lines %}{{ loop._iterable }}{% endfor %}"),
    _user("loop as a function", "{% for one in lines recursive %}{{ loop(lines) }}{% endfor %}"),
    _user("loop's methods", "{% for one in lines %}{{ loop.changed(1) }}{% endfor %}"),
    _user("method of a list", "{{ lines.append }}"),
    _user("call of a method", "{{ lines.append(1) }}"),
    _user("method of a section", "{{ lines[0].items }}"),
    _user("format string", "{{ '{0.__class__}'.format(facts) }}"),
    _user("format of a map", "{{ '{x.__class__}'.format_map(lines[0]) }}"),
    _user("format filter", "{{ '%s' | format(facts) }}"),
    _user("percent format", "{{ '%1000000000d' % 1 }}"),
    _user("include outside", "{% include '/etc/passwd' %}"),
    _user("include above", "line\n{% include '../../secrets.md' %}", FIRST + 1),
    _user("import", "{% import 'os' as os %}{{ os }}"),
    _user("from import", "{% from 'x.md' import y %}"),
    _user("extends", "{% extends '/etc/hosts' %}"),
    _user("block", "{% block a %}x{% endblock %}"),
    _user("macro", "{% macro m(x) %}{{ m(x) }}{% endmacro %}{{ m(1) }}"),
    _user("macro that calls itself twice", "{% macro m(x) %}{{ m(x) }}{{ m(x) }}{% endmacro %}{{ m(1) }}"),
    _user("call block", "{% call lines() %}x{% endcall %}"),
    _user("filter block", "{% filter upper %}x{% endfilter %}"),
    _user("with", "{% with a = facts %}{{ a }}{% endwith %}"),
    _user("autoescape", "{% autoescape true %}{{ facts }}{% endautoescape %}"),
    _user("do", "{% do lines.clear() %}"),
    _user("debug", "{% debug %}"),
    _user("code in a text", "{{ \"__import__('os').system('id')\" | eval }}"),
    _user("prints a list", "{{ lines }}"),
    _user("prints what is in a list", "{{ lines | map('string') | join }}"),
    _user("customer words without a fence", "{% for one in lines %}\n{{ one.text }}\n{% endfor %}", FIRST + 1),
    _user(
        "customer words without a fence in a rare branch",
        "{% if facts == 'never' %}\n{{ lines[0].text | upper }}\n{% endif %}",
        FIRST + 1,
    ),
]

BOMBS = [
    _user("repeated text", "{{ 'a' * 100000000 }}"),
    _user("repeated list", "{{ ([1] * 100000000) | length }}"),
    _user("power", "{{ 9 ** 9 ** 9 }}"),
    _user("number that squares itself", _doubled("9", 40, "{% set x = x * x %}"), 0),
    _user("shift by division", "{{ 1 / 0 }}"),
    _user("text that doubles itself", _doubled("'aaaaaaaaaa'", 60), 0),
    _user("text that adds itself", _doubled("'aaaaaaaaaa'", 60, "{% set x = x + x %}"), 0),
    _user("list that doubles itself", _doubled("[1]", 60, "{% set x = x + x %}"), 0),
    _user("list that holds itself twice", _doubled("[1]", 60, "{% set x = [x, x] %}") + "{{ x == [x] }}", 0),
    _user("compared lists that hold themselves twice",
          "{% set x = [1] %}{% set y = [1] %}\n" + "{% set x = [x, x] %}{% set y = [y, y] %}\n" * 60
          + "{% if x == y %}z{% endif %}", 0),
    _user("replace in a row", "{{ 'aaaaaaaa'" + " | replace('a', 'aaaaaaaaaaaaaaaa')" * 12 + " }}"),
    _user("replace of nothing", "{{ facts | replace('', facts) }}"),
    _user("join with a long text", "{% set x = 'a' * 1 %}{{ facts }}", FIRST),
    _user("join of many", "{{ ('" + "a" * 20000 + "' | list) | join('" + "b" * 20000 + "') }}"),
    _user("centred", "{{ 'a' | center(100000000) }}"),
    _user("indented", "{{ 'a\\nb' | indent(100000000) }}"),
    _user("word wrap", "{{ facts | wordwrap(1, wrapstring='" + "x" * 5000 + "') }}"),
    _user("range", "{% for i in range(100000000) %}x{% endfor %}"),
    _user("output of 10^8 characters", _nested(4, "lines") + "\n" + _nested(5, "facts", "x" * 100), 0),
    _user("loops in one another", _nested(5, "lines", "{{ a0.id }}"), FIRST),
    _user("loops too deep", _nested(30, "lines"), FIRST),
    _user("silent loops", _nested(5, "facts", "{% if a0 == a1 %}{% endif %}"), FIRST),
    _user("loops over letters", "{% for a in '" + "x" * 2000 + "' %}{% for b in '" + "x" * 2000
          + "' %}{% endfor %}{% endfor %}", FIRST),
    _user("search in a long text", "{% for a in '" + "x" * 9000 + "' %}{% if '" + "x" * 9000 + "y' in '" + "x" * 9000
          + "' %}{% endif %}{% endfor %}", FIRST),
    _user("sorting again and again", "{{ ('" + "zx" * 20000 + "' | list)" + " | sort" * 50 + " | first }}"),
    _user("many brackets", "{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}"),
    _user("many lists", "{{ " + "[" * 3000 + "]" * 3000 + " | length }}"),
    _user("many conditions", "{% if facts %}" * 500 + "x" + "{% endif %}" * 500),
    _user("many parts", "{{ facts }}" * 6000),
    _user("many signs", "{{ " + "-" * 20000 + "1 }}"),
    _user("many nots", "{{ " + "not " * 9000 + "1 }}"),
    _user("huge number", "{{ " + "9" * 60000 + " }}"),
    _user("huge text", "{{ '" + "x" * 99_000 + "' ~ '" + "y" * 9_000 + "' }}"),
    _user("a text too long to send", "x" * 70_000),
    _user("unfinished tags", "{% " * 20000),
    _user("unfinished comment", "{#" * 20000),
    _user("unfinished quote", "{{ '" + "\\'" * 20000),
]  # fmt: skip

HEADS = [
    Hostile("empty", "", 1),
    Hostile("only blanks", "\n \n", 1),
    Hostile("half of the front matter", FRONT[:60], 1),
    Hostile("half of the body", FRONT.removesuffix("# user\n"), 9),
    Hostile("nothing below its last heading", FRONT, FIRST - 1),
    Hostile("enormous", FRONT + "x" * 300_000, 1),
    Hostile("control characters", FRONT + "a\x1b[2Jb\n", FIRST),
    Hostile("letters turned around", FRONT + "a\u202eb\n", FIRST),
    Hostile("aliases that swell", FRONT.replace(
        "inputs:\n", "params: &a [x, x]\nchangelog: [*a, *a]\ninputs:\n"), 6),
    Hostile("a merge key", FRONT.replace("task: assess\n", "task: assess\n<<: {owner: x}\n"), 5),
    Hostile("a Python object", FRONT.replace(
        "task: assess\n", "task: assess\nowner: !!python/object/apply:os.system [id]\n"), 5),
    Hostile("brackets in the front matter", FRONT.replace("inputs:\n", "params: " + "[" * 5000 + "\ninputs:\n"), 5),
    Hostile("deep front matter", FRONT.replace("inputs:\n", "params: " + "{a: " * 40 + "}" * 40 + "\ninputs:\n"), 5),
    Hostile("a key called content", FRONT.replace("task: assess\n", "task: assess\ncontent: x\n"), 5),
    Hostile("a second user part", FRONT + "x\n# user\ny\n# system\nz\n", FIRST + 1),
]  # fmt: skip

ALL = [*ESCAPES, *BOMBS, *HEADS]
