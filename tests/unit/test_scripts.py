"""Starting by the script and by manage.py: what cannot work is said in a sentence before anything is made."""

import os
import shutil
import socket
import subprocess

import pytest

from tests.unit.processes import ROOT, start

needs_sh = pytest.mark.skipif(shutil.which("sh") is None, reason="no sh")


def run(*arguments: str, **environment: str) -> tuple[int, str]:
    done = subprocess.run(
        ["sh", "scripts/run", *arguments],
        env={**os.environ, **environment},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=30,
    )
    return done.returncode, done.stdout + done.stderr


@needs_sh
def test_a_port_that_is_taken_is_said_before_anything_is_made() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        code, words = run("--port", port)
    assert code == 1
    assert f"端口 {port} 用不了" in words


@needs_sh
@pytest.mark.parametrize("port", ["abc", "0", "70000"])
def test_a_port_that_is_none_is_named(port: str) -> None:
    code, words = run(PORT=port)
    assert code == 1
    assert f"现在是“{port}”" in words


@needs_sh
def test_workers_that_are_no_number_are_named() -> None:
    code, words = run(LIFECIRCLE_WORKERS="many")
    assert code == 2
    assert "LIFECIRCLE_WORKERS" in words


@needs_sh
def test_an_option_that_is_unknown_is_named() -> None:
    assert "--prot" in run("--prot", "1")[1]


@pytest.mark.parametrize("command", [("prepare",), ("export_communities", "-")])
def test_a_database_that_is_away_is_one_sentence_on_the_command_line(command: tuple[str, ...]) -> None:
    away = {"DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none", "LIFECIRCLE_SECRET_KEY": "k" * 50}
    done = start("manage.py", *command, **away)
    assert done.returncode == 1
    assert "数据库现在用不了" in done.stderr
    assert "Traceback" not in done.stderr
