import JSONTree
import Regexes

/// Makes nodes of the schemas that a document's root leads to.
struct SchemaCompiler {
  private(set) var nodes: [SchemaNode] = []
  private var index: SchemaIndex
  private let options: Schema.Options
  private var numbers: [ExactString: Int] = [:]
  private var pending: [Int] = []

  init(_ document: JSONValue, options: Schema.Options) throws(SchemaSyntaxError) {
    index = try SchemaIndex(document)
    self.options = options
    _ = node(at: "")
    while let number = pending.popLast() {
      let location = nodes[number].location
      nodes[number].keywords = try keywords(of: index.schema(at: location) ?? true, at: location)
    }
    try refuseEndlessReferences()
  }

  /// Nodes by the names of dynamic anchors, for each resource.
  var dynamicAnchors: [[String: Int]] {
    index.resources.map { $0.dynamicAnchors.compactMapValues { numbers[ExactString($0)] } }
  }

  private mutating func node(at location: String) -> Int {
    if let number = numbers[ExactString(location)] { return number }
    nodes.append(SchemaNode(location: location, resource: index.resource(of: location)))
    numbers[ExactString(location)] = nodes.count - 1
    pending.append(nodes.count - 1)
    return nodes.count - 1
  }

  /// A schema that is applied to the same value for ever can never be judged.
  private func refuseEndlessReferences() throws(SchemaSyntaxError) {
    enum State { case unseen, open, done }
    var states = Array(repeating: State.unseen, count: nodes.count)
    for start in nodes.indices where states[start] == .unseen {
      var path: [(node: Int, rest: [Int])] = []
      func successors(_ node: Int) -> [Int] { nodes[node].keywords.flatMap(\.inPlaceNodes) }
      states[start] = .open
      path.append((start, successors(start)))
      while let top = path.last {
        guard let next = top.rest.last else {
          states[top.node] = .done
          path.removeLast()
          continue
        }
        path[path.count - 1].rest.removeLast()
        switch states[next] {
        case .done: continue
        case .unseen:
          states[next] = .open
          path.append((next, successors(next)))
        case .open:
          throw SchemaSyntaxError(
            message: "the schema refers to itself for the same value, without end",
            location: nodes[next].location)
        }
      }
    }
  }

  // MARK: Keywords

  private mutating func keywords(
    of schema: JSONValue, at location: String
  ) throws(SchemaSyntaxError) -> [SchemaKeyword] {
    switch schema {
    case .bool(let allows): return allows ? [] : [.nothing]
    case .object(let object):
      let members = KeywordReader(object: object, location: location)
      return try Self.assertions(of: members, options) + references(of: members)
        + applicators(of: members) + arrayApplicators(of: members)
        + objectApplicators(of: members) + unevaluated(of: members)
    default:
      throw SchemaSyntaxError(message: "a schema is an object or a boolean", location: location)
    }
  }

  private mutating func references(
    of members: KeywordReader
  ) throws(SchemaSyntaxError) -> [SchemaKeyword] {
    let resource = index.resource(of: members.location)
    var keywords: [SchemaKeyword] = []
    if let reference = try members.string("$ref") {
      let place = members.place("$ref")
      let target = try index.target(of: reference, from: resource, at: place)
      keywords.append(.reference(node(at: target)))
    }
    if let reference = try members.string("$dynamicRef") {
      let place = members.place("$dynamicRef")
      let target = try index.target(of: reference, from: resource, at: place)
      let name = URIReference(reference).fragment.map(String.init) ?? ""
      let owner = index.resource(of: target)
      if index.resources[owner].dynamicAnchors[name] == target {
        for resource in index.resources {
          if let place = resource.dynamicAnchors[name] { _ = node(at: place) }
        }
        keywords.append(.dynamicReference(anchor: name, initial: node(at: target)))
      } else {
        keywords.append(.reference(node(at: target)))
      }
    }
    return keywords
  }

  private mutating func applicators(
    of members: KeywordReader
  ) throws(SchemaSyntaxError) -> [SchemaKeyword] {
    var keywords: [SchemaKeyword] = []
    if let nodes = try list("allOf", of: members) { keywords.append(.allOf(nodes)) }
    if let nodes = try list("anyOf", of: members) { keywords.append(.anyOf(nodes)) }
    if let nodes = try list("oneOf", of: members) { keywords.append(.oneOf(nodes)) }
    if let inner = single("not", of: members) { keywords.append(.not(inner)) }
    if let test = single("if", of: members) {
      let (then, otherwise) = (single("then", of: members), single("else", of: members))
      keywords.append(.condition(if: test, then: then, else: otherwise))
    }
    if let schemas = try map("dependentSchemas", of: members) {
      keywords.append(.dependentSchemas(schemas))
    }
    return keywords
  }

  private mutating func arrayApplicators(
    of members: KeywordReader
  ) throws(SchemaSyntaxError) -> [SchemaKeyword] {
    var keywords: [SchemaKeyword] = []
    let prefix = try list("prefixItems", of: members)
    if let prefix { keywords.append(.prefixItems(prefix)) }
    if let items = single("items", of: members) {
      keywords.append(.items(items, from: prefix?.count ?? 0))
    }
    if let contained = single("contains", of: members) {
      let minimum = try members.count("minContains") ?? 1
      let maximum = try members.count("maxContains")
      keywords.append(.contains(contained, minimum: minimum, maximum: maximum))
    }
    return keywords
  }

  private mutating func objectApplicators(
    of members: KeywordReader
  ) throws(SchemaSyntaxError) -> [SchemaKeyword] {
    var keywords: [SchemaKeyword] = []
    let properties = try map("properties", of: members)
    if let properties { keywords.append(.properties(properties)) }
    var patterns: [(LinearRegex, Int)] = []
    for (pattern, node) in try map("patternProperties", of: members) ?? [] {
      let place = members.place("patternProperties") + "/" + SchemaIndex.escaped(pattern)
      patterns.append((try KeywordReader.regex(pattern, at: place), node))
    }
    if !patterns.isEmpty { keywords.append(.patternProperties(patterns)) }
    if let additional = single("additionalProperties", of: members) {
      keywords.append(
        .additionalProperties(
          additional, names: Set((properties ?? []).map { ExactString($0.0) }),
          patterns: patterns.map(\.0)))
    }
    if let names = single("propertyNames", of: members) { keywords.append(.propertyNames(names)) }
    return keywords
  }

  private mutating func unevaluated(of members: KeywordReader) -> [SchemaKeyword] {
    let items = single("unevaluatedItems", of: members).map(SchemaKeyword.unevaluatedItems)
    let properties = single("unevaluatedProperties", of: members)
      .map(SchemaKeyword.unevaluatedProperties)
    return [items, properties].compactMap(\.self)
  }

  // MARK: Inner schemas

  private mutating func single(_ key: String, of members: KeywordReader) -> Int? {
    members.object[key] == nil ? nil : node(at: members.place(key))
  }

  private mutating func list(
    _ key: String, of members: KeywordReader
  ) throws(SchemaSyntaxError) -> [Int]? {
    guard let value = members.object[key] else { return nil }
    guard case .array(let schemas) = value, !schemas.isEmpty else {
      throw members.error(key, "must be a list with at least one schema")
    }
    return schemas.indices.map { node(at: "\(members.place(key))/\($0)") }
  }

  private mutating func map(
    _ key: String, of members: KeywordReader
  ) throws(SchemaSyntaxError) -> [(String, Int)]? {
    guard let value = members.object[key] else { return nil }
    guard case .object(let schemas) = value else {
      throw members.error(key, "must be an object of schemas")
    }
    return schemas.keys.map {
      ($0, node(at: "\(members.place(key))/\(SchemaIndex.escaped($0))"))
    }
  }
}
