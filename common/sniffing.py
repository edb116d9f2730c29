"""What a file is by its content, never by what somebody says it is."""

from pathlib import Path, PurePosixPath

import puremagic

UNKNOWN = "application/octet-stream"

# Programs and installers by name (INB-11); the last or any inner extension counts: "photo.exe.jpg" is no photo.
PROGRAMS = frozenset(
    [
        "exe",
        "dmg",
        "msi",
        "msp",
        "msix",
        "appx",
        "scr",
        "com",
        "pif",
        "bat",
        "cmd",
        "ps1",
        "psm1",
        "vbs",
        "vbe",
        "js",
        "jse",
        "wsf",
        "wsh",
        "hta",
        "cpl",
        "jar",
        "apk",
        "app",
        "pkg",
        "mpkg",
        "deb",
        "rpm",
        "run",
        "elf",
        "dll",
        "sys",
        "reg",
        "lnk",
        "inf",
        "gadget",
        "action",
        "workflow",
        "command",
        "iso",
        "img",
        "vhd",
        "vhdx",
    ]
)
_HEADS: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"OggS", "audio/ogg"),
    (b"ID3", "audio/mpeg"),
    (b"\x1aE\xdf\xa3", "video/webm"),
    (b"fLaC", "audio/flac"),
    (b"%PDF-", "application/pdf"),
)
_PROGRAM_HEADS = (
    b"MZ",
    b"\x7fELF",
    b"\xfe\xed\xfa\xce",
    b"\xfe\xed\xfa\xcf",
    b"\xce\xfa\xed\xfe",
    b"\xcf\xfa\xed\xfe",
    b"\xca\xfe\xba\xbe",
    b"#!",
    b"L\x00\x00\x00\x01\x14\x02\x00",
    b"xar!",
    b"!<arch>\ndebian",
    b"\xed\xab\xee\xdb",
)
_BRANDS = {
    b"M4A ": "audio/mp4",
    b"M4B ": "audio/mp4",
    b"qt  ": "video/quicktime",
    b"avif": "image/avif",
    b"heic": "image/heic",
}
_DMG_TRAILER = 512


def is_program(path: Path, name: str) -> bool:
    """Is the file a program or an installer, by any extension of its name or by its content?"""
    suffixes = {suffix.lower().lstrip(".") for suffix in PurePosixPath(name.rstrip(". ")).suffixes}
    if suffixes & PROGRAMS:
        return True
    with path.open("rb") as file:
        if file.read(16).startswith(_PROGRAM_HEADS):
            return True
        size = file.seek(0, 2)
        file.seek(max(0, size - _DMG_TRAILER))
        return size >= _DMG_TRAILER and file.read(4) == b"koly"


def mime(path: Path) -> str:
    """The media type of a file by its content; application/octet-stream when nothing fits.

    Pictures are only supposed here: whoever shows one decodes it first (common.pictures).
    """
    with path.open("rb") as file:
        head = file.read(64)
    for start, kind in _HEADS:
        if head.startswith(start):
            return kind
    if head[:4] == b"RIFF":
        return {b"WEBP": "image/webp", b"WAVE": "audio/wav"}.get(head[8:12], UNKNOWN)
    if head[4:8] == b"ftyp":
        return _BRANDS.get(head[8:12], "video/mp4")
    if len(head) > 2 and head[0] == 0xFF and head[1] & 0xE6 in (0xE2, 0xE4, 0xE6):
        return "audio/mpeg"
    return _guess(path)


def _guess(path: Path) -> str:
    try:
        found = puremagic.from_file(str(path), mime=True)
    except (puremagic.PureError, ValueError, OSError):
        return UNKNOWN
    return found if found and "html" not in found and "svg" not in found and "xml" not in found else UNKNOWN
