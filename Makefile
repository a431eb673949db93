# Everything that a person runs. `make` alone lists the targets.
.DEFAULT_GOAL := help
PYTHON ?= python3
BIN := .venv/bin
export NO_MKDOCS_2_WARNING := 1

help: ## list what can be made
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/make \1	\2/p' $(MAKEFILE_LIST)

site: $(BIN)/hub ## build the whole site into site/
	$(BIN)/hub build

serve: $(BIN)/hub ## show the site while you write; an edited entry appears in about a second
	$(BIN)/hub serve

check: $(BIN)/hub ## find every problem of the data
	$(BIN)/hub check

test: .venv/tests-ready tests/engines/node_modules browser ## run every test but the long audits
	$(BIN)/ruff format --check hooks tests
	$(BIN)/ruff check hooks tests
	$(BIN)/mypy
	$(BIN)/pytest -n 3 --dist loadfile -m "not audit and not fuzz"

audit: .venv/tests-ready tests/engines/node_modules browser ## run the long audits
	$(BIN)/pytest -n 2 --dist worksteal -m audit

bench: .venv/tests-ready browser ## measure build, search and reading against Hugo and Pagefind; takes hours
	$(BIN)/python -m tests.benchmarks.build --write

fuzz: .venv/tests-ready ## damage files at random for ten minutes (FUZZ_MINUTES) and see that each is answered
	$(BIN)/pytest -s -m fuzz

advisories: .venv/advisories/ready ## ask whether a known weakness was published of a package that is locked
	@echo "## Known weaknesses of packages"
	@echo
	@.venv/advisories/bin/pip-audit --strict --disable-pip --require-hashes --progress-spinner off --format markdown \
		-r requirements-dev.lock -r requirements-advisories.lock 2>&1

pictures: tests/engines/node_modules ## draw the sheet of pictures anew, after one was added to docs/assets/pictures
	node tests/engines/pictures.mjs

lock: .venv/tests-ready ## choose the newest versions that pyproject.toml allows, with their hashes
	$(BIN)/pip install --quiet "pip-tools>=7"
	$(BIN)/pip-compile $(LOCK) --build-deps-for editable --output-file requirements.lock pyproject.toml
	$(BIN)/pip-compile $(LOCK) --build-deps-for editable --extra dev --output-file requirements-dev.lock pyproject.toml
	echo "pip-audit" | $(BIN)/pip-compile $(LOCK) --output-file requirements-advisories.lock -
	$(BIN)/pip install --quiet --require-hashes -r requirements-dev.lock
	$(BIN)/python -m tests.licences

LOCK := --quiet --upgrade --allow-unsafe --generate-hashes --strip-extras \
	--no-emit-index-url --no-emit-trusted-host --no-emit-find-links

clean: ## remove what was made
	rm -rf .venv site .site.*

$(BIN)/hub: requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed; this is " + sys.version.split()[0] + ". Name another: make site PYTHON=python3.12") if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

.venv/tests-ready: $(BIN)/hub requirements-dev.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	touch $@

# A place of its own: what looks after the packages does not decide which versions they have.
.venv/advisories/ready: $(BIN)/hub requirements-advisories.lock
	@$(PYTHON) -m venv .venv/advisories
	@.venv/advisories/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-advisories.lock
	@touch $@

tests/engines/node_modules: tests/engines/package-lock.json | browser
	cd tests/engines && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	touch $@

# The tests drive a real Chromium; Debian's own is fetched where there is none.
browser:
	@tests/install_browser.sh

.PHONY: help site serve check test audit advisories fuzz bench pictures lock clean browser
