"""Debian's Chromium under Playwright, for tests and pictures."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

PATH = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@contextmanager
def browser() -> Iterator[Browser]:
    """A headless browser; PATH must not be None."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=PATH, headless=True, args=FLAGS)
        try:
            yield opened
        finally:
            opened.close()
