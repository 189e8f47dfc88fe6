"""One project's run: each file through the rules, then through comments and waivers, to the findings."""

from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kprlint import git
from kprlint.lint import fix
from kprlint.lint.active import ActiveRules, Said
from kprlint.lint.collect import Collector, Source, found, span_of
from kprlint.lint.finding import RelatedPlace, Waived
from kprlint.lint.places import Places
from kprlint.lint.record import Record
from kprlint.lint.rule_settings import RuleSettings
from kprlint.lint.settings import Settings
from kprlint.lint.waivers import Waivers
from kprlint.model import Code
from kprlint.printing import plural
from kprlint.project.across import Question
from kprlint.project.config import FILE_NAME
from kprlint.project.workspace import REGISTER, Chosen, PlanFolder, Project
from kprlint.rules.base import (
    ActivityFile,
    Faulty,
    Hit,
    RegisterFile,
    Scope,
    Severity,
    Subject,
    Suppression,
)
from kprlint.source.document import Document, max_bytes
from kprlint.source.files import shown
from kprlint.source.ignores import Ignore, ignores
from kprlint.source.text import Span
from kprlint.source.yaml import Scalar

if TYPE_CHECKING:
    from kprlint.lint.cache import Cache

# Fewer files are looked at sooner than it takes to look for what is known of them.
LEAST = 40
# Fewer are looked at by one process sooner than others are there to help.
MANY = 400
_MOST_FIXING_ROUNDS = 10

# What a file may be told of, and how many are looked at for it, waived ones too. Officers have a dozen.
MOST_FINDINGS = 500
_MOST_LOOKED_AT = 5_000

Examine = Callable[[Document], Iterator[Said]]
ToRelated = Callable[[Hit], tuple[RelatedPlace, ...]]


class Looked(NamedTuple):
    """What was found in a file, and the answers that decided it, if they are to be kept."""

    record: Record
    answers: Sequence[tuple[Question, str]]


class ProjectRun:
    """Checks the chosen files of a project; findings go to the collector, the rest is kept here.

    `changes` holds, for a run that fixes, the old and the new content of each file that changes.
    """

    def __init__(
        self,
        project: Project,
        settings: Settings,
        rules: RuleSettings,
        collector: Collector,
    ) -> None:
        self.notes: list[str] = []
        self.files = self.activities = 0
        self._record = Record()
        self.changes: dict[Path, tuple[bytes, bytes]] = {}
        self._project = project
        self._settings = settings
        self._collector = collector
        self._waivers = Waivers(project, settings.as_of)
        self._places = Places(project)
        self._severities = rules.severities
        options = rules.options.get("placeholder-next-step", {})
        self._placeholders: tuple[str, ...] = options.get("also", ())
        scope = settings.scope
        if scope is Scope.PLAN and git.is_merging(project.base):
            # pre-commit passes only the files in conflict to the hook for single files.
            scope = None
        self._rules = ActiveRules(rules, settings, scope)

    def steps(self, chosen: Chosen) -> Iterator[None]:
        """Checks what is chosen, a file a step."""
        for path in sorted(chosen.files.keys() | chosen.registers):
            folder = self._project.folder(path)
            if path in chosen.registers:
                self._register(folder)
                yield
            elif folder.plan is None:
                name = shown(path / REGISTER)
                self.notes.append(f"{name} cannot be read, so nothing was compared with it")
            names = sorted(chosen.files.get(path, ()))
            kept = self._kept(folder, names)
            known = {name: kept.get(name) for name in names} if kept else {}
            looked = self._looked(folder, [n for n in names if known.get(n) is None], kept)
            with closing(looked):
                for name in names:
                    self._take_of(folder, name, known.get(name) or next(looked))
                    yield
                next(looked, None)  # what is to be done at the end
            if kept and not self._project.gaps:
                kept.save()
            if folder.gap:
                self.notes.append(
                    f"what became of last quarter's promises of {shown(path)} was not checked: {folder.gap}"
                )
        for path in sorted(chosen.strays):
            self.files += 1
            self.activities += 1
            self._take(self._activity(None, path))
            yield
        self._configuration(chosen)

    def _kept(self, folder: PlanFolder, names: list[str]) -> "Cache | None":
        """What earlier runs have found in a plan's files; None where that is not to be used, or does not pay."""
        settings = self._settings
        if not settings.keep or settings.fix or settings.sources.overrides or len(names) < LEAST:
            return None
        from kprlint.lint.cache import Cache, place
        from kprlint.lint.keys import key_of

        above = self._places.folder_from_top(folder.path)
        key = key_of(self._project, folder, settings, self._rules, above, self._waivers.until)
        where = place(self._project.top)
        return Cache(where, folder, key, self._rules.indexes) if where and key else None

    def _looked(
        self, folder: PlanFolder, names: list[str], kept: "Cache | None"
    ) -> Generator[Record, None, None]:
        """What is found in each of those files."""
        settings, project = self._settings, self._project
        together = settings.jobs > 1 and len(names) >= MANY
        if together and not settings.fix and not settings.sources.overrides:
            from kprlint.lint.workers import Ended, Task, look

            ended: list[Ended] = []
            task = Task(
                settings, project.base, project.has_listed, folder.path, tuple(names), bool(kept)
            )
            found: Generator[Looked | None, None, None] = look(task, ended)
        else:
            ended, found = [], (None for _ in names)
        with closing(found):
            for name, looked in zip(names, found, strict=True):
                looked = looked or self.look(folder, name, keep=bool(kept))
                if kept:
                    kept.put(name, looked.record, looked.answers)
                yield looked.record
        for one in ended:
            folder.facts.update(one.facts)
            for path, gap in one.gaps.items():
                project.folder(path).past.gap = gap

    def look(self, folder: PlanFolder, name: str, *, keep: bool) -> Looked:
        """What is found in a file, and, where that is to be kept, what was asked for it."""
        asked = self._project.asked
        asked.clear()
        record = self._activity(folder, folder.path / name)
        indexes = self._rules.indexes if keep else {}
        questions = sorted(asked) if keep else ()
        return Looked(record, [(q, folder.answer(q, indexes)) for q in questions])

    def _take_of(self, folder: PlanFolder, name: str, record: Record) -> None:
        """Tells what was found in an activity's file, now or earlier."""
        self.files += 1
        self.activities += 1
        for rule in record.by_waiver:
            self._waivers.hiding(folder.path / name, rule)
        self._take(record)

    def _take(self, record: Record) -> None:
        self._collector.take(record)
        self.notes += record.notes

    def _register(self, folder: PlanFolder) -> None:
        def examine(document: Document) -> Iterator[Said]:
            plan = self._project.sources.plan(document)
            yield from self._form(document)
            if document.readable:
                register = RegisterFile(document, plan, folder)
                yield from self._rules.ask(Subject.EITHER, register)
                yield from self._rules.ask(Subject.REGISTER, register)

        self.files += 1
        self._take(self._document(folder.path / REGISTER, folder.register, folder, examine))

    def _activity(self, folder: PlanFolder | None, path: Path) -> Record:
        settings = self._settings

        def examine(document: Document) -> Iterator[Said]:
            activity = self._project.sources.activity(document)
            judged_at = settings.as_of or activity.judged_at
            file = ActivityFile(
                document, activity, folder, judged_at, settings.closing, self._placeholders
            )
            file.counted = settings.errors_alone
            yield from self._form(document)
            if not folder and settings.scope is Scope.FILE and not self._project.in_root(path):
                # The hook for whole plans looks below the root alone.
                yield from self._rules.ask_regardless(self._rules.all["wrong-folder"], file)
            if document.readable:
                yield from self._rules.ask(Subject.EITHER, file)
                yield from self._rules.ask(Subject.ACTIVITY, file)

        if folder:
            document = folder.load(path.name)
        else:
            content = self._project.content(path)
            document = self._project.sources.document(shown(path), content, "activity")
        return self._document(path, document, folder, examine)

    def _form(self, document: Document) -> Iterator[Said]:
        if document.readable:
            if document.has_faults:
                yield from self._rules.ask(Subject.FAULTS, Faulty(document))
        elif document.schema == "plan" or self._rules.scope is not Scope.PLAN:
            # Nothing is checked in it, so “nothing to report” would be untrue, whichever rules were asked
            # for. Of an activity the hook for single files tells.
            for rule in self._rules.all.about(Subject.FAULTS):
                yield from self._rules.ask_regardless(rule, document)
        yield from self._rules.ask(Subject.DOCUMENT, document)

    def _document(
        self, path: Path, document: Document, folder: PlanFolder | None, examine: Examine
    ) -> Record:
        """Runs the rules over one document, mends it if asked to, and tells what is left."""
        self._record = Record()
        self._look_at(path, document, folder, examine)
        return self._record

    def _look_at(
        self, path: Path, document: Document, folder: PlanFolder | None, examine: Examine
    ) -> None:
        hits = list(examine(document))
        if self._settings.fix:
            document, hits = self._mend(path, document, hits, examine)
        comments = ignores(document)
        if not hits and not comments:
            return
        anchor = f"{folder.name if folder else ''}/{path.name}"
        source = Source(
            path,
            document.name,
            document.text,
            anchor,
            _identity(folder, document),
            self._places.from_top(path),
            document.tree,
        )

        def related(hit: Hit) -> tuple[RelatedPlace, ...]:
            return tuple(self._places.related(one, document, source, folder) for one in hit.related)

        used: set[tuple[Ignore, str]] = set()
        left, more = MOST_FINDINGS, 0
        crowded = len(hits) > MOST_FINDINGS
        for number, (rule, hit) in enumerate(self._gravest_first(hits) if crowded else hits):
            if left == 0 or number >= _MOST_LOOKED_AT:
                more += not (rule.suppressible and self._waived(path, rule.name))
                continue
            span = span_of(document, hit.where)
            waived = None
            if rule.suppressible:
                by_comment = comments.hiding(rule.name, span)
                used.update((comment, rule.name) for comment in by_comment)
                waived = self._waived(path, rule.name)
                if by_comment:
                    waived = Waived(by_comment[0].reason, in_file=True)
            left -= waived is None
            self._add(source, (rule, hit), span, waived, related)
        named = [(comment, name) for comment in comments for name in comment.rules]
        for comment, name in named[:MOST_FINDINGS]:
            told = name in self._rules and comment.reason and not more
            suppression = Suppression(
                kind="comment",
                rule=name,
                reason=comment.reason,
                span=comment.span,
                known=tuple(self._rules.all),
                used=(comment, name) in used if told else None,
                can_hide=name not in self._rules.all or self._rules.all[name].suppressible,
            )
            self._suppression(source, suppression)
        if more:
            self._record.notes.append(
                f"{document.name} has {plural(more, 'more finding')}; the {MOST_FINDINGS} gravest are listed"
            )
        if unjudged := len(named[MOST_FINDINGS:]):
            self._record.notes.append(
                f"{document.name} has {plural(unjudged, 'more ignore comment')} than are judged; they hide what they name"
            )

    def _gravest_first(self, hits: list[Said]) -> list[Said]:
        grave = list(Severity)

        def rank(said: Said) -> int:
            rule, hit = said
            return grave.index(hit.severity or self._severities.get(rule.name) or rule.severity)

        return sorted(hits, key=rank)

    def _mend(
        self, path: Path, document: Document, hits: list[Said], examine: Examine
    ) -> tuple[Document, list[Said]]:
        """The document with all safe fixes made that no comment and no waiver holds back, and its hits."""
        before = document
        for _ in range(_MOST_FIXING_ROUNDS):
            comments = ignores(document)
            fixes = [
                hit.fix
                for rule, hit in hits
                if hit.fix
                and not comments.hiding(rule.name, span_of(document, hit.where))
                and not self._waivers.hiding(path, rule.name)
            ]
            mended = fix.apply(document.text, fixes)
            if mended is None:
                break
            content = mended.encode()
            if len(content) > max_bytes(document.schema):
                self.notes.append(
                    f"{document.name} would be too long with what could be mended in it; shorten it, then run --fix again"
                )
                break
            document = Document(document.name, content, document.schema, document.quarter)
            hits = list(examine(document))
        if document is not before:
            self.changes[path] = (before.text.encode(), document.text.encode())
        return document, hits

    def _configuration(self, chosen: Chosen) -> None:
        """What is wrong with the waivers, and whether git knows the configuration at all."""
        config = self._project.config
        if config.file is None or config.text is None:
            return
        if chosen.everything or self._waivers.have_until:
            source = Source(
                config.file,
                shown(config.file),
                config.text,
                FILE_NAME,
                from_top=self._places.from_top(config.file),
            )
            self._record = Record()
            for suppression in self._waivers.judge(self._rules, everything=chosen.everything):
                self._suppression(source, suppression)
            self._take(self._record)
        base = self._project.base
        if chosen.everything and git.top_level(base) and config.file not in self._project.listed:
            if base in config.file.parents:
                note = "is heeded, but git does not track it; git add it"
                self.notes.append(f"{shown(config.file)} {note}")

    def _suppression(self, source: Source, suppression: Suppression) -> None:
        for rule, hit in self._rules.ask(Subject.SUPPRESSION, suppression):
            waived = self._waived(source.path, rule.name)
            self._add(source, (rule, hit), suppression.span, waived, lambda _: ())

    def _waived(self, path: Path, rule: str) -> Waived | None:
        """Why kprlint.toml waives what `rule` finds in a file; None where it does not."""
        waiver = self._waivers.hiding(path, rule)
        if waiver is None:
            return None
        self._record.by_waiver.add(rule)
        return Waived(waiver.reason, in_file=False)

    def _add(
        self, source: Source, said: Said, span: Span, waived: Waived | None, related: ToRelated
    ) -> None:
        if waived:
            self._record.waived += 1
            if not self._settings.show_waived:
                return
        made = found(source, *said, span, self._severities, waived=waived, related=related)
        self._record.found.append(made)


def _identity(folder: PlanFolder | None, document: Document) -> str | None:
    """Plan and code of an activity file; None for a register, and where either is not known."""
    node = document.node(("code",)) if document.schema == "activity" else None
    code = Code.parse(node.text) if isinstance(node, Scalar) else None
    if folder is None or code is None or (folder.plan and not folder.plan.fits(code)):
        return None
    return f"{folder.name}/{code}"
