import Bindings
import HTTPClient
import JSONTree

extension RunServices {
  /// A fresh instance of the reference system, which no other check touches.
  func makeInstance() async -> Result<Instance, CommandError> {
    guard let control = shared.control else {
      return .failure(CommandError(message: "the target has no control port"))
    }
    do {
      let url = try HTTPURL(control).joining("/instances")
      let response = try await transport.send(HTTPRequest(method: "POST", url: url))
      guard response.status < 300 else {
        return .failure(CommandError(message: "\(url.path) answered \(response.status)"))
      }
      let answer = try JSONValue.parse(response.body)
      let data = answer["data"] ?? answer
      guard let id = data["id"]?.plainText, let base = data["base_url"]?.stringValue else {
        return .failure(CommandError(message: "the answer names no instance"))
      }
      let baseURL = try HTTPURL(base)
      let own = data["control_url"]?.stringValue
      var hosts = [baseURL.hostAndPort]
      if let own {
        let url = try HTTPURL(own)
        hosts.append(url.hostAndPort)
      }
      return .success(
        Instance(id: id, baseURL: baseURL, control: own, hosts: HTTPHostList(hosts)))
    } catch {
      return .failure(CommandError(message: Evaluation.message(of: error)))
    }
  }

  /// Switches on the run's faults; gives what went wrong.
  func breakPromises(of instance: Instance) async -> String? {
    guard !configuration.faults.isEmpty else { return nil }
    guard let control = instance.control else { return "the instance has no control port" }
    do {
      var request = HTTPRequest(method: "POST", url: try HTTPURL(control).joining("/faults"))
      request.headers = [HTTPField("Content-Type", "application/json")]
      let faults = JSONObject(configuration.faults.map { ($0, true) })
      request.body = .bytes(Array(JSONValue.object(faults).serialized().utf8))
      let response = try await transport.send(request)
      guard response.status < 300 else { return "/faults answered \(response.status)" }
      return nil
    } catch {
      return Evaluation.message(of: error)
    }
  }

  /// Removes an instance; one that stays behind ends with its parent.
  func remove(_ instance: Instance) async {
    guard let control = shared.control,
      let url = try? HTTPURL(control).joining("/instances/\(instance.id)")
    else { return }
    let transport = transport
    await Task { _ = try? await transport.send(HTTPRequest(method: "DELETE", url: url)) }.value
  }
}
