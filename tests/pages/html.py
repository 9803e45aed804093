"""A rendered page, read as a browser reads it: its text, its elements, its forms."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "use", "circle", "path"}
Attributes = dict[str, str | None]


@dataclass
class Element:
    tag: str
    attributes: Attributes
    text: str = ""

    def __getitem__(self, name: str) -> str:
        return self.attributes.get(name) or ""


@dataclass
class Page(HTMLParser):
    """Every element with the text that stands in it, in the order of the page."""

    elements: list[Element] = field(default_factory=list)
    text: str = ""
    unclosed: list[Element] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    __hash__ = object.__hash__

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, dict(attrs))
        self.elements.append(element)
        if tag not in VOID:
            self.unclosed.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(Element(tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:  # written out, as elements of SVG are
            return
        while self.unclosed and self.unclosed.pop().tag != tag:
            pass

    def handle_data(self, data: str) -> None:
        for element in self.unclosed:
            element.text += data
        if not any(element.tag in {"script", "style"} for element in self.unclosed):
            self.text += data

    def all(self, tag: str, **wanted: str) -> list[Element]:
        """Elements with these attributes; `class_` must be one of the classes."""
        return [e for e in self.elements if e.tag == tag and all(_has(e, *pair) for pair in wanted.items())]

    def one(self, tag: str, **wanted: str) -> Element:
        [found] = self.all(tag, **wanted)
        return found


def _has(element: Element, name: str, value: str) -> bool:
    if name == "class_":
        return value in element["class"].split()
    return element[name.replace("_", "-")] == value


def read(response: Any) -> Page:
    page = Page()
    page.feed(response.content.decode())
    page.close()
    return page
