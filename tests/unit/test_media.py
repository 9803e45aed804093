"""Where photos are kept: the address of a store, read without ever repeating its secret."""

import os
import subprocess
import sys

import pytest
from django.utils.module_loading import import_string
from django.views.debug import SafeExceptionReporterFilter

from lifecircle.media import FOLDER, S3, storage


def test_nothing_said_is_a_folder() -> None:
    assert storage("") == {"BACKEND": FOLDER}


def test_an_address_names_host_bucket_and_credentials() -> None:
    found = storage("s3://key:p%40ss@minio.local:9000/photos?tls=0&region=cn&prefix=shops/")
    options = found["OPTIONS"]
    assert found["BACKEND"] == S3
    assert (options["endpoint_url"], options["bucket_name"], options["location"]) == (
        "http://minio.local:9000",
        "photos",
        "shops",
    )
    assert (options["access_key"], options["secret_key"], options["region_name"]) == ("key", "p@ss", "cn")


def test_without_credentials_the_client_looks_for_its_own() -> None:
    assert storage("s3://oss.example.cn/photos")["OPTIONS"]["secret_key"] is None


def test_the_store_s_client_takes_what_the_address_says() -> None:
    pytest.importorskip("storages.backends.s3", reason="pip install lifecircle[s3]")
    found = storage("s3://key:secret@minio.local:9000/photos?tls=0&prefix=shops")
    kept = import_string(found["BACKEND"])(**found["OPTIONS"])
    url = kept.url("a.jpg")
    assert url.startswith("http://minio.local:9000/photos/shops/a.jpg?")
    assert "secret" not in url


@pytest.mark.parametrize(
    "address",
    [
        "https://key:topsecret@host/bucket",
        "s3://key:topsecret@host",
        "s3://key:topsecret@/bucket",
        "s3://key:topsecret@host/a/b",
        "s3://topsecret@host/bucket",
        "s3://key:topsecret@host:port/bucket",
        "s3://key:topsecret@host/bucket?acl=public",
    ],
)
def test_what_makes_no_sense_is_told_without_the_secret(address: str) -> None:
    with pytest.raises(ValueError, match=r"[应缺要口认]") as refused:
        storage(address)
    assert "topsecret" not in str(refused.value)


def test_a_page_of_a_failure_hides_the_credentials() -> None:
    shown = SafeExceptionReporterFilter().cleanse_setting("STORAGES", storage("s3://k:topsecret@host/bucket"))
    assert "topsecret" not in str(shown)


def test_a_wrong_address_stops_the_start_and_names_the_setting_only() -> None:
    said = subprocess.run(
        [sys.executable, "manage.py", "check"],
        env={**os.environ, "LIFECIRCLE_DEMO": "1", "LIFECIRCLE_MEDIA": "ftp://key:topsecret@host/x"},
        capture_output=True,
        text=True,
        check=False,
    )
    words = said.stdout + said.stderr
    assert (said.returncode != 0, "LIFECIRCLE_MEDIA" in words, "topsecret" in words) == (True, True, False)
