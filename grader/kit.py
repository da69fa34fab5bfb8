"""The kit: one zip of what a student needs, the same bytes whenever and wherever it is packed."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

# The earliest date that a zip can hold.
LONG_AGO = (1980, 1, 1, 0, 0, 0)
UNIX = 3
ORDINARY_FILE = 0o100644 << 16


def pack(files: Mapping[str, bytes], folder: str) -> bytes:
    """A zip of `files`, by their paths, in one folder."""
    packed = io.BytesIO()
    # Stored, not deflated: compressors of different versions give different bytes.
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(f"{folder}/{name}", LONG_AGO)
            entry.create_system = UNIX
            entry.external_attr = ORDINARY_FILE
            archive.writestr(entry, files[name])
    return packed.getvalue()
