# Everything a newcomer needs: `make demo`, `make test`, `make check`. Needs Python 3.11 or newer, and nothing else.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: demo test test-all check lowest format accept editors clean
.DEFAULT_GOAL := demo

# What everybody has: the virtual environment and the package, with all that it needs.
$(READY): pyproject.toml .constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "journeymap needs Python 3.11 or newer; say which one with: make PYTHON=python3.12 …"; exit 1; }
	@test -x $(BIN)/pip || $(PYTHON) -m venv --clear $(VENV) || \
	  { test "$$(id -u)" = 0 && command -v apt-get >/dev/null && apt-get update -qq && \
	    apt-get install -y -qq python3-venv && $(PYTHON) -m venv --clear $(VENV); } || \
	  { echo "this Python cannot make a virtual environment; on Debian: apt install python3-venv"; exit 1; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1"
	@$(BIN)/pip install --quiet --disable-pip-version-check -c .constraints.txt -e .
	@$(BIN)/python -m compileall -q src
	@touch $@

# What some tests look through or drive: a browser, and fonts for other scripts. They are Debian's; where they cannot
# be installed, the tests that need them are left out and pytest names each of them.
TOOLS := chromium libatomic1 fonts-dejavu-core fonts-droid-fallback fonts-noto-color-emoji
# What only `make test-all` needs: a second browser, an editor, Graphviz, another reader of PDF. Without its program a test fails.
MORE_TOOLS := firefox-esr graphviz neovim poppler-utils

# Install packages of Debian that are not there yet; fails where that cannot be.
install = dpkg -s $(1) >/dev/null 2>&1 || { test "$$(id -u)" = 0 && command -v apt-get >/dev/null && \
  apt-get update -qq && apt-get install -y -qq --no-install-recommends $(1); } >/dev/null 2>&1

$(VENV)/.tools:
	@mkdir -p $(VENV)
	@$(call install,$(TOOLS)) || \
	  echo "NOT INSTALLED (needs root and apt): $(TOOLS): the tests that need what is missing are left out"
	@touch $@

$(VENV)/.more-tools:
	@mkdir -p $(VENV)
	@if $(call install,$(TOOLS) $(MORE_TOOLS)); then touch $@; \
	else echo "NOT INSTALLED (needs root and apt): $(TOOLS) $(MORE_TOOLS): the tests that need what is missing fail"; fi

$(VENV)/.ready-dev: $(READY)
	@$(BIN)/pip install --quiet --disable-pip-version-check -c .constraints.txt --group dev
	@touch $@

# Check every blueprint, draw them all into output/, and say what came of it. Some blueprints are wrong on purpose.
demo: $(READY)
	@$(BIN)/journeymap check blueprints --fail-on never --format summary
	@$(BIN)/journeymap draw blueprints -o output --format svg,png,pdf

test: $(VENV)/.ready-dev $(VENV)/.tools
	@$(BIN)/python -m pytest -n 2

# All of that and every part that needs a program of its own, with nothing left out.
test-all: $(VENV)/.ready-dev $(VENV)/.more-tools
	@$(BIN)/pip install --quiet --disable-pip-version-check -c .constraints.txt --group pyright --group pre-commit
	@$(BIN)/python -m pytest -n 2 --all

# What a change has to pass before it is shown to others.
check: format test

format: $(VENV)/.ready-dev
	@$(BIN)/ruff format --quiet .
	@$(BIN)/ruff check --fix --quiet .

# Write anew what tests compare with: expected outputs of cases, drawings in output/, generated docs, the list of what
# is said (translate what it says is missing). Once is enough: the tests of one file run one after the other, so that
# no two of them write the same file.
accept: $(VENV)/.ready-dev
	@$(BIN)/python docs/catalogue.py
	@$(BIN)/python docs/generate.py
	@$(BIN)/python -m pytest -n 2 --dist loadfile --accept

# The tests once more with the oldest versions that pyproject.toml allows; lint and types are those of the newest.
lowest:
	@$(PYTHON) -m venv --clear $(VENV)-lowest
	@$(VENV)-lowest/bin/python -m pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1"
	@$(VENV)-lowest/bin/pip install --quiet --disable-pip-version-check --group test -e . \
	  $$(sed -n '/^dependencies/,/^]/s/^  "\([^>]*\)>=\([^;"]*\).*/\1==\2/p' pyproject.toml)
	@$(VENV)-lowest/bin/python -m pytest -n 2 --ignore tests/architecture --ignore tests/docs --ignore tests/locale

# The extension for Visual Studio Code, into editors/journeymap.vsix. Node comes with it; npm fetches the rest.
editors: $(VENV)/.ready-dev
	@$(BIN)/pip install --quiet --disable-pip-version-check -c .constraints.txt --group pyright
	@$(BIN)/python editors/build.py

clean:
	@rm -rf $(VENV) $(VENV)-lowest .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
