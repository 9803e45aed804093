"""A refused question is told in a resident's words."""

import pytest
from django.test import Client

from tests import make

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("query", "called"),
    [("pace=fly", "谁来走"), ("at=soon", "出发时间"), ("tier=x", "哪一类"), ("only=x", "只看")],
)
def test_a_field_is_called_what_the_page_calls_it(
    client: Client, catalogue: None, query: str, called: str
) -> None:
    make.community()
    assert f"{called}：" in client.get(f"/communities/620104007001/?{query}").content.decode()
