"""The hooks' repository of the tests of pre-commit, from which a council's first configuration is pinned, too."""

from tests.pre_commit.conftest import environment, hooks

__all__ = ["environment", "hooks"]
