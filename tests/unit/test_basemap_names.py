"""A street's pieces are joined so that its name finds room."""

from communities.basemap import joined

A, B, C, D = [36.0, 103.0], [36.0, 103.1], [36.0, 103.2], [36.1, 103.2]


def test_pieces_that_meet_become_one_line_whatever_way_they_were_drawn() -> None:
    assert joined([[A, B], [C, B], [C, D]]) in ([[A, B, C, D]], [[D, C, B, A]])


def test_pieces_that_do_not_meet_stay_apart() -> None:
    assert len(joined([[A, B], [C, D]])) == 2


def test_a_ring_ends_where_it_began() -> None:
    [ring] = joined([[A, B], [B, C], [C, A]])
    assert len(ring) == 4


def test_nothing_is_nothing() -> None:
    assert joined([]) == []
