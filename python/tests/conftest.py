"""What the tests share: the samples, read once."""

import pathlib
import shutil
import subprocess
import sys

import pytest

import dateline

ROOT = pathlib.Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "samples"


@pytest.fixture(scope="session")
def samples():
    return SAMPLES


@pytest.fixture(scope="session")
def record(tmp_path_factory):
    return dateline.read(SAMPLES, db=tmp_path_factory.mktemp("record") / "samples.db")


@pytest.fixture(scope="session")
def command():
    """Runs the command that came with the wheel and gives its output."""
    program = pathlib.Path(sys.executable).with_name("dateline")
    assert program.exists() or shutil.which("dateline")

    def run(*arguments, status=0):
        done = subprocess.run([program, *map(str, arguments)], capture_output=True)
        assert done.returncode == status, done.stderr.decode()
        return done.stdout

    return run
