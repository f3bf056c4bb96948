import JourneyModel
import Testing

@testable import ProjectInference

@Suite struct ModalWordTests {
  @Test(
    arguments: [
      ("Must", .must), ("Muss:", .must), ("Darf nicht :", .mustNot), ("NE DOIT PAS", .mustNot),
      ("Devrait", .should), ("Always", .must), ("no debe:", .mustNot), ("Optional", .may),
      ("Muss nicht", .may),
    ] as [(String, Modality)])
  func `a group is named by modal words`(name: String, modality: Modality) {
    #expect(ModalWords.modality(of: name) == modality)
  }

  @Test(arguments: ["Mustard", "Muss laufen", "Performance", "", "Mai 2025", "Doit-on"])
  func `other names are none`(name: String) { #expect(ModalWords.modality(of: name) == nil) }

  @Test(
    arguments: [
      ("Muss jeden Zugriff protokollieren", "Muss", .must),
      ("Darf nie fremde Daten zeigen", "Darf nie", .mustNot),
      ("Darf nicht", "Darf nicht", .mustNot), ("Peut exporter", "Peut", .may),
    ] as [(String, String, Modality)])
  func `a statement begins with a verb`(text: String, words: String, modality: Modality) throws {
    let found = try #require(ModalWords.beginning(of: text))
    #expect(found.words == words)
    #expect(found.modality == modality)
  }

  @Test(arguments: [
    ("Le système doit journaliser", true), ("Jede Seite muss antworten", true),
    ("The team is musical", false), ("Shows the total", false),
    ("Nunca envía correos", true), ("Der Mustermann", false),
  ])
  func `a statement binds in its course`(text: String, binds: Bool) {
    #expect(ModalWords.binds(text) == binds)
  }
}
