import JSONTree
package import Markup
package import ProjectFiles
import RunEvents

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The exchanges of a run in the HTTP Archive format 1.2, which browsers' tools and proxies read.
///
/// Every check with exchanges is a page of the archive. What a log cut away or redacted stays so.
package enum HARReport {
  static let opening =
    "{\"log\": {\"version\": \"1.2\", \"creator\": {\"name\": \"waymark\", \"version\": \"1\"}, "
    + "\"pages\": ["
  static let middle = "], \"entries\": ["
  static let closing = "]}}"

  /// Writes the archive page by page and entry by entry; the log is read twice and not kept.
  package static func write(_ log: LineFile, to output: ByteOutput) {
    var clock = ReportClock(startedAt: "")
    var seen: Set<String> = []
    output.write(opening + "\n")
    var isFirst = true
    func line(_ value: JSONValue) {
      output.write((isFirst ? "" : ",\n") + value.serialized())
      isFirst = false
    }
    each(log, output) { event in
      if case .runStarted(let run) = event { clock = ReportClock(startedAt: run.startedAt) }
      guard case .exchange(let exchange) = event else { return }
      if seen.insert(exchange.check).inserted { line(page(exchange, clock)) }
    }
    output.write((isFirst ? "" : "\n") + middle + "\n")
    isFirst = true
    each(log, output) { event in
      if case .exchange(let exchange) = event { line(entry(exchange, clock)) }
    }
    output.write((isFirst ? "" : "\n") + closing + "\n")
  }

  private static func each(
    _ log: LineFile, _ output: ByteOutput, _ body: (RunEvent) -> Void
  ) {
    do {
      try RunLogReader.read(log, handle: body)
    } catch {
      output.fail(EIO)
    }
  }

  private static func page(_ exchange: ExchangeRecord, _ clock: ReportClock) -> JSONValue {
    [
      "startedDateTime": .string(clock.text(after: exchange.at)), "id": .string(exchange.check),
      "title": .string(exchange.check), "pageTimings": [:],
    ]
  }

  private static func entry(_ exchange: ExchangeRecord, _ clock: ReportClock) -> JSONValue {
    let milliseconds = JSONValue.number(JSONNumber(Double(exchange.duration) / 1000))
    return [
      "pageref": .string(exchange.check),
      "startedDateTime": .string(clock.text(after: exchange.at)), "time": milliseconds,
      "request": request(exchange), "response": response(exchange), "cache": [:],
      "timings": ["send": 0, "wait": milliseconds, "receive": 0],
      "comment": .string("\(exchange.path):\(exchange.line) as \(exchange.actor)"),
    ]
  }

  private static func request(_ exchange: ExchangeRecord) -> JSONValue {
    let request = exchange.request
    var members = JSONObject([
      ("method", .string(request.method)), ("url", .string(request.url)),
      ("httpVersion", .string(exchange.response?.version ?? "HTTP/1.1")), ("cookies", []),
      ("headers", headers(request.headers)), ("queryString", query(of: request.url)),
      ("headersSize", -1), ("bodySize", .init(request.body?.size ?? 0)),
    ])
    if let body = request.body {
      members["postData"] = [
        "mimeType": .string(type(request.headers)), "text": .string(body.text),
        "comment": .string(body.isBase64 ? "base64" : ""),
      ]
    }
    return .object(members)
  }

  private static func response(_ exchange: ExchangeRecord) -> JSONValue {
    let response = exchange.response
    var content = JSONObject([
      ("size", .init(response?.body?.size ?? 0)),
      ("mimeType", .string(response.map { type($0.headers) } ?? "")),
    ])
    if let body = response?.body {
      content["text"] = .string(body.text)
      if body.isBase64 { content["encoding"] = "base64" }
      if body.isCut { content["comment"] = "cut" }
    }
    var members = JSONObject([
      ("status", .init(response?.status ?? 0)), ("statusText", ""),
      ("httpVersion", .string(response?.version ?? "")), ("cookies", []),
      ("headers", headers(response?.headers ?? [])), ("content", .object(content)),
      ("redirectURL", .string(value(of: "location", in: response?.headers ?? []))),
      ("headersSize", -1), ("bodySize", .init(response?.body?.size ?? -1)),
    ])
    if let error = exchange.error { members["_error"] = .string(error) }
    return .object(members)
  }

  private static func headers(_ fields: [ExchangeRecord.Header]) -> JSONValue {
    .array(fields.map { ["name": .string($0.name), "value": .string($0.value)] })
  }

  private static func type(_ fields: [ExchangeRecord.Header]) -> String {
    value(of: "content-type", in: fields)
  }

  private static func value(of name: String, in fields: [ExchangeRecord.Header]) -> String {
    fields.first { $0.name.lowercased() == name }?.value ?? ""
  }

  private static func query(of url: String) -> JSONValue {
    let text = url.prefix { $0 != "#" }
    guard let mark = text.firstIndex(of: "?") else { return [] }
    return .array(
      text[text.index(after: mark)...].split(separator: "&").map { pair in
        let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        return [
          "name": .string(String(parts[0])),
          "value": .string(parts.count > 1 ? String(parts[1]) : ""),
        ]
      })
  }
}
