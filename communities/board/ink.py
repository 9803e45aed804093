"""The colours of a board, in colour and in pure black. Pure; a test holds them to static/css/tokens.css."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Ink:
    """Resolved colours: an SVG that any engine draws needs them as they are. `classes` by class code."""

    bw: bool = False
    paper: str = "#FFFFFF"
    ground: str = "#FBF8F2"
    ink: str = "#2A2622"
    ink_2: str = "#5C544B"
    rule: str = "#CFC6B8"
    hair: str = "#E4DDD1"
    seal: str = "#A8281E"
    zone_5: str = "#F0CC8E"
    zone_10: str = "#F7E2BC"
    zone_15: str = "#FCF2DF"
    zone_line: str = "#7A5A2B"
    hatch: str = "#DDD5C8"
    green: str = "#CFDDBB"
    green_name: str = "#4A6434"
    water: str = "#CFE0E6"
    water_line: str = "#8FB0BC"
    water_name: str = "#2F5F73"
    street: str = "#FFFFFF"
    street_edge: str = "#C9B898"
    street_out: str = "#EFEAE1"
    street_out_edge: str = "#D8CFC1"
    street_name: str = "#5C5146"
    street_name_out: str = "#857B70"
    rail: str = "#C4BAAC"
    classes: Mapping[str, str] = field(default_factory=dict)

    def of(self, group: str) -> str:
        return self.classes.get(group, self.ink)

    def zone(self, minutes: int) -> str:
        return self.zone_5 if minutes <= 5 else self.zone_10 if minutes <= 10 else self.zone_15


def colour(classes: Mapping[str, str]) -> Ink:
    return Ink(classes=classes)


def black() -> Ink:
    """One ink: characters, numbers, shapes, hatching and dots carry all meaning."""
    white = dict.fromkeys(
        ("ground", "zone_5", "zone_10", "zone_15", "street_out", "green", "water"), "#FFFFFF"
    )
    greys = {
        "hatch": "#777777",
        "hair": "#777777",
        "street_out_edge": "#888888",
        "street_name_out": "#333333",
    }
    names = (
        "ink",
        "ink_2",
        "rule",
        "seal",
        "zone_line",
        "green_name",
        "water_line",
        "water_name",
        "street_edge",
    )
    return Ink(bw=True, **dict.fromkeys((*names, "street_name", "rail"), "#000000"), **white, **greys)  # type: ignore[arg-type]
