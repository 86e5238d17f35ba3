"""Runs programs and counts their processor time: user and system, of the process and of all that it started."""

import os
import signal
import subprocess
import tempfile
import threading
from dataclasses import dataclass


class PeerError(Exception):
    """A peer that is missing, of another version, or that did not give an answer."""


@dataclass(frozen=True)
class Ended:
    code: int
    output: str
    cpu_seconds: float
    peak_megabytes: float


def run(command, cwd=None, env=None, limit=1800):
    """Runs a command to its end, or kills it, with all that it started, after `limit` seconds of wall time.

    The kernel counts the time (wait4), children that the process waited for included: a shell script, or a simulator
    that calls CACTI, is charged for what it calls.
    """
    with tempfile.TemporaryFile() as log:
        try:
            process = subprocess.Popen(
                [str(part) for part in command], cwd=cwd, env={**os.environ, **(env or {})},
                stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT, start_new_session=True)
        except OSError as error:
            raise PeerError(f"{command[0]} cannot be started: {error.strerror}") from error
        late = threading.Event()

        def kill():
            late.set()
            os.killpg(process.pid, signal.SIGKILL)

        timer = threading.Timer(limit, kill)
        timer.start()
        try:
            _, status, used = os.wait4(process.pid, 0)
        finally:
            timer.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
        log.seek(0)
        output = log.read().decode("utf-8", "replace")
    if late.is_set():
        raise PeerError(f"{command[0]} did not end within {limit} s")
    return Ended(process.returncode, output, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def demand(ended, what):
    """The run, or an error with the end of what the program said."""
    if ended.code != 0:
        said = "\n    ".join(ended.output.strip().splitlines()[-5:])
        raise PeerError(f"{what} ended with code {ended.code}:\n    {said}")
    return ended
