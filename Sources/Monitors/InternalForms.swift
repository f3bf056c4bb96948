import Regexes

/// How traces, statements, keys, names and paths are told from ordinary text.
enum InternalForms {
  struct Form: Sendable {
    /// A part of every match, without regard to case.
    var trigger: String
    /// The whole form; the trigger itself where there is none.
    var pattern: LinearRegex?

    init(_ trigger: String, _ pattern: String? = nil) {
      self.trigger = trigger
      self.pattern = pattern.flatMap { try? LinearRegex.parse($0) }
    }
  }

  struct Places {
    /// One in each text, in order.
    var all: [Int] = []
    /// Whether the texts are so full of triggers that not every one was looked at.
    var isCut = false
  }

  private static let forms: [(detail: InternalsRule.Detail, form: Form)] =
    ([
      (.stackTraces, stackTraces), (.sql, sql), (.engines, engines), (.keys, keys),
      (.paths, paths), (.connections, connections), (.hosts, hosts), (.environment, environment),
    ] as [(InternalsRule.Detail, [Form])]).flatMap { detail, forms in
      forms.map { (detail: detail, form: $0) }
    }

  private static let matcher = MultiMatcher(forms.map { Array($0.form.trigger.utf8) })

  /// How far a form reaches before and after the end of its trigger, in bytes.
  private static let before = 200
  private static let after = 400
  /// How much further is looked at once, so that triggers in a row are no look each.
  private static let ahead = 600
  /// Steps of expressions for one kind of detail in one answer.
  private static let budget = 4_000_000

  private struct Search {
    var places = Places()
    var steps = InternalForms.budget
    /// The text that was found last, or looked at last.
    var text = -1
    var isFound = false
    var isOver = false
  }

  /// Where things of some kinds stand in the texts of an answer, in one pass.
  ///
  /// - Parameter host: Whom the reader asked; its name, and names beside it, are nothing new.
  static func all(
    of details: [InternalsRule.Detail], in texts: ShownTexts, except host: String, most: Int
  ) -> [InternalsRule.Detail: Places] {
    var searches: [InternalsRule.Detail: Search] = [:]
    for detail in details { searches[detail] = Search() }
    // Up to where each form was looked for in vain.
    var done = [Int](repeating: 0, count: forms.count)
    matcher.forEach(in: texts.bytes) { match in
      guard match.end > done[match.pattern] else { return true }
      let (detail, form) = forms[match.pattern]
      guard var search = searches[detail], !search.isOver else { return true }
      defer { searches[detail] = search }
      let place = match.end - form.trigger.utf8.count
      let text = texts.text(at: place)
      if text != search.text { (search.text, search.isFound) = (text, false) }
      guard !search.isFound else { return true }
      let range = texts.range(of: text)
      guard match.end <= range.upperBound, !isOwn(host, detail, texts.bytes, place..<match.end)
      else { return true }
      if let pattern = form.pattern {
        let end = match.end + ahead + after
        let window = (match.end - before..<end).clamped(to: range)
        let shown = String(decoding: texts.bytes[window], as: UTF8.self)
        guard let isMeant = try? pattern.isFound(in: shown, steps: &search.steps) else {
          (search.places.isCut, search.isOver) = (true, true)
          return true
        }
        guard isMeant else {
          // Names that readers know already hide no others.
          if detail != .hosts { done[match.pattern] = min(match.end + ahead, range.upperBound) }
          return true
        }
      }
      search.isFound = true
      search.places.all.append(place)
      search.isOver = search.places.all.count >= most
      return true
    }
    return searches.mapValues(\.places)
  }

  /// Whether a name is the host that was asked, or stands beside it in the same inner domain.
  private static func isOwn(
    _ host: String, _ detail: InternalsRule.Detail, _ bytes: [UInt8], _ trigger: Range<Int>
  ) -> Bool {
    guard detail == .hosts, !host.isEmpty else { return false }
    func isPart(_ byte: UInt8) -> Bool {
      ASCII.isAlphanumeric(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
    }
    var (start, end) = (trigger.lowerBound, trigger.upperBound)
    while start > 0, isPart(bytes[start - 1]), end - start < 256 { start -= 1 }
    while end < bytes.count, isPart(bytes[end]), end - start < 512 { end += 1 }
    let name = ASCII.lowercased(String(decoding: bytes[start..<end], as: UTF8.self))
    let own = ASCII.lowercased(host)
    let domain = own.split(separator: ".").dropFirst()
    return name == own || domain.count > 1 && name.hasSuffix("." + domain.joined(separator: "."))
  }
}
