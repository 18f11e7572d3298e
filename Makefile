# make demo · make test · make bench · make lint    Each sets up what it needs; run again, that takes seconds.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
WHEELS ?= $(HOME)/.cache/throughline/wheels
PIP    := $(BIN)/pip --disable-pip-version-check -q
LIBRARY ?= library
PORT   ?= 8000

.PHONY: demo test bench lint setup assets browser clean

demo: setup assets
	$(BIN)/kg --library $(LIBRARY) ingest corpus
	$(BIN)/kg --library $(LIBRARY) serve --port $(PORT)

test: setup assets browser lint
	$(BIN)/pytest

bench: setup
	$(BIN)/python benchmarks/run.py

lint: setup
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

setup: $(VENV)/.installed

# Wheels are kept in a folder of the user's, so that a second install needs no network.
# torch goes first and alone: a looser request takes a build of several gigabytes.
$(VENV)/.installed: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	mkdir -p "$(WHEELS)"
	$(PIP) install --no-index --find-links "$(WHEELS)" -c constraints.txt -e '.[dev]' 2>/dev/null || { \
	  $(PIP) download -d "$(WHEELS)" torch==2.13.0 && \
	  $(PIP) download -d "$(WHEELS)" --find-links "$(WHEELS)" -r constraints.txt && \
	  $(PIP) install --no-index --find-links "$(WHEELS)" -c constraints.txt -e '.[dev]'; }
	touch $@

assets: web/static/.built

web/static/.built: web/package-lock.json $(shell find web/assets -type f 2>/dev/null)
	cd web && npm ci --ignore-scripts --prefer-offline --no-audit --no-fund --loglevel=error && npm run --silent build
	touch $@

# The browser tests want Debian's Chromium; where it cannot be installed they skip and say so.
browser:
	@command -v chromium >/dev/null || { \
	  [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && \
	  apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium >/dev/null; } || \
	  echo "no Chromium here: the browser tests will skip"

clean:
	rm -rf $(VENV) web/node_modules web/static
