"""Where the project's files and its repository are."""

from functools import cache
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[1]


@cache
def _repository() -> dict:
    return yaml.safe_load((ROOT / "_config.yml").read_text(encoding="utf-8"))["repository"]


def repository_url() -> str:
    """The address that `_config.yml` gives."""
    return _repository()["url"].removesuffix("/")


def colab_url(path: str) -> str:
    """The address at which Colab opens `path` of the repository."""
    owner_and_name = repository_url().removeprefix("https://github.com/")
    return f"https://colab.research.google.com/github/{owner_and_name}/blob/{_repository()['branch']}/{path}"
