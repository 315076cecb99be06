# Front Porch. `make run` starts it, `make test` tests it.
# PORT=8137 make run listens elsewhere; DATABASE_URL and DATABASE_OWNER_URL use a PostgreSQL of your own.

PYTHON ?= python3
BIN := .venv/bin

.PHONY: run setup check test bench python core

run: core  ## start the database, the pages and the job worker; Ctrl-C stops them
	@$(BIN)/porch up --with-parent

setup: python  ## install everything for development, nothing twice
	@$(PYTHON) bin/setup test

check: setup  ## format, lint, types, layers, migration drift, unused dependencies
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy frontporch tests
	$(BIN)/lint-imports
	$(BIN)/porch makemigrations --check --dry-run
	$(BIN)/deptry .

test: setup  ## every test, on two cores
	@$(BIN)/python -m pytest -n 2 --dist loadscope

bench: core  ## every measured speed
	@for one in $$(ls bench/*.py 2>/dev/null); do $(BIN)/porch bench $$(basename $$one .py) || exit 1; done

core: python
	@$(PYTHON) bin/setup core

python:
	@command -v $(PYTHON) >/dev/null || { \
	  echo "Front Porch needs Python 3.11 or newer: run 'apt-get install python3 python3-venv', then try again."; exit 1; }
