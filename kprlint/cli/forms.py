"""kprlint forms"""

from pathlib import Path

import click

from kprlint.cli.options import plan_option
from kprlint.cli.streams import fail, note, say
from kprlint.forms.backends import BACKENDS
from kprlint.forms.making import CDN
from kprlint.printing import plural


@click.command()
@plan_option
@click.option("--output", "-o", metavar="DIR", type=click.Path(path_type=Path, file_okay=False),
              default=Path("forms"), show_default=True, help="The folder for the page.")  # fmt: skip
@click.option("--backend", type=click.Choice(BACKENDS),
              help="The forge that keeps the repository; default: by the address of origin.")  # fmt: skip
@click.option("--repo", metavar="OWNER/NAME", help="The repository on it; default: by the address of origin.")  # fmt: skip
@click.option("--branch", metavar="BRANCH", default="main", show_default=True,
              help="The branch that pull requests are for.")  # fmt: skip
@click.option("--set", "settings", metavar="KEY=VALUE", multiple=True,
              help="What else Decap CMS has to know of the forge, such as base_url or app_id; see docs/forms.md.")  # fmt: skip
@click.option("--scripts", metavar="URL", default=CDN, show_default=True,
              help="Where the page loads Decap CMS from: the council's own server, or a path beside the page.")  # fmt: skip
@click.option("--local", metavar="PORT", type=click.IntRange(1, 65535),
              help="To try it out: opened on localhost, save through decap-server on this port (8081 by itself).")  # fmt: skip
def forms(
    plan: str | None,
    output: Path,
    backend: str | None,
    repo: str | None,
    branch: str,
    settings: tuple[str, ...],
    scripts: str,
    local: int | None,
) -> None:
    """Write forms for the browser, for officers who do not work with files.

    They are a page for any web server, made with Decap CMS: a form for each activity, with the plan's own words to
    choose from. What is saved is a pull request. Run it again when the register has changed, and each quarter.
    """
    from kprlint.forms.backends import Backend, checked, repo_of, setting
    from kprlint.forms.making import made, written
    from kprlint.project.find import find_plan
    from kprlint.source.files import shown
    from kprlint.starting.ci import forge_of
    from kprlint.starting.setup import find_place

    turning = find_plan(plan)
    remote = find_place().remote
    name = backend or forge_of(remote)
    if name is None:
        fail("git does not say which forge keeps the repository; name it, as in --backend github")
    found = repo or repo_of(remote)
    if found is None:
        fail("git does not say what the repository is called; name it, as in --repo council/plans")
    saved = Backend(name, checked(found), branch, tuple(map(setting, settings)))
    forms = made(turning, saved, scripts, local)
    written(output, forms.files)
    say(f"{shown(output)}/")
    note(f"forms for {plural(forms.offered, 'activity')}, saved as pull requests for {branch} of {saved.repo} on {name}")  # fmt: skip
    for one in forms.left_out:
        note(f"{one} has no form: it is not named after a code of the register")
