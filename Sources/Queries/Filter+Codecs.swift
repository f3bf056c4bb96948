import Digests

extension Filter {
  /// Filters between bytes and texts.
  func applyCodec(to value: QueryValue) throws(FilterError) -> QueryValue {
    switch self {
    case .base64Encode: return .string(Base64.encode(try Self.bytes(of: value)))
    case .base64URLEncode:
      return .string(Base64.encode(try Self.bytes(of: value), isForURLs: true))
    case .hexEncode: return .string(Digest.hexadecimal(try Self.bytes(of: value)))
    case .utf8Encode: return .bytes(try Self.bytes(of: value))
    case .utf8Decode: return .string(try Self.text(of: value))
    case .sha256: return .string(Digest.hexadecimal(Digest.sha256(try Self.bytes(of: value))))
    case .md5:
      let digest = Digest.md5(try Self.bytes(of: value))
      guard !digest.isEmpty else { throw FilterError(.limit, "this system forbids MD5") }
      return .string(Digest.hexadecimal(digest))
    default: break
    }
    let text = try Self.text(of: value)
    switch self {
    case .base64Decode: return .bytes(try decoded(Base64.decode(text), "base64", value))
    case .base64URLDecode:
      let bytes = Base64.decode(text, isForURLs: true)
      return .bytes(try decoded(bytes, "base64url", value))
    case .hexDecode:
      return .bytes(try decoded(TextCodec.bytes(hexadecimal: text), "hexadecimal digits", value))
    case .urlEncode: return .string(TextCodec.percentEncoded(text))
    case .urlDecode:
      return .string(
        try decoded(TextCodec.percentDecoded(text), "percent-encoded UTF-8", value))
    case .htmlEscape: return .string(TextCodec.htmlEscaped(text))
    default: return .string(TextCodec.htmlUnescaped(text))
    }
  }

  private func decoded<Result>(
    _ result: Result?, _ kind: String, _ value: QueryValue
  ) throws(FilterError) -> Result {
    guard let result else { throw FilterError(.unfit, "this is not \(kind): \(value.summary)") }
    return result
  }

  private static func bytes(of value: QueryValue) throws(FilterError) -> [UInt8] {
    if case .bytes(let bytes) = value { return bytes }
    return Array(try text(of: value).utf8)
  }
}
