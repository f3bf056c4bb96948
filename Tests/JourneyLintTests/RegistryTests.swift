import JourneyLint
import ProjectFiles
import TestSupport
import Testing

@Suite struct RegistryTests {
  @Test func codesAndNamesAreUnique() {
    let descriptions = LintRegistry.descriptions
    #expect(descriptions.count > 40)
    #expect(Set(descriptions.map(\.code)).count == descriptions.count)
    #expect(Set(descriptions.map(\.name)).count == descriptions.count)
    #expect(descriptions.map(\.code) == descriptions.map(\.code).sorted())
  }

  @Test(arguments: LintRegistry.descriptions.map(\.code))
  func everyCodeIsExplained(code: String) throws {
    let description = try #require(LintRegistry.description(of: code.lowercased()))
    #expect(description.explanation.count > 40)
    #expect(description.mend.hasSuffix("."))
    #expect(!description.explanation.contains("\n"))
    if !code.hasPrefix("WM00"), !["WM010", "WM015", "WM118"].contains(code) {
      #expect(!description.bad.isEmpty && !description.good.isEmpty)
    }
  }

  /// Codes that the sources give and the registry does not know, or the other way round.
  @Test func theSourcesGiveTheCodesOfTheRegistryAndNoOthers() throws {
    var given: Set<Substring> = []
    for path in FolderWalk.files(below: Repository.root + "/Sources") {
      guard path.hasSuffix(".swift"), !path.hasSuffix("Codes.swift") else { continue }
      let text = String(
        decoding: try FileReader.read("\(Repository.root)/Sources/\(path)"), as: UTF8.self)
      given.formUnion(text.matches(of: /"(WM[0-9]{3})"/).map(\.1))
    }
    let known = Set(LintRegistry.descriptions.map { $0.code[...] })
    #expect(given.subtracting(known) == [])
    #expect(known.subtracting(given) == [])
  }

  @Test func theDocumentationIsThatOfTheRegistry() throws {
    let path = Repository.root + "/docs/diagnostics.md"
    let wanted = DiagnosticsDocument.text
    let written = String(decoding: try FileReader.read(path), as: UTF8.self)
    if written != wanted {
      try FileWriter.write(Array(wanted.utf8), to: path)
      Issue.record("docs/diagnostics.md was not up to date; it is now, look at what changed")
    }
  }
}
