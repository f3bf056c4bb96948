import SourceText
import YAMLTree

extension BindingDecoder {
  mutating func actor(_ node: YAMLNode, name: Located<String>) -> ActorBinding? {
    let tenants = texts(node["tenants"])
    return ActorBinding(
      name: name.value, persona: node["persona"]?.text, role: node["role"]?.text,
      tenants: tenants.isEmpty || tenants == ["all"] ? nil : tenants,
      signIn: node["sign-in"].flatMap { signIn($0) },
      pageSignIn: node["page-sign-in"].flatMap { signIn($0) }, headers: fields(node["headers"]),
      location: name.location)
  }

  private mutating func signIn(_ node: YAMLNode) -> SignIn? {
    var method: SignIn.Method?
    for member in node.members ?? [] {
      let value = member.value
      switch member.key.text {
      case "token": method = template(value).map(SignIn.Method.token)
      case "basic":
        if let user = template(value["user"]), let password = template(value["password"]) {
          method = .basic(user: user, password: password)
        }
      case "oauth2":
        if let url = template(value["token-url"]), let id = template(value["client-id"]),
          let secret = template(value["client-secret"])
        {
          method = .clientCredentials(
            .init(
              tokenURL: url, clientID: id, clientSecret: secret, scope: template(value["scope"])))
        }
      case "form":
        method = template(value["page"]).map { .form(page: $0, fields: fields(value["fields"])) }
      case "steps": method = .steps(steps(value), bearer: template(node["bearer"]))
      case "storage-state": method = template(value).map(SignIn.Method.storageState)
      case "command": method = .command(templates(value))
      default: break
      }
    }
    return method.map { SignIn(method: $0, code: code(node["code"])) }
  }

  private mutating func code(_ node: YAMLNode?) -> SignIn.OneTimeCode? {
    guard let node, let page = template(node["page"]), let from = node["from"] else { return nil }
    var source: SignIn.OneTimeCode.Source?
    if let secret = template(from["totp"]) {
      source = .totp(secret)
    } else if from["command"] != nil {
      source = .command(templates(from["command"]))
    } else if let outbox = from["outbox"], let query = outbox["code"] {
      let step = YAMLNode(kind: .sequence([outbox]), range: outbox.range)
      if let step = steps(step).first {
        let (binding, filters) = capture(query)
        if let binding {
          source = .outbox(
            step,
            code: Capture(
              name: "code", query: binding, filters: filters, location: location(query)))
        }
      }
    }
    return source.map {
      SignIn.OneTimeCode(page: page, field: node["field"]?.text ?? "code", source: $0)
    }
  }
}
