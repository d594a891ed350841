"""Incidents in the making → without the second name of a suicide bomber's bomb: one act is one signal (CODEBOOK §1)."""

from collections.abc import Sequence

from firebell.reading.en.events.draft import Draft
from firebell.reading.en.signals.signals import Finding
from firebell.reading.text import Document, words

OWN = words(
    "roadside ied ieds mine mines landmine landmines grenade grenades second another other more planted parked remote "
    "remotely magnetic sticky improvised separate"
)
"""These say that a bomb is another one than the bomber's."""

NAME = 2
"""So many words before a bomb may say so."""


def second_names(doc: Document, drafts: Sequence[Draft], findings: Sequence[Finding]) -> frozenset[int]:
    """The findings that only name a suicide bomber's bomb again: "the truck bomb", "detonated the explosives"."""
    out: set[int] = set()
    for draft in drafts:
        if any(findings[i].signal == "suicide_bombing" for i in draft.findings):
            out.update(
                i
                for i in draft.findings
                if findings[i].signal == "bombing" and not _is_other(doc, findings[i])
            )
    return frozenset(out)


def _is_other(doc: Document, finding: Finding) -> bool:
    return not OWN.isdisjoint(doc.low[max(0, finding.first - NAME) : finding.last])
