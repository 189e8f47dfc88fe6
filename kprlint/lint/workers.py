"""Many files of a plan looked at by several processes; what they find is told in one order, as by one.

Each process begins from the settings alone, as this one did, so that it is the same whether it was forked or begins anew.
"""

import os
import signal
import sys
from collections.abc import Generator, Iterator
from contextlib import contextmanager, suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any, NamedTuple

from kprlint.errors import KprlintError
from kprlint.lint.collect import Collector
from kprlint.lint.record import as_json, of_json
from kprlint.lint.rule_settings import rule_settings
from kprlint.lint.run import Looked, ProjectRun
from kprlint.lint.settings import Settings
from kprlint.project.across import Facts
from kprlint.project.find import projects
from kprlint.project.workspace import PlanFolder, Project
from kprlint.rules import load

# So many files in a row are one process's, so that each has its part of the long ones.
_BLOCK = 25
_SIGNALS = {signal.SIGINT, signal.SIGTERM}


class WorkerEnded(KprlintError):
    """One of the processes is gone."""


class Task(NamedTuple):
    """The files of the plan in the folder `plan` of the project at `base`, and whether its files were listed."""

    settings: Settings
    base: Path
    has_listed: bool
    plan: Path
    names: tuple[str, ...]
    keep: bool


class Ended(NamedTuple):
    """What a process says at the end: what git could not say of each plan, and the facts of the plan's files."""

    gaps: dict[Path, str]
    facts: dict[str, dict[str, Facts]]


def look(task: Task, ended: list[Ended]) -> Generator[Looked | None, None, None]:
    """What is found in each file of a task, in their order; None of one that a process failed at, which whoever asks then looks at.

    `ended` has what the processes say at the end. Raises WorkerEnded where one of them is killed.
    """
    context = get_context()
    blocks = [task.names[i : i + _BLOCK] for i in range(0, len(task.names), _BLOCK)]
    parts = min(task.settings.jobs, len(blocks))
    pipes: list[Connection] = []
    processes = []
    try:
        for part in range(parts):
            names = [name for block in blocks[part::parts] for name in block]
            receiving, sending = context.Pipe(duplex=False)
            process = context.Process(
                target=_work,
                args=(receiving, sending, task._replace(names=tuple(names)), part == 0),
                daemon=True,
            )
            with _held():
                process.start()
            sending.close()
            pipes.append(receiving)
            processes.append(process)
        found: dict[str, Looked | None] = {}
        for name in task.names:
            while name not in found:
                _receive(pipes, found, ended)
            yield found.pop(name)
        while pipes:
            _receive(pipes, found, ended)
    finally:
        for pipe in pipes:
            pipe.close()
        for process in processes:
            process.terminate()
        for process in processes:
            process.join()


@contextmanager
def _held() -> Iterator[None]:
    """Signals wait meanwhile; a process that begins now has them wait until it is ready for them."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _SIGNALS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _receive(pipes: list[Connection], found: dict[str, Looked | None], ended: list[Ended]) -> None:
    """Takes what the processes have to say."""
    for pipe in wait(pipes):
        assert isinstance(pipe, Connection)
        try:
            said = pipe.recv()
        except (EOFError, OSError):
            raise WorkerEnded(
                "one of the processes that look at the files has ended before it was done (perhaps there was not enough "
                "memory); “--jobs 1” does with one"
            ) from None
        if isinstance(said, Ended):
            ended.append(said)
            pipes.remove(pipe)
            pipe.close()
            continue
        for name, looked in said:
            found[name] = Looked(of_json(looked[0]), looked[1]) if looked else None


def _work(theirs: Connection, pipe: Connection, task: Task, tells_facts: bool) -> None:
    """What a process does."""
    theirs.close()  # or nobody would notice that they are gone
    # Who interrupts us interrupts the one that waits for us, too, and that one ends us.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _SIGNALS)
    try:
        _look(pipe, task, tells_facts)
    finally:  # also where it failed, or nobody waits for us any more: whoever waits sees the pipe's end
        with suppress(OSError, ValueError):
            sys.stderr.flush()
        pipe.close()
        os._exit(0)  # what was inherited is not ours to clear away


def _look(pipe: Connection, task: Task, tells_facts: bool) -> None:
    try:
        run, project, folder = _begun(task)
    except (
        Exception
    ):  # what it is, the one that waits for us finds by itself, and tells as it always does
        pipe.send([(name, None) for name in task.names])
        pipe.send(Ended({}, {}))
        return
    for start in range(0, len(task.names), _BLOCK):
        said: list[tuple[str, Any]] = []
        for name in task.names[start : start + _BLOCK]:
            try:
                looked = run.look(folder, name, keep=task.keep)
                said.append((name, (as_json(looked.record), looked.answers)))
            except Exception:
                said.append((name, None))
        pipe.send(said)
    pipe.send(Ended(project.gaps, folder.facts if tells_facts and task.keep else {}))


def _begun(task: Task) -> tuple[ProjectRun, Project, PlanFolder]:
    """The run of which a task is a part, as the one that waits for us has it."""
    settings = task.settings
    known = projects(settings.paths, config=settings.config, sources=settings.sources)
    project = next(project for project, _ in known if project.base == task.base)
    project.with_new_plans = settings.scope is None
    if task.has_listed:
        _ = project.listed
    run = ProjectRun(project, settings, rule_settings(project.config, load()), Collector())
    return run, project, project.folder(task.plan)
