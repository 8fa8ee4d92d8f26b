# make demo   a shipped scenario, answered: words on the terminal, charts and a page in out/demo
# make test   lint, types, layers, speed and every test: what CI runs
# make speed  the engine beside its baselines: fails where a ratio is 25 % above the recorded one
# make lock   requirements.lock anew from pyproject.toml (needs uv)

# The first that runs and is new enough: a name on the PATH may be a shim with nothing behind it.
NEW_ENOUGH = import sys; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for python in python3.13 python3.12 python3.11 python3 python; do \
  $$python -c '$(NEW_ENOUGH)' >/dev/null 2>&1 && echo $$python && break; done)
BIN = .venv/bin

.PHONY: demo test lint speed lock clean

demo: .venv/ready
	$(BIN)/riskcore simulate scenarios/quay-wall/plan.yaml --risks scenarios/quay-wall/risks.yaml --out out/demo

test: lint
	$(BIN)/pytest --cov --cov-report= -n 2
	$(MAKE) speed
	NUMBA_DISABLE_JIT=1 $(BIN)/pytest -q -n 2 tests/kernels tests/plan/test_worktime.py tests/simulation/test_without_jit.py --cov --cov-append --cov-report=
	$(BIN)/coverage report --fail-under=90

speed: .venv/ready
	$(BIN)/python -m benchmarks --short --check benchmarks/ratios.json

lint: .venv/ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

lock:
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-strip-extras --no-emit-index-url --no-header \
	  --custom-compile-command "make lock" --extra files --extra service --group test --group lint --group build \
	  --output-file requirements.lock pyproject.toml

.venv/ready: requirements.lock pyproject.toml
	@"$(PYTHON)" -c '$(NEW_ENOUGH)' 2>/dev/null || { echo "riskcore needs Python 3.11 or newer: set PYTHON=..."; exit 1; }
	"$(PYTHON)" -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

clean:
	rm -rf .venv out build dist .coverage .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
