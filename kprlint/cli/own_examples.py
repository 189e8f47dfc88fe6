"""Help whose examples are the plan's own: who has codes such as CP1.2 is not told of KA.03.02."""

from copy import copy

import click

# Written in the help of commands, and what of the plan stands for it there.
CODE, QUARTER, NEXT, CLOSED = "KA.03.02", "2023/24-Q2", "2023/24-Q3", "2023-24/2023-24-Q2"


class OwnExamples(click.Command):
    """A command whose help names a code and quarters of the plan in the current folder, where there is one."""

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        own, shown = _examples(), copy(self)
        shown.help = _with(own, self.help)
        shown.params = [copy(one) for one in self.params]
        for option in shown.params:
            if isinstance(option, click.Option):
                option.help = _with(own, option.help)
        click.Command.format_help(shown, ctx, formatter)


def _with(own: dict[str, str], text: str | None) -> str | None:
    for usual, better in own.items():
        text = text.replace(usual, better) if text else text
    return text


def _examples() -> dict[str, str]:
    """What stands for what; nothing where no plan can be read, since help is always given."""
    from kprlint.errors import KprlintError
    from kprlint.project.find import find_plan

    try:
        here = find_plan(None)
    except (KprlintError, OSError):
        return {}
    quarter, later = (str(q).replace(" ", "-") for q in (here.period, here.period + 1))
    closed = f"{here.folder.name}/{quarter.replace('/', '-')}"
    code = next(iter(here.plan.codes), CODE)
    return {CLOSED: closed, CODE: code, NEXT: later, QUARTER: quarter}
