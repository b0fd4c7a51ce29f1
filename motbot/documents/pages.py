"""Lays a document out as one HTML file that needs nothing else: its style stands in it, and no server is asked."""

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from motbot.domain.language import Language

_CHINESE = "zh-Hans"
"""Fonts are chosen by it: of the two scripts ours is the simplified one."""


def page(template: str, *, language: Language, title: str, **values: object) -> str:
    """Fill a template of this floor, which extends `base.html`; every value is escaped.

    Args:
        template: its file name.
        language: of the document, for whoever reads it aloud or hyphenates it.
        title: what a browser's tab says.
        values: what else the template asks for; one that is missing is a mistake of ours and raises UndefinedError.
    """
    return (
        _templates()
        .get_template(template)
        .render(lang=_CHINESE if language is Language.ZH else language.value, title=title, **values)
    )


@cache
def _templates() -> Environment:
    """The templates beside this file."""
    return Environment(
        loader=PackageLoader("motbot.documents"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
