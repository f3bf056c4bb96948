import Digests
package import JSONTree

extension QueryValue {
  /// The value in few words, such as `string "a"`, `list [1,2]` or `nothing`; cut where it is long.
  package var summary: String {
    switch self {
    case .missing: "nothing"
    case .json(let value): value.summary
    case .bytes(let bytes):
      "\(bytes.count) bytes " + Digest.hexadecimal(bytes.prefix(32)) + (bytes.count > 32 ? "…" : "")
    case .date(let date): "date \(date.isoText)"
    case .nodes(let nodes): "\(nodes.count) found " + JSONValue.array(nodes).excerpt
    }
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
