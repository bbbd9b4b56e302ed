# Everything one does with a checkout of maas; `make` or `make help` lists it.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RUN_STAMP := $(VENV)/.installed
DEV_STAMP := $(VENV)/.installed-dev
BENCH_STAMP := $(VENV)/.installed-bench
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check

.DEFAULT_GOAL := help
.PHONY: help demo test check static lint format types layers coverage bench quality speed load pictures browser soak screenshots torture wheel hooks clean

help:  ## list what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: $(RUN_STAMP)  ## install into .venv, search the starter catalogue, show the stats
	$(BIN)/maas search --token secret1 --query becky --lat 45.2 --lon 70.225
	$(BIN)/maas stats --uid 10

test: $(DEV_STAMP)  ## install into .venv and run all tests, measuring coverage
	rm -f .coverage .coverage.*
	$(BIN)/python -m pytest --cov --cov-report=

check: test static  ## everything: the tests, then all static checks

static: coverage lint types layers  ## the static checks alone, coverage being that of the last test run

lint: $(DEV_STAMP)  ## style and common mistakes
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

format: $(DEV_STAMP)  ## put the code into shape
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

types: $(DEV_STAMP)  ## static types
	$(BIN)/mypy

layers: $(DEV_STAMP)  ## the layers of ARCHITECTURE.md
	$(BIN)/lint-imports

coverage: $(DEV_STAMP)  ## coverage of the last test run: 95 % in all, 100 % for search and accounts
	$(BIN)/coverage report
	$(BIN)/coverage report --include='maas_cli/search/*,maas_cli/accounts/*' --fail-under=100

bench: $(RUN_STAMP)  ## start-up cost of the commands, as ratios to an empty Python
	$(BIN)/python benchmarks/startup.py

quality: $(BENCH_STAMP)  ## how well memes are found, maas beside its peers (some minutes)
	$(BIN)/python benchmarks/quality.py

speed: $(BENCH_STAMP)  ## how fast maas answers, starts and builds, beside its peers (some minutes)
	$(BIN)/python benchmarks/speed.py

load: $(BENCH_STAMP)  ## how many requests a second the service answers, beside a bare server (needs wrk)
	$(BIN)/python benchmarks/load.py

pictures: $(RUN_STAMP)  ## draw the starter catalogue's pictures and write what it says of them (a minute)
	PYTHONPATH=. $(BIN)/python data/build_pictures.py

browser: $(BENCH_STAMP)  ## what the interactive browser costs: how soon keys are seen, its first frame, an idle second
	$(BIN)/python benchmarks/tui.py

soak: $(BENCH_STAMP)  ## half an hour of even load on the service: memory and slowness minute by minute (needs wrk)
	$(BIN)/python benchmarks/soak.py

screenshots: $(RUN_STAMP)  ## make the pictures of README anew
	$(BIN)/python docs/make_screenshots.py

torture: $(DEV_STAMP)  ## a thousand kills of the service under load, ten thousand schedules of faults (an hour)
	$(BIN)/python -m tests.torture.service --rounds 1000
	$(BIN)/python -m tests.unit.accounts.leases.simulator 10000

wheel: $(DEV_STAMP)  ## build the wheel into dist/
	$(PIP) wheel --no-deps --no-build-isolation --wheel-dir dist .

hooks: $(DEV_STAMP)  ## run the checks before each commit
	$(BIN)/pre-commit install

clean:  ## delete what was made
	rm -rf $(VENV) build dist .coverage .coverage.* .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("maas needs Python 3.11 or newer, this is " + sys.version.split()[0] + "; name another with: make PYTHON=python3.12 ...")'
	$(PYTHON) -m venv $(VENV)
	$(PIP) install --upgrade pip

$(RUN_STAMP): pyproject.toml | $(BIN)/python
	$(PIP) install --editable .
	@touch $@

$(DEV_STAMP): pyproject.toml | $(BIN)/python
	$(PIP) install --group dev --editable .
	@touch $@ $(RUN_STAMP)

$(BENCH_STAMP): pyproject.toml | $(BIN)/python
	$(PIP) install --group bench --editable .
	@touch $@ $(RUN_STAMP)
