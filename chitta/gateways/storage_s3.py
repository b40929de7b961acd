"""`S3`: a bucket, through boto3. Browsers send parts to it and read from it themselves, by presigned addresses.

boto3 is imported when the first word is said to the bucket: it costs a third of a second and 30 MB. A client belongs to
one process (a fork must not share its connections) and to all its threads.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any, BinaryIO
from urllib.parse import urlsplit

from chitta.gateways.storage import (
    BYTES,
    GIVEN,
    HOUR,
    MOST_PARTS,
    PART,
    PIECE,
    SHORT,
    Found,
    Part,
    Purpose,
    StorageError,
    checked,
    checked_prefix,
    clothed,
    forgiving,
    weigh,
)

AT_ONCE = 1000  # keys that one request may delete
DAYS = 2  # after which the bucket itself forgets what was begun and left
LOST = {"NoSuchKey", "NoSuchUpload", "NotFound", "404"}
FULL = {"XMinioStorageFull", "InsufficientStorage", "InsufficientCapacity", "QuotaExceeded", "507"}
INCOMPLETE = {
    "IncompleteBody",
    "InvalidPart",
    "InvalidPartOrder",
    "EntityTooSmall",
    "EntityTooLarge",
    "BadDigest",
    "InvalidDigest",
    "RequestTimeout",
}


@dataclass(frozen=True, slots=True)
class Account:
    """Where the bucket is and who we are there. endpoint: "" for Amazon's own; public: its address for browsers when that
    is another; access_key "" leaves it to the machine's role. connect and read: seconds of patience for one try."""

    bucket: str
    region: str = "us-east-1"
    endpoint: str = ""
    public: str = ""
    access_key: str = ""
    secret_key: str = ""
    session_token: str = ""
    connect: float = 5
    read: float = 30
    tries: int = 3


class S3:
    """Objects in a bucket, whoever keeps it: Amazon, MinIO or another that speaks S3."""

    name = "s3"

    def __init__(self, account: Account) -> None:
        self.account = account
        self.endpoint = account.endpoint or f"https://s3.{account.region}.amazonaws.com"
        self._public = account.public or self.endpoint
        self.origin = "{0.scheme}://{0.netloc}".format(urlsplit(self._public))
        self._clients: dict[tuple[int, str], Any] = {}
        self._lock = threading.Lock()

    # --- in parts -----------------------------------------------------------------------------------------------------

    def begin(self, key: str, media_type: str) -> str:
        """Begin an object in parts."""
        with _told():
            begun = self._client.create_multipart_upload(**self._at(key), ContentType=_known(media_type))
            return str(begun["UploadId"])

    def put_part(self, key: str, upload: str, number: int, body: BinaryIO, size: int) -> Part:
        """Keep a part that comes through us. It rests in a temporary file first: it may have to be sent twice."""
        if not 1 <= number <= MOST_PARTS or not 0 < size <= PART:
            raise StorageError("incomplete", f"part {number} of {size} bytes")
        with TemporaryFile() as rest:
            if (came := _pour(body, rest, size)) != size:
                raise StorageError("incomplete", f"{came} of {size} bytes came")
            rest.seek(0)
            return self._send_part(key, upload, number, rest, size)

    def _send_part(self, key: str, upload: str, number: int, body: BinaryIO, size: int) -> Part:
        with _told():
            kept = self._client.upload_part(
                **self._at(key), UploadId=upload, PartNumber=number, Body=body, ContentLength=size
            )
            return Part(number, size, _bare(kept["ETag"]))

    def parts(self, key: str, upload: str) -> list[Part]:
        """What has arrived, by number."""
        with _told():
            pages = self._client.get_paginator("list_parts").paginate(**self._at(key), UploadId=upload)
            found = [part for page in pages for part in page.get("Parts", ())]
        return [Part(part["PartNumber"], part["Size"], _bare(part["ETag"])) for part in found]

    def complete(self, key: str, upload: str, parts: list[Part]) -> int:
        """Have the bucket put the parts together, and look whether the object is there as long as it should be."""
        try:
            size = weigh(parts, self.parts(key, upload))
            listed = [{"PartNumber": part.number, "ETag": f'"{part.etag}"'} for part in sorted(parts, key=_number)]
            with _told():
                self._client.complete_multipart_upload(
                    **self._at(key), UploadId=upload, MultipartUpload={"Parts": listed}
                )
        except StorageError as error:
            if error.kind != "lost":
                raise
            size = sum(part.size for part in parts)  # done before, perhaps: the object says so, or its absence
        there = self.size(key)
        if there is None:
            raise StorageError("lost", "no such upload")
        if there != size:
            raise StorageError("incomplete", f"{there} of {size} bytes are there")
        return there

    def abort(self, key: str, upload: str) -> None:
        """Forget what has arrived."""
        with forgiving(), _told():
            self._client.abort_multipart_upload(**self._at(key), UploadId=upload)

    def unfinished(self, before: datetime) -> Iterator[tuple[str, str]]:
        """(key, upload) of what was begun before this moment and neither completed nor aborted."""
        for found in self._begun():
            if found["Initiated"] < before:
                yield found["Key"], found["UploadId"]

    def _begun(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = []
        with forgiving(), _told():  # "no such upload" is some servers' word for a bucket in which none was ever begun
            for page in self._client.get_paginator("list_multipart_uploads").paginate(Bucket=self.account.bucket):
                found.extend(page.get("Uploads", ()))
        return found

    # --- whole --------------------------------------------------------------------------------------------------------

    def put(self, key: str, body: BinaryIO, media_type: str) -> int:
        """Keep a whole file: at once when it is small, in parts when it is not."""
        with TemporaryFile() as rest:
            size = _pour(body, rest, PART)
            rest.seek(0)
            if size < PART:
                with _told():
                    self._client.put_object(
                        **self._at(key), Body=rest, ContentLength=size, ContentType=_known(media_type)
                    )
                return size
            upload = self.begin(key, media_type)
            try:
                parts: list[Part] = []
                while size:
                    parts.append(self._send_part(key, upload, len(parts) + 1, rest, size))
                    rest.seek(0)
                    rest.truncate()
                    size = _pour(body, rest, PART)
                    rest.seek(0)
                return self.complete(key, upload, parts)
            except BaseException:
                with suppress(StorageError):
                    self.abort(key, upload)
                raise

    def read(self, key: str, start: int = 0, length: int | None = None) -> Iterator[bytes]:
        """The bytes, in pieces."""
        whole = start == 0 and length is None
        if not whole:
            size = self.size(key)
            if size is None:
                raise StorageError("lost")
            end = size if length is None else min(start + length, size)
            if end <= start:
                return iter(())
        with _told():
            asked = {} if whole else {"Range": f"bytes={start}-{end - 1}"}
            body = self._client.get_object(**self._at(key), **asked)["Body"]
        return _pieces(body)

    def fetch(self, key: str, to: Path) -> int:
        """Copy the object into a file."""
        with _told():
            answer = self._client.get_object(**self._at(key))
        size = 0
        try:
            with open(to, "wb") as target:
                for piece in _pieces(answer["Body"]):
                    size += target.write(piece)
            if size != answer["ContentLength"]:
                raise StorageError("incomplete", f"{size} bytes came")
        except (OSError, StorageError) as error:
            to.unlink(missing_ok=True)
            if isinstance(error, OSError):
                raise StorageError("full", type(error).__name__) from error
            raise
        return size

    def look(self, key: str) -> Found | None:
        """Its size and its ETag; None when there is no such object."""
        try:
            with _told():
                found = self._client.head_object(**self._at(key))
        except StorageError as error:
            if error.kind == "lost":
                return None
            raise
        return Found(int(found["ContentLength"]), _bare(found["ETag"]))

    def size(self, key: str) -> int | None:
        """Bytes of the object; None when there is none."""
        found = self.look(key)
        return found.size if found else None

    def keys(self, prefix: str) -> Iterator[str]:
        """Every key under the prefix."""
        asked = {"Bucket": self.account.bucket, "Prefix": checked_prefix(prefix)}
        with _told():
            for page in self._client.get_paginator("list_objects_v2").paginate(**asked):
                yield from [found["Key"] for found in page.get("Contents", ())]

    def delete(self, *keys: str) -> None:
        """Gone, a thousand at a time. One that the bucket would not delete is `unavailable`: it has to be asked again."""
        for first in range(0, len(keys), AT_ONCE):
            named = [{"Key": checked(key)} for key in keys[first : first + AT_ONCE]]
            with _told():
                answer = self._client.delete_objects(
                    Bucket=self.account.bucket, Delete={"Objects": named, "Quiet": True}
                )
            left = [error for error in answer.get("Errors", ()) if error.get("Code") not in LOST]
            if left:
                raise StorageError("unavailable", f"{len(left)} were not deleted: {left[0].get('Code')}")

    def delete_all(self, prefix: str) -> None:
        """Every object and every unfinished upload under the prefix is gone."""
        # All that was begun is listed and sorted out here: MinIO answers a prefix only when it is a whole key.
        for found in self._begun():
            if found["Key"].startswith(checked_prefix(prefix)):
                self.abort(found["Key"], found["UploadId"])
        self.delete(*self.keys(prefix))

    # --- addresses ----------------------------------------------------------------------------------------------------

    def address(self, key: str, *, purpose: Purpose, who: str, name: str, media_type: str) -> str:
        """A presigned address for SHORT. The bucket knows no persons: who has it may read, and `who` alone was given it."""
        content_type, disposition = clothed(name, media_type, purpose)
        return self._presigned(
            "get_object",
            SHORT.total_seconds(),
            **self._at(key),
            ResponseContentType=content_type,
            ResponseContentDisposition=disposition,
            ResponseCacheControl="private, no-store",
        )

    def part_address(self, key: str, upload: str, number: int, size: int, who: str) -> str:
        """A presigned address for an hour; the size is signed too, so that no other body fits it."""
        return self._presigned(
            "upload_part",
            HOUR.total_seconds(),
            **self._at(key),
            UploadId=upload,
            PartNumber=number,
            ContentLength=size,
        )

    def _presigned(self, deed: str, seconds: float, **asked: Any) -> str:
        with _told():
            client = self._client_at(self._public)
            return str(client.generate_presigned_url(deed, Params=asked, ExpiresIn=int(seconds)))

    # --- the bucket ---------------------------------------------------------------------------------------------------

    def furnish(self, browsers: list[str]) -> list[str]:
        """Make the bucket, or find it, and let these origins send parts to it; what was done, in plain words.

        `unavailable` when it can neither be found nor made. Rules that this storage does not know are told, not raised.
        """
        done = [self._found_or_made()]
        client, bucket = self._client, self.account.bucket
        rule = {
            "AllowedOrigins": browsers,
            "AllowedMethods": ["GET", "HEAD", "PUT"],
            "AllowedHeaders": ["*"],
            "ExposeHeaders": ["ETag", "Content-Length", "Content-Range", "Accept-Ranges"],
            "MaxAgeSeconds": 3600,
        }
        sweep = {
            "ID": "chitta-unfinished",
            "Status": "Enabled",
            "Filter": {"Prefix": ""},
            "AbortIncompleteMultipartUpload": {"DaysAfterInitiation": DAYS},
        }
        cors = partial(client.put_bucket_cors, Bucket=bucket, CORSConfiguration={"CORSRules": [rule]})
        sweeping = partial(
            client.put_bucket_lifecycle_configuration, Bucket=bucket, LifecycleConfiguration={"Rules": [sweep]}
        )
        for what, deed in (
            (f"browsers at {', '.join(browsers)} may send parts and read", cors),
            (f"uploads that were left are forgotten after {DAYS} days", sweeping),
        ):
            try:
                with _told():
                    deed()
                done.append(what)
            except StorageError as error:
                done.append(
                    f"this server does not take the rule ({error.detail}), see to it in its own settings: {what}"
                )
        return done

    def _found_or_made(self) -> str:
        bucket = self.account.bucket
        try:
            with _told():
                self._client.head_bucket(Bucket=bucket)
            return f"the bucket {bucket} is there"
        except StorageError as error:
            if error.kind != "lost":
                raise
        where = self.account.region
        asked = {} if where == "us-east-1" else {"CreateBucketConfiguration": {"LocationConstraint": where}}
        with _told():
            self._client.create_bucket(Bucket=bucket, **asked)
        return f"the bucket {bucket} was made"

    # --- the client ---------------------------------------------------------------------------------------------------

    @property
    def _client(self) -> Any:
        return self._client_at(self.endpoint)

    def _client_at(self, endpoint: str) -> Any:
        mine = (os.getpid(), endpoint)
        if mine not in self._clients:
            with self._lock:
                self._clients.setdefault(mine, self._made(endpoint))
        return self._clients[mine]

    def _made(self, endpoint: str) -> Any:
        import boto3
        from botocore.config import Config

        account = self.account
        session = boto3.session.Session(
            aws_access_key_id=account.access_key or None,
            aws_secret_access_key=account.secret_key or None,
            aws_session_token=account.session_token or None,
            region_name=account.region,
        )
        config = Config(
            signature_version="s3v4",
            s3={"addressing_style": "path"},
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
            connect_timeout=account.connect,
            read_timeout=account.read,
            retries={"mode": "standard", "total_max_attempts": account.tries},
            max_pool_connections=32,
            tcp_keepalive=True,
        )
        return session.client("s3", endpoint_url=endpoint, config=config)

    def _at(self, key: str) -> dict[str, str]:
        return {"Bucket": self.account.bucket, "Key": checked(key)}


@contextmanager
def _told() -> Iterator[None]:
    """boto3's errors in the words of StorageError; the bucket's own words stay out, they may hold keys."""
    from botocore.exceptions import BotoCoreError, ClientError, IncompleteReadError, ResponseStreamingError
    from urllib3.exceptions import HTTPError

    try:
        yield
    except ClientError as error:
        code = str(error.response.get("Error", {}).get("Code", ""))
        status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
        kind = _kind(code, str(status))
        raise StorageError(kind, f"{code} {status}".strip()) from error  # type: ignore[arg-type]
    except (IncompleteReadError, ResponseStreamingError) as error:
        raise StorageError("incomplete", type(error).__name__) from error
    except (BotoCoreError, HTTPError) as error:
        raise StorageError("unavailable", type(error).__name__) from error


def _kind(code: str, status: str) -> str:
    if code in FULL or status == "507":
        return "full"
    if code in LOST:
        return "lost"
    return "incomplete" if code in INCOMPLETE else "unavailable"


def _pieces(body: Any) -> Iterator[bytes]:
    with _told():
        try:
            yield from body.iter_chunks(PIECE)
        finally:
            body.close()


def _pour(body: BinaryIO, rest: BinaryIO, size: int) -> int:
    """At most so many bytes of the body into the temporary file; how many came."""
    came = 0
    while came < size and (piece := _taken(body, min(PIECE, size - came))):
        try:
            came += rest.write(piece)
        except OSError as error:
            raise StorageError("full", type(error).__name__) from error
    return came


def _taken(body: BinaryIO, size: int) -> bytes:
    try:
        return body.read(size)
    except OSError as error:  # the sender's line
        raise StorageError("incomplete", type(error).__name__) from error


def _number(part: Part) -> int:
    return part.number


def _bare(etag: str) -> str:
    return etag.strip('"')


def _known(media_type: str) -> str:
    return media_type if media_type in GIVEN else BYTES
