"""Reads the pages of the documentation as a reader sees them: headings, links, code and quoted labels."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

HOME = Path(__file__).parent.parent.parent
DOCS = HOME / "docs"
CHINESE = DOCS / "zh"
BESIDE = (HOME / "CONTRIBUTING.md", HOME / "CHANGELOG.md")
"""Pages that only programmers and upgraders read: in English alone."""

_COMMAND = re.compile(r"(?:\w+=\S+ )*(?:\.venv/bin/)?(motbot(?: .*)?)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fence:
    """One block of code: what kind it says it is, and its text."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One Markdown file."""

    path: Path
    headings: Sequence[tuple[int, str]]
    links: Sequence[str]
    fences: Sequence[Fence]
    codes: frozenset[str]
    labels: frozenset[str]
    text: str

    @property
    def anchors(self) -> frozenset[str]:
        """What may stand behind `#` in a link to this page, as GitHub makes it from the headings."""
        seen: dict[str, int] = {}
        found = set()
        for _, heading in self.headings:
            slug = re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
            found.add(slug if slug not in seen else f"{slug}-{seen[slug]}")
            seen[slug] = seen.get(slug, 0) + 1
        return frozenset(found)

    @property
    def commands(self) -> Sequence[str]:
        """Every line of code that calls motbot, from `motbot` on, without the remark behind it."""
        lines = (line.strip() for fence in self.fences for line in fence.text.splitlines())
        found = (_COMMAND.match(re.split(r"\s+#\s", line)[0]) for line in lines)
        return [match[1] for match in found if match]


def english() -> list[Path]:
    """Every page that has to stand in both languages, in English."""
    return [HOME / "README.md", *sorted(DOCS.glob("*.md"))]


def chinese_of(page: Path) -> Path:
    """Where the same page stands in Chinese."""
    return CHINESE / page.name


def all_pages() -> list[Path]:
    """Every page in every language."""
    return [*english(), *sorted(CHINESE.glob("*.md")), *BESIDE]


def named(path: Path) -> str:
    """A page as a test calls it."""
    return path.relative_to(HOME).as_posix()


@cache
def page(path: Path) -> Page:
    """Read a page."""
    text = path.read_text(encoding="utf-8")
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    return Page(
        path=path,
        headings=list(_headings(tokens)),
        links=[str(found) for one in _inner(tokens) if (found := one.attrGet("href") or one.attrGet("src"))],
        fences=[Fence(kind=one.info.strip(), text=one.content) for one in tokens if one.type == "fence"],
        codes=frozenset(one.content for one in _inner(tokens) if one.type == "code_inline"),
        labels=frozenset(_labels(tokens)),
        text=text,
    )


def _inner(tokens: Sequence[Token]) -> Iterator[Token]:
    for token in tokens:
        yield from token.children or []


def _headings(tokens: Sequence[Token]) -> Iterator[tuple[int, str]]:
    for at, token in enumerate(tokens):
        if token.type == "heading_open":
            inner = tokens[at + 1].children or []
            yield int(token.tag[1:]), "".join(one.content for one in inner)


def _labels(tokens: Sequence[Token]) -> Iterator[str]:
    """What stands on a button or over a window: slanted in English, in corner brackets in Chinese."""
    for token in tokens:
        inner = token.children or []
        for at, one in enumerate(inner):
            if one.type == "em_open":
                yield inner[at + 1].content
        yield from re.findall("「([^」]+)」", "".join(one.content for one in inner if one.type == "text"))
