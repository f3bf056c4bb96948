#!/usr/bin/env python3
"""Writes summaries of earlier runs: `generate-history.py SUMMARY RUNS FOLDER [--grow]`.

Each broke other promises and checks than the one of the summary. With `--grow` a part of them came in each
run, so that no two runs list the same.
"""
import json
import sys
from pathlib import Path


def main(summary, runs, folder, *more):
    Path(folder).mkdir()
    for number in range(runs):
        run = json.loads(Path(summary).read_text())
        started = f"2026-02-{number + 1:02}T08:00:00.000Z"
        run["run"] |= {"id": f"{started}/1", "startedAt": started, "commit": f"{number:07x}", "exitStatus": number % 2}
        for place, promise in enumerate(run["obligations"]):
            if (place * 7 + number) % 25 == 0:
                promise["verdict"] = "failed"
        for place, check in enumerate(run["checks"]):
            if (place * 3 + number) % 40 == 0:
                check["verdict"] = "failed"
        if more:
            for name in ("obligations", "checks"):
                run[name] = run[name][:len(run[name]) * (100 - runs + number) // 100]
        Path(folder, f"{number}.json").write_text(json.dumps(run))


main(sys.argv[1], int(sys.argv[2]), *sys.argv[3:])
