import SourceText

/// What the codes mean that the parser gives while it reads a document.
enum StructureCodes {
  static let descriptions: [DiagnosticDescription] = sections + lists

  private static let sections: [DiagnosticDescription] = [
    DiagnosticDescription(
      code: "WM101", name: "odd-front-matter", severity: .warning,
      explanation: """
        The lines between `---` at the top of the document are not closed, or hold no keys and \
        values. The document is read without them.
        """,
      mend: "Close the front matter with a line of three hyphens; write `key: value` in it.",
      bad: """
        ---
        Executive overview
        """,
      good: """
        ---
        title: Executive overview
        ---
        """),
    DiagnosticDescription(
      code: "WM102", name: "no-title", severity: .warning,
      explanation: "The document has no H1, so that reports can call it by its file only.",
      mend: "Begin the document with one H1.",
      bad: "## 1. Overview",
      good: "# Executive Overview Journey (BF-002)\n\n## 1. Overview"),
    DiagnosticDescription(
      code: "WM103", name: "second-title", severity: .warning,
      explanation: """
        The document has a second H1. Usually two documents were joined, or a section was given \
        one hash too few; what stands below it is read as part of the section before it.
        """,
      mend: "Make it an H2, or a document of its own.",
      bad: "# Overview Journey\n\n# 2. Persona & Preconditions",
      good: "# Overview Journey\n\n## 2. Persona & Preconditions"),
    DiagnosticDescription(
      code: "WM104", name: "missing-section", severity: .warning,
      explanation: """
        A section that every journey must have is not there. Which ones that are says the index \
        under *Structure for each journey*; without it, all six. Either nothing was written about \
        it, or the section has a name that only your team knows.
        """,
      mend: "Write the section, or name your own title under `sections:` in waymark.yaml.",
      bad: "## 5. House rules",
      good: "## 5. Constraints & Guardrails"),
    DiagnosticDescription(
      code: "WM105", name: "repeated-section", severity: .warning,
      explanation: """
        A section stands twice. The second is read as a continuation of the first, and readers who \
        stop at the first miss half of it.
        """,
      mend: "Join the two.",
      bad: "## 5. Constraints & Guardrails\n\n## 7. Constraints and guardrails",
      good: "## 5. Constraints & Guardrails"),
    DiagnosticDescription(
      code: "WM106", name: "section-out-of-order", severity: .warning,
      explanation: """
        The sections stand in another order than in all other journeys. They are read all the \
        same; people who compare journeys look for them in vain.
        """,
      mend: "Move the section to its place.",
      bad: "## Constraints & Guardrails\n\n## Step-by-step Flow",
      good: "## Step-by-step Flow\n\n## Constraints & Guardrails"),
    DiagnosticDescription(
      code: "WM107", name: "foreign-section", severity: .info,
      explanation: """
        A section has a title that the dialect does not know. It is kept as it is, and nothing in \
        it counts as an obligation. Where the title is another word for one of the six, that is a \
        loss.
        """,
      mend: "Name the title under `sections:` in waymark.yaml if it means one of the six.",
      bad: "## 5. Non-functional requirements",
      good: "sections: {guardrails: [Non-functional requirements]}"),
    DiagnosticDescription(
      code: "WM108", name: "empty-section", severity: .warning,
      explanation: """
        A section that should hold obligations gives none: a flow without steps, expectations or \
        guardrails without statements. Its text may be there in a form that is not read.
        """,
      mend: "Write steps as an ordered list and statements as list items.",
      bad: "## 3. Step-by-step Flow\n\nThe executive opens the page.",
      good: "## 3. Step-by-step Flow\n\n1. The executive opens the page."),
  ]

  private static let lists: [DiagnosticDescription] = [
    DiagnosticDescription(
      code: "WM109", name: "empty-item", severity: .warning,
      explanation: "A step or list item says nothing. It keeps its number and is no obligation.",
      mend: "Say something, or remove it.",
      bad: "1. Opens the page.\n2.\n3. Reads it.",
      good: "1. Opens the page.\n2. Reads it."),
    DiagnosticDescription(
      code: "WM110", name: "numbering-jumps", severity: .warning,
      explanation: """
        The numbers of the steps leave some out or repeat one. The rendered page numbers them \
        anew, so that what people call step 4 is not what the text calls 4.
        """,
      mend: "Number in steps of one, or write `1.` throughout.",
      bad: "1. Opens the page.\n3. Reads it.",
      good: "1. Opens the page.\n2. Reads it."),
    DiagnosticDescription(
      code: "WM111", name: "empty-group", severity: .warning,
      explanation: "A group of guardrails or expectations has a name and no statement.",
      mend: "Nest its statements below it, or remove it.",
      bad: "- Must:\n- Must not:\n  - Leak.",
      good: "- Must not:\n  - Leak."),
    DiagnosticDescription(
      code: "WM112", name: "nothing-after-colon", severity: .warning,
      explanation: """
        A list item ends in a colon, which announces something, and nothing is nested below it. It \
        is no obligation: what it was to introduce is missing or not indented.
        """,
      mend: "Indent what belongs below it, or end it with a full stop.",
      bad: "2. System checks:\n- the session",
      good: "2. System checks:\n   - the session"),
    DiagnosticDescription(
      code: "WM113", name: "block-not-read", severity: .warning,
      explanation: """
        A block of the flow, the expectations or the guardrails gives no obligation: a table, a \
        paragraph between lists, a heading. What it promises is promised to readers only. The \
        last line of `parse --format tree`, `lint` and `trace` counts these blocks.
        """,
      mend: "Write it as list items, or name a table's columns under `tables:` in waymark.yaml.",
      bad: "| Rule | Level |\n|---|---|\n| Log each export | Must |",
      good: "tables: {guardrails: {text: Rule, modality: Level}}"),
    DiagnosticDescription(
      code: "WM114", name: "bullets-not-indented", severity: .warning,
      explanation: """
        Bullets stand beneath a numbered step without its indentation. Markdown ends the step \
        there: they are notes and no obligations, although they look like part of the step.
        """,
      mend: "Indent them by three spaces or more.",
      bad: "1. System checks:\n- the session",
      good: "1. System checks:\n   - the session"),
    DiagnosticDescription(
      code: "WM115", name: "odd-clause-name", severity: .warning,
      explanation: """
        A comment `<!-- id: … -->` gives a name that cannot be used: it belongs to no clause, is \
        taken by another one, has the form of a path, or holds other characters than letters, \
        digits, hyphens and underscores.
        """,
      mend: "Put the comment at the end of one list item, with a word that is free.",
      bad: "- Log each export. <!-- id: must.1 -->",
      good: "- Log each export. <!-- id: exports-logged -->"),
    DiagnosticDescription(
      code: "WM116", name: "odd-mapping-item", severity: .warning,
      explanation: """
        An item of the mapping is neither a story with what it maps nor a link to a document, or \
        stands outside the two groups. It does not count for the matrix.
        """,
      mend: "Write `BF-002: what it maps` below `Backlog:`, and links below `Docs:`.",
      bad: "- Backlog:\n  - Internal views.",
      good: "- Backlog:\n  - BF-002: Internal views."),
    DiagnosticDescription(
      code: "WM117", name: "open-comment", severity: .warning,
      explanation: "An HTML comment is never closed and hides all that follows it.",
      mend: "Close it with `-->`.",
      bad: "<!-- to be decided",
      good: "<!-- to be decided -->"),
    DiagnosticDescription(
      code: "WM118", name: "too-many-findings", severity: .warning,
      explanation: """
        The document has so many findings that the rest is left out. It is hardly a journey, or \
        its form is one that waymark.yaml should describe.
        """,
      mend: "Mend the first ones, or describe the form of your documents in waymark.yaml."),
    DiagnosticDescription(
      code: "WM201", name: "malformed-story", severity: .warning,
      explanation: """
        A text is nearly a story id, or nearly a range of them: other letter case, too few or too \
        many digits, a range that runs backwards, is joined by something else than an en dash or \
        `to`, or names more than 100 stories. The matrix misses what its author meant. `BF-xxx` \
        is a placeholder and fine.
        """,
      mend:
        "Write the id as the backlog has it, and ranges as `BF-001–BF-004` or `BF-001 to BF-004`.",
      bad: "Related Stories: bf-002, BF-007 — BF-009",
      good: "Related Stories: BF-002, BF-007–BF-009"),
  ]
}
