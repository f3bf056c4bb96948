package import JSONTree
package import Regexes

/// A deliberate change of what a target answers, which breaks promises of some kinds.
package struct MutationOperator: Sendable {
  package var id: String
  package var title: String
  /// Kinds of guardrail that it violates; the project says which guardrails are of which kinds.
  package var kinds: [String]
  /// Why a product with the change breaks its promise.
  package var why: String
  package var scope: Scope
  package var change: Change
  /// As it is written, for other programs to read.
  package var written: JSONValue

  /// The answers that it changes.
  package struct Scope: Sendable, Hashable {
    package enum Media: String, Sendable, Hashable, CaseIterable { case json, html, csv, text }

    /// `nil` for any.
    package var media: Set<Media>?
    package var methods: Set<String>?
    /// Lowest and highest status.
    package var statuses: ClosedRange<Int>?
    /// A header that the answer must have.
    package var header: String?
    /// Only answers that refuse: 401, 403, and redirects to another page.
    package var isForRefusals: Bool
    /// Parts of paths, one of which must stand in the request's.
    package var routes: [String]
  }

  package enum Change: Sendable {
    /// Replaces matches in the strings of JSON and in texts of HTML.
    case replaceText(LinearRegex, with: String)
    /// Says a sentence where a reader sees it.
    case say(String)
    /// Removes members of these names wherever they stand.
    case removeMembers([String])
    /// Sets members of these names wherever they stand.
    case setMembers(JSONObject)
    /// Adds members to the data.
    case addMembers(JSONObject)
    /// Changes one field after the other.
    case eachField(FieldChange)
    /// Turns lists round.
    case reverseLists
    case emptyLists
    /// Gives nulls a value.
    case fillNulls(JSONValue)
    case setHeader(String, to: String)
    case removeHeaders([String])
    case replaceHeader(String, LinearRegex, with: String)
    case status(Int)
    /// Gives the answer that others get on the same route.
    case serveGuarded(keepsStatus: Bool)
    /// Gives the refusal that others get on the same route.
    case serveRefusal
    /// Adds a parameter to a redirect's address.
    case appendToLocation(String)
    /// Plants another tenant's marker.
    case plant(Place)
    /// Microseconds.
    case delay(Int)
  }

  package enum FieldChange: String, Sendable, CaseIterable { case remove, rename, retype }
  package enum Place: String, Sendable, CaseIterable { case body, header, link }
}

extension MutationOperator.Change {
  /// Whether one answer is changed in several ways, each of them a mutant of its own.
  var isByPlace: Bool {
    switch self {
    case .eachField, .reverseLists, .emptyLists, .removeHeaders: true
    default: false
    }
  }
}
