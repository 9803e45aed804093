"""One's own account, and the log."""

from tests.office.matrix import EVERYBODY, SIGNED_IN, Row

PASSWORDS = {"old_password": "", "new_password1": "", "new_password2": ""}
HOME = dict.fromkeys(SIGNED_IN, 302)

ROWS = [
    Row("office/login/", own=EVERYBODY, ok={"-": 200, **HOME}),
    Row("office/login/", "POST", own=EVERYBODY, send={"username": "x"}, ok={"-": 200, **HOME}),
    Row("office/logout/", "POST", own=EVERYBODY, ok="sign in"),
    Row("office/password/", own=SIGNED_IN),
    Row("office/password/", "POST", own=SIGNED_IN, send=PASSWORDS),
    Row("office/second/", own=SIGNED_IN),
    Row("office/second/", "POST", own=SIGNED_IN),
    Row("office/second/set-up/", own=SIGNED_IN),
    Row("office/second/set-up/", "POST", own=SIGNED_IN, send={"code": "000000"}),
    Row("office/second/codes/", "POST", own=SIGNED_IN, ok=302),
    Row("office/second/remove/", "POST", own=SIGNED_IN, ok=302),
    Row("office/log/", own="DCA"),
    Row("office/log/table/", own="DCA"),
]
