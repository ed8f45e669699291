"""Commands and options as click reads and explains them: options under headings, examples, exit statuses."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from awesome_lint.cli.options import UsageError

FAILS = "0 all was done, 2 the run itself failed."


# Before click 8.4, what kind of words they are is not a part of the type.
if TYPE_CHECKING:
    Words = click.Choice[str]
else:
    Words = click.Choice


class Choice(Words):
    """One of several words; of another word it says which may have been meant."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if value not in self.choices:
            from awesome_lint.registry.suggestion import suggestion

            self.fail(f'"{value}" is not one of {", ".join(self.choices)}{suggestion(value, self.choices)}', param, ctx)
        return str(value)


class GroupedOption(click.Option):
    """An option that `--help` shows under a heading."""

    def __init__(self, *arguments: Any, heading: str, **attributes: Any) -> None:
        super().__init__(*arguments, **attributes)
        self.heading = heading


class Command(click.Command):
    """A command that shows what is wrong with its arguments as click does, and in its `--help` what to type."""

    def __init__(self, *arguments: Any, examples: Sequence[str] = (), status: str = FAILS, **attributes: Any) -> None:
        super().__init__(*arguments, **attributes)
        self.examples = examples
        self.status = status

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except UsageError as error:
            raise click.UsageError(str(error), ctx) from None

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options under their headings, or under one where they have none."""
        sections: dict[str, list[tuple[str, str]]] = {}
        for parameter in self.get_params(ctx):
            record = parameter.get_help_record(ctx) if isinstance(parameter, click.Option) else None
            if record is not None:
                fallback = "Other" if sections and "Options" not in sections else "Options"
                sections.setdefault(getattr(parameter, "heading", fallback), []).append(record)
        for heading, records in sections.items():
            with formatter.section(heading):
                formatter.write_dl(records)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        if self.examples:
            with formatter.section("Examples"):
                for example in self.examples:
                    formatter.write(f"{' ' * formatter.current_indent}{example}\n")
        formatter.write_paragraph()
        formatter.write_text(f"Exit status: {self.status}")
