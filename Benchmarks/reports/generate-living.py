#!/usr/bin/env python3
"""Writes the log of a run that never was, as large as asked for.

`generate-living.py PROMISES [JOURNEYS [STORIES]]`: by default one journey for every 50 promises and one
story for every 20, in ten families. Most promises are kept; of each hundred, about three are broken,
two unknown and fifteen unchecked. The same numbers give the same bytes.
"""
import json
import random
import sys

VERBS = ["shows", "keeps", "names", "refuses", "records", "explains", "counts", "marks", "sorts"]
THINGS = ["the estimate", "each alert", "the cost of a tenant", "the last refresh", "an open incident",
          "the source of a figure", "every role", "the audit entry", "a missing source"]
ENDS = ["beside its label", "for the chosen period", "before anything else", "in words as well as in color",
        "with the time of its source", "to those whose scope allows it", "without a second request"]
VERDICTS = [("failed", 3), ("undecided", 1), ("not-exercised", 1), ("pending", 15), ("passed", 80)]


def sentence(chance):
    return f"The page {chance.choice(VERBS)} {chance.choice(THINGS)} {chance.choice(ENDS)}."


class Log:
    def __init__(self, promises, journeys, stories):
        self.chance = random.Random(1)
        self.stories = [f"{chr(65 + n * 10 // stories)}F-{n + 1:03d}" for n in range(stories)]
        self.results = []
        self.write(event="run-started", schema="waymark/run/1", startedAt="2026-03-02T08:15:30.123Z",
                   tool="waymark 0.1.0", target="generated", baseURL="http://127.0.0.1:1", host="bench",
                   commit="4f1c2d9", branch="main", dirty=False, seed="1", workers=2, pages="none",
                   selection=[], command=["waymark", "verify"])
        for number, story in enumerate(self.stories):
            self.write(event="story", id=story, title=f"{sentence(self.chance)[9:-1]}", phase="MVP",
                       owner=f"team-{number % 12}", inBacklog=True, url=None)
        sizes = [promises // journeys + (n < promises % journeys) for n in range(journeys)]
        for number, size in enumerate(sizes):
            self.journey(f"area-{number % 17}-journey-{number:03d}", size)
        for result in self.results:
            self.write(**result)
        self.write(event="run-finished", at=99_000_000, interrupted=False, exitStatus=1)

    def write(self, **event):
        sys.stdout.write(json.dumps(event, separators=(",", ":")) + "\n")

    def journey(self, name, size):
        chance = self.chance
        mapped = sorted(chance.sample(self.stories, min(5, len(self.stories))))
        lines = [f"# Journey {name} ({mapped[0]})", "", "## 1. Overview", "",
                 " ".join(sentence(chance) for _ in range(6)), "", "## 3. Step-by-step Flow", ""]
        promises = []
        for number in range(size):
            kind = ["step", "expectation", "guardrail"][number * 3 // size]
            if number and kind != promises[-1]["kind"]:
                lines += ["", f"## {kind}", ""]
            if number % 5 == 0:
                lines.append(f"- {sentence(chance)[:-1]}:")
            text = f"{sentence(chance)[:-1]} ({chance.choice(mapped)})."
            lines.append(f"  - {text}")
            promises.append(dict(
                event="obligation", id=f"{name}#{kind}.{number + 1}", journey=name, kind=kind,
                modality="must" if kind == "guardrail" else None, text=text,
                context=[lines[-2][2:-1]] if number % 5 == 0 else ["The page shows"], stories=mapped,
                fingerprint=f"{number:016x}", line=len(lines), pending=None, suspect=number % 97 == 0,
                deselected=False))
        self.write(event="journey", id=name, title=f"Journey {name}", path=f"Specs/journeys/{name}.md",
                   mappedStories=mapped, allStories=mapped, documents=["docs/api.md", f"docs/{name}.md"],
                   source="\n".join(lines) + "\n")
        for promise in promises:
            self.write(**promise)
        for number, promise in enumerate(promises):
            words, weights = zip(*VERDICTS)
            verdict = chance.choices(words, weights)[0]
            if verdict != "pending":
                self.check(name, number, promise, verdict)

    def check(self, journey, number, promise, verdict):
        key, path = f"{journey}/check-{number}", f"Specs/bindings/{journey}.yaml"
        self.write(event="check", key=key, journey=journey, id=f"check-{number}", suffix="",
                   title=f"Holds {promise['text'][9:-1]}", path=path, line=number * 9 + 1,
                   verifies=[promise["id"]], actor="cfo", tags=[], owner=f"team-{number % 12}",
                   testKey=None, deselected=None)
        findings = []
        if verdict in ("failed", "undecided"):
            self.results.append(dict(
                event="exchange", check=key, number=1, path=path, line=number * 9 + 2, actor="cfo", at=1,
                duration=12300, request={"method": "GET", "url": "http://127.0.0.1:1/api", "headers": [],
                                         "body": None},
                response={"status": 200, "version": "HTTP/1.1", "headers": [
                    ["Content-Type", "application/json"]], "body": {
                        "text": json.dumps({"data": [sentence(self.chance) for _ in range(8)]}),
                        "size": 700}}, error=None))
            findings = [dict(path=path, line=number * 9 + 3, column=9, step="GET /api",
                             expectation="status equals 403", expected="403", actual="200",
                             undecided=verdict == "undecided", exchange=1)]
        self.results.append(dict(
            event="check-finished", check=key, at=2, duration=15000, verdict=verdict,
            reason="" if verdict == "passed" else "status is 200, not 403", assertions=2, attempts=1,
            findings=findings))


def main():
    promises = int(sys.argv[1])
    journeys = int(sys.argv[2]) if len(sys.argv) > 2 else max(1, promises // 50)
    stories = int(sys.argv[3]) if len(sys.argv) > 3 else max(1, promises // 20)
    Log(promises, journeys, stories)


if __name__ == "__main__":
    main()
