import JSONTree

/// A web element reference (W3C WebDriver section 11.1).
struct WireElement: Sendable, Hashable {
  static let key = "element-6066-11e4-a52e-4f735466cecf"
  let identifier: String

  init?(_ value: JSONValue?) {
    guard let identifier = value?[Self.key]?.stringValue else { return nil }
    self.identifier = identifier
  }

  var json: JSONValue { .object(JSONObject([(Self.key, .string(identifier))])) }
}
