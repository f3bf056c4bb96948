import Foundation
import JSONSchema
import JSONTree
import JourneyReports
import Markup
import ProjectFiles
import RunEvents
import Testing

/// `Fixtures/hostile.ndjson`: every character of the Basic Multilingual Plane, the ends of all planes,
/// markup and commands of everybody who may read a report, and numbers that nobody measures.
@Suite struct HostileLogTests {
  private static let path = "Fixtures/hostile.ndjson"

  private static func log() throws -> [UInt8] { try PackageFiles.bytes(path) }

  private static func text(_ kind: ReportKind) throws -> String {
    let log = try log()
    return try Rendering.text(kind, try ReportModel(log: log), log: log)
  }

  @Test func everyCharacterIsThere() throws {
    let model = try ReportModel(log: Self.log())
    var seen = [Bool](repeating: false, count: 0x10000)
    for obligation in model.obligations {
      for unit in obligation.record.text.utf16 { seen[Int(unit)] = true }
    }
    let missing = (0..<0x10000).filter { !(0xD800...0xDFFF ~= $0) && !seen[$0] }
    #expect(missing.isEmpty)
  }

  @Test func everyReportIsWritten() throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("waymark-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let log = try Self.log()
    let writer = try ReportWriter(log: LineFile(log), for: ReportKind.allCases) { _ in log }
    for kind in ReportKind.allCases {
      let path = folder.appendingPathComponent(kind.fileName).path
      #expect(try writer.write(ReportRequest(kind: kind, path: path)) == [path])
    }
  }

  @Test(arguments: [ReportKind.matrixJSON, .summary, .sarif, .ctrf, .gitlab, .xray, .har])
  func jsonIsRead(kind: ReportKind) throws {
    let value = try JSONValue.parse(try Self.text(kind))
    #expect(value.objectValue != nil || value.arrayValue != nil)
  }

  @Test func textsAreTheSameInJSON() throws {
    let model = try ReportModel(log: Self.log())
    let matrix = try JSONValue.parse(try Self.text(.matrixJSON))
    let texts = matrix["obligations"]?.arrayValue?.compactMap { $0["text"]?.stringValue } ?? []
    #expect(texts.count == model.obligations.count)
    for (text, obligation) in zip(texts, model.obligations) {
      #expect(text.unicodeScalars.elementsEqual(obligation.record.text.unicodeScalars))
    }
  }

  @Test(arguments: [
    (ReportKind.matrixJSON, "matrix-1"), (.summary, "summary-1"),
  ])
  func schemasHold(kind: ReportKind, schema: String) throws {
    let schema = try Schema.parse(
      try JSONValue.parse(PackageFiles.bytes("Reports/schemas/\(schema).schema.json")))
    let violations = try schema.violations(of: try JSONValue.parse(try Self.text(kind)))
    #expect(violations.isEmpty, "\(violations.first?.description ?? "")")
  }

  @Test(arguments: [ReportKind.junit, .junitRich]) func junitIsRead(kind: ReportKind) throws {
    let bytes = Array(try Self.text(kind).utf8)
    let document = try XMLDocument.parse(bytes)
    try JUnitCheck.check(try #require(Rendering.read(bytes)))
    if kind == .junitRich {
      let schema = try PackageFiles.bytes("Reports/schemas/junit-rich-1.xsd")
      #expect(try XMLSchemaValidator(schema: schema).validate(document).isEmpty)
    }
    // Importers look for attachments in outputs; the only ones are those beside the log.
    let outputs = try document.select(.parse("system-out")).map(\.text)
    let named = outputs.flatMap { $0.split(separator: "\n") }.filter { $0.contains("[[") }
    #expect(!named.isEmpty)
    #expect(named.allSatisfy { $0.hasPrefix("[[ATTACHMENT|Reports/latest/attachments/") })
    #expect(!named.contains { $0.contains("etc/passwd") || $0.dropLast(2).contains("]]") })
    let text = String(decoding: bytes, as: UTF8.self)
    let commands = text.split(whereSeparator: \.isNewline).filter {
      let line = $0.drop { $0 == " " }
      return line.hasPrefix("::") || line.hasPrefix("##vso[") || line.hasPrefix("##teamcity[")
    }
    #expect(commands.isEmpty, "\(commands.first ?? "")")
  }

  /// The page with a baseline and earlier runs in which the same texts stand.
  private static func pageWithPast() throws -> [UInt8] {
    let model = try ReportModel(log: log())
    var earlier = RunSnapshot(model)
    let text = earlier.promises.map(\.text).filter { $0.contains("<") }.joined()
    earlier.header.id = text
    earlier.header.startedAt = "2026-01-01" + text
    (earlier.header.commit, earlier.header.branch) = (text, text)
    for place in earlier.promises.indices {
      earlier.promises[place].verdict = place.isMultiple(of: 2) ? .passed : .failed
      if place.isMultiple(of: 3) { earlier.promises[place].id += text }
      if place.isMultiple(of: 5) { earlier.promises[place].fingerprint = text }
    }
    var context = LivingContext()
    context.baseline = earlier
    context.history.add(earlier)
    let output = ByteOutput()
    LivingDocument.write(model, context: context, to: output)
    return try output.finish()
  }

  @Test(arguments: [false, true]) func nothingOfItIsMarkupInHTML(hasPast: Bool) throws {
    let bytes = hasPast ? try Self.pageWithPast() : Array(try Self.text(.html).utf8)
    let page = try HTMLDocument.parse(bytes)
    let sections = try page.select(.parse("[id='section:changes'], [id='section:history']"))
    #expect(sections.count == (hasPast ? 2 : 0))
    let events = ["onerror", "onload", "srcdoc"].map { "[\($0)]" }.joined(separator: ", ")
    #expect(try page.select(.parse("iframe, object, embed, form, base, \(events)")).isEmpty)
    // What is data is text to a browser, whatever it holds.
    let kinds = try page.select(.parse("script")).map { $0[attribute: "type"] ?? "" }
    #expect(kinds.filter { $0 != "application/x-ndjson" } == ["module"])
    let scripts = try page.select(.parse("script[type=module], style")).map(\.text)
    #expect(scripts.allSatisfy { !$0.contains("alert(1)") && !$0.contains("evil.example") })
    let images = try page.select(.parse("img, svg")).map { $0[attribute: "src"] ?? "data:" }
    #expect(images.allSatisfy { $0.hasPrefix("data:") })
    let links = try page.select(.parse("a[href]")).compactMap { $0[attribute: "href"] }
    #expect(
      links.allSatisfy { $0.hasPrefix("#") || $0.hasPrefix("https://") || $0.hasPrefix("http://") })
    #expect(!links.isEmpty)
  }

  @Test(arguments: [ReportKind.matrixMarkdown, .github])
  func nothingOfItIsMarkupInMarkdown(kind: ReportKind) throws {
    let text = try Self.text(kind)
    let allowed: Set<String> = ["<br>", "<code>", "</code>"]
    let tags = text.matches(of: /<[^>]*>/).map { String($0.output) }
    #expect(Set(tags).subtracting(allowed).isEmpty)
    let headings = text.split(separator: "\n").filter { $0.hasPrefix("#") }
    #expect(!headings.contains { $0.contains("heading") })
    #expect(!text.contains("[link](") && !text.contains("![img]"))
    #expect(!text.contains("@everyone"))
    #expect(text.unicodeScalars.allSatisfy { $0.value >= 0x20 || $0 == "\n" })
  }

  @Test func noCellIsAFormula() throws {
    let rows = CSV.rows(try Self.text(.matrixCSV))
    #expect(rows.count > 60)
    #expect(rows.allSatisfy { $0.count == MatrixCSV.columns.count })
    let formulas = rows.joined().filter {
      $0.unicodeScalars.first.map { "=+-@\t\r".unicodeScalars.contains($0) } ?? false
    }
    #expect(formulas.isEmpty)
  }

  @Test func commandsAreTheOnesMeant() throws {
    let log = try Self.log()
    let annotations = GitHubAnnotations.text(try ReportModel(log: log))
    let lines = annotations.split(separator: "\n")
    #expect(lines.count <= 20)
    #expect(lines.allSatisfy { $0.hasPrefix("::error") || $0.hasPrefix("::warning") })
    #expect(annotations.unicodeScalars.allSatisfy { $0.value >= 0x20 || $0 == "\n" })
    let console = try Rendering.console(log, ConsoleStyle(colors: false, isLive: false))
    let taken = console.split(separator: "\n").filter {
      let line = $0.drop { $0 == " " }
      return line.hasPrefix("::") || line.hasPrefix("##")
    }
    #expect(taken.isEmpty, "\(taken.first ?? "")")
    #expect(console.unicodeScalars.allSatisfy { $0.value >= 0x20 || $0 == "\n" })
  }
}
