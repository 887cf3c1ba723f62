# Everything a fresh machine needs is Python 3.11 or later: `make demo` and `make test` install into .venv themselves.
# The Python of a distribution was built with profiles and takes an eighth less time than one built by hand.
PYTHON ?= $(shell /usr/bin/python3 -c 'import sys, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& echo /usr/bin/python3 || echo python3)
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

# Thousands of databases are made, most with every commit on disk: in memory, where there is room for 4 GB of it, that
# takes a fifth less. Every worker reads every test: without compiled files ten seconds more, whatever is set outside.
MEMORY = $(shell df -Pk /dev/shm 2>/dev/null | awk 'NR == 2 && $$4 > 4000000 && system("test -w /dev/shm") == 0 \
	{ print "/dev/shm" }')

suite: $(TESTED)
	@place=$$(mktemp -d -p "$(or $(MEMORY),$${TMPDIR:-/tmp})") && trap 'rm -rf "$$place"' EXIT && trap 'exit 130' INT TERM \
		&& TMPDIR=$$place PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest -n 3 --dist loadfile --no-loadscope-reorder

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

# The pip that comes with Python 3.11 takes twice as long to find what is pinned.
$(VENV):
	$(PYTHON) -m venv $(VENV)
	$(PIP) install -c constraints.txt --upgrade pip

$(INSTALLED): pyproject.toml constraints.txt | $(VENV)
	$(PIP) install -c constraints.txt -e .
	@touch $@

$(TESTED): pyproject.toml constraints.txt | $(VENV)
	$(PIP) install -c constraints.txt --no-compile -e '.[test]'
	@touch $@ $(INSTALLED)

clean:
	rm -rf build dist $(VENV)
