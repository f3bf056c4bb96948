import GRDB

/// What only tests need of an instance, on a port of its own.
struct Control: Sendable {
  let instance: ReferenceInstance
  /// The address of the instance's target.
  let target: String
  let host: InstanceHost

  struct Request: Sendable {
    let query: [String: String]
    let parameter: String?
    let body: JSON
  }

  struct Answer: Sendable {
    var status = 200
    let body: JSON
  }

  struct Operation: Sendable {
    let method: String
    /// A path whose one parameter, if any, is called `id`.
    let path: String
    let run: @Sendable (Control, Request) async throws -> Answer
  }

  static let operations: [Operation] =
    stateOperations + inspectionOperations + faultOperations + queueOperations
    + instanceOperations
}
