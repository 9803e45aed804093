"""The log: everything that must be found again is in it, nobody edits it, and each reads what is theirs."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.test import Client, RequestFactory
from django.utils.timezone import localdate, localtime, now

from lifecircle.staff.attempts import FAILURES_PER_HOUR
from lifecircle.staff.log import record
from lifecircle.staff.models import AuditKind, AuditRecord
from lifecircle.staff.rights import Role
from tests import make
from tests.office.conftest import PASSWORD
from tests.office.test_second_factor import ASKED, SET_UP, again, code_of, send, wrong_code
from tests.pages.html import read

LOG, TABLE = "/office/log/", "/office/log/table/"


def sign_in(client: Client, name: str = "xiliugou", password: str = PASSWORD) -> Any:
    return client.post("/office/login/", {"username": name, "password": password}, REMOTE_ADDR="10.0.0.7")


def kept() -> list[tuple[str, str, str]]:
    """What, whose, of which division; oldest first."""
    return list(AuditRecord.objects.order_by("id").values_list("kind", "username", "scope"))


# -- what is written ------------------------------------------------------------------------------------
def test_signing_in_and_out_is_written_with_account_division_and_address(client: Client, clerk: User) -> None:
    sign_in(client)
    client.post("/office/logout/")
    assert kept() == [("sign_in", "xiliugou", "620104007"), ("sign_out", "xiliugou", "620104007")]
    assert AuditRecord.objects.order_by("id")[0].address == "10.0.0.7"


def test_a_wrong_password_is_written_and_of_no_division_where_there_is_no_account(
    client: Client, clerk: User
) -> None:
    sign_in(client, password="wrong")
    sign_in(client, "nobody-of-ours")
    assert kept() == [
        ("sign_in_failed", "xiliugou", "620104007"),
        ("sign_in_failed", "nobody-of-ours", ""),
    ]


def test_being_locked_out_is_written_once(client: Client, clerk: User) -> None:
    for _ in range(8):
        sign_in(client, password="wrong")
    assert [kind for kind, _, _ in kept()] == ["sign_in_failed"] * 4 + ["locked_out"]


def test_a_flood_of_names_does_not_fill_the_table(client: Client, db: None) -> None:
    failed = AuditRecord(kind=AuditKind.SIGN_IN_FAILED, username="guess", address="10.0.0.7")
    AuditRecord.objects.bulk_create([failed] * (FAILURES_PER_HOUR - 1))
    for number in range(3):
        sign_in(client, f"guess{number}")
    assert len(kept()) == FAILURES_PER_HOUR
    assert "不再逐条记" in AuditRecord.objects.latest("id").words


def test_a_password_is_never_written(client: Client, clerk: User) -> None:
    sign_in(client, password="geheim-geheim")
    with connection.cursor() as cursor:
        for table in ("staff_auditrecord", "axes_accessattempt"):
            cursor.execute(f"SELECT * FROM {table}")
            assert "geheim" not in str(cursor.fetchall())


def test_a_refusal_is_written_with_what_was_asked(desk: Client) -> None:
    assert desk.get(LOG).status_code == 403
    assert desk.get("/admin/outlets/outlet/").status_code == 403
    words = [one.words for one in AuditRecord.objects.filter(kind="refused").order_by("id")]
    assert words == ["GET /office/log/", "GET /admin/outlets/outlet/"]


def test_a_refusal_is_told_in_words(desk: Client) -> None:
    assert "您的账号没有办这件事的权限" in desk.get(LOG).content.decode()
    said = desk.get(LOG, headers={"Accept": "application/json"})
    assert (said.status_code, said.json()) == (403, {"detail": "您的账号没有办这件事的权限。"})


def test_a_new_password_and_a_second_factor_are_written(desk: Client, clerk: User) -> None:
    new = "换过的密码-2026-很长"
    desk.post("/office/password/", {"old_password": PASSWORD, "new_password1": new, "new_password2": new})
    desk.get(SET_UP)
    send(desk, SET_UP, code_of(clerk))
    client = again(User.objects.get(pk=clerk.pk))
    send(client, ASKED, wrong_code(clerk))
    desk.post("/office/second/remove/")
    kinds = [kind for kind, _, _ in kept() if kind != "sign_in"]
    assert kinds == ["password", "second_set", "second_failed", "second_removed"]


def test_words_that_are_too_long_or_odd_are_cut_to_fit(clerk: User) -> None:
    request = RequestFactory().get("/")
    request.user = clerk
    one = record(request, AuditKind.UPLOAD, "长\0" * 400, username="名" * 400)
    assert (len(one.words), len(one.username), "\0" in one.words) == (300, 150, False)


# -- nobody edits it ------------------------------------------------------------------------------------
def old(days: int) -> AuditRecord:
    with_date = AuditRecord.objects.create(kind=AuditKind.EXPORT, username=f"{days}")
    rewrite(with_date, now() - timedelta(days=days))
    return with_date


def rewrite(one: AuditRecord, at: Any) -> None:
    """As if it had been written then: a copy with another date, past the model's clock."""
    field = AuditRecord._meta.get_field("at")
    field.auto_now_add = False
    try:
        one.pk, one.at = None, at
        one.save(force_insert=True)
    finally:
        field.auto_now_add = True


@pytest.fixture
def entry(db: None) -> AuditRecord:
    return AuditRecord.objects.create(kind=AuditKind.SIGN_IN, username="xiliugou")


def by_raw_sql(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize(
    "change",
    [
        lambda one: AuditRecord.objects.update(username="x"),
        lambda one: AuditRecord.objects.filter(pk=one.pk).update(at=now() - timedelta(days=500)),
        lambda one: one.save(),
        lambda one: AuditRecord.objects.all().delete(),
        lambda one: one.delete(),
        lambda one: AuditRecord.objects.all()._raw_delete("default"),
        lambda one: by_raw_sql("UPDATE staff_auditrecord SET words = 'x'"),
        lambda one: by_raw_sql("DELETE FROM staff_auditrecord"),
    ],
    ids=["update", "date", "save", "delete", "delete one", "raw delete", "sql update", "sql delete"],
)
def test_the_database_refuses_to_change_or_lose_an_entry(entry: AuditRecord, change: Any) -> None:
    with pytest.raises(DatabaseError, match="the log is"), transaction.atomic():
        change(entry)
    assert kept() == [("sign_in", "xiliugou", "")]


def test_not_even_an_old_entry_is_changed(db: None) -> None:
    one = old(400)
    with pytest.raises(DatabaseError, match="the log is"), transaction.atomic():
        AuditRecord.objects.filter(pk=one.pk).update(words="x")


def test_old_entries_are_pruned_and_younger_ones_stay(db: None, capsys: Any) -> None:
    ages = [old(days).at for days in (190, 400)]
    call_command("prune_log", days=200)
    assert not AuditRecord.objects.filter(at=ages[1]).exists()
    assert AuditRecord.objects.filter(at=ages[0]).exists()
    assert "清理了 1 条" in capsys.readouterr().out


@pytest.mark.parametrize("days", [179, 0, -1, 10**9])
def test_pruning_more_than_is_allowed_is_refused(db: None, days: int) -> None:
    with pytest.raises(CommandError, match=r"天|一百年"):
        call_command("prune_log", days=days)


def test_a_keeper_sees_it_in_the_admin_and_changes_nothing(client: Client, entry: AuditRecord) -> None:
    client.force_login(make.account(Role.CITY_ADMIN))
    at = f"/admin/staff/auditrecord/{entry.pk}"
    assert client.get("/admin/staff/auditrecord/").status_code == 200
    assert client.post(f"{at}/change/", {"username": "x"}).status_code == 403
    assert client.post(f"{at}/delete/", {"post": "yes"}).status_code == 403


# -- reading it -----------------------------------------------------------------------------------------
def entries(*scopes: str) -> None:
    for scope in scopes:
        AuditRecord.objects.create(kind=AuditKind.EXPORT, username=f"of-{scope or 'all'}", scope=scope)


def rows(client: Client, **query: str) -> list[str]:
    """The accounts on the page; signing in itself apart."""
    page = read(client.get(LOG, query))
    cells = [cell.text for cell in page.all("td")]
    return [name for kind, name in zip(cells[1::6], cells[2::6], strict=True) if kind != "登录"]


def test_a_district_reads_what_its_own_people_did(client: Client, bureau: User) -> None:
    entries("620104", "620104007001", "620102", "", "6201")
    client.force_login(bureau)
    assert sorted(rows(client)) == ["of-620104", "of-620104007001"]


def test_the_city_and_its_auditor_read_everything(client: Client, db: None) -> None:
    entries("620104", "")
    for role in (Role.CITY_ADMIN, Role.AUDITOR):
        client.force_login(make.account(role))
        assert sorted(rows(client)) == ["of-620104", "of-all"]


def test_it_is_filtered_by_kind_account_and_day(client: Client, db: None) -> None:
    client.force_login(make.account(Role.CITY_ADMIN))
    entries("620104", "620102")
    AuditRecord.objects.create(kind=AuditKind.UPLOAD, username="of-620104")
    assert rows(client, kind="upload") == ["of-620104"]
    assert rows(client, account="620102") == ["of-620102"]
    assert rows(client, since=str(localdate() - timedelta(3)), until=str(localdate() - timedelta(1))) == []


def test_a_day_is_a_day_in_this_city(client: Client, db: None) -> None:
    """Half past midnight here is still yesterday in UTC."""
    client.force_login(make.account(Role.CITY_ADMIN))
    rewrite(AuditRecord(kind=AuditKind.EXPORT, username="late"), localtime().replace(hour=0, minute=30))
    assert rows(client, since=str(localdate()), until=str(localdate()), account="late") == ["late"]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"since": "soon"}, "日期写成"),
        ({"since": "2026-02-02", "until": "2026-02-01"}, "之后"),
        ({"kind": "x"}, "选一项"),
        ({"account": "\0"}, "空字符"),
        ({"page": "x"}, ""),
        ({"page": "10000"}, ""),
        ({"since": "", "until": ""}, ""),
    ],
)
def test_a_filter_that_makes_no_sense_is_refused_in_words(
    client: Client, db: None, query: dict[str, str], said: str
) -> None:
    client.force_login(make.account(Role.CITY_ADMIN))
    answers = [client.get(path, query) for path in (LOG, TABLE)]
    assert {response.status_code for response in answers} == {400 if said else 200}
    if said:
        assert said in read(answers[0]).one("div", class_="errbox").text


def test_it_comes_in_pages_that_keep_the_filter(client: Client, db: None) -> None:
    client.force_login(make.account(Role.CITY_ADMIN))
    entries(*["620104"] * 60)
    page = read(client.get(LOG, {"kind": "export"}))
    assert len(page.all("tr")) == 51
    [link] = [a["href"] for a in page.all("a") if "page=2" in a["href"]]
    assert len(read(client.get(LOG + link)).all("tr")) == 11


def test_the_table_holds_what_the_page_shows_and_is_itself_written_down(client: Client, bureau: User) -> None:
    client.force_login(bureau)
    entries("620104", "620102")
    AuditRecord.objects.create(kind=AuditKind.UPLOAD, scope="620104", words="=1+1")
    lines = b"".join(client.get(TABLE, {"kind": "upload"})).decode("utf-8-sig").splitlines()
    assert lines[0] == "时间,什么事,账号,范围,网络地址,内容"
    assert [line.split(",")[1:] for line in lines[1:]] == [["导入", "", "620104", "", "'=1+1"]]
    last = AuditRecord.objects.latest("id")
    assert (last.kind, last.username) == ("export", "xigu")
    assert "操作日志 1 条" in last.words
