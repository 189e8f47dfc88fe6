"""A slow machine is no failure; all else of hypothesis's settings stays."""

from hypothesis import settings

settings.register_profile("patient", settings.default, deadline=None)
settings.load_profile("patient")
