import JSONTree
import Markup
import Queries
import Regexes
import SourceText
import YAMLTree

extension BindingDecoder {
  mutating func expectations(_ node: YAMLNode?) -> [Expectation] {
    guard let node else { return [] }
    return (node.elements ?? [node]).compactMap { expectation($0) }
  }

  mutating func captures(_ node: YAMLNode?) -> [Capture] {
    (node?.members ?? []).compactMap { member in
      let name = member.key.text ?? ""
      if !Template.isName(name) {
        report("WM515", member.key, "'\(name)' is not the name of a variable")
      }
      let (query, filters) = capture(member.value)
      return query.map {
        Capture(name: name, query: $0, filters: filters, location: location(member.key))
      }
    }
  }

  /// What a capture looks at: a query and filters.
  mutating func capture(_ node: YAMLNode) -> (QueryBinding?, [FilterBinding]) {
    guard let member = queryMember(of: node) else { return (nil, []) }
    return (query(member.key.text ?? "", member.value, node), filters(node["filter"]))
  }

  private func queryMember(of node: YAMLNode) -> (key: YAMLNode, value: YAMLNode)? {
    let members = node.members ?? []
    let names = Grammar.object(.expectation).chosen(among: members.map { $0.key.text ?? "" })
    return members.first { names.contains($0.key.text ?? "") }
  }

  private mutating func expectation(_ node: YAMLNode) -> Expectation? {
    guard let member = queryMember(of: node), let name = member.key.text,
      let query = query(name, member.value, node)
    else { return nil }
    var filters: [FilterBinding] = []
    var predicates: [PredicateBinding] = []
    let demand: YAMLNode?
    var equality = "equals"
    if case .element(_, let property) = query {
      demand = elementProperty(node).value
      if case .state = property { equality = "contains" }
    } else {
      demand = Grammar.plainQueries.contains(name) ? member.value : nil
    }
    if let members = demand?.members {
      filters += self.filters(demand?["filter"])
      predicates += self.predicates(members.filter { $0.key.text != "filter" })
    } else if let demand, !demand.isNull {
      predicates += predicate(equality, demand, at: demand).map { [$0] } ?? []
    }
    filters += self.filters(node["filter"])
    let ignored =
      Grammar.queries + Grammar.elementKeys.map(\.name) + ["attribute", "all", "filter"]
    predicates += self.predicates(
      (node.members ?? []).filter { !ignored.contains($0.key.text ?? "") })
    checkKinds(query, name, filters, predicates)
    if predicates.isEmpty {
      predicates = [
        PredicateBinding(
          name: "exists", argument: .literal(true), isNegated: false, compiled: .exists,
          location: location(member.key))
      ]
    }
    return Expectation(
      query: query, filters: filters, predicates: predicates, isForAll: flag(node["all"]),
      text: Self.text(query, name, member.value, filters, predicates), location: location(node))
  }

  /// Reports demands that what the query gives can never meet.
  private mutating func checkKinds(
    _ query: QueryBinding, _ name: String, _ filters: [FilterBinding],
    _ predicates: [PredicateBinding]
  ) {
    var kind = ValueKind(query: name)
    if case .element(_, let property) = query { kind = ValueKind(property) }
    kind = filters.reduce(kind) { $0.filtered(by: $1.name) }
    for predicate in predicates {
      guard let name = Predicate.Name(rawValue: predicate.name),
        let operand = predicate.argument.literal,
        let objection = kind.objection(to: name, operand)
      else { continue }
      diagnostics.append(
        Diagnostic("WM515", .error, path: source.path, range: predicate.location.range, objection))
    }
  }

  private static func text(
    _ query: QueryBinding, _ name: String, _ value: YAMLNode, _ filters: [FilterBinding],
    _ predicates: [PredicateBinding]
  ) -> String {
    var words = [name]
    if !Grammar.plainQueries.contains(name), let text = value.text { words.append(text) }
    if case .element(_, let property) = query, let word = property.word { words.append(word) }
    words += filters.map(\.name)
    for predicate in predicates {
      if predicate.isNegated { words.append("not") }
      words.append(predicate.name)
      if let literal = predicate.argument.literal {
        if literal != .bool(true) { words.append(String(literal.serialized().prefix(120))) }
      } else {
        words += predicate.argument.variables.map { "{{\($0)}}" }
      }
    }
    return words.joined(separator: " ")
  }

  // MARK: - Queries

  private mutating func query(
    _ name: String, _ value: YAMLNode, _ node: YAMLNode
  ) -> QueryBinding? {
    switch name {
    case "status": return .status
    case "version": return .version
    case "body": return .body
    case "bytes": return .bytes
    case "text": return .text
    case "url": return .url
    case "redirects": return .redirects
    case "ip": return .ip
    case "duration": return .duration
    case "sha256": return .sha256
    case "md5": return .md5
    case "header": return template(value).map(QueryBinding.header)
    case "cookie":
      if let attribute = node["attribute"], let text = attribute.text,
        !Grammar.cookieAttributes.contains(text)
      {
        report(
          "WM510", attribute,
          "`attribute` of a cookie must be one of \(Grammar.cookieAttributes.joined(separator: ", "))"
        )
      }
      return template(value).map { .cookie($0, attribute: node["attribute"]?.text) }
    case "title": return .title
    case "console": return .console
    case "dialogs": return .dialogs
    case "variable": return .variable(value.text ?? "")
    case "certificate": return .certificate(value.text ?? "")
    case "json":
      return expression(value) { (text) throws(QuerySyntaxError) in try JSONPath.parse(text) }
        .map(QueryBinding.json)
    case "regex":
      return expression(value) { (text) throws(QuerySyntaxError) -> LinearRegex in
        do throws(RegexSyntaxError) {
          return try LinearRegex.parse(text)
        } catch {
          throw QuerySyntaxError(message: error.message, offset: error.offset, length: 1)
        }
      }.map(QueryBinding.regex)
    case "xpath" where !hasElementKeys(node):
      return markup(value) { (text) throws(MarkupSyntaxError) in _ = try XPathExpression.parse(text)
      }
      .map(QueryBinding.xpath)
    case "css" where !hasElementKeys(node):
      return markup(value) { (text) throws(MarkupSyntaxError) in _ = try CSSSelector.parse(text) }
        .map(QueryBinding.css)
    default:
      let property = elementProperty(node).property
      return locator(node, kinds: Grammar.elementQueries).map { .element($0, property) }
    }
  }

  /// Whether something beside `css` or `xpath` says that elements of a page are meant.
  private func hasElementKeys(_ node: YAMLNode) -> Bool {
    let keys = Grammar.elementKeys.map(\.name) + ["text", "attribute", "all"]
    return node.members?.contains { keys.contains($0.key.text ?? "") } ?? false
  }

  private mutating func expression<Compiled: Sendable>(
    _ node: YAMLNode, _ compile: (String) throws(QuerySyntaxError) -> Compiled
  ) -> ExpressionBinding<Compiled>? {
    guard let template = template(node) else {
      if node.text == nil { report("WM510", node, "this must be text") }
      return nil
    }
    guard let text = template.literal else { return .template(template) }
    do {
      return .compiled(try compile(text))
    } catch {
      reportSyntax(error, node)
      return nil
    }
  }

  private mutating func markup(
    _ node: YAMLNode, _ check: (String) throws(MarkupSyntaxError) -> Void
  ) -> Template? {
    guard let template = template(node) else { return nil }
    if let text = template.literal {
      do {
        try check(text)
      } catch {
        reportSyntax(error, in: text, node)
        return nil
      }
    }
    return template
  }

  /// Points at a mistake in a CSS selector or an XPath expression.
  mutating func reportSyntax(_ error: any Error, in text: String, _ node: YAMLNode) {
    guard let error = error as? MarkupSyntaxError else { return }
    let scalars = String(decoding: text.utf8.prefix(error.offset), as: UTF8.self)
      .unicodeScalars.count
    reportSyntax(QuerySyntaxError(message: error.message, offset: scalars), node)
  }

  /// Points into a scalar that stands on one line; elsewhere at all of it.
  private mutating func reportSyntax(_ error: QuerySyntaxError, _ node: YAMLNode) {
    var place = node
    if node.range.start.line == node.range.end.line, case .scalar(_, let style) = node.kind {
      let quote = style == .quoted ? 1 : 0
      let column = min(node.range.start.column + quote + error.offset, node.range.end.column)
      place.range = SourceRange(
        start: SourcePosition(line: node.range.start.line, column: column),
        end: SourcePosition(
          line: node.range.start.line,
          column: max(column, min(column + error.length, node.range.end.column))))
    }
    report(
      "WM515", place, error.message, help: "try it with `waymark query`, which points at mistakes")
  }

  // MARK: - Filters and predicates

  private mutating func filters(_ node: YAMLNode?) -> [FilterBinding] {
    guard let node else { return [] }
    return (node.elements ?? [node]).flatMap { element -> [FilterBinding] in
      if let members = element.members {
        return members.compactMap { filter($0.key, $0.value) }
      }
      return filter(element, nil).map { [$0] } ?? []
    }
  }

  private mutating func filter(_ name: YAMLNode, _ operand: YAMLNode?) -> FilterBinding? {
    guard let known = Filter.Name(rawValue: name.text ?? "") else {
      let near = NearMiss.suggestion(
        for: name.text ?? "", among: Filter.Name.allCases.map(\.rawValue))
      report(
        "WM510", name, "there is no filter '\(name.text ?? "")'",
        help: near.map { "did you mean `\($0)`?" } ?? "filters are in docs/binding-language.md")
      return nil
    }
    let argument = operand.map { json($0) }
    var compiled: Filter?
    if argument == nil || argument?.literal != nil {
      do {
        compiled = try Filter.make(known, operand: argument?.literal)
      } catch {
        reportSyntax(error, operand ?? name)
        return nil
      }
    }
    return FilterBinding(
      name: known.rawValue, argument: argument, compiled: compiled, location: location(name))
  }

  private mutating func predicates(
    _ members: [(key: YAMLNode, value: YAMLNode)]
  ) -> [PredicateBinding] {
    members.flatMap { member -> [PredicateBinding] in
      let name = member.key.text ?? ""
      guard name == "not" else {
        return predicate(name, member.value, at: member.key).map { [$0] } ?? []
      }
      guard let negated = member.value.members else {
        report(
          "WM510", member.value, "`not` must be a mapping of predicates",
          help: "write `not: {contains: …}`")
        return []
      }
      return negated.compactMap {
        predicate($0.key.text ?? "", $0.value, at: $0.key, isNegated: true)
      }
    }
  }

  private mutating func predicate(
    _ name: String, _ value: YAMLNode, at key: YAMLNode, isNegated: Bool = false
  ) -> PredicateBinding? {
    guard let known = Predicate.Name(rawValue: name) else {
      let near = NearMiss.suggestion(for: name, among: Predicate.Name.allCases.map(\.rawValue))
      report(
        "WM510", key, "there is no predicate '\(name)'",
        help: near.map { "did you mean `\($0)`?" } ?? "predicates are in docs/binding-language.md")
      return nil
    }
    if known == .matchesSchema, let file = value.text {
      return PredicateBinding(
        name: name, argument: .literal(.string(file)), isNegated: isNegated, compiled: nil,
        location: location(key))
    }
    let argument = json(value)
    var compiled: Predicate?
    if let literal = argument.literal {
      do {
        compiled = try Predicate.make(known, operand: literal, isNegated: isNegated)
      } catch {
        reportSyntax(error, value)
        return nil
      }
    }
    return PredicateBinding(
      name: name, argument: argument, isNegated: isNegated, compiled: compiled,
      location: location(key))
  }
}
