import JSONTree

/// Which promises' checks were shown to be able to fail, from `proof.json` (`waymark/proof/1`).
package struct ProofStanding: Sendable, Hashable {
  /// Full ids of obligations.
  package var proven: Set<String> = []
  /// Those of which somebody wrote down why nothing can prove them.
  package var unprovable: Set<String> = []

  package init(proven: Set<String> = [], unprovable: Set<String> = []) {
    self.proven = proven
    self.unprovable = unprovable
  }

  /// - Throws: ``ProofError`` where the bytes are no proof.
  package static func read(_ bytes: [UInt8]) throws(ProofError) -> ProofStanding {
    let json: JSONValue
    do {
      json = try JSONValue.parse(bytes, limits: JSONLimits(depth: 16))
    } catch {
      throw ProofError(message: "is not JSON: \(error)")
    }
    guard json["schema"]?.stringValue == "waymark/proof/1",
      let guardrails = json["guardrails"]?.arrayValue
    else { throw ProofError(message: "is no result of `waymark prove` (waymark/proof/1)") }
    var standing = ProofStanding()
    for guardrail in guardrails {
      guard let id = guardrail["obligation"]?.stringValue else { continue }
      switch guardrail["standing"]?.stringValue {
      case "proven": standing.proven.insert(id)
      case "unprovable": standing.unprovable.insert(id)
      default: break
      }
    }
    return standing
  }
}

/// Why a proof cannot be taken; fits behind its path.
package struct ProofError: Error, Sendable, Hashable, CustomStringConvertible {
  package var message: String
  package var description: String { message }
}
