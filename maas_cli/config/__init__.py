"""Configuration: which settings there are, and where their values come from. The only reader of the environment."""

from maas_cli.config.loading import (
    DEFAULT_CATALOG_URL,
    Config,
    debug_wanted,
    is_dumb_terminal,
    load_config,
    settings_file,
)
from maas_cli.config.settings import SETTINGS

__all__ = [
    "DEFAULT_CATALOG_URL", "SETTINGS", "Config", "debug_wanted", "is_dumb_terminal", "load_config", "settings_file",
]  # fmt: skip
