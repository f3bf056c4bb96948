import JSONTree

extension Filter {
  /// Filters that look at how many values there are.
  func applyToList(_ value: QueryValue) throws(FilterError) -> QueryValue {
    switch self {
    case .count, .length: return try counted(value)
    case .sort, .unique: return try rearranged(value)
    default: break
    }
    let elements: [JSONValue]
    switch value {
    case .missing: return .missing
    case .nodes(let nodes): elements = nodes
    case .json(.array(let list)): elements = list
    default: throw FilterError(.unfit, "a list is wanted, there is \(value.summary)")
    }
    if case .percentile(let percentage) = self { return try Self.percentile(percentage, elements) }
    let place: Int
    switch self {
    case .first: place = 0
    case .nth(let index): place = index < 0 ? elements.count + index : index
    default: place = elements.count - 1
    }
    return elements.indices.contains(place) ? .json(elements[place]) : .missing
  }

  private static func percentile(
    _ percentage: Double, _ elements: [JSONValue]
  ) throws(FilterError) -> QueryValue {
    var numbers: [JSONNumber] = []
    for element in elements { numbers.append(try float(.json(element))) }
    numbers.sort()
    let rank = Int((percentage / 100 * Double(numbers.count)).rounded(.up))
    return numbers.isEmpty ? .missing : .json(.number(numbers[max(1, rank) - 1]))
  }

  private func counted(_ value: QueryValue) throws(FilterError) -> QueryValue {
    switch value {
    case .missing: return .missing
    case .nodes(let nodes): return .int(nodes.count)
    case .json(.array(let list)): return .int(list.count)
    case .json(.object(let object)): return .int(object.count)
    case .bytes(let bytes): return .int(bytes.count)
    case .json(.string(let text)) where self == .length: return .int(text.unicodeScalars.count)
    default:
      let help = self == .count ? "; length counts the characters of a text" : ""
      throw FilterError(.unfit, "there is nothing to count in \(value.summary)\(help)")
    }
  }

  private func rearranged(_ value: QueryValue) throws(FilterError) -> QueryValue {
    if case .json(.array(let list))? = value.single {
      return .json(.array(try rearranged(list, value)))
    }
    switch value {
    case .missing: return .missing
    case .nodes(let nodes): return .nodes(try rearranged(nodes, value))
    default: throw FilterError(.unfit, "a list is wanted, there is \(value.summary)")
    }
  }

  private func rearranged(
    _ list: [JSONValue], _ value: QueryValue
  ) throws(FilterError) -> [JSONValue] {
    guard self == .sort else {
      var seen: Set<JSONValue> = []
      return list.filter { seen.insert($0).inserted }
    }
    let numbers = list.allSatisfy { if case .number = $0 { true } else { false } }
    let texts = list.allSatisfy { if case .string = $0 { true } else { false } }
    guard numbers || texts else {
      throw FilterError(
        .unfit, "only numbers or only texts can be sorted, there is \(value.summary)")
    }
    return list.sorted { (Predicate.order($0, $1) ?? 0) < 0 }
  }
}
