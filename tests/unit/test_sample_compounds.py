"""The made-up compounds: always the same, as many people as a circle has, and marked wherever they stand."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from communities.models import Compound
from communities.sample_compounds import MEAN_RESIDENTS, crafted_compounds, sample_compounds
from lifecircle.geo import metres_between
from tests import make

CODES = [f"620104007{number:03}" for number in range(200)]


def test_a_circle_has_the_same_compounds_every_time() -> None:
    first, second = (list(sample_compounds(CODES[0], make.CENTRE)) for _ in range(2))
    assert first == second != list(sample_compounds(CODES[1], make.CENTRE))


def test_they_hold_what_a_circle_holds_in_the_nation() -> None:
    circles = [list(sample_compounds(code, make.CENTRE)) for code in CODES]
    assert {len(circle) for circle in circles} == {5, 6, 7, 8}
    whole = [circle for circle in circles if all(compound.residents for compound in circle)]
    mean = sum(compound.residents or 0 for circle in whole for compound in circle) / len(whole)
    assert 0.95 < mean / MEAN_RESIDENTS < 1.05
    assert 0.1 < 1 - len(whole) / len(circles) < 0.3  # every fifth has one that nobody counted


def test_each_keeps_the_rules_of_a_compound() -> None:
    for code in CODES[:50]:
        some = list(sample_compounds(code, make.CENTRE))
        assert len({compound.name for compound in some}) == len(some)
        for compound in some:
            assert 100 < metres_between(make.CENTRE, compound.point) < 720
            assert all(20 < metres_between(compound.point, gate) < 100 for _, gate, _ in compound.gates)
            if compound.residents is not None:
                assert (compound.residents_60 or 0) + (compound.residents_0_3 or 0) < compound.residents


def test_those_of_the_real_place_are_as_sound() -> None:
    some = list(crafted_compounds())
    assert sum(compound.residents or 0 for compound in some) == pytest.approx(MEAN_RESIDENTS, rel=0.1)
    assert all(60.164 < compound.point.lat < 60.179 and compound.gates for compound in some)


def test_they_come_and_go_in_one_call_and_never_beside_real_ones(catalogue: None) -> None:
    circle = make.community()
    call_command("sample_compounds", stdout=StringIO())
    assert Compound.objects.count() >= 5
    assert all(compound.sample and compound.gates.exists() for compound in Compound.objects.all())
    make.compound(circle, "真的小区")
    with pytest.raises(CommandError, match="不会混进去"):
        call_command("sample_compounds", stdout=StringIO())
    call_command("sample_compounds", remove=True, stdout=StringIO())
    assert [compound.name for compound in Compound.objects.all()] == ["真的小区"]
