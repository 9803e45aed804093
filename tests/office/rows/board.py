"""What is printed: open to everybody."""

from tests.office.matrix import EVERYBODY, Row
from tests.office.rows.residents import circle, outlet

KINDS = ("/", ".pdf", ".png")

ROWS = [
    *(Row(f"communities/<slug:code>/board{kind}", own=EVERYBODY, make=circle) for kind in KINDS),
    *(Row(f"communities/<slug:code>/card{kind}", own=EVERYBODY, make=circle) for kind in KINDS),
    *(Row(f"outlets/<int:pk>/poster{kind}", own=EVERYBODY, make=outlet) for kind in KINDS),
]
