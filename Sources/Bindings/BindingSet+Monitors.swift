package import Monitors

extension BindingSet {
  /// All monitors, in the order of files.
  package var monitors: [MonitorBinding] { files.flatMap(\.monitors) }

  /// The names of all word lists.
  var wordListNames: [String] {
    Set(WordList.standard.map(\.name) + files.flatMap(\.wordLists).map(\.name)).sorted()
  }

  /// A word list by name, with what it extends; a project's list stands for the standard one of its
  /// name and may extend it.
  package func wordList(named name: String) -> WordList? {
    var open: Set<String> = []
    return wordList(named: name, isStandard: false, &open)
  }

  private func wordList(
    named name: String, isStandard: Bool, _ open: inout Set<String>
  ) -> WordList? {
    let own = files.flatMap(\.wordLists).last { $0.name == name }
    // Within its own definition a name means the standard list.
    guard let own, !isStandard, open.insert(name).inserted else {
      return WordList.standard.first { $0.name == name }
    }
    var phrases: [String] = []
    for base in own.extends {
      phrases += wordList(named: base, isStandard: base == name, &open)?.phrases ?? []
    }
    let without = Set(own.without)
    var seen: Set<String> = []
    phrases = (phrases + own.words).filter { !without.contains($0) && seen.insert($0).inserted }
    return WordList(name: name, phrases: phrases)
  }

  /// An access matrix by name.
  package func accessMatrix(named name: String) -> AccessMatrix? {
    files.flatMap(\.matrices).last { $0.name == name }?.matrix
  }
}
