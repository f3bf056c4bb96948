/// The grammar of binding files as data: the shape checker, the decoder's key names and the
/// published JSON Schema all come from it, so that they cannot drift apart.
package enum Grammar {
  /// What a value may be.
  indirect enum Shape: Sendable {
    /// A scalar of any type, with templates.
    case text
    case boolean
    case integer
    case number
    /// `250ms`, `10s`, `2m`.
    case duration
    /// `90m`, `12h`, `7d`, `2w`.
    case age
    /// Any value at all.
    case any
    case choice([String])
    case list(Shape)
    case listOrOne(Shape)
    /// Names to values.
    case mapping(Shape)
    case object(Name)
    case either([Shape])
  }

  /// The mappings that the language knows.
  enum Name: String, Sendable, CaseIterable {
    case file, check, pending, retry, sequence, step, part, tls, expectation
    case capture, actor, signIn, basic, clientCredentials, form, code, codeSource, outbox
    case environment, secret, limits
    case proof, equivalent
    case monitor, applies, exceptions, wordList, wording, valueSelector, source
    case canaries, planted, derived, secretPlaces, audit, auditLog, answerSchema, accessibility
    case budget, internals, headerDemands, cookieDemands, accessUse, discovery, accessMatrix
    case locator, scope, filling, selecting, uploading, pressing, dialog, browser
  }

  struct Key: Sendable {
    let name: String
    let shape: Shape
    let isRequired: Bool
    let summary: String

    init(_ name: String, _ shape: Shape, required: Bool = false, _ summary: String) {
      self.name = name
      self.shape = shape
      isRequired = required
      self.summary = summary
    }
  }

  struct Object: Sendable {
    let keys: [Key]
    /// Keys of which exactly one must stand there; empty for no such rule.
    let exactlyOne: [String]
    /// Keys that are only taken beside one of the listed keys.
    let companions: [String: [String]]
    /// Alternatives that mean something else, and do not count, beside one of the listed keys.
    let yielding: [String: [String]]

    init(
      _ keys: [Key], exactlyOne: [String] = [], companions: [String: [String]] = [:],
      yielding: [String: [String]] = [:]
    ) {
      self.keys = keys
      self.exactlyOne = exactlyOne
      self.companions = companions
      self.yielding = yielding
    }

    /// The alternatives that count where these keys stand together.
    func chosen(among names: [String]) -> [String] {
      names.filter { name in
        exactlyOne.contains(name) && yielding[name]?.contains(where: names.contains) != true
      }
    }

    func key(_ name: String) -> Key? { keys.first { $0.name == name } }
  }
}
