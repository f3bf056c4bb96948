import Digests

/// The ways in which a value may stand in an answer once escapes are undone.
enum CanaryForms {
  enum Encoding: Sendable, Hashable {
    case plain, base64, hexadecimal

    var words: String {
      switch self {
      case .plain: ""
      case .base64: ", in base64"
      case .hexadecimal: ", in hexadecimal"
      }
    }
  }

  /// Shorter values would be found by chance.
  static let shortest = 6

  static func all(of value: String) -> [(Encoding, [UInt8])] {
    let bytes = Array(value.utf8)
    guard bytes.count >= shortest else { return [] }
    var forms: [(Encoding, [UInt8])] = [(.plain, bytes)]
    forms.append((.hexadecimal, Array(Digest.hexadecimal(bytes).utf8)))
    var cores: Set<[UInt8]> = []
    for text in Set([value, value.lowercased(), value.uppercased()]) {
      cores.formUnion(Base64.cores(of: Array(text.utf8)).filter { $0.count >= shortest })
    }
    forms += cores.sorted { $0.lexicographicallyPrecedes($1) }.map { (.base64, $0) }
    return forms
  }
}
