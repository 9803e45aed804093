"""A year's holidays come in whole, replace what was there, and are refused by row."""

from datetime import date
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils.timezone import localdate

from outlets import calendar
from outlets.models import Holiday

pytestmark = pytest.mark.django_db
NOTICE = Path(__file__).parents[2] / "fixtures" / "tables" / "holidays.csv"


def table(tmp_path: Path, *rows: str) -> Path:
    file = tmp_path / "holidays.csv"
    file.write_text("\n".join(["日期,放假或上班,节日", *rows]), encoding="utf-8")
    return file


def test_the_notice_of_2026_comes_in_as_published(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("import_holidays", str(NOTICE))
    assert Holiday.objects.get(pk=date(2026, 10, 10)).kind == "workday"
    assert "2026 年：39 天" in capsys.readouterr().out


def test_a_year_that_is_brought_in_again_takes_the_place_of_the_old() -> None:
    Holiday.objects.create(date=date(2026, 7, 1), kind="holiday", name="写错的")
    call_command("import_holidays", str(NOTICE))
    assert not Holiday.objects.filter(name="写错的").exists()


def test_a_dry_run_writes_nothing() -> None:
    call_command("import_holidays", str(NOTICE), "--dry-run")
    assert not Holiday.objects.exists()


def test_a_day_before_new_year_leaves_the_rest_of_the_old_year_alone(tmp_path: Path) -> None:
    call_command("import_holidays", str(NOTICE))
    days = [f"2027-02-{day:02},放假,春节" for day in range(5, 17)]
    call_command("import_holidays", str(table(tmp_path, "2026-12-31,放假,元旦", *days)))
    assert Holiday.objects.filter(date__year=2026).count() == 40


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("2026-13-01,放假,元旦", "第 2 行"),
        ("2026-01-01,休息吧,元旦", "放假或上班"),
        ("2026-01-01,放假,", "节日"),
        ("2026-01-01,放假,元旦", "不像一整年"),
    ],
)
def test_a_wrong_row_is_named_and_nothing_is_written(
    tmp_path: Path, row: str, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(CommandError, match="什么都没有写入"):
        call_command("import_holidays", str(table(tmp_path, row)))
    assert words in capsys.readouterr().err
    assert not Holiday.objects.exists()


def test_a_year_with_a_day_or_two_is_not_yet_known() -> None:
    Holiday.objects.create(date=localdate(), kind="holiday", name="元旦")
    assert calendar.current().known_years == frozenset()
