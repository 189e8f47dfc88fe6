"""kprlint publish"""

from pathlib import Path
from typing import Any

import click

from kprlint.cli.options import format_option, output_option, plan_option
from kprlint.cli.own_examples import OwnExamples
from kprlint.cli.streams import FOUND, emit, fail, note, progress

_FORMATS = ("html", "docx", "pdf", "csv", "parquet", "json", "md")


_TABLES = ("csv", "parquet")


@click.command(cls=OwnExamples)
@plan_option
@click.option(
    "--quarter",
    metavar="QUARTER",
    help="The quarter, such as 2023/24-Q2, as git holds it; default: the work tree.",
)
@format_option(_FORMATS, "csv and parquet are zips of tables: Data Packages.", default="html")
@output_option(
    "Write to FILE; default: <plan>-<quarter>.<format>; “-” is standard output.", name="output"
)
@click.option("--templates", metavar="DIR", type=click.Path(file_okay=False, exists=True),
              help="A folder with templates of your own for html, pdf and docx; see docs/publish.md.")  # fmt: skip
@click.option("--final", is_flag=True, help="Refuse to write a draft, and say what makes it one.")
@click.option("--fragment", is_flag=True,
              help="HTML for a page of a content management system: no head, no style, no script.")  # fmt: skip
@click.option("--no-source", is_flag=True,
              help="A PDF without the HTML that it was made of; “kprlint import” then has to read its pages.")  # fmt: skip
@click.option("--all-quarters", is_flag=True,
              help="Tables of this quarter and of all before it in git, through the plans before; for csv and parquet.")  # fmt: skip
def publish(
    plan: str | None,
    quarter: str | None,
    format_name: str,
    output: str | None,
    templates: str | None,
    final: bool,
    all_quarters: bool,
    fragment: bool,
    no_source: bool,
) -> None:
    """Write the committee paper of a plan's quarter.

    It has the key, the summary with last quarter's figures beside it, what needs attention, and the activities by
    objective. Headings come from “paper:” in plan.yaml, logo and colour from [publish] in kprlint.toml.

    It is a draft, and says so on every page, unless the quarter is closed, or all of it is reported, committed and
    free of errors.
    """
    from kprlint.printing import inert, visible
    from kprlint.project.find import here
    from kprlint.publish.build import build, build_all
    from kprlint.publish.formats import FORMATS, write
    from kprlint.publish.look import look
    from kprlint.source.writing import write_output
    from kprlint.words import english

    if templates and format_name not in ("html", "pdf", "docx"):
        fail("--templates is for html, pdf and docx; leave it out, or choose one of these")
    if all_quarters and format_name not in _TABLES:
        fail("--all-quarters is for csv and parquet; leave it out, or choose one of these")
    if fragment and format_name != "html":
        fail("--fragment is for html; leave it out, or choose that")
    if no_source and format_name != "pdf":
        fail("--no-source is for pdf; leave it out, or choose that")
    project = here()
    shown = look(project.config.publish, project.base)
    paper, *earlier = build_all(plan, quarter) if all_quarters else [build(plan, quarter)]
    if final and paper.draft:
        for why in paper.draft:
            note(visible(f"{paper.quarter} is a draft: {why}"))
        raise click.exceptions.Exit(FOUND)
    options: dict[str, Any] = {"templates": templates} if templates else {}
    if earlier:
        options["earlier"] = earlier
    if fragment:
        options["fragment"] = True
    if no_source:
        options["attach"] = False
    with progress("making the PDF") as told:
        if format_name == "pdf":
            options["progress"] = told
        data = write(paper, shown, format_name, **options)
    for one in paper.absent:
        note(visible(": ".join(filter(None, (str(one.code or ""), one.told(english()))))))
    if output == "-":
        # Markdown has a line for each that a text has, and a text may come from a name.
        is_text = format_name in ("md", "html")
        emit(inert(data.decode(), colon="&#58;", hash="&#35;").encode() if is_text else data)
        return
    slug = paper.quarter.replace("/", "-").replace(" ", "-")
    path = Path(output or f"{slug or paper.plan}{FORMATS[format_name][0]}")
    write_output(path, data)
    count = sum(len(one.activities) for one in (paper, *earlier))
    since = f"{earlier[-1].quarter} to " if earlier else ""
    note(visible(f"{path} holds {count} activities of {paper.title}, {since}{paper.quarter}"))
