"""Incidents in the making → without the second name of one act: one act is one signal (CODEBOOK §1)."""

from collections.abc import Sequence

from firebell.reading.en.events.draft import Draft
from firebell.reading.en.signals.signals import Finding
from firebell.reading.text import Document, words

OWN = words(
    "roadside ied ieds mine mines landmine landmines grenade grenades second another other more planted parked remote "
    "remotely magnetic sticky improvised separate"
)
"""These say that a bomb is another one than the bomber's."""

RECOVERED = words("recovered recover recovering seized confiscated found")
ARMS = words(
    "weapon weapons rifle rifles arms ammunition gun guns pistol pistols firearms firearm ak grenades"
)

NAME = 2
"""So many words before a bomb may say so."""

AT_HAND = words("bombing suicide_bombing")
CALLED = words("terror terrorist terrorists islamist jihadist extremist act of sabotage the a an")
"""What officials call an act whose weapon or victims the text has told: "a terrorist attack", "an act of sabotage"."""


def second_names(doc: Document, drafts: Sequence[Draft], findings: Sequence[Finding]) -> frozenset[int]:
    """The findings that only name an act again: a suicide bomber's "truck bomb", a bomb's "act of sabotage"."""
    out: set[int] = set()
    for draft in drafts:
        if any(findings[i].signal == "armed_clash" for i in draft.findings) and draft.tolls:
            out.update(i for i in draft.findings if _is_left_behind(doc, findings[i]))
        if any(findings[i].signal in AT_HAND for i in draft.findings):
            out.update(
                i
                for i in draft.findings
                if findings[i].signal == "armed_clash" and _is_called(doc, findings[i])
            )
        if any(findings[i].signal == "suicide_bombing" for i in draft.findings):
            out.update(
                i
                for i in draft.findings
                if findings[i].signal == "bombing" and not _is_other(doc, findings[i])
            )
    return frozenset(out)


def _is_other(doc: Document, finding: Finding) -> bool:
    return not OWN.isdisjoint(doc.low[max(0, finding.first - NAME) : finding.last])


def _is_called(doc: Document, finding: Finding) -> bool:
    """Whether the finding says no more than what the act is called."""
    *before, last = doc.low[finding.first : finding.last]
    return last in {"attack", "attacks", "sabotage"} and CALLED.issuperset(before)


def _is_left_behind(doc: Document, finding: Finding) -> bool:
    """Whether it only tells of arms that lay where fighters fell: nothing was foiled by finding them."""
    found = finding.signal == "attack_prevented" and doc.low[finding.anchor] in RECOVERED
    return found and not ARMS.isdisjoint(doc.low[finding.first : finding.last])
