# What each target needs is set up by itself, in .venv, on a machine with nothing but Python and git.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: run test bench demo catalogues screenshots pictures working-day two-notebooks facilitated-assessment shared-assessment package format clean

run: $(VENV)/.run
	@$(BIN)/python packaging/system_libraries.py
	$(BIN)/python -m isp_desktop

demo: $(VENV)/.run
	@$(BIN)/python packaging/system_libraries.py
	$(BIN)/python -m isp_desktop --demo

test: $(VENV)/.test
	@$(BIN)/python packaging/system_libraries.py --offscreen
	$(BIN)/ruff format --check isp_desktop tests packaging
	$(BIN)/ruff check isp_desktop tests packaging
	$(BIN)/mypy
	$(BIN)/lint-imports
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -n auto --maxprocesses 4 --dist worksteal
	$(BIN)/python -m build --wheel --no-isolation --outdir build/wheel
	$(BIN)/python packaging/check_wheel.py build/wheel

bench: $(VENV)/.test
	PYTHONPATH=tests/support QT_QPA_PLATFORM=offscreen $(BIN)/python -m tests.benchmarks

catalogues: $(VENV)/.test
	PYTHONPATH=. $(BIN)/python packaging/catalogues.py $(BEGIN)

screenshots: $(VENV)/.test
	PYTHONPATH=. QT_QPA_PLATFORM=offscreen $(BIN)/python packaging/screenshots.py

pictures: $(VENV)/.test
	PYTHONPATH=. QT_QPA_PLATFORM=offscreen $(BIN)/python packaging/pictures.py

working-day: $(VENV)/.test
	PYTHONPATH=. QT_QPA_PLATFORM=offscreen $(BIN)/python packaging/working_day.py

two-notebooks: $(VENV)/.test
	xvfb-run -a -s "-screen 0 2880x900x24" $(BIN)/python packaging/two_notebooks.py

facilitated-assessment: $(VENV)/.test
	xvfb-run -a -s "-screen 0 1440x900x24" $(BIN)/python packaging/facilitated_assessment.py

shared-assessment: $(VENV)/.test
	xvfb-run -a -s "-screen 0 2880x900x24" $(BIN)/python packaging/shared_assessment.py

package: $(VENV)/.test
	@$(BIN)/python packaging/system_libraries.py
	$(BIN)/pyinstaller --noconfirm --distpath build/package --workpath build/pyinstaller packaging/isp-desktop.spec
	$(BIN)/python packaging/try_package.py build/package/isp-desktop

format: $(VENV)/.test
	$(BIN)/ruff format isp_desktop tests packaging
	$(BIN)/ruff check --fix isp_desktop tests packaging

clean:
	rm -rf build dist $(VENV)

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "ISP Desktop needs Python 3.11 or later; this is $$($(PYTHON) --version). Name another: make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { \
		echo "Python's venv module is missing. On Debian or Ubuntu: sudo apt-get install python3-venv"; rm -rf $(VENV); exit 1; }

$(VENV)/.run: requirements.txt pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

$(VENV)/.test: requirements-dev.txt pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@ $(VENV)/.run
