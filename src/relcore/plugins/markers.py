"""The marks by which a plug-in says what it brings, and the version of what it may rely on."""

from __future__ import annotations

import pluggy

PROJECT = "relcore"
"""Name of the hooks' project, and of the entry-point group of installed plug-ins."""

API_VERSION = 1
"""Version of the hooks; a plug-in says `relcore_api = 1` where it is written for this one."""

hookspec = pluggy.HookspecMarker(PROJECT)
"""Marks what relcore asks plug-ins for."""

hookimpl = pluggy.HookimplMarker(PROJECT)
"""Marks a function of a plug-in that answers a hook of the same name."""
