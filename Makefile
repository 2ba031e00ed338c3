# The commands of AanTafel!. `make help` lists them.

# the first Python on the path that we know; name another with PYTHON=/path/to/python3.12
PYTHON := $(or $(PYTHON),$(shell for each in python3 python3.13 python3.12 python3.11; do \
	"$$each" -c 'import sys; raise SystemExit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' \
	>/dev/null 2>&1 && echo "$$each" && break; done),python3)
PREPARE = @command -v "$(PYTHON)" >/dev/null || { echo "AanTafel! needs Python 3.11, 3.12 or 3.13, and there is no $(PYTHON)."; exit 1; }; \
	exec "$(PYTHON)" -m embedded.bootstrap
VENV = .venv/bin
COMPILE = uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --custom-compile-command 'make lock' $(if $(UPGRADE),--upgrade)

.DEFAULT_GOAL := help
.PHONY: help run test bench rehearse prepare prepare-test format messages lock clean

help: ## list the commands
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 12

run: prepare ## start the site with its own servers; PORT and DATA_DIR are respected
	@exec $(VENV)/python -m embedded.run --with-parent

test: prepare-test ## everything that is checked before a change is accepted
	@exec $(VENV)/python scripts/check.py

bench: prepare-test ## measure the site against its budgets; with ARGS=--quick in a few minutes
	@exec $(VENV)/python -m bench $(ARGS)

rehearse: prepare-test ## run the production shape here, break it and mend it (needs caddy); with ARGS=--embedded
	@exec $(VENV)/python -m rehearsal $(ARGS)

prepare:
	$(PREPARE) local

prepare-test:
	$(PREPARE) test

format: prepare-test ## write the code in its fixed form
	@$(VENV)/ruff format
	@$(VENV)/ruff check --fix

messages: prepare-test ## read the texts from the sources into the Dutch catalogue (needs GNU gettext)
	@$(VENV)/python scripts/messages.py extract
	@$(VENV)/python scripts/messages.py missing

lock: ## pin every package for pyproject.toml; with UPGRADE=1 the newest that fit (needs uv)
	@command -v uv >/dev/null || { echo "Pinning packages needs uv: type \`pip install uv\`."; exit 1; }
	@$(COMPILE) --extra s3 --output-file requirements/production.txt
	@$(COMPILE) --extra local --constraint requirements/production.txt --output-file requirements/local.txt
	@$(COMPILE) --extra local --extra s3 --extra test --constraint requirements/production.txt --constraint requirements/local.txt --output-file requirements/test.txt

clean: ## remove what can be made again; data in var/ stays
	@rm -rf .venv node_modules build .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis htmlcov
	@rm -f .coverage .coverage.*
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
