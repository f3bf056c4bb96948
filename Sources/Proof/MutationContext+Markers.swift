import JSONTree

extension MutationContext {
  /// Markers by tenant, from `{"tenants": [{"id": …, "canaries": [marker, …]}]}`.
  package static func markers(in body: [UInt8]) -> [String: String] {
    guard let document = try? JSONValue.parse(body) else { return [:] }
    let data = document["data"] ?? document
    var markers: [String: String] = [:]
    for tenant in data["tenants"]?.arrayValue ?? [] {
      guard let id = tenant["id"]?.stringValue,
        let marker = tenant["canaries"]?.arrayValue?.first?.stringValue
      else { continue }
      markers[id] = marker
    }
    return markers
  }
}
