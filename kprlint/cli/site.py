"""kprlint site"""

from pathlib import Path

import click

from kprlint.cli.streams import fail, note


@click.command()
@click.option(
    "--output",
    "-o",
    metavar="DIR",
    default="site",
    show_default=True,
    type=click.Path(path_type=Path),
    help="The site's own folder: a new one, an empty one, or one that holds a site already.",
)
@click.option(
    "--url",
    metavar="URL",
    default="",
    help="Where the site will stand, such as https://plans.council.gov.uk/: the feed's links then say all of it.",
)
def site(output: Path, url: str) -> None:
    """Write a website of all plans and quarters.

    Pages for each quarter, activity, objective, lead and portfolio, with data to download, a feed of what changed,
    and a calendar of what is due. It is made of what is committed, and of nothing else. Only files that have changed are
    written, so that the same commit gives the same bytes.
    """
    from kprlint.printing import plural, visible
    from kprlint.source.files import shown
    from kprlint.wording import install

    if url and not url.startswith(("https://", "http://")):
        raise click.BadParameter(f"{url!r} does not begin with https://", param_hint="--url")
    try:
        from kprlint.site.build import build
    except ModuleNotFoundError as error:
        if error.name and error.name.startswith("kprlint"):
            raise
        fail(f"to write a site, install what it needs: {install('html')}")
    whole, written = build(output, url)
    from kprlint.site.views import gaps

    for name, why in whole.unread:
        note(visible(f"the plan {name} is named on the site, and cannot be told: {why}"))
    for plan in whole.plans:
        for text in gaps(plan):
            note(visible(f"{plan.name}: {text.rstrip('.')}"))
    gone = f", {len(written.removed)} removed" if written.removed else ""
    note(
        f"{shown(output)} holds {plural(written.total, 'file')}: {len(written.changed)} written{gone}"
    )
