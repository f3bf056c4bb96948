import JSONTree
import RunEvents

/// What `waymark prove` found, as `proof.json` has it (`Reports/schemas/proof-1.schema.json`).
package struct ProofRecord: Sendable {
  package static let schema = "waymark/proof/1"

  /// Whether the checks of a guardrail, or of another promise, noticed what was broken.
  package struct Guardrail: Sendable {
    /// `guardrail`, `step` or `expectation`.
    package var kind: String
    /// `proven`, `survived`, `unprovable`, `unproven`, or `stale` where it held once.
    package var standing: String
    package var killed: Int
    package var survived: Int
    /// Why it is unprovable, unproven or stale.
    package var reason: String
    /// Of the wording that was proven; empty where nobody says.
    package var fingerprint: String
    /// What the checks and monitors that noticed judged by, by name; `nil` where nobody says.
    package var noticers: [String: String?]
    package var mutants: [Mutant]
  }

  /// One change that violates a guardrail.
  package struct Mutant: Sendable {
    package var title: String
    package var why: String
    package var route: String
    /// `killed`, `survived`, `not-applicable` or `undecided`.
    package var outcome: String
    /// Those that noticed, or should have.
    package var checks: [String]
    package var reason: String
    package var place: String
    package var before: String
    package var after: String
  }

  /// By obligation id.
  package var guardrails: [String: Guardrail] = [:]
  /// In the order of the file.
  package var order: [String] = []
  /// What proves the same again.
  package var command: [String] = []

  package init(_ bytes: [UInt8]) throws(ProofRecordError) {
    let json: JSONValue
    do {
      json = try JSONValue.parse(bytes)
    } catch {
      throw ProofRecordError(message: "is no JSON: \(error.message)")
    }
    guard json["schema"]?.stringValue == Self.schema else {
      throw ProofRecordError(message: "is no result of `waymark prove` (\(Self.schema))")
    }
    command = json["command"]?.arrayValue?.compactMap(\.stringValue) ?? []
    for value in json["guardrails"]?.arrayValue ?? [] {
      guard let id = value["obligation"]?.stringValue, guardrails[id] == nil else { continue }
      order.append(id)
      guardrails[id] = Guardrail(
        kind: value["kind"]?.stringValue ?? "guardrail",
        standing: value["standing"]?.stringValue ?? "unproven",
        killed: value["killed"]?.intValue ?? 0, survived: value["survived"]?.intValue ?? 0,
        reason: value["reason"]?.stringValue ?? "",
        fingerprint: value["fingerprint"]?.stringValue ?? "",
        noticers: Dictionary(
          (value["noticedBy"]?.arrayValue ?? []).compactMap { noticer in
            noticer["check"]?.stringValue.map { ($0, noticer["digest"]?.stringValue) }
          }, uniquingKeysWith: { first, _ in first }), mutants: [])
    }
    for value in json["mutants"]?.arrayValue ?? [] {
      guard let id = value["guardrail"]?.stringValue else { continue }
      guardrails[id]?.mutants.append(Mutant(json: value))
    }
  }
}

/// Why a file is no proof.
package struct ProofRecordError: Error, Sendable, Hashable, CustomStringConvertible {
  /// One sentence without a final full stop, to stand behind a path.
  package var message: String
  package var description: String { message }
}

extension ProofRecord.Mutant {
  fileprivate init(json: JSONValue) {
    func text(_ key: String) -> String { json[key]?.stringValue ?? "" }
    self.init(
      title: text("title"), why: text("why"), route: text("route"), outcome: text("outcome"),
      checks: json["checks"]?.arrayValue?.compactMap(\.stringValue) ?? [], reason: text("reason"),
      place: text("place"), before: text("before"), after: text("after"))
  }
}

extension ProofRecord.Guardrail {
  /// Colour and glyph of a standing that is none of the four words.
  var shade: Standing {
    switch standing {
    case "proven": .kept
    case "survived": .broken
    case "unprovable": .unchecked
    default: .unknown
    }
  }
}
