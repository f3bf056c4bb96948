import HTTPClient
import JSONTree

extension Cookie {
  /// As the protocol serialises cookies (W3C WebDriver section 14).
  init?(wire value: JSONValue) {
    guard let name = value["name"]?.stringValue, let text = value["value"]?.stringValue else {
      return nil
    }
    let domain = value["domain"]?.stringValue ?? ""
    self.init(
      name: name, value: text, domain: domain.hasPrefix(".") ? String(domain.dropFirst()) : domain,
      hostOnly: !domain.hasPrefix("."), path: value["path"]?.stringValue ?? "/",
      expiresAt: value["expiry"]?.doubleValue.flatMap(Self.seconds),
      secure: value["secure"]?.boolValue ?? false, httpOnly: value["httpOnly"]?.boolValue ?? false,
      sameSite: value["sameSite"]?.stringValue)
  }

  /// As the Network domain of the Chrome DevTools Protocol has them.
  init?(devTools value: JSONValue) {
    self.init(wire: value)
    expiresAt = value["expires"]?.doubleValue.flatMap(Self.seconds)
  }

  private static func seconds(_ value: Double) -> Int? {
    value > 0 && value < 1e12 ? Int(value) : nil
  }

  var wire: JSONValue {
    var members = common
    members.append(("domain", .string(hostOnly ? domain : "." + domain)))
    if let expiresAt { members.append(("expiry", .number(JSONNumber(expiresAt)))) }
    return .object(JSONObject(members))
  }

  var devTools: JSONValue {
    var members = common
    // Without a domain, the address decides and the cookie is for that host only.
    if hostOnly {
      members.append(("url", .string("\(secure ? "https" : "http")://\(domain)\(path)")))
    } else {
      members.append(("domain", .string("." + domain)))
    }
    if let expiresAt { members.append(("expires", .number(JSONNumber(expiresAt)))) }
    return .object(JSONObject(members))
  }

  private var common: [(String, JSONValue)] {
    var members: [(String, JSONValue)] = [
      ("name", .string(name)), ("value", .string(value)), ("path", .string(path)),
      ("secure", .bool(secure)), ("httpOnly", .bool(httpOnly)),
    ]
    if let sameSite = ["strict": "Strict", "lax": "Lax", "none": "None"][
      sameSite?.lowercased() ?? ""]
    {
      members.append(("sameSite", .string(sameSite)))
    }
    return members
  }
}
