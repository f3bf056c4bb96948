import JSONTree
import Pages

// Browsers whose scripts cannot ask for roles and names are asked for each element by Get Computed
// Role and Get Computed Label (W3C WebDriver sections 12.4.9 and 12.4.10).
extension WebPageSession {
  /// How many elements the browser is asked about, one by one.
  private static let mostCandidates = 100

  /// Whether the browser sees the role and name that the script thought it found.
  func confirms(_ locator: Locator, _ element: WireElement) async throws(PageError) -> Bool {
    guard locator.roles != nil, locator.kind != .field, locator.kind != .row, locator.kind != .cell
    else { return true }
    let (role, name) = try await computed(element)
    return locator.accepts(role: role, name: name)
  }

  func computed(_ element: WireElement) async throws(PageError) -> (role: String, name: String) {
    let path = "/element/\(element.identifier)"
    let role = try await send("GET", "\(path)/computedrole").stringValue ?? ""
    let name = try await send("GET", "\(path)/computedlabel").stringValue ?? ""
    return (role, name)
  }

  /// Elements with the browser's own roles and names, without those that the locator does not mean by
  /// them; a script's guess where there are too many to ask for.
  func confirmed(
    _ elements: [PageElement], _ references: [JSONValue], _ locator: Locator
  ) async throws(PageError) -> [PageElement] {
    var confirmed: [PageElement] = []
    for (index, element) in elements.enumerated() {
      guard index < Self.mostConfirmed, index < references.count,
        let reference = WireElement(references[index])
      else {
        confirmed.append(element)
        continue
      }
      var element = element
      let (role, name) = try await computed(reference)
      if !role.isEmpty { element.role = role }
      element.name = name.folded
      let isFree = [.field, .row, .cell].contains(locator.kind)
      if isFree || locator.accepts(role: role, name: name) { confirmed.append(element) }
    }
    return confirmed
  }

  private static let mostConfirmed = 25

  /// All elements that the browser gives the role and name of a locator.
  func candidates(for locator: Locator) async throws(PageError) -> [WireElement] {
    let answer = try await run("candidates", [("locator", locator.json)])
    let elements = (answer?.arrayValue ?? []).compactMap { WireElement($0) }
    guard elements.count <= Self.mostCandidates else {
      throw .undecided("the browser names \(elements.count) elements otherwise than expected")
    }
    var whole: [WireElement] = []
    var part: [WireElement] = []
    for element in elements {
      let (role, name) = try await computed(element)
      guard locator.accepts(role: role, name: name) else { continue }
      if locator.isNamedWhole(by: name) { whole.append(element) } else { part.append(element) }
    }
    return whole.isEmpty ? part : whole
  }
}

extension Locator {
  private var wantedName: String? { kind == .role ? name : value }

  func accepts(role: String, name: String) -> Bool {
    let role = role == "image" ? "img" : role
    guard roles?.contains(role) ?? true else { return false }
    guard let wantedName else { return true }
    return isNamedWhole(by: name)
      || !isExact && name.folded.lowercased().contains(wantedName.folded.lowercased())
  }

  func isNamedWhole(by name: String) -> Bool {
    guard let wantedName else { return true }
    return isExact
      ? name.folded == wantedName.folded
      : name.folded.lowercased() == wantedName.folded.lowercased()
  }

  /// What the page script takes, with the elements that are found given to it.
  func json(among elements: [WireElement]) -> JSONValue {
    guard case .object(var object) = json else { return json }
    object["elements"] = .array(elements.map(\.json))
    return .object(object)
  }
}

extension String {
  /// White space folded into single spaces.
  fileprivate var folded: String { split(whereSeparator: \.isWhitespace).joined(separator: " ") }
}
