import JSONTree

extension MonitorRecord {
  var json: JSONValue {
    var members = JSONObject([
      ("event", "monitor"), ("id", .string(id)), ("title", .string(title)),
      ("path", .string(path)), ("line", .init(line)), ("kind", .string(kind)),
      ("verifies", .texts(verifies)), ("owner", .init(owner)), ("testKey", .init(testKey)),
      ("deselected", .init(deselected)),
    ])
    if let digest { members["digest"] = .string(digest) }
    return .object(members)
  }

  init(json: JSONValue) {
    self.init(
      id: json.text("id"), title: json.text("title"), path: json.text("path"),
      line: json.place("line"), kind: json.text("kind"), verifies: json.texts("verifies"),
      owner: json["owner"]?.stringValue, testKey: json["testKey"]?.stringValue,
      deselected: json["deselected"]?.stringValue, digest: json["digest"]?.stringValue)
  }
}

extension MonitorFinished {
  var json: JSONValue {
    var members = JSONObject([
      ("event", "monitor-finished"), ("id", .string(id)), ("at", .init(at)),
      ("verdict", .string(verdict.rawValue)), ("reason", .string(reason)),
      ("judged", .init(judged)), ("findings", .array(findings.map(\.json))),
      ("findingCount", .init(findingCount)),
    ])
    if !unjudged.isEmpty {
      members["unjudged"] = .object(
        JSONObject(unjudged.sorted { $0.key < $1.key }.map { ($0.key, .init($0.value)) }))
    }
    if let table { members["table"] = table.json }
    return .object(members)
  }

  /// A verdict that this version does not know is `undecided`: it must not count as passed.
  init(json: JSONValue) {
    let findings = (json["findings"]?.arrayValue ?? []).map(Finding.init(json:))
    let unjudged = (json["unjudged"]?.objectValue?.pairs ?? []).map {
      ($0.key, $0.value.intValue ?? 0)
    }
    self.init(
      id: json.text("id"), at: json.integer("at"),
      verdict: Verdict(rawValue: json.text("verdict")) ?? .undecided, reason: json.text("reason"),
      judged: json.integer("judged"), findings: findings,
      findingCount: json["findingCount"]?.intValue ?? findings.count,
      unjudged: Dictionary(unjudged, uniquingKeysWith: { first, _ in first }),
      table: json["table"].flatMap(Table.init(json:)))
  }
}

extension MonitorFinished.Finding {
  var json: JSONValue {
    [
      "check": .init(check), "exchange": .init(exchange), "request": .string(request),
      "place": .string(place), "rule": .string(rule), "found": .string(found),
      "times": .init(times),
    ]
  }

  init(json: JSONValue) {
    self.init(
      check: json["check"]?.stringValue, exchange: json["exchange"]?.intValue,
      request: json.text("request"), place: json.text("place"), rule: json.text("rule"),
      found: json.text("found"), times: json["times"]?.intValue ?? 1)
  }
}

extension MonitorFinished.Table {
  var json: JSONValue {
    [
      "columns": .texts(columns),
      "rows": .array(rows.map { ["name": .string($0.name), "cells": .texts($0.cells)] }),
    ]
  }

  init?(json: JSONValue) {
    guard let rows = json["rows"]?.arrayValue else { return nil }
    self.init(
      columns: json.texts("columns"),
      rows: rows.map { Row(name: $0.text("name"), cells: $0.texts("cells")) })
  }
}
