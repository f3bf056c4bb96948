import Regexes

/// How traces, statements, keys and paths are told from ordinary text.
enum InternalForms {
  private struct Form: Sendable {
    /// A part of every match, without regard to case.
    var trigger: String
    /// The whole form; the trigger itself where there is none.
    var pattern: LinearRegex?

    init(_ trigger: String, _ pattern: String? = nil) {
      self.trigger = trigger
      self.pattern = pattern.flatMap { try? LinearRegex.parse($0) }
    }
  }

  private static let forms: [InternalsRule.Detail: [Form]] = [
    .stackTraces: [
      Form("Traceback (most recent call last)"), Form("Exception in thread"),
      Form("stack trace:"), Form("stacktrace"), Form("Fatal error: "), Form("panic: "),
      Form("goroutine ", #"goroutine \d+ \["#), Form("Caused by: ", #"Caused by: [\w.]+"#),
      Form(".java:", #"\bat [\w$.]+\([\w]+\.java:\d+\)"#),
      Form(".py\", line", #"File "[^"]+\.py", line \d+"#),
      Form(".rb:", #"\.rb:\d+:in "#), Form(".php on line"), Form("NullPointerException"),
      Form("Exception:", #"\b[\w.]+Exception: "#), Form("core dumped"),
    ]
      + ["swift", "js", "ts", "cs", "py", "rb", "go", "php", "kt", "rs"].map { language in
        Form(".\(language):", #"\bat [\w$.<>]+ ?\(?[\w/.\\-]+\."# + language + #":\d+"#)
      },
    .sql: [
      Form("SELECT ", #"\bSELECT\s+[\w*,.\s"()]{1,300}\s+FROM\s+["\w]"#),
      Form("select ", #"(?i)\bselect\s+(distinct\s+)?\*\s+from\s+["\w]"#),
      Form(
        " from ",
        #"(?i)\bselect\s+[\w,.\s"()]{1,150}\s+from\s+["\w.]+(\s+\w+)?\s+where\s+["\w.]+\s*[=<>!]"#
      ),
      Form("insert into", #"(?i)\binsert\s+into\s+["\w.]+\s*(\(|values)"#),
      Form("update ", #"(?i)\bupdate\s+["\w.]+\s+set\s+["\w.]+\s*="#),
      Form("delete from", #"(?i)\bdelete\s+from\s+["\w.]+\s+(where|;)"#),
      Form("create table", #"(?i)\bcreate\s+table\s+["\w.]+\s*\("#),
      Form("alter table", #"(?i)\balter\s+table\s+["\w.]+\s+(add|drop|alter|rename)"#),
      Form("drop table", #"(?i)\bdrop\s+table\s+(if exists\s+)?["\w.]+"#),
    ],
    .engines: [
      Form("SQLSTATE"), Form("ORA-", #"\bORA-\d{5}"#), Form("sqlite error"), Form("SQLite3::"),
      Form("syntax error at or near"), Form("psycopg2.", #"\bpsycopg2\.(errors\.)?[A-Z]\w+"#),
      Form("org.postgresql"),
      Form("You have an error in your SQL syntax"),
      Form("constraint failed", #"\w+ constraint failed: \w"#),
      Form("duplicate key value violates"), Form("ECONNREFUSED"), Form("java.lang."),
      Form("at line ", #"near ".*": syntax error"#), Form("segmentation fault"),
    ],
    .keys: [
      Form("-----BEGIN ", #"-----BEGIN [A-Z ]*(KEY|CERTIFICATE)-----"#), Form("ssh-rsa AAAA"),
      Form("ssh-ed25519 AAAA"), Form("AKIA", #"\bAKIA[A-Z0-9]{16}\b"#),
    ]
      + ["aws_secret_access_key", "private_key"].map { name in
        Form(name, "(?i)" + name + #"["']?\s*[=:]\s*["']?[\w/+-]{12,}"#)
      }
      + ["api_key", "api-key", "apikey"].map { name in
        Form(name, #"(?i)\bapi[_-]?key["']?\s*[=:]\s*["']?[\w-]{12,}"#)
      },
    .paths: [
      Form("/home/", #"(^|[\s"'(=:,\[])/home/[\w.-]+/"#),
      Form("/usr/", #"(^|[\s"'(=:,\[])/usr/(local|lib|share|bin|src)/"#),
      Form("/var/", #"(^|[\s"'(=:,\[])/var/(www|lib|log|run|tmp|app)/"#),
      Form("/etc/", #"(^|[\s"'(=:,\[])/etc/[\w.-]+"#),
      Form("/opt/", #"(^|[\s"'(=:,\[])/opt/[\w.-]+/"#),
      Form("/root/", #"(^|[\s"'(=:,\[])/root/[\w.-]"#),
      Form("/tmp/", #"(^|[\s"'(=:,\[])/tmp/[\w.-]"#),
      Form("/srv/", #"(^|[\s"'(=:,\[])/srv/[\w.-]+/"#),
      Form("file:///"), Form(":\\", #"\b[A-Z]:\\(Users|Windows|Program Files|inetpub|app)"#),
      Form("/sources/", #"\bSources/[\w/.+-]+\.swift\b"#),
    ],
  ]

  private static let matchers: [InternalsRule.Detail: MultiMatcher] = forms.mapValues { forms in
    MultiMatcher(forms.map { Array($0.trigger.utf8) })
  }

  /// Where things of a kind stand in the texts of an answer: one place in each text, in order.
  static func all(of detail: InternalsRule.Detail, in texts: ShownTexts, most: Int) -> [Int] {
    guard let matcher = matchers[detail], let forms = forms[detail] else { return [] }
    var places: [Int] = []
    var last = (text: -1, looks: 0, isFound: false)
    matcher.forEach(in: texts.bytes) { match in
      let form = forms[match.pattern]
      let place = match.end - form.trigger.utf8.count
      let text = texts.text(at: place)
      if text != last.text { last = (text, 0, false) }
      // A text full of triggers is not searched for ever.
      guard !last.isFound, last.looks < 200 else { return true }
      last.looks += 1
      guard isMeant(form, around: match.end, texts.range(of: text), texts.bytes) else {
        return true
      }
      last.isFound = true
      places.append(place)
      return places.count < most
    }
    return places
  }

  /// Whether the whole form stands around its trigger.
  private static func isMeant(
    _ form: Form, around end: Int, _ text: Range<Int>, _ bytes: [UInt8]
  ) -> Bool {
    guard let pattern = form.pattern else { return end <= text.upperBound }
    let window = (end - 200..<end + 400).clamped(to: text)
    return (try? pattern.isFound(in: String(decoding: bytes[window], as: UTF8.self))) == true
  }
}

/// Finds IPv4 addresses.
enum AddressScan {
  /// Where they begin, at most so many.
  ///
  /// - Parameter host: Whom the reader asked, which is nothing new to them.
  static func all(
    in texts: ShownTexts, _ kind: InternalsRule.Addresses, except host: String, most: Int
  ) -> [Int] {
    let own = host.split(separator: ".").map { Int($0) ?? -1 }
    return all(in: texts, kind, except: own, most: most)
  }

  private static func all(
    in texts: ShownTexts, _ kind: InternalsRule.Addresses, except own: [Int], most: Int
  ) -> [Int] {
    texts.bytes.withUnsafeBufferPointer { bytes in
      var places: [Int] = []
      var index = 0
      while index < bytes.count {
        let byte = bytes[index]
        if ASCII.isDigit(byte) {
          let isStart = index == 0 || !isPart(bytes[index - 1])
          if isStart, let octets = octets(bytes, index), isMeant(octets, kind), octets != own,
            !isVersion(bytes, index)
          {
            places.append(index)
            if places.count == most { return places }
          }
          while index < bytes.count, isPart(bytes[index]) { index += 1 }
        } else {
          index += 1
        }
      }
      return places
    }
  }

  private static func isPart(_ byte: UInt8) -> Bool {
    ASCII.isAlphanumeric(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_")
  }

  /// Four numbers below 256 with points between and no fifth.
  private static func octets(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> [Int]? {
    var octets: [Int] = []
    var index = start
    while true {
      var value = 0
      let first = index
      while index < bytes.count, ASCII.isDigit(bytes[index]), index - first < 3 {
        value = value * 10 + Int(bytes[index] - UInt8(ascii: "0"))
        index += 1
      }
      guard index > first, value < 256 else { return nil }
      // A number with a needless zero is part of a version or a time.
      if index - first > 1, bytes[first] == UInt8(ascii: "0") { return nil }
      octets.append(value)
      let hasPoint = index < bytes.count && bytes[index] == UInt8(ascii: ".")
      if octets.count == 4 {
        let next = index + (hasPoint ? 1 : 0)
        guard next < bytes.count else { return octets }
        let isLonger =
          hasPoint ? ASCII.isAlphanumeric(bytes[next]) : ASCII.isAlphanumeric(bytes[index])
        return isLonger ? nil : octets
      }
      guard hasPoint else { return nil }
      index += 1
    }
  }

  private static func isMeant(_ octets: [Int], _ kind: InternalsRule.Addresses) -> Bool {
    switch (octets[0], octets[1]) {
    case (10, _), (127, _), (192, 168), (169, 254), (172, 16...31): true
    case (0, _): false
    default: kind == .all
    }
  }

  /// Whether a word before says that these are the parts of a version.
  private static func isVersion(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
    let before = bytes[max(0, index - 10)..<index].map(ASCII.lower)
    let text = String(decoding: before, as: UTF8.self)
    return text.hasSuffix("version ") || text.hasSuffix(" v") || text.hasSuffix("version: ")
  }
}
