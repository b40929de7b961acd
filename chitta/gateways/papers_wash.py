"""Inside the fence: what lies deep in a finished PDF and still names people, blanked where it lies, byte for byte."""

from __future__ import annotations

import re

NOTES = frozenset((0xE1, 0xE2, 0xED, 0xFE))  # JPEG: EXIF and XMP, ICC and depth maps, IPTC, comments
REFERENCE = re.compile(rb"/Metadata\s+(\d+)\s+0\s+R")
MADE = re.compile(rb"/CreationDate\(D:\d{14}[^)]{0,10}\)")


def pdf(made: bytes | memoryview) -> bytearray:
    """Metadata streams and the notes inside JPEGs, of the same length as before: no offset moves."""
    data = bytearray(made)
    for found in list(REFERENCE.finditer(data)):
        data[found.start() : found.end()] = b" " * len(found[0])
        _blank_stream(data, found[1])
    for start in [found.start() for found in re.finditer(rb"\xff\xd8\xff", data)]:
        _blank_notes(data, start)
    for found in list(MADE.finditer(data)):
        data[found.start() : found.end()] = b" " * len(found[0])
    return data


def _blank_stream(data: bytearray, number: bytes) -> None:
    stands = re.search(rb"[\r\n]" + number + rb" 0 obj\b.{0,2000}?stream\r?\n", data, re.DOTALL)
    end = data.find(b"endstream", stands.end()) if stands else -1
    if stands and end > 0:
        data[stands.end() : end] = b" " * (end - stands.end())


def _blank_notes(data: bytearray, start: int) -> None:
    at = start + 2
    while at + 4 <= len(data) and data[at] == 0xFF and data[at + 1] not in (0xDA, 0xD9):
        length = int.from_bytes(data[at + 2 : at + 4])
        if data[at + 1] in NOTES and at + 2 + length <= len(data):
            data[at + 4 : at + 2 + length] = bytes(length - 2)
        at += 2 + length
