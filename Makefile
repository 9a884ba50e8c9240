# Everything a user or developer types. The first run needs a network for the packages, later ones do not.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
# Stamps say what is installed; they are made anew when the lists of packages change.
DEV    := $(VENV)/.dev
RUN    := $(VENV)/.run

.PHONY: help demo test suite lint format types memories answers trust exchange prints browser pictures editors bench coverage mutants system reference clean

help: ## show what there is
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 14

demo: $(RUN) ## run the main job on this repository's content, in a copy under build/demo
	@$(BIN)/python tools/demo.py

test: $(DEV) ## lint, types, all tests
	@if [ "$$CI" = "true" ] && [ "$$(id -u)" = "0" ]; then $(MAKE) --no-print-directory system; fi
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest -n 2

suite: $(DEV) ## all tests alone
	$(BIN)/pytest -n 2

lint: $(DEV) ## ruff alone: rules and format
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

format: $(DEV) ## write every file as ruff formats it
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

types: $(DEV) ## mypy alone
	$(BIN)/mypy

memories: $(DEV) ## compare the memory with a full scan over thousands of random memories (some minutes)
	LOCMEM_MEMORIES=3000 $(BIN)/pytest -n 2 tests/memory/test_full_scan.py

answers: $(DEV) ## compare kept answers with those found anew over many random histories (some minutes)
	LOCMEM_KEPT=60 $(BIN)/pytest -n 2 tests/pipelines/test_kept_answers.py tests/pipelines/test_pretranslate.py

trust: $(DEV) ## try to break what locmem promises, and write docs/reliability.json (75 min); ARGS=kills tries that alone
	$(BIN)/python -m tests.trust --write $(ARGS)

exchange: $(DEV) ## the same for files that translators send back, merges and histories (an hour); ARGS=--short takes minutes
	$(BIN)/python -m tests.trust returns --write $(ARGS)

prints: $(DEV) ## print the fullest market brief with chromium and count its pages
	$(BIN)/pytest -m prints tests/reports

browser: $(DEV) ## open reports and work at the pages of the server in chromium, by keys alone
	$(BIN)/pytest -m browser tests/reports tests/browser

pictures: $(DEV) ## take pictures of every page, light, dark and narrow, into build/pictures, to be looked at (4 min); ARGS="--only editor" for some
	$(BIN)/python -m tests.browser.pictures build/pictures $(ARGS)

editors: $(DEV) ## do a translator's job in OmegaT, Poedit, Lokalize, Gtranslator and Qt Linguist, on a screen of its own (10 min)
	$(BIN)/pytest -m editors tests/editors

bench: $(DEV) ## measure and write docs/measurements.md
	$(BIN)/python -m tests.benchmarks --write docs/measurements.md

coverage: $(DEV) ## run all tests, write what they reach into docs/measurements.md; below its floor a package fails
	$(BIN)/python -m tests.coverage --write docs/measurements.md $(ARGS)

mutants: $(DEV) ## plant small faults that tests must see, in a copy; ARGS=inline or a path tries that alone
	$(BIN)/python -m tests.mutants $(or $(ARGS),--write docs/measurements.md)

reference: $(DEV) ## write docs/reference from the program
	$(BIN)/python tools/reference.py

system: ## install Debian's parts: apertium, gettext and strace (needs root)
	@if command -v apertium >/dev/null && apertium -l 2>/dev/null | grep -qw eng-spa && command -v msgfmt >/dev/null && command -v strace >/dev/null; then \
		echo "apertium, eng-spa, gettext and strace are there"; \
	else \
		apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq apertium apertium-eng-spa gettext strace; \
	fi

clean: ## remove the environment and everything built
	rm -rf $(VENV) build *.egg-info .mypy_cache .ruff_cache .hypothesis

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(RUN): pyproject.toml constraints.txt | $(VENV)/bin/python
	$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[mt,report]'
	@touch $@

$(DEV): pyproject.toml constraints.txt | $(VENV)/bin/python
	$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@ $(RUN)
