"""docs/grafana.json asks only for figures that /metrics gives."""

from __future__ import annotations

import json
import re
from pathlib import Path

from chitta.gateways import measures

DASHBOARD = Path(__file__).parent.parent.parent / "docs" / "grafana.json"


def test_the_dashboard_asks_for_what_there_is(app, somebody, dana, work, valkey_server):
    dana.say("Noa sings all day long")
    work()
    measures.counted(valkey_server.client, "tokens_in", "a-model")
    named = set(re.findall(r"^(chitta_\w+?)(?:\{| )", somebody.get("/metrics").text, re.M))
    offered = named | set(re.findall(r"^# TYPE (chitta_\w+) ", somebody.get("/metrics").text, re.M))
    panels = json.loads(DASHBOARD.read_text())["panels"]
    asked = {name for panel in panels for one in panel["targets"] for name in re.findall(r"chitta_\w+", one["expr"])}
    assert asked <= offered and len(asked) > 12
    assert len({panel["id"] for panel in panels}) == len(panels)
