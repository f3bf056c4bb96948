import JSONTree
import SourceText
import YAMLTree

extension BindingDecoder {
  mutating func environment(_ node: YAMLNode, name: Located<String>) -> EnvironmentBinding? {
    let isReference = node["target"]?.text == "reference"
    if !isReference, node["base-url"] == nil {
      report(
        "WM510", node.startOnly, "the environment '\(name.value)' has no address",
        help: "add `base-url: https://…` or `target: reference`")
    }
    return EnvironmentBinding(
      name: name.value, isReference: isReference, baseURL: template(node["base-url"]),
      hosts: templates(node["hosts"]), variables: assignments(node["variables"]),
      secrets: secrets(node["secrets"]), headers: hostHeaders(node["headers"]),
      limits: limits(node["limits"]),
      allowsWrites: isReference || node["writes"]?.text == "allowed",
      capture: node["capture"]?.text.flatMap(EnvironmentBinding.CaptureMode.init)
        ?? (isReference ? .all : .failures),
      tls: tls(node["tls"]), browser: browser(node["browser"]), location: name.location)
  }

  private func secrets(_ node: YAMLNode?) -> [EnvironmentBinding.Secret] {
    (node?.members ?? []).compactMap { member in
      let name = member.key.text ?? ""
      if let variable = member.value["env"]?.text {
        return .init(
          name: name,
          source: .environment(variable, fallback: member.value["default"]?.text),
          location: location(member.key))
      }
      return member.value["file"]?.text.map {
        .init(name: name, source: .file($0), location: location(member.key))
      }
    }
  }

  private mutating func hostHeaders(_ node: YAMLNode?) -> [EnvironmentBinding.HostHeaders] {
    (node?.members ?? []).map { member in
      .init(host: member.key.text ?? "", headers: fields(member.value))
    }
  }

  private func limits(_ node: YAMLNode?) -> EnvironmentBinding.Limits {
    EnvironmentBinding.Limits(
      requests: node?["requests"]?.json.intValue, rate: node?["rate"]?.json.doubleValue,
      concurrency: node?["concurrency"]?.json.intValue,
      timeout: duration(node?["timeout"]) ?? .seconds(30))
  }
}
