import JourneyModel

/// A journey as a tree whose leaves can be told apart whatever is done to them.
struct RandomJourney {
  struct Node {
    var identity: Int
    var words: [String]
    var nested: [Node] = []
    /// Whether its own words were changed since they were last confirmed.
    var isEdited = false
  }

  /// A list: sub-flows' steps, topics or statements of a modality.
  struct Group {
    var title: String
    var statements: [Node]
  }

  var flows: [Group]
  var topics: [Group]
  var modalities: [Group]
  private var identities = 0
  var random: SplitMix

  private static let vocabulary: [String] = (0..<400).map { number in
    let consonants = Array("bcdfgklmnprstvz")
    let vowels = Array("aeiou")
    var word = ""
    var rest = number &* 7919 &+ 13
    for _ in 0..<(2 + number % 3) {
      word.append(consonants[rest % consonants.count])
      rest /= 3
      word.append(vowels[rest % vowels.count])
      rest = rest / 2 + 31
    }
    return word + String(number % 10)
  }

  init(seed: UInt64) {
    random = SplitMix(seed: seed)
    (flows, topics, modalities) = ([], [], [])
    flows = ["Coming in", "Looking around", "Going out"].map { group($0, 2...4) }
    topics = ["Page content", "Principles"].map { group($0, 1...5) }
    modalities = ["Must", "Must not", "Should"].map { group($0, 1...7) }
  }

  private mutating func group(_ title: String, _ count: ClosedRange<Int>) -> Group {
    let number = Int.random(in: count, using: &random)
    return Group(title: title, statements: (0..<number).map { _ in node(depth: 0) })
  }

  mutating func node(depth: Int) -> Node {
    identities += 1
    var node = Node(identity: identities, words: sentence())
    if depth < 2, Int.random(in: 0..<4, using: &random) == 0 {
      node.nested = (0..<Int.random(in: 1...3, using: &random)).map { _ in
        self.node(depth: depth + 1)
      }
    }
    return node
  }

  mutating func sentence() -> [String] {
    (0..<Int.random(in: 7...14, using: &random)).compactMap { _ in
      Self.vocabulary.randomElement(using: &random)
    }
  }

  // MARK: - As a document

  /// The document; lines are broken anywhere when `isWrapped`.
  mutating func markdown(isWrapped: Bool) -> String {
    let isNumbered = Bool.random(using: &random)
    var text = "# Random Journey\n\n## 3. Step-by-step Flow\n\n"
    for (number, flow) in flows.enumerated() {
      text += "### " + (isNumbered ? "3.\(number + 1) " : "") + flow.title + "\n\n"
      for (index, node) in flow.statements.enumerated() {
        let marker = "\(index + 1). "
        text += item(node, marker: marker, indent: 0, inner: 4, isWrapped)
      }
      text += "\n"
    }
    for (title, groups) in [
      ("## 4. Expected UX & Data Behavior", topics), ("## 5. Constraints & Guardrails", modalities),
    ] {
      text += title + "\n\n"
      for group in groups where !group.statements.isEmpty {
        text += "- \(group.title):\n"
        for node in group.statements {
          text += item(node, marker: "- ", indent: 2, inner: 2, isWrapped)
        }
      }
      text += "\n"
    }
    return text
  }

  private mutating func item(
    _ node: Node, marker: String, indent: Int, inner: Int, _ isWrapped: Bool
  ) -> String {
    let margin = String(repeating: " ", count: indent)
    var text = margin + marker
    for (index, word) in node.words.enumerated() {
      if index > 0 {
        let breaks = isWrapped && Int.random(in: 0..<4, using: &random) == 0
        text += breaks ? "\n" + margin + String(repeating: " ", count: inner) : " "
      }
      text += word
    }
    text += node.nested.isEmpty ? ".\n" : ":\n"
    for nested in node.nested {
      text += item(nested, marker: "- ", indent: indent + inner, inner: 2, isWrapped)
    }
    return text
  }

  // MARK: - Leaves

  struct Leaf {
    var identity: Int
    /// Whether it or what it stands in was edited.
    var isEdited: Bool
  }

  /// In the order of the journey's obligations.
  var leaves: [Leaf] {
    var leaves: [Leaf] = []
    func add(_ node: Node, isEdited: Bool) {
      let isEdited = isEdited || node.isEdited
      if node.nested.isEmpty { leaves.append(Leaf(identity: node.identity, isEdited: isEdited)) }
      for nested in node.nested { add(nested, isEdited: isEdited) }
    }
    for group in flows + topics + modalities {
      for node in group.statements { add(node, isEdited: false) }
    }
    return leaves
  }
}

extension RandomJourney {
  private enum Place: CaseIterable { case flows, topics, modalities }

  private subscript(place: Place) -> [Group] {
    get {
      switch place {
      case .flows: flows
      case .topics: topics
      case .modalities: modalities
      }
    }
    set {
      switch place {
      case .flows: flows = newValue
      case .topics: topics = newValue
      case .modalities: modalities = newValue
      }
    }
  }

  private mutating func somewhere() -> (Place, Int)? {
    let place = Place.allCases.randomElement(using: &random) ?? .flows
    guard !self[place].isEmpty else { return nil }
    return (place, Int.random(in: 0..<self[place].count, using: &random))
  }

  /// Shuffles the statements of a group, or their order within one of them, or whole groups.
  mutating func move() {
    guard let (place, index) = somewhere() else { return }
    switch Int.random(in: 0..<3, using: &random) {
    case 0: self[place] = self[place].shuffled(using: &random)
    case 1:
      self[place][index].statements = self[place][index].statements.shuffled(using: &random)
    default:
      let parents = self[place][index].statements.indices.filter {
        self[place][index].statements[$0].nested.count > 1
      }
      guard let parent = parents.randomElement(using: &random) else { return }
      let nested = self[place][index].statements[parent].nested
      self[place][index].statements[parent].nested = nested.shuffled(using: &random)
    }
  }

  mutating func insert() {
    guard let (place, index) = somewhere() else { return }
    let position = Int.random(in: 0...self[place][index].statements.count, using: &random)
    let node = node(depth: 1)
    self[place][index].statements.insert(node, at: position)
  }

  /// Takes out a statement that holds none of these leaves.
  mutating func remove(keeping identities: Set<Int>) {
    guard let (place, index) = somewhere() else { return }
    func holds(_ node: Node) -> Bool {
      identities.contains(node.identity) || node.nested.contains(where: holds)
    }
    guard
      let position = self[place][index].statements.indices.filter({
        !holds(self[place][index].statements[$0])
      }).randomElement(using: &random)
    else { return }
    self[place][index].statements.remove(at: position)
  }

  /// Changes one or two words of a statement, anywhere in the tree.
  mutating func edit() {
    guard let (place, index) = somewhere(), !self[place][index].statements.isEmpty else { return }
    let position = Int.random(in: 0..<self[place][index].statements.count, using: &random)
    var node = self[place][index].statements[position]
    edit(&node)
    self[place][index].statements[position] = node
  }

  private mutating func edit(_ node: inout Node) {
    if !node.nested.isEmpty, Bool.random(using: &random) {
      let position = Int.random(in: 0..<node.nested.count, using: &random)
      edit(&node.nested[position])
      return
    }
    guard !node.isEdited else { return }
    for _ in 0..<Int.random(in: 1...2, using: &random) {
      let word = Int.random(in: 0..<node.words.count, using: &random)
      node.words[word] += "x"
    }
    node.isEdited = true
  }

  /// Everything counts as confirmed from now on.
  mutating func confirm() {
    func confirmed(_ node: Node) -> Node {
      var node = node
      node.isEdited = false
      node.nested = node.nested.map(confirmed)
      return node
    }
    for place in Place.allCases {
      for index in self[place].indices {
        self[place][index].statements = self[place][index].statements.map(confirmed)
      }
    }
  }
}
