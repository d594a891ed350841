"""What was measured → pictures: a bar a row, on a scale of powers of ten, limits in grey; and a curve a panel."""

import math
from collections.abc import Mapping, Sequence
from html import escape

from benchmarks.table import Measured, Row

WIDTH, LEFT, RIGHT = 900, 330, 90
HEAD, BAR, GAP = 46, 18, 26
FEWEST, DECADES = 10, 5
"""The scale goes from 10 to a million a second."""

TITLE = "How many a second, of one core; by the clock where Redis alone was asked"
LIMIT, OWN, PEER = "#9aa0a6", "#c0392b", "#2c6fbb"


def picture(measured: Measured) -> str:
    """SVG, of rates a core and second; by the clock where a row has no other."""
    body, top = [], HEAD
    part = ""
    for row in measured.rows:
        if (rate := row.core or row.wall) is None:
            continue
        if row.part != part:
            part = row.part
            top += GAP
            body.append(f'<text x="10" y="{top - 8}" font-weight="bold">{escape(part)}</text>')
        body += _bar(row, rate, top)
        top += BAR
    size = f'width="{WIDTH}" height="{top + 12}"'
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="sans-serif" font-size="12" fill="#222">',
        f'<rect {size} fill="#fff"/>',
        f'<text x="10" y="20" font-size="14">{TITLE}</text>',
        *_scale(top),
        *body,
        "</svg>\n",
    ]
    return "\n".join(lines)


def _bar(row: Row, rate: float, top: int) -> list[str]:
    long = max(_at(rate) - LEFT, 1)
    told = f"{rate:,.0f}" if rate >= 100 else f"{rate:.3g}"  # noqa: PLR2004 -- three digits tell enough
    colour = LIMIT if row.limit else PEER if row.peer else OWN
    return [
        f'<text x="{LEFT - 6}" y="{top + 12}" text-anchor="end">{escape(row.what)}</text>',
        f'<rect x="{LEFT}" y="{top + 2}" width="{long:.0f}" height="{BAR - 5}" fill="{colour}"/>',
        f'<text x="{LEFT + long + 4:.0f}" y="{top + 12}" font-size="11">{told}</text>',
    ]


def _scale(bottom: int) -> list[str]:
    lines = []
    for power in range(DECADES + 1):
        rate = FEWEST * 10**power
        x = _at(rate)
        lines.append(
            f'<line x1="{x:.0f}" y1="{HEAD - 4}" x2="{x:.0f}" y2="{bottom}" stroke="#ddd"/>'
            f'<text x="{x:.0f}" y="{HEAD - 8}" text-anchor="middle" font-size="10" fill="#777">{rate:,}</text>'
        )
    return lines


def _at(rate: float) -> float:
    """Where a rate lies from the left."""
    return LEFT + (WIDTH - LEFT - RIGHT) * (math.log10(max(rate, FEWEST)) - 1) / DECADES


ACROSS, PANEL, PLOTTED = 3, (300, 190), (215, 105)
"""Panels in a row, the size of one, and of what is drawn in it."""

CORNER = (60, 40)


def curves(found: Mapping[tuple[str, str], Sequence[tuple[float, float]]]) -> str:
    """SVG, a panel a curve by its title and unit: from nought on, both scales linear, so that a line is straight."""
    tall = PANEL[1] * -(-len(found) // ACROSS)
    size = f'width="{ACROSS * PANEL[0]}" height="{tall}"'
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="sans-serif" font-size="10" fill="#222">',
        f'<rect {size} fill="#fff"/>',
    ]
    for at, ((title, unit), points) in enumerate(found.items()):
        x, y = at % ACROSS * PANEL[0], at // ACROSS * PANEL[1]
        lines.append(f'<text x="{x + 10}" y="{y + CORNER[1] - 12}" font-weight="bold">{escape(title)}</text>')
        lines += _panel(unit, points, x + CORNER[0], y + CORNER[1])
    return "\n".join([*lines, "</svg>\n"])


def _panel(unit: str, points: Sequence[tuple[float, float]], left: int, top: int) -> list[str]:
    wide, tall = PLOTTED
    most = max(x for x, _ in points), max(y for _, y in points)
    bottom, right = top + tall, left + wide
    placed = [(left + wide * x / most[0], bottom - tall * y / most[1]) for x, y in points]
    through = " ".join(f"{x:.0f},{y:.0f}" for x, y in placed)
    return [
        f'<path d="M{left} {top}V{bottom}H{right}" stroke="#999" fill="none"/>',
        f'<text x="{left - 4}" y="{top + 6}" text-anchor="end">{most[1]:,.0f}</text>',
        f'<text x="{right}" y="{bottom + 12}" text-anchor="end">{most[0]:,.0f} {escape(unit)}</text>',
        f'<polyline points="{through}" stroke="{OWN}" fill="none" stroke-width="1.5"/>',
        *(f'<circle cx="{x:.0f}" cy="{y:.0f}" r="2.5" fill="{OWN}"/>' for x, y in placed),
    ]
