"""Where uploaded files are kept: a folder, or an S3-compatible store named by one address. Pure.

`s3://KEY:SECRET@host[:port]/bucket?region=…&prefix=…&tls=0`; without KEY:SECRET the store's client looks for
its credentials where it always does. What is wrong is said without repeating the address: it holds a secret.
"""

from typing import Any
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

FOLDER = "django.core.files.storage.FileSystemStorage"
S3 = "storages.backends.s3.S3Storage"
ASKED = {"region", "prefix", "tls"}


def storage(address: str) -> dict[str, Any]:
    """The entry for Django's STORAGES; ValueError, in words, for an address that makes no sense."""
    if not address:
        return {"BACKEND": FOLDER}
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError as error:
        raise ValueError("端口应是数字") from error
    if parts.scheme != "s3":
        raise ValueError("应写成 s3://钥匙:密码@主机/桶名，或者空着（存在本机文件夹）")
    bucket = parts.path.strip("/")
    if not parts.hostname or not bucket or "/" in bucket:
        raise ValueError("缺主机或桶名：s3://钥匙:密码@主机/桶名")
    if bool(parts.username) != bool(parts.password):
        raise ValueError("钥匙和密码要一起写，或者都不写")
    return {"BACKEND": S3, "OPTIONS": _options(parts, bucket, port)}


def _options(parts: SplitResult, bucket: str, port: int | None) -> dict[str, Any]:
    asked = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    if unknown := asked.keys() - ASKED:
        raise ValueError(f"不认识“{'、'.join(sorted(unknown))}”，可以写 region、prefix、tls")
    scheme = "http" if asked.get("tls") == "0" else "https"
    return {
        "bucket_name": bucket,
        "endpoint_url": f"{scheme}://{parts.hostname}" + (f":{port}" if port else ""),
        "region_name": asked.get("region"),
        "location": asked.get("prefix", "").strip("/"),
        "access_key": unquote(parts.username) if parts.username else None,
        "secret_key": unquote(parts.password) if parts.password else None,
        "addressing_style": "path",
        "default_acl": None,
        "file_overwrite": False,
    }
