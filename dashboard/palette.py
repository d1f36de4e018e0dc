"""The ladder of actions -> a colour for each, so that colour tells where a step stands before its name is read.

Warm, and hotter the higher the stage, for what escalates; teal to blue for what eases; slate and stone by turns, ever
darker, for what is neutral, so that those next to each other differ for the colour-blind too; violet for what stands
beside the road. All are of middle lightness: they must stand on a light and on a dark ground.
"""

import colorsys
from collections.abc import Sequence

from dashboard.rows import Rung

UNKNOWN = "#8a8f98"


def colours(ladder: Sequence[Rung]) -> dict[str, str]:
    """A colour (#rrggbb) for every action, by name."""
    return {rung.name: _colour(rung, ladder) for rung in ladder}


def ink(colour: str) -> str:
    """What is read best upon a colour: white, or black upon a light one (relative luminance as in WCAG 2)."""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    luminance = 0.2126 * red**2.2 + 0.7152 * green**2.2 + 0.0722 * blue**2.2
    return "#111111" if luminance > 0.36 else "#ffffff"


def _colour(rung: Rung, ladder: Sequence[Rung]) -> str:
    kin = [other.name for other in ladder if _family(other) == _family(rung)]
    along = kin.index(rung.name) / max(1, len(kin) - 1)
    match _family(rung):
        case "up":
            return _hex(50 - 75 * along, 0.50 - 0.02 * along, 0.80)
        case "down":
            return _hex(160 + 60 * along, 0.42 + 0.12 * along, 0.60)
        case "neutral":
            slate = kin.index(rung.name) % 2 == 0
            return _hex(215 if slate else 25, 0.70 - 0.30 * along, 0.35 if slate else 0.10)
        case _:
            return _hex(265 + 35 * along, 0.60, 0.50)


def _family(rung: Rung) -> str:
    return "beside" if rung.stage is None and rung.direction != "down" else rung.direction


def _hex(hue: float, lightness: float, saturation: float) -> str:
    channels = colorsys.hls_to_rgb(hue % 360 / 360, lightness, saturation)
    return "#" + "".join(f"{round(255 * channel):02x}" for channel in channels)
