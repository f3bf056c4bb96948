import Digests
package import JSONTree

extension QueryValue {
  /// The value in few words, such as `string "a"`, `list [1,2]` or `nothing`; cut where it is long.
  package var summary: String {
    switch self {
    case .missing: "nothing"
    case .json(let value): value.summary
    case .bytes(let bytes): Self.summary(of: bytes)
    case .date(let date): "date \(date.isoText)"
    case .nodes(let nodes): "\(nodes.count) found " + JSONValue.array(nodes).excerpt
    }
  }

  /// The first bytes in hexadecimal; what holds a secret there is told as the text that is left.
  private static func summary(of bytes: [UInt8]) -> String {
    let start = String(decoding: bytes.prefix(1024), as: UTF8.self)
    let freed = ExcerptRedaction.freed(start)
    guard freed == start else {
      return "\(bytes.count) bytes " + JSONValue.string(freed).excerpt
    }
    return "\(bytes.count) bytes " + Digest.hexadecimal(bytes.prefix(32))
      + (bytes.count > 32 ? "…" : "")
  }
}

extension JSONValue {
  /// The kind and the value, cut where it is long.
  package var summary: String {
    switch self {
    case .null: "null"
    case .bool: "boolean \(excerpt)"
    case .number: "number \(excerpt)"
    case .string: "string \(excerpt)"
    case .array: "list \(excerpt)"
    case .object: "object \(excerpt)"
    }
  }
}
