# Everything a fresh machine needs is Python 3.11 or later: `make demo` and `make test` install into .venv themselves.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
TESTED := $(VENV)/.installed-test
PIP := $(BIN)/python -m pip --disable-pip-version-check -q

.PHONY: demo test check bench faults serve clean

demo: $(INSTALLED)
	$(BIN)/toetssteen demo --data build/demo

# Every worker reads every test: without compiled files ten seconds more of it, whatever the environment says.
test: check
	PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest -n 3 --dist loadfile --no-loadscope-reorder

check: $(TESTED)
	$(BIN)/ruff check review tests benchmarks tools migrations wsgi.py
	$(BIN)/ruff format --check review tests benchmarks tools migrations wsgi.py
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python tools/catalogues.py --check

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
