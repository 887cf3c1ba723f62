# Everything a fresh machine needs is Python 3.11 or later: `make demo` and `make test` install into .venv themselves.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
TESTED := $(VENV)/.installed-test
CODE := review tests benchmarks tools migrations wsgi.py
PIP := $(BIN)/python -m pip --disable-pip-version-check -q

.PHONY: demo test suite check style contracts words types axe bench faults clean

demo: $(INSTALLED)
	$(BIN)/toetssteen demo --data build/demo

# The types take one core for half a minute; the suite uses the other meanwhile. It holds the pages of `axe` too.
test: $(TESTED)
	@$(MAKE) --no-print-directory -j 2 style contracts words types suite

# Every worker reads every test: without compiled files ten seconds more of it, whatever the environment says.
suite: $(TESTED)
	PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest -n 3 --dist loadfile --no-loadscope-reorder

check: style contracts words types axe

style: $(TESTED)
	$(BIN)/ruff check $(CODE)
	$(BIN)/ruff format --check $(CODE)

contracts: $(TESTED)
	$(BIN)/lint-imports

words: $(TESTED)
	$(BIN)/python tools/catalogues.py --check

types: $(TESTED)
	$(BIN)/mypy

# Every page of the demonstration, for everybody it is for: nothing that axe-core finds.
axe: $(TESTED)
	$(BIN)/python -m pytest -n 2 tests/browser/test_every_page.py

bench: $(TESTED)
	$(BIN)/python -m benchmarks

faults: $(TESTED)
	TOETSSTEEN_FAULTS=1 $(BIN)/python -m pytest -m faults --timeout 0 -n 2 --dist loadfile --no-loadscope-reorder

$(VENV):
	$(PYTHON) -m venv $(VENV)

$(INSTALLED): pyproject.toml constraints.txt | $(VENV)
	$(PIP) install -c constraints.txt -e .
	@touch $@

$(TESTED): pyproject.toml constraints.txt | $(VENV)
	$(PIP) install -c constraints.txt -e '.[test]'
	@touch $@ $(INSTALLED)

clean:
	rm -rf build dist $(VENV)
