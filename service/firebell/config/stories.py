"""The form of rules_test.yaml as pydantic models: stories, and the turns expected of them (CONFIG.md)."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from firebell.config.forms import Form
from firebell.config.words import Code, SeverityWord, SignalName


class ToldForm(Form):
    """One article of a story; `file` is a text beside the rules, or an article in JSON."""

    at: str
    """When it was published: 2027-01-03T12:00Z."""
    source: str = ""
    id: str = ""
    title: str = ""
    text: str = ""
    url: str = ""
    file: str = ""
    status: Literal["Actual", "Exercise", "Test"] = "Actual"
    history: bool = False
    language: str = ""


class ActForm(Form):
    """One incident of a story, for rules that count."""

    at: str
    """day 1, day 2 …, or a time."""
    region: Code
    signals: list[SignalName] = Field(default=["armed_clash"], min_length=1)
    killed: Annotated[int, Field(ge=0)] | None = None
    injured: Annotated[int, Field(ge=0)] | None = None
    abducted: Annotated[int, Field(ge=0)] | None = None


class TurnForm(Form):
    """One turn of an alert that is expected; what is not named is free, what is listed must be among what holds."""

    type: Literal["raised", "updated", "corrected", "cancelled", "cleared"] | None = None
    kind: str | None = None
    also: list[str] | None = None
    region: Code | None = None
    severity: SeverityWord | Literal["Unknown"] | None = None
    certainty: str | None = None
    killed: int | None = None
    injured: int | None = None
    abducted: int | None = None
    heard_by: list[str] | None = None


class StoryForm(Form):
    """A story, and the turns that it must ring, in order; [] must not ring."""

    why: str = ""
    articles: list[ToldForm] = Field(default_factory=list)
    incidents: list[ActForm] = Field(default_factory=list)
    expect: list[TurnForm]
    """What rings, in order; []: nothing."""

    @model_validator(mode="after")
    def tells_something(self) -> "StoryForm":
        """A story is told in articles or in incidents."""
        if bool(self.articles) == bool(self.incidents):
            raise ValueError("give either articles or incidents")
        return self


class StoriesForm(Form):
    """rules_test.yaml."""

    stories: dict[str, StoryForm] = Field(default_factory=dict)
