"""signals.yaml: what loads, what is refused with file and key, and the refusal that costs next to nothing."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firebell.errors import FirebellError
from firebell.reading import phrases
from firebell.reading.en.signals import lexicon, signals
from firebell.reading.en.signals.lexicon import (
    NAMES,
    WITHOUT_SEVERITY,
    BadSignalsError,
    Vocabulary,
    load,
    shipped,
)
from firebell.reading.text import Document
from firebell.shipped import shipped_config

CLASSES = "".join(f"    {name}: [{name}word]\n" for name in sorted(lexicon.CLASSES))
WELL = f"""
classes:
  en:
{CLASSES}
signals:
  bombing:
    severity: Moderate
    en:
      says: [car bomb+]
"""


def a_file(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "signals.yaml"
    path.write_text(text, "utf-8")
    return path


def found(text: str, lexicon_of: lexicon.Lexicon) -> set[str]:
    return {finding.signal for finding in signals.find(Document("", text), lexicon_of)}


def test_the_shipped_file_speaks_of_every_signal_of_the_codebook() -> None:
    assert {entry.signal for entry in shipped().entries} >= NAMES


def test_every_signal_has_a_severity_but_relief_context_and_what_lifts() -> None:
    assert set(shipped().severities) == NAMES - WITHOUT_SEVERITY


@pytest.mark.parametrize(
    ("signal", "severity"),
    [
        ("armed_clash", "Moderate"),
        ("massacre", "Extreme"),
        ("threat", "Minor"),
        ("excessive_force", "Severe"),
    ],
)
def test_severities_are_the_codebooks(signal: str, severity: str) -> None:
    assert shipped().severities[signal] == severity


def test_the_shipped_file_names_its_schema_first() -> None:
    first = (shipped_config() / "signals.yaml").read_text("utf-8").splitlines()[0]
    assert first == "# yaml-language-server: $schema=schema/signals.json"


def test_a_small_file_loads_and_is_heard(tmp_path: Path) -> None:
    assert found("Two car bombs went off.", load(a_file(tmp_path, WELL))) == {"bombing"}


MISTAKES = [
    pytest.param(
        "says: [car bomb+]", "sais: [car bomb+]", "signals.bombing.en: unknown key 'sais'", id="key"
    ),
    pytest.param(
        "  bombing:", "  bombings:", "signals.bombings: write bombing, or a name", id="a signal misspelt"
    ),
    pytest.param("  bombing:", "  Cattle-raid:", "is named in small letters", id="a name that is none"),
    pytest.param("    severity: Moderate\n", "", "signals.bombing.severity: is missing", id="no severity"),
    pytest.param("  bombing:", "  cattle_raid:", None, id="a signal of one's own is none"),
    pytest.param("Moderate", "Mild", "signals.bombing.severity: 'Mild' is none of", id="severity"),
    pytest.param("[car bomb+]", "[car <bombz>]", "the class <bombz> is not defined", id="class not defined"),
    pytest.param("[car bomb+]", "[.. bomb]", "begins or ends with a gap", id="gap at an end"),
    pytest.param("[car bomb+]", "[(car)]", "has no word to look it up by", id="nothing to look up"),
    pytest.param("[car bomb+]", "[car-bomb|mine]", "no hyphens beside |", id="hyphen in alternatives"),
    pytest.param("[car bomb+]", "[car (big)|bomb]", "not (big)|bomb", id="a bracket inside alternatives"),
    pytest.param("[car bomb+]", "[car (very big) bomb]", "not (very", id="a bracket around two words"),
    pytest.param("[car bomb+]", "[car (big|huge) bomb]", None, id="a bracket around alternatives is fine"),
    pytest.param("[car bomb+]", "['7 bombs!']", None, id="a mark inside is fine"),
    pytest.param("[car bomb+]", "[7|8]", "begins with no letter", id="a number to look up"),
    pytest.param("[car bomb+]", "car bomb", "must be a list of words", id="no list"),
    pytest.param("[car bomb+]", "[true]", "must be a list of words", id="a YAML truth"),
    pytest.param("    gunmen: [gunmenword]\n", "", "the class 'gunmen' is missing", id="class missing"),
    pytest.param("signals:", "signals: [", "no YAML", id="no YAML"),
]


@pytest.mark.parametrize(("old", "new", "message"), MISTAKES)
def test_a_mistake_is_told_with_file_and_key(tmp_path: Path, old: str, new: str, message: str | None) -> None:
    assert old in WELL
    path = a_file(tmp_path, WELL.replace(old, new, 1))
    if message is None:
        load(path)
        return
    with pytest.raises(BadSignalsError) as caught:
        load(path)
    assert message in str(caught.value)
    assert str(path) in str(caught.value)
    assert isinstance(caught.value, FirebellError)


def test_a_signal_of_ones_own_is_heard_and_rated(tmp_path: Path) -> None:
    own = WELL.replace("bombing:", "cattle_raid:").replace("[car bomb+]", "[rustl+ .. cattle]")
    lexicon_of = load(a_file(tmp_path, own))
    assert found("Raiders rustled 300 cattle", lexicon_of) == {"cattle_raid"}
    assert lexicon_of.severities["cattle_raid"] == "Moderate"


def test_every_mistake_is_told_at_once(tmp_path: Path) -> None:
    text = WELL.replace("Moderate", "Mild").replace("[car bomb+]", "[car <bombz>]")
    with pytest.raises(BadSignalsError) as caught:
        load(a_file(tmp_path, text))
    assert len(str(caught.value).splitlines()) == 2


def test_relief_has_no_severity(tmp_path: Path) -> None:
    text = WELL.replace("  bombing:", "  ceasefire:")
    with pytest.raises(BadSignalsError, match="this signal has none"):
        load(a_file(tmp_path, text))


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadSignalsError, match="No such file"):
        load(tmp_path / "signals.yaml")


@pytest.mark.parametrize(
    ("written", "text", "heard"),
    [
        ("gun battle", "A gun battle raged", True),
        ("gun battle", "A gun-battle raged", True),
        ("gun battle", "A “gun” battle raged", True),
        ("gun battle", "guns battled", False),
        ("clash+", "they clashed", True),
        ("tit for tat", "a tit-for-tat raid", True),
        ("open+ fire on .. <people>", "they opened fire on three old farmers", True),
        ("open+ fire on .. <people>", "they opened fire on a car full of old farmers", False),
        ("open+ fire ... <people>", "they opened fire. Two farmers fled", False),
        ("seize (the) town", "seize town", True),
        ("seize (the) town", "seize the town", True),
        ("enter+ <Name>", "rebels entered Mirsa", True),
        ("enter+ <Name>", "rebels entered houses", False),
        ("attack on <people>", "attack on aid workers", True),
    ],
)
def test_a_phrase_is_heard(written: str, text: str, *, heard: bool) -> None:
    classes = {"people": phrases.word_class(["farmer+", "aid worker+"], {})}
    phrase = phrases.phrase(written, classes)
    line = phrases.line(Document("", text))
    hits = [phrases.match(phrase, line, at, 0, len(line.words)) for at in range(len(line.words))]
    assert any(hits) is heard


def test_the_marked_word_carries_the_meaning() -> None:
    assert phrases.phrase("troops ... leave! town", {}).anchor.words == {"leave"}


def test_a_phrase_is_looked_up_by_no_word_that_stands_everywhere() -> None:
    assert phrases.phrase("in retaliation", {}).anchor.words == {"retaliation"}


TEXTS = st.text(st.sampled_from("aSU1.,'\u2019s-\"\n \u00a0\u0130"), max_size=200)


@given(TEXTS, TEXTS, st.integers(1, 9))
def test_an_opening_is_how_the_line_begins(title: str, text: str, count: int) -> None:
    line = phrases.line(Document(title, text))
    assert phrases.opening(title, text, count) == line.words[:count]


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("", "The choir sang in the old hall and everybody went home."),
        ("Prices", "Bread is dearer."),
    ],
)
def test_a_text_without_a_cue_is_refused(title: str, text: str) -> None:
    assert not shipped().may_matter(Vocabulary(title, text))


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Clashes in Mirsa", "It began at noon."),
        ("", "“Airstrikes”—again"),
        ("", "AIRSTRIKES"),
        ("", "The caf\u00e9\u2019s gunmen shot\u2019em"),
        ("", "a 5-bomb plot"),
    ],
)
def test_a_text_with_a_cue_is_read(title: str, text: str) -> None:
    assert shipped().may_matter(Vocabulary(title, text))


def test_nothing_that_could_be_found_is_refused(tmp_path: Path) -> None:
    text = WELL.replace("[car bomb+]", "[émeute+, shi'ite bomb|raid]")
    with pytest.raises(BadSignalsError, match="begins with no letter"):
        load(a_file(tmp_path, text))
    lexicon_of = load(a_file(tmp_path, WELL.replace("[car bomb+]", "[fiancée!]")))
    assert found("His fiancée", lexicon_of) == {"bombing"}
    assert lexicon_of.may_matter(Vocabulary("", "His fiancée"))
