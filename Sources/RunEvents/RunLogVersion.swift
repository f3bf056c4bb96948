package import JSONTree

/// The versions of a run log that can be read, by the `schema` of the first line.
///
/// Members and kinds of events that are added do not make a version: older logs lack them, older
/// readers pass over them. A version is made when a member changes its meaning or goes; its case
/// then turns the older line into today's event.
package enum RunLogVersion: String, Sendable, CaseIterable {
  case one = "waymark/run/1"

  /// The event of a line; `nil` for kinds that are not known.
  package func event(_ line: JSONValue) -> RunEvent? {
    switch self {
    case .one: RunEvent(json: line)
    }
  }
}
