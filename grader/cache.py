"""Where the grader keeps what it may forget."""

from __future__ import annotations

import os
from pathlib import Path


def cache_folder() -> Path:
    """The folder that the environment's GRADER_CACHE names, or else the user's cache folder for the grader."""
    if given := os.environ.get("GRADER_CACHE"):
        return Path(given)
    import platformdirs

    return platformdirs.user_cache_path("autograded-initialization")
