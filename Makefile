# make report    set up, prepare data/raw, run every notebook, export the briefings   (AS_OF=2010-09-30  LANG_=zh|en|both)
# make test      set up and run the tests
# make lab       open JupyterLab at notebooks/explore/start_here.ipynb   (PORT=8888  NO_BROWSER=1  ALLOW_ROOT=1)
PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
STAMP  := $(VENV)/.installed
AS_OF  ?=
LANGUAGES ?= both
JOBS   ?=
MUTATIONS   ?= 10000
ENTERPRISES ?= 100000

.DEFAULT_GOAL := help
.PHONY: help report prepare test lab lint lock sample bench browser clean

help:
	@sed -n '1,3s/^# //p' $(firstword $(MAKEFILE_LIST))

$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Cluster Monitor needs Python 3.11 or newer; name one with: make PYTHON=python3.12 ...")'
	@echo "setting up $(VENV) (once; about a minute)"
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

# Exit code 3 means "accepted with rejected rows": the edition is still built, and says so.
prepare: $(STAMP)
	@$(BIN)/cluster-monitor prepare $(if $(AS_OF),--as-of $(AS_OF)) || [ $$? -eq 3 ]

report: prepare
	@$(BIN)/cluster-monitor brief $(if $(AS_OF),--as-of $(AS_OF)) --lang $(LANGUAGES) $(if $(JOBS),--jobs $(JOBS))

test: $(STAMP)
	@$(BIN)/python -m pytest -q -n auto --dist loadfile --no-loadscope-reorder $(TESTS)

# Prepares the data only where that was never done: from a fresh clone to a chart in one command.
lab: $(STAMP)
	@test -e data/processed/run.json || $(MAKE) --no-print-directory prepare
	@$(BIN)/cluster-monitor lab $(if $(PORT),--port $(PORT)) $(if $(ALLOW_ROOT),--allow-root) $(if $(NO_BROWSER),--no-browser)

lint: $(STAMP)
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .

# Writes requirements.lock anew: exact versions, hashes, no address.
lock: $(STAMP)
	@$(BIN)/uv pip compile pyproject.toml --all-extras --universal --python-version 3.11 --fork-strategy fewest \
	  --generate-hashes --no-emit-index-url --no-header --no-annotate --quiet --upgrade -o requirements.lock

# What docs/measured.md was measured with. Takes half an hour and wants a quiet machine.
bench: $(STAMP)
	@$(BIN)/python benchmarks/fuzz_raw.py --mutations $(MUTATIONS) --seed 1
	@$(BIN)/python benchmarks/prepare.py --enterprises 700
	@$(BIN)/python benchmarks/prepare.py --enterprises $(ENTERPRISES)

# Needs root and Debian: Chromium for the browser tests.
browser:
	apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium

clean:
	rm -rf data/processed reports/.editions reports/.staging-* reports/.ledger.sqlite* reports/.lock reports/preview reports/[0-9]* reports/index.html
