"""A chart as inline SVG, made of XML elements, so that no text can become markup.

It says in `title` and `aria-label` what it shows; the same figures stand in the text beside it, for e-mail programs
that drop SVG and for readers who do not see it.
"""

from xml.etree.ElementTree import Element, SubElement, tostring

from markupsafe import Markup

UP, DOWN, INK, FAINT = "#b42318", "#1d5fa8", "#1f2933", "#cbd2d9"
COLOURS = {"up": UP, "down": DOWN, "neutral": INK}
WIDTH = 600


class Drawing:
    """A chart that grows stroke by stroke. Coordinates are those of its own box, `WIDTH` wide."""

    def __init__(self, height: float, title: str, description: str) -> None:
        self._root = Element(
            "svg",
            {
                "xmlns": "http://www.w3.org/2000/svg",
                "viewBox": f"0 0 {WIDTH} {_number(height)}",
                "width": "100%",
                "role": "img",
                "aria-label": f"{title}. {description}"[:1500],
                "font-family": "sans-serif",
            },
        )
        SubElement(self._root, "title").text = title

    def text(self, x: float, y: float, text: str, colour: str, *, anchor: str = "start", size: int = 12) -> None:
        """A line of text."""
        attributes = {"x": _number(x), "y": _number(y), "fill": colour, "font-size": str(size), "text-anchor": anchor}
        SubElement(self._root, "text", attributes).text = text

    def bar(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        """A filled box; none where it has no height."""
        if height:
            box = {"x": x, "y": y, "width": width, "height": height}
            SubElement(self._root, "rect", {**{key: _number(value) for key, value in box.items()}, "fill": colour})

    def line(self, x1: float, y1: float, x2: float, y2: float, colour: str, *, width: int = 1) -> None:
        """A straight stroke."""
        ends = {"x1": x1, "y1": y1, "x2": x2, "y2": y2}
        attributes = {key: _number(value) for key, value in ends.items()}
        SubElement(self._root, "line", {**attributes, "stroke": colour, "stroke-width": str(width)})

    def dot(self, x: float, y: float, fill: str, stroke: str) -> None:
        """A dot with a rim."""
        attributes = {"cx": _number(x), "cy": _number(y), "r": "5", "fill": fill, "stroke": stroke, "stroke-width": "2"}
        SubElement(self._root, "circle", attributes)

    def markup(self) -> Markup:
        """The chart as it goes into a page."""
        return Markup(tostring(self._root, encoding="unicode", short_empty_elements=False))


def _number(value: float) -> str:
    """One decimal at most: the same on every machine."""
    return f"{value:.1f}".removesuffix(".0")
