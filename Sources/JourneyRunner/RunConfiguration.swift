package import Bindings
package import HTTPClient
package import JSONTree
package import Queries

/// Everything that the checks of a run share and that does not change while it lasts.
package struct RunConfiguration: Sendable {
  package var environment: EnvironmentBinding
  /// The address of the target.
  package var baseURL: HTTPURL
  /// Variables of the environment and the command line, secrets included.
  package var variables: [String: JSONValue]
  /// The values that never reach an artefact, by name.
  package var secrets: [String: String]
  package var bindings: BindingSet
  package var seed: UInt64
  package var workers: Int
  /// Whether `command` steps may run.
  package var allowsCommands: Bool
  /// The folder that files in bindings are relative to, when they are not beside the binding.
  package var projectFolder: String
  /// How long checks are repeated; `nil` runs each once.
  package var repetition: Duration?
  /// Whether answers come from a recording: nothing is waited for, and times are those recorded.
  package var isReplay = false
  /// In a replay, what cookies actors begin with, as their `Cookie` fields were recorded.
  package var recordedCookies: [String: String] = [:]
  /// The time that checks see; `nil` for the real one.
  package var frozenNow: QueryDate?
  /// Whether cells of access matrices of which a run has seen nothing are asked for at its end.
  package var probesMatrices = false
  /// Faults of the reference system that every check's own instance has.
  package var faults: [String] = []

  package init(
    environment: EnvironmentBinding, baseURL: HTTPURL, variables: [String: JSONValue],
    secrets: [String: String], bindings: BindingSet, seed: UInt64, workers: Int,
    allowsCommands: Bool, projectFolder: String, repetition: Duration? = nil
  ) {
    self.environment = environment
    self.baseURL = baseURL
    self.variables = variables
    self.secrets = secrets
    self.bindings = bindings
    self.seed = seed
    self.workers = workers
    self.allowsCommands = allowsCommands
    self.projectFolder = projectFolder
    self.repetition = repetition
  }

  /// The hosts that may be asked: the target's, its control port's, and those that are listed.
  var allowedHosts: HTTPHostList {
    var hosts = [baseURL.hostAndPort]
    if let control = variables["control"]?.stringValue, let url = try? HTTPURL(control) {
      hosts.append(url.hostAndPort)
    }
    for template in environment.hosts {
      if let host = try? template.text({ variables[$0] }) { hosts.append(host) }
    }
    return HTTPHostList(hosts)
  }
}
