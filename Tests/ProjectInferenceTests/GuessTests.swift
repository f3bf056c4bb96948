import JourneyModel
import ProjectInference
import SourceText
import Testing

@Suite struct GuessTests {
  @Test(
    arguments: [
      ("Constraints & Guardrails", Section.Role.guardrails), ("Business rules", .guardrails),
      ("Acceptance criteria", .expectations), ("User flow", .flow),
      ("Prerequisites", .preconditions),
      ("Traceability", .mapping), ("Purpose", .overview), ("Expected behaviour", .expectations),
      ("Leitplanken", .guardrails), ("Requisitos previos", .preconditions), ("Étapes", .flow),
      ("Zielgruppe", .preconditions), ("Ziel", .overview), ("Traçabilité", .mapping),
    ] as [(String, Section.Role)])
  func titlesHintAtRoles(title: String, role: Section.Role) {
    #expect(SectionGuess.role(of: title) == role)
  }

  @Test(arguments: ["Changelog", "Overruled", "Appendix", ""])
  func otherTitlesDoNot(title: String) {
    #expect(SectionGuess.role(of: title) == nil)
  }

  @Test(arguments: [
    (["PLAT-1234, PLAT-1235, WEB-0001", "WEB-0002 (PLAT-1234)"], ["PLAT", "WEB"], 4 as Int?),
    (["BF-002 UTF-8 SHA-256 RFC-9535", "BF-002 UTF-8"], ["BF"], 3),
    (["AB-1, AB-22, AB-333", "AB-4444"], ["AB"], nil), (["XBF-002x-1 bf-001 A-1"], [], nil),
  ])
  func storyIDsAreCounted(texts: [String], families: [String], digits: Int?) {
    let guess = StoryGuess(texts.map { SourceFile(path: "a.md", text: $0) })
    #expect((guess?.families ?? []) == families)
    #expect(guess?.digits == digits)
  }

  @Test func theRootResolvesMostLinks() {
    let files = ["Specs/docs/a.md", "Specs/docs/b.md", "docs/a.md", "x.md"]
    let guess = RootGuess.root(links: ["docs/a.md", "docs/b.md", "./docs/none.md"], files: files)
    #expect(guess?.folder == "Specs")
    #expect(guess?.resolved == 2)
    #expect(RootGuess.root(links: ["docs/a.md"], files: files)?.folder == ".")
    #expect(RootGuess.root(links: ["nowhere.md"], files: files) == nil)
  }
}
