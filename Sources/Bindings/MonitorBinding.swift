package import Monitors
package import Queries
package import SourceText

/// A rule that holds for every exchange of a run, as written.
package struct MonitorBinding: Sendable {
  /// Unique in the project.
  package var id: String
  package var title: String
  package var verifies: [JourneyReference]
  package var owner: String?
  package var testKey: String?
  /// Environments that it watches; `nil` for all.
  package var only: [String]?
  package var except: [String]
  /// Variables without which it has nothing to go by.
  package var requires: [String]
  package var applies: Applicability
  /// `nil` where the binding has a mistake.
  package var kind: Kind?
  /// Of what it says of judging; see ``BindingSet/digest(of:)-(MonitorBinding)``.
  var digest: String
  package var location: BindingLocation
  /// Where names stand that are declared elsewhere.
  package var named: [Named]
  /// The mistakes in it; a monitor that has any is undecided.
  package var problems: [Diagnostic]

  /// The name of something that another place declares.
  package struct Named: Sendable {
    package enum Sort: Sendable { case actor, wordList, matrix, environment, check }

    package var sort: Sort
    package var name: String
    package var location: BindingLocation
  }

  /// What it demands; lists and matrices are named, and what comes from outside is yet to be had.
  package enum Kind: Sendable {
    case wording(WordingUse)
    case canaries(CanaryUse)
    case audit(AuditUse)
    case openAPI(SourceBinding, isStrict: Bool, base: String?)
    case schemas([(route: RoutePattern, source: SourceBinding)])
    case access(AccessUse)
    /// A rule that needs nothing more.
    case rule(MonitorRule)

    /// As bindings write it.
    package var name: String {
      switch self {
      case .wording: "wording"
      case .canaries: "canaries"
      case .audit: "audit"
      case .openAPI, .schemas: "schema"
      case .access: "access"
      case .rule(let rule): rule.name
      }
    }
  }

  package struct WordingUse: Sendable {
    package var values: ValueSelector?
    package var required: [String]
    package var forbidden: [String]
    package var reach: Int
  }

  package struct CanaryUse: Sendable {
    package var planted: Planted?
    package var derivation: CanaryDerivation?
    package var outsiders: [String]

    package struct Planted: Sendable {
      package var source: SourceBinding
      package var tenants: JSONPath
      package var tenant: JSONPath
      package var values: JSONPath
    }
  }

  package struct AuditUse: Sendable {
    package var source: SourceBinding
    package var entries: JSONPath
    package var cursor: JSONPath?
    package var parameter: String
    package var pages: Int
    package var isComplete: Bool
    package var rule: AuditRule
  }

  package struct AccessUse: Sendable {
    package var matrix: String
    package var routes: Discovery?

    package struct Discovery: Sendable {
      package var source: SourceBinding
      package var list: JSONPath
      package var method: JSONPath
      package var path: JSONPath
    }
  }
}

/// Where something that a monitor needs comes from.
package struct SourceBinding: Sendable {
  package enum Origin: Sendable {
    /// A request, as a step.
    case request(Step)
    case file(String)
    case value(JSONTemplate)
  }

  package var origin: Origin
  package var location: BindingLocation
}

/// A word list as a project writes it.
package struct WordListBinding: Sendable {
  package var name: String
  package var extends: [String]
  package var words: [String]
  package var without: [String]
  package var location: BindingLocation
}

/// An access matrix by name.
package struct AccessMatrixBinding: Sendable {
  package var name: String
  package var matrix: AccessMatrix
  /// Of what it says.
  var digest: String
  package var location: BindingLocation
}
