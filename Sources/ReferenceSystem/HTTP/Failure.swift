/// A refusal or failure, with the code and status that the API contract gives it.
struct Failure: Error, Sendable {
  enum Code: String, Sendable, CaseIterable {
    case authenticationRequired = "AUTHENTICATION_REQUIRED"
    case insufficientPermissions = "INSUFFICIENT_PERMISSIONS"
    case tenantScopeMismatch = "TENANT_SCOPE_MISMATCH"
    case invalidFilter = "INVALID_FILTER"
    case validation = "VALIDATION_ERROR"
    case notFound = "RESOURCE_NOT_FOUND"
    case conflict = "CONFLICT"
    case rateLimited = "RATE_LIMIT_EXCEEDED"
    case partialData = "PARTIAL_DATA_UNAVAILABLE"
    case `internal` = "INTERNAL_SERVER_ERROR"
  }

  let code: Code
  let status: Int
  let message: String
  var details: [JSON] = []

  static let authenticationRequired = Failure(
    code: .authenticationRequired, status: 401, message: "Sign in to continue.")

  static let insufficientPermissions = Failure(
    code: .insufficientPermissions, status: 403,
    message: "Your role does not include access to this area.")

  static let tenantScopeMismatch = Failure(
    code: .tenantScopeMismatch, status: 403,
    message: "This tenant is outside the tenants that you may see.")

  static func notFound(_ what: String) -> Failure {
    Failure(code: .notFound, status: 404, message: "There is no such \(what).")
  }

  static func invalidFilter(_ field: String, _ issue: String) -> Failure {
    Failure(
      code: .invalidFilter, status: 400, message: "A filter of the request is not valid.",
      details: [["field": .string(field), "issue": .string(issue)]])
  }

  /// A body that cannot be read at all (400), or one whose members break the rules (422).
  static func validation(_ issues: [JSON], status: Int = 422) -> Failure {
    Failure(
      code: .validation, status: status, message: "The request body is not valid.",
      details: issues)
  }

  static func conflict(_ message: String) -> Failure {
    Failure(code: .conflict, status: 409, message: message)
  }

  static func stepUpRequired(_ reason: String) -> Failure {
    Failure(
      code: .insufficientPermissions, status: 403,
      message:
        "\(reason) needs a one-time code, because it is sensitive. A code was sent to you; "
        + "the action will be logged.",
      details: [
        [
          "reason": "step_up_required", "action": .string(reason),
          "step_up": "/api/v1/auth/step-up",
        ]
      ])
  }

  static func sourceUnavailable(_ sources: [String]) -> Failure {
    Failure(
      code: .partialData, status: 503,
      message: "A source of this data is not available; nothing was put in its place.",
      details: sources.map { ["source": .string($0)] })
  }
}

extension JSON {
  /// One entry of a failure's `details`.
  static func issue(_ field: String, _ issue: String) -> JSON {
    ["field": .string(field), "issue": .string(issue)]
  }
}
