import JSONTree

extension ExchangeRecord {
  var json: JSONValue {
    [
      "event": "exchange", "check": .string(check), "number": .init(number),
      "path": .string(path), "line": .init(line), "actor": .string(actor), "at": .init(at),
      "duration": .init(duration),
      "request": [
        "method": .string(request.method), "url": .string(request.url),
        "headers": Header.json(request.headers), "body": request.body?.json ?? .null,
      ],
      "response": response.map { response in
        [
          "status": .init(response.status), "version": .string(response.version),
          "headers": Header.json(response.headers), "body": response.body?.json ?? .null,
        ]
      } ?? .null,
      "error": .init(error),
    ]
  }

  init(json: JSONValue) {
    let request = json["request"] ?? .null
    // A bare `nil` would be the literal of JSON's null, which is a value.
    let response = json["response"].flatMap { $0 == .null ? Optional.none : $0 }
    self.init(
      check: json.text("check"), number: json.integer("number"), path: json.text("path"),
      line: json.place("line"), actor: json.text("actor"), at: json.integer("at"),
      request: Request(
        method: request.text("method"), url: request.text("url"),
        headers: Header.list(request["headers"]), body: Body(json: request["body"])),
      response: response.map {
        Response(
          status: $0.integer("status"), version: $0.text("version"),
          headers: Header.list($0["headers"]), body: Body(json: $0["body"]))
      },
      error: json["error"]?.stringValue, duration: json.integer("duration"))
  }
}

extension ExchangeRecord.Header {
  static func json(_ headers: [Self]) -> JSONValue {
    .array(headers.map { .array([.string($0.name), .string($0.value)]) })
  }

  static func list(_ json: JSONValue?) -> [Self] {
    (json?.arrayValue ?? []).compactMap { pair in
      guard let pair = pair.arrayValue, pair.count == 2, let name = pair[0].stringValue,
        let value = pair[1].stringValue
      else { return nil }
      return Self(name: name, value: value)
    }
  }
}

extension ExchangeRecord.Body {
  var json: JSONValue {
    var members = JSONObject([(isBase64 ? "base64" : "text", .string(text))])
    members["size"] = .init(size)
    if isCut { members["cut"] = true }
    return .object(members)
  }

  init?(json: JSONValue?) {
    guard let json, json != .null else { return nil }
    let base64 = json["base64"]?.stringValue
    self.init(
      text: base64 ?? json.text("text"), isBase64: base64 != nil, size: json.integer("size"),
      isCut: json.flag("cut"))
  }
}

extension CheckFinished {
  var json: JSONValue {
    [
      "event": "check-finished", "check": .string(key), "at": .init(at),
      "duration": .init(duration), "verdict": .string(verdict.rawValue),
      "reason": .string(reason), "assertions": .init(assertions),
      "attempts": .init(attempts), "findings": .array(findings.map(\.json)),
    ]
  }

  /// A verdict that this version does not know is `undecided`: it must not count as passed.
  init(json: JSONValue) {
    self.init(
      key: json.text("check"), at: json.integer("at"), duration: json.integer("duration"),
      verdict: Verdict(rawValue: json.text("verdict")) ?? .undecided,
      reason: json.text("reason"), assertions: json.integer("assertions"),
      findings: (json["findings"]?.arrayValue ?? []).map(Finding.init(json:)),
      attempts: json["attempts"]?.intValue ?? 1)
  }
}

extension Finding {
  var json: JSONValue {
    [
      "path": .string(path), "line": .init(line), "column": .init(column),
      "step": .string(step), "expectation": .string(expectation),
      "expected": .string(expected), "actual": .string(actual),
      "undecided": .bool(isUndecided), "exchange": .init(exchange),
    ]
  }

  init(json: JSONValue) {
    self.init(
      path: json.text("path"), line: json.place("line"), column: json.place("column"),
      step: json.text("step"), expectation: json.text("expectation"),
      expected: json.text("expected"), actual: json.text("actual"),
      isUndecided: json.flag("undecided"), exchange: json["exchange"]?.intValue)
  }
}

extension AttachmentRecord {
  var json: JSONValue {
    [
      "event": "attachment", "check": .string(check), "kind": .string(kind.rawValue),
      "path": .string(path), "type": .string(mediaType), "at": .init(at),
    ]
  }

  init?(json: JSONValue) {
    guard let kind = Kind(rawValue: json.text("kind")) else { return nil }
    self.init(
      check: json.text("check"), kind: kind, path: json.text("path"),
      mediaType: json.text("type"), at: json.integer("at"))
  }
}
