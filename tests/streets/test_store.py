"""Networks on disk: written beside the old, switched in one step, and the old stays whatever happens."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from lifecircle.walking import store
from lifecircle.walking.network import Network
from lifecircle.walking.osm_basemap import read_basemap
from lifecircle.walking.osm_extract import Extract
from tests.streets.town import TOWN, town


def revision(name: str) -> Network:
    network = town()
    return replace(network, about=replace(network.about, revision=name))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "streets"


def save(root: Path, *names: str) -> None:
    for name in names:
        with store.importing(root):
            store.save(root, revision(name))


def in_force(root: Path) -> str | None:
    network = store.current(root)
    return network.about.revision if network else None


def test_before_the_first_import_there_is_none(root: Path) -> None:
    assert store.current(root) is None


def test_what_is_read_is_what_was_written(root: Path) -> None:
    save(root, "one")
    read = store.current(root)
    assert read is not None
    assert all(
        np.array_equal(getattr(read, name), getattr(town(), name), equal_nan=name == "node_metres")
        for name in Network.arrays()
    )


def test_what_was_said_about_it_comes_back(root: Path) -> None:
    save(root, "one")
    read = store.current(root)
    assert read is not None
    assert (read.about, read.names) == (revision("one").about, town().names)


def test_arrays_are_mapped_not_read(root: Path) -> None:
    save(root, "one")
    read = store.current(root)
    assert read is not None
    assert isinstance(read.half_cost, np.memmap)


def test_the_same_network_is_handed_out_until_it_changes(root: Path) -> None:
    save(root, "one")
    assert store.current(root) is store.current(root)


def test_a_new_import_is_picked_up_at_once(root: Path) -> None:
    save(root, "one")
    before = in_force(root)
    save(root, "two")
    assert (before, in_force(root)) == ("one", "two")


def test_the_one_before_is_kept_and_older_ones_go(root: Path) -> None:
    save(root, "one", "two", "three")
    assert sorted(path.name for path in root.iterdir() if path.is_dir()) == ["three", "two"]


def test_a_network_in_use_stays_readable_after_its_folder_is_gone(root: Path) -> None:
    save(root, "one")
    old = store.current(root)
    save(root, "two", "three")
    assert old is not None
    assert int(old.half_cost.sum()) == int(town().half_cost.sum())


def test_a_second_import_is_told_to_wait(root: Path) -> None:
    with (
        store.importing(root),
        pytest.raises(store.StreetsBusyError, match="正在进行"),
        store.importing(root),
    ):
        pass


def test_what_a_crash_left_is_removed_by_the_next_import(root: Path) -> None:
    save(root, "one")
    (root / "half-written").mkdir()
    with store.importing(root):
        assert not (root / "half-written").exists()


def test_a_damaged_folder_leaves_the_old_one_in_force(root: Path) -> None:
    save(root, "one")
    store.current(root)
    save(root, "two")
    (root / "two" / "network.half_to.npy").write_bytes(b"\x93NUMPY broken")
    assert in_force(root) == "one"


def test_a_damaged_folder_says_so(root: Path) -> None:
    save(root, "one")
    file = root / "one" / "network.half_to.npy"
    file.write_bytes(file.read_bytes()[:-8])
    with pytest.raises(store.StreetsError, match="损坏"):
        store.load(root / "one")


def test_a_damaged_folder_is_reported_in_the_log(root: Path, caplog: pytest.LogCaptureFixture) -> None:
    save(root, "one")
    (root / "one" / "about.json").unlink()
    store.current(root)
    assert "street network not read" in caplog.text


def test_arrays_that_do_not_belong_together_are_refused(root: Path) -> None:
    save(root, "one")
    np.save(root / "one" / "network.node_lat.npy", np.zeros(3))
    with pytest.raises(store.StreetsError, match="损坏"):
        store.load(root / "one")


def test_an_older_format_asks_for_a_new_import(root: Path) -> None:
    save(root, "one")
    about = root / "one" / "about.json"
    about.write_text(about.read_text().replace('"format": ', '"format": 9'))
    with pytest.raises(store.StreetsError, match="旧格式"):
        store.load(root / "one")


def test_a_folder_that_cannot_be_written_leaves_the_old_one_in_force(root: Path) -> None:
    save(root, "one")
    (root / "two").write_text("a file in the way")
    with store.importing(root), pytest.raises(store.StreetsError, match="原来的路网不受影响"):
        store.save(root, revision("two"))
    assert in_force(root) == "one"


def test_the_map_comes_with_the_network(root: Path) -> None:
    with store.importing(root):
        store.save(root, revision("one"), read_basemap(Extract(TOWN)))
    drawn = store.current_basemap(root)
    assert drawn is not None
    assert drawn.kind.size == read_basemap(Extract(TOWN)).kind.size


def test_a_network_without_a_map_has_none(root: Path) -> None:
    save(root, "one")
    assert store.current_basemap(root) is None
