/// What a handler answers, before it becomes bytes on a connection.
struct Reply: Sendable {
  enum Body: Sendable {
    case success(JSON, meta: JSON)
    /// Told in the failure envelope; unlike a thrown failure it keeps what the handler wrote.
    case failure(Failure)
    /// A document of its own form, outside the envelope.
    case document([UInt8], type: String)
    case empty
  }

  var status: Int
  var body: Body
  var headers: [(name: String, value: String)] = []
  /// Members for the audit entry of this request, beside those that every entry has.
  var auditMetadata: JSON = [:]
  /// What the audit entry says was touched; the route's own target if nil.
  var auditTarget: String?

  static func ok(_ data: JSON, meta: JSON = [:], status: Int = 200) -> Reply {
    Reply(status: status, body: .success(data, meta: meta))
  }

  static func refused(_ failure: Failure) -> Reply {
    Reply(status: failure.status, body: .failure(failure))
  }

  func audited(target: String? = nil, _ metadata: JSON = [:]) -> Reply {
    var copy = self
    copy.auditTarget = target
    copy.auditMetadata = metadata
    return copy
  }
}
