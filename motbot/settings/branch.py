"""What every section of the configuration file is: frozen, closed against unknown keys, described by its own keys."""

from pydantic import BaseModel, ConfigDict, model_validator


class Branch(BaseModel):
    """One section: frozen, and closed against keys nobody knows."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    @model_validator(mode="before")
    @classmethod
    def _blank_means_defaults(cls, value: object) -> object:
        """A section whose keys are all commented out is the section with its defaults."""
        return {} if value is None else value


def keys_of(branch: type[Branch]) -> dict[str, object]:
    """The keys of a section as they stand in the file, with the annotation of each."""
    return {field.alias or name: field.annotation for name, field in branch.model_fields.items()}


def branch_in(annotation: object) -> type[Branch] | None:
    """The kind of section a key holds, itself or in a list; None for a plain value."""
    if isinstance(annotation, type) and issubclass(annotation, Branch):
        return annotation
    inner = getattr(annotation, "__args__", ())
    return next((found for found in map(branch_in, inner) if found), None)
