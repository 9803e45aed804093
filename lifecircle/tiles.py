"""Tile addresses as a city sets them: checked, and turned into hosts that pages may load from. Pure.

`https://t{s}.tianditu.gov.cn/vec_w/wmts?…&TILEMATRIX={z}&TILEROW={y}&TILECOL={x}&tk=KEY`; several layers (a
base and its names) are separated by blanks. Only tiles in WGS-84 or CGCS2000 fit the marks.
"""

from urllib.parse import urlsplit

PLACES = ("{x}", "{y}", "{z}")


def is_address(url: str) -> bool:
    """Whether the map can ask for tiles there: over HTTPS, with all three place holders."""
    return url.startswith("https://") and bool(urlsplit(url).netloc) and all(place in url for place in PLACES)


def source(url: str) -> str:
    """The Content-Security-Policy source of an address: a host with `{s}` in it becomes a wildcard host."""
    host = urlsplit(url).netloc
    if "{s}" in host:
        host = "*." + host.split("{s}", 1)[1].split(".", 1)[1]
    return f"https://{host}"
