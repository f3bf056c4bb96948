#!/usr/bin/env python3
"""Writes the log of a run that never was: `generate.py CHECKS PROMISES PATH`.

A hundred journeys share the promises, and those the checks; one check in twenty
fails and one in a hundred is undecided, with findings and an exchange whose body has two kilobytes.
"""
import json
import random
import sys


def main(count, promises, path):
    rng = random.Random(42)
    journeys = min(100, promises)
    body = json.dumps({"data": [{"name": f"entry {n}", "value": n * 7} for n in range(60)]})
    with open(path, "w", encoding="utf-8") as log:

        def write(**event):
            log.write(json.dumps(event, separators=(",", ":")) + "\n")

        write(event="run-started", schema="waymark/run/1", startedAt="2026-03-02T08:15:30.123Z",
              tool="waymark 0.1.0", target="staging", baseURL="https://staging.example",
              host="build-7", commit="4f1c2d9", branch="main", dirty=False, seed="42", workers=2,
              pages="none", selection=[], command=["waymark", "verify"], repositoryPath="",
              testProject="PLAT")
        for n in range(200):
            write(event="story", id=f"BF-{n:03}", title=f"Story number {n} of the backlog",
                  phase="MVP", owner="somebody", inBacklog=True, url=None, alias=f"PLAT-{n}")
        for n in range(journeys):
            stories = [f"BF-{(n * 3 + k) % 200:03}" for k in range(3)]
            write(event="journey", id=f"area-journey-{n}", title=f"Journey {n}",
                  path=f"Specs/journeys/area-journey-{n}.md", mappedStories=stories,
                  allStories=stories, documents=["docs/api.md"])
        ids = []
        for n in range(promises):
            journey = n * journeys // promises
            ids.append(f"area-journey-{journey}#step.{n}")
            write(event="obligation", id=ids[-1], journey=f"area-journey-{journey}", kind="step",
                  modality=None, text=f"The page shows figure {n} of the overview, as it is now.",
                  context=["The page loads"],
                  stories=[f"BF-{(journey * 3 + k) % 200:03}" for k in range(3)],
                  fingerprint=f"{n:016x}", line=n % 400 + 1, pending=None, suspect=False,
                  deselected=False)
        checks = []
        for n in range(count):
            promise = n * promises // count
            journey = promise * journeys // promises
            key = f"area-journey-{journey}/check-{n}"
            checks.append((key, journey, n))
            write(event="check", key=key, journey=f"area-journey-{journey}", id=f"check-{n}",
                  suffix="", title=f"Figure {n} is on the overview of its owner",
                  path=f"Specs/bindings/area-journey-{journey}.yaml", line=n % 5000 + 1,
                  verifies=[ids[promise]], actor="cfo", tags=["smoke"] if n % 10 == 0 else [],
                  owner="exec-dashboards", testKey=None, deselected=None)
        rng.shuffle(checks)
        at = 0
        for key, journey, n in checks:
            at += 1000
            write(event="check-started", check=key, at=at)
            verdict = "undecided" if n % 100 == 7 else "failed" if n % 20 == 3 else "passed"
            findings = []
            place = {"path": f"Specs/bindings/area-journey-{journey}.yaml", "line": n % 5000 + 3}
            if verdict != "passed":
                write(event="exchange", check=key, number=1, **place, actor="cfo", at=at,
                      duration=800,
                      request={"method": "GET", "url": f"https://staging.example/api/{n}",
                               "headers": [["Accept", "application/json"]], "body": None},
                      response={"status": 200, "version": "HTTP/1.1",
                                "headers": [["Content-Type", "application/json"]],
                                "body": {"text": body, "size": len(body)}}, error=None)
                findings.append({**place, "column": 14, "step": f"GET /api/{n}",
                                 "expectation": "status equals 403", "expected": "403",
                                 "actual": "200", "undecided": verdict == "undecided", "exchange": 1})
            write(event="check-finished", check=key, at=at + 900, duration=900, verdict=verdict,
                  reason="" if verdict == "passed" else "status is 200, not 403", assertions=3,
                  attempts=1, findings=findings)
        write(event="run-finished", at=at + 1000, interrupted=False, exitStatus=1)


main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3])
