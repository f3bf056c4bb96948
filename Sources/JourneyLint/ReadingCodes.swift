import SourceText

/// What the codes mean that are found before there is a document to look at.
enum ReadingCodes {
  static let descriptions: [DiagnosticDescription] = [
    DiagnosticDescription(
      code: "WM001", name: "unreadable-yaml", severity: .error,
      explanation: """
        A configuration, a binding or the front matter of a document is no YAML 1.2, or uses what \
        Waymark does not take: several documents in one file, keys that are not plain texts.
        """,
      mend: "Mend the place under the caret; quote texts that hold `: ` or begin with a sign.",
      bad: "title: Overview: the executive view",
      good: "title: \"Overview: the executive view\""),
    DiagnosticDescription(
      code: "WM002", name: "repeated-key", severity: .error,
      explanation: """
        A key stands twice in a mapping. YAML forbids it, and readers disagree about which of the \
        two counts; Waymark keeps the first.
        """,
      mend: "Take one of them out.",
      bad: """
        index: README.md
        index: index.md
        """,
      good: "index: README.md"),
    DiagnosticDescription(
      code: "WM003", name: "yaml-too-large", severity: .error,
      explanation: """
        A YAML file has more nodes than Waymark takes, aliases expanded, or nests deeper. Nothing \
        that a person writes does; a few lines of nested aliases can.
        """,
      mend: "Split the file, or write out what the aliases stand for."),
    DiagnosticDescription(
      code: "WM004", name: "unreadable-file", severity: .error,
      explanation: """
        A file cannot be read: it does not exist, is a folder or a pipe, or the system refuses. \
        All other files are read.
        """,
      mend: "Mend the path or the permissions."),
    DiagnosticDescription(
      code: "WM005", name: "not-utf-8", severity: .error,
      explanation: """
        A document is not UTF-8. Bytes that are not are shown as U+FFFD, and what they were meant \
        to say is lost.
        """,
      mend: "Save the file as UTF-8."),
    DiagnosticDescription(
      code: "WM006", name: "nul-byte", severity: .error,
      explanation: "A document holds a NUL byte: it is no plain text, or was damaged.",
      mend: "Save the file again as plain text."),
    DiagnosticDescription(
      code: "WM007", name: "file-too-large", severity: .error,
      explanation: """
        A document has more bytes or lines than a journey can have. Nothing of it is read, so \
        that one file cannot hold up all others.
        """,
      mend: "Split the file, or leave it out of `journeys:`."),
    DiagnosticDescription(
      code: "WM008", name: "nested-too-deeply", severity: .error,
      explanation: "Blocks of a document nest deeper than a journey can. Nothing of it is read.",
      mend: "Nest less deeply."),
    DiagnosticDescription(
      code: "WM009", name: "table-too-wide", severity: .error,
      explanation: """
        A table has more columns than people write; tables of 20,000 columns take readers of \
        Markdown minutes. Nothing of the document is read.
        """,
      mend: "Make it a list, or link to the data."),
    DiagnosticDescription(
      code: "WM010", name: "too-much-markup", severity: .error,
      explanation: """
        Brackets, emphasis or link definitions are so many that reading them would take minutes. \
        Nothing of the document is read.
        """,
      mend: "Mend the place, or split the document."),
    DiagnosticDescription(
      code: "WM011", name: "unknown-key", severity: .warning,
      explanation: """
        waymark.yaml has a key that nothing reads. Usually it is a slip, and the setting that was \
        meant keeps its default.
        """,
      mend: "Mend the key; docs/configuration.md lists them all.",
      bad: "journey: Specs/journeys",
      good: "journeys: Specs/journeys"),
    DiagnosticDescription(
      code: "WM012", name: "wrong-value", severity: .error,
      explanation: """
        A setting has a value of the wrong type, or one that is not allowed. It keeps its default, \
        which is hardly what was meant.
        """,
      mend: "Give a value of the kind that the message names.",
      bad: "verify: {workers: many}",
      good: "verify: {workers: 4}"),
    DiagnosticDescription(
      code: "WM013", name: "configured-path-missing", severity: .error,
      explanation: """
        waymark.yaml names a file or folder that does not exist, or waymark.yaml itself cannot be \
        read. Paths are relative to the folder of waymark.yaml.
        """,
      mend: "Mend the path, or make the file.",
      bad: "backlog: backlog.md",
      good: "backlog: Specs/backlog.md"),
    DiagnosticDescription(
      code: "WM014", name: "unreadable-backlog", severity: .error,
      explanation: """
        The backlog has no table with a column of ids, or its CSV breaks off within quotes. Rules \
        about the backlog are silent then.
        """,
      mend: "Name the columns under `backlog: columns:`, or mend the table.",
      bad: """
        | Key    | Title           |
        |--------|-----------------|
        | BF-002 | Executive views |
        """,
      good: """
        | ID     | Title           |
        |--------|-----------------|
        | BF-002 | Executive views |
        """),
    DiagnosticDescription(
      code: "WM015", name: "unreadable-baseline", severity: .error,
      explanation: """
        The lint baseline exists but cannot be understood: a merge left its marks, or another tool \
        wrote it. Nothing is held back then.
        """,
      mend: "Mend the file, or write it anew with `waymark lint --write-baseline`."),
  ]
}
