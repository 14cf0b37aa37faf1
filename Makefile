# Two commands: `make run` and `make test`. Each sets up what it needs, once; run again, they are quick.
SHELL := /bin/sh
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11 python; do \
	"$$p" -c 'import sys; sys.exit(not (sys.version_info >= (3, 11)))' 2>/dev/null && { echo $$p; break; }; done)
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -q
COMPILE := $(BIN)/uv pip compile -q --universal --python-version 3.11 --no-emit-index-url --no-annotate --no-header --generate-hashes
RAW ?= raw
CLEANED ?= cleaned

.PHONY: run test soak check bench lock model wheel clean

run: .venv/.installed
	$(BIN)/pipeline run $(RAW) $(CLEANED)

test: .venv/.tested  # what kills, times out and fills both cores by itself runs alone
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest tests/batch tests/engine
	$(BIN)/python -m pytest -n 2 --dist loadfile --ignore tests/batch --ignore tests/engine

soak: .venv/.tested
	$(BIN)/python -m pytest -m soak

check: .venv/.tested
	$(BIN)/ruff check --fix . && $(BIN)/ruff format . && $(BIN)/mypy && $(BIN)/lint-imports

lock:  # the tests' lock first: it is the narrower one, and both must agree
	$(COMPILE) pyproject.toml --all-extras --group build --group dev -o tests/requirements.lock
	$(COMPILE) pyproject.toml --group build -c tests/requirements.lock -o requirements.lock

wheel: .venv/.installed
	$(PIP) wheel --no-deps --no-build-isolation -w dist .

.venv/bin/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed; none was found on PATH." >&2; exit 1; }
	$(PYTHON) -m venv .venv

.venv/.installed: .venv/bin/python requirements.lock pyproject.toml
	$(PIP) install --require-hashes --only-binary :all: --no-deps -r requirements.lock
	$(PIP) install --no-deps --no-build-isolation -e .
	$(BIN)/python -m compileall -q pipeline
	$(BIN)/pipeline -q engine install
	@touch $@

.venv/.tested: .venv/.installed tests/requirements.lock
	$(PIP) install --require-hashes --no-deps -r tests/requirements.lock
	@sh tests/browser.sh
	@touch $@
