import Bindings
import ChildProcesses
import Glibc
import HTTPClient
import JSONTree
import ProjectConfiguration
import ProjectFiles

/// The target of a run, resolved: its address, its variables and its secrets.
struct TargetConnection {
  /// The target cannot be reached or described; the run cannot begin.
  struct Failure: Error {
    let status: ExitStatus
    let message: String
  }

  let environment: EnvironmentBinding
  var baseURL: HTTPURL
  var variables: [String: JSONValue]
  let secrets: [String: String]
  /// The child process, where the target is the bundled reference system.
  let process: CompanionProcess?

  /// Names that checks may use, known before anything is started.
  static func provided(
    _ environment: EnvironmentBinding, overrides: [String: JSONValue]
  ) -> Set<String> {
    var names = Set(environment.variables.map(\.name) + environment.secrets.map(\.name))
    names.subtract(missing(environment).keys)
    names.formUnion(overrides.keys)
    if environment.isReference { names.insert("control") }
    return names
  }

  /// Secrets that nobody has set, with what to say about each.
  static func missing(_ environment: EnvironmentBinding) -> [String: String] {
    var reasons: [String: String] = [:]
    for secret in environment.secrets {
      guard case .environment(let name, nil) = secret.source, getenv(name) == nil else { continue }
      reasons[secret.name] =
        "the secret '\(secret.name)' is in the environment variable \(name), which is not set"
    }
    return reasons
  }

  /// Fills in variables and secrets, and starts the reference system where that is the target.
  static func open(
    _ environment: EnvironmentBinding, overrides: [String: JSONValue], project: Project
  ) throws(Failure) -> TargetConnection {
    let secrets = try secrets(of: environment, project: project)
    var variables = secrets.mapValues(JSONValue.string)
    for assignment in environment.variables {
      do {
        variables[assignment.name] = try assignment.value.value { variables[$0] }
      } catch {
        throw Failure(
          status: .invalid,
          message:
            "the variable '\(assignment.name)' of '\(environment.name)' needs '\(error.name)'")
      }
    }
    variables.merge(overrides) { _, new in new }
    guard environment.isReference else {
      let address = try address(of: environment, variables)
      return TargetConnection(
        environment: environment, baseURL: address, variables: variables, secrets: secrets,
        process: nil)
    }
    do {
      let process = try CompanionProcess.reference()
      variables["control"] = variables["control"] ?? .string(process.controlURL)
      return TargetConnection(
        environment: environment, baseURL: try HTTPURL(process.baseURL), variables: variables,
        secrets: secrets, process: process)
    } catch {
      throw Failure(
        status: .undecided,
        message: (error as? CompanionProcess.Failure)?.message ?? "\(error)")
    }
  }

  private static func address(
    of environment: EnvironmentBinding, _ variables: [String: JSONValue]
  ) throws(Failure) -> HTTPURL {
    do {
      let text = try environment.baseURL?.text { variables[$0] } ?? ""
      return try HTTPURL(text)
    } catch let error as UndefinedVariable {
      throw Failure(
        status: .invalid,
        message: "the address of '\(environment.name)' needs the variable '\(error.name)'")
    } catch {
      throw Failure(status: .usage, message: "the target '\(environment.name)': \(error)")
    }
  }

  private static func secrets(
    of environment: EnvironmentBinding, project: Project
  ) throws(Failure) -> [String: String] {
    var values: [String: String] = [:]
    for secret in environment.secrets {
      switch secret.source {
      case .environment(let name, let fallback):
        if let value = getenv(name) {
          values[secret.name] = String(cString: value)
        } else if let fallback {
          values[secret.name] = fallback
        }
      case .file(let name):
        let folder = FilePath.folder(of: secret.location.path)
        do {
          let path = project.location(of: FilePath.join(folder, name))
          let bytes = try FileReader.read(path, limit: 1 << 16)
          let text = String(decoding: bytes, as: UTF8.self)
          values[secret.name] = String(
            text.reversed().drop { $0 == "\n" || $0 == "\r" }.reversed())
        } catch {
          throw Failure(
            status: .usage,
            message: "the secret '\(secret.name)': \(name) \(error.explanation)")
        }
      }
    }
    return values
  }
}
