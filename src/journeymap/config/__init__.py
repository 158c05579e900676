"""What a project has decided for itself: which rules run, with which thresholds, and when a check fails."""

from journeymap.config.decisions import FAIL_ON, Config, Declaration, Override, covers
from journeymap.config.find import OWN_FILE, SHARED_FILE, find_config
from journeymap.config.reading import Configurable, read_config
from journeymap.config.toml_file import MOST_BYTES, KeyPlaces, read_toml

__all__ = [
    "FAIL_ON", "MOST_BYTES", "OWN_FILE", "SHARED_FILE", "Config", "Configurable", "Declaration", "KeyPlaces",
    "Override", "covers", "find_config", "read_config", "read_toml",
]  # fmt: skip
