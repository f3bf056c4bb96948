import JourneyModel

/// Stories of one mention, in words.
enum StoryList {
  private static let mostNamed = 4

  /// What stands before the digits of an id, and the number that they make.
  static func parts(of story: String) -> (family: Substring, number: Int) {
    let digits = story.firstIndex(where: \.isNumber) ?? story.endIndex
    return (story[..<digits], Int(story[digits...].prefix(while: \.isNumber)) ?? 0)
  }

  /// `BF-001 is`, `BF-001 and BF-002 are`, `BF-001, BF-002 and 7 more are`.
  static func text(_ stories: [String], is one: String = "is", are many: String = "are") -> String {
    guard stories.count > 1, let last = stories.last else { return "\(stories.first ?? "") \(one)" }
    if stories.count <= mostNamed {
      return "\(stories.dropLast().joined(separator: ", ")) and \(last) \(many)"
    }
    let named = stories.prefix(mostNamed - 1).joined(separator: ", ")
    return "\(named) and \(stories.count - mostNamed + 1) more \(many)"
  }
}

extension JourneyStories {
  /// The stories of each mention in some places that are not named in others, each story once.
  ///
  /// A mention such as `CO-001+` names all later stories of its family.
  func mentions(
    in places: Set<StoryMention.Place>, without others: Set<StoryMention.Place>
  ) -> [(mention: StoryMention, stories: [String])] {
    var known: Set<String> = []
    var openFamilies: [Substring: Int] = [:]
    for mention in mentions where others.contains(mention.place) {
      known.formUnion(mention.stories)
      guard mention.written.hasSuffix("+"), let last = mention.stories.last else { continue }
      let (family, number) = StoryList.parts(of: last)
      openFamilies[family] = min(number, openFamilies[family] ?? number)
    }
    return mentions.compactMap { mention in
      guard places.contains(mention.place) else { return nil }
      let stories = mention.stories.filter { story in
        guard known.insert(story).inserted else { return false }
        let (family, number) = StoryList.parts(of: story)
        return openFamilies[family].map { number < $0 } ?? true
      }
      return stories.isEmpty ? nil : (mention, stories)
    }
  }
}
