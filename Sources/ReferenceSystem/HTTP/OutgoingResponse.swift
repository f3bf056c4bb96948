/// What goes onto the connection: status, headers and bytes.
struct OutgoingResponse: Sendable {
  var status: Int
  var headers: [(name: String, value: String)]
  var body: [UInt8]

  init(
    reply: Reply, requestID: String, now: Instant, securityHeaders: Bool,
    surface: Route.Surface = .api
  ) {
    status = reply.status
    headers = [("X-Request-Id", requestID)]
    if !reply.headers.contains(where: { $0.name == "Cache-Control" }) {
      headers.append(("Cache-Control", "no-store"))
    }
    switch reply.body {
    case .success(let data, let meta):
      headers.append(("Content-Type", "application/json; charset=utf-8"))
      let envelope: JSON = ["success": true, "data": data, "meta": meta]
      body = envelope.bytes
    case .failure(let failure):
      headers.append(("Content-Type", "application/json; charset=utf-8"))
      if failure.status == 401 { headers.append(("WWW-Authenticate", "Bearer")) }
      body = Self.envelope(of: failure, requestID: requestID, now: now).bytes
    case .document(let bytes, let type):
      headers.append(("Content-Type", type))
      body = bytes
    case .empty:
      body = []
    }
    if securityHeaders {
      headers += Self.securityHeaders
      headers.append(("Content-Security-Policy", surface == .page ? Self.pagePolicy : Self.policy))
    }
    headers += reply.headers
  }

  private static let securityHeaders: [(name: String, value: String)] = [
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
  ]

  private static let policy = "default-src 'none'; frame-ancestors 'none'"

  /// No inline script or style; only what this origin serves.
  private static let pagePolicy = """
    default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; \
    img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'
    """

  private static func envelope(of failure: Failure, requestID: String, now: Instant) -> JSON {
    [
      "success": false,
      "error": [
        "code": .string(failure.code.rawValue),
        "message": .string(failure.message),
        "details": .array(failure.details),
        "request_id": .string(requestID),
        "documentation_url": .string("/openapi.json#\(failure.code.rawValue)"),
      ],
      "timestamp": JSON(now),
    ]
  }
}
