import Foundation
import HTTPClient
import Proof
import RunEvents
import Synchronization

/// What the proxy changes now, and what it has seen of the target.
final class ProxyState: Sendable {
  private struct Values {
    var operation: MutationOperator?
    /// Parts of paths whose answers are changed; empty for all.
    var routes: [String] = []
    var changed = 0
    var examples: [String] = []
    var context = MutationContext()
  }

  private let values = Mutex(Values())

  /// Changes answers by an operator from now on, or lets all through where it is `nil`.
  func choose(_ operation: MutationOperator?, routes: [String]) {
    values.withLock { values in
      values.operation = operation
      values.routes = routes
      values.changed = 0
      values.examples = []
    }
  }

  /// What tenants' data carry, for operators that plant it elsewhere.
  func learn(markers: [String: String]) {
    values.withLock { $0.context.markers = markers }
  }

  var changed: Int { values.withLock(\.changed) }
  /// What was changed, one line each.
  var examples: [String] { values.withLock(\.examples) }

  /// The answer to pass on.
  func pass(_ recording: Recording) -> Mutation? {
    values.withLock { values in
      if (200..<300).contains(recording.status), recording.exchange.request.method == "GET",
        recording.body.count < 1 << 20
      {
        let path = recording.target.prefix { $0 != "?" }
        values.context.guarded["GET \(path)"] = recording
        values.context.guarded[recording.route] = recording
      }
      guard let operation = values.operation,
        values.routes.isEmpty || values.routes.contains(where: recording.target.contains),
        let mutation = operation.mutations(of: recording, in: values.context).first
      else { return nil }
      values.changed += 1
      if values.examples.count < 10 {
        values.examples.append(
          "\(recording.route), \(mutation.place): \(mutation.before) → \(mutation.after)")
      }
      return mutation
    }
  }
}
