import JourneyModel

/// Words of several languages that say what must, should and may be.
///
/// The parser knows the English verbs only; what is found here becomes a name in `waymark.yaml`,
/// where its author sees it.
enum ModalWords {
  /// Verbs, which may stand anywhere in a statement.
  private static let verbs: [(Modality, [String])] = [
    (
      .must,
      [
        "must", "shall", "muss", "müssen", "doit", "doivent", "il faut", "debe", "deben", "deve",
        "devono", "devem", "moet", "moeten", "måste", "skall", "musi", "muszą",
      ]
    ),
    (
      .mustNot,
      [
        "must not", "must never", "mustn't", "shall not", "never", "cannot", "can not", "can't",
        "do not", "don't", "darf nicht", "darf nie", "darf niemals", "darf kein", "darf keine",
        "dürfen nicht", "dürfen nie", "dürfen keine", "niemals", "ne doit pas", "ne doivent pas",
        "ne doit jamais", "ne doit rien", "no debe", "no deben", "no puede", "no pueden", "nunca",
        "jamás", "non deve", "non devono", "não deve", "não devem", "mag niet", "mogen niet",
        "mag nooit", "nooit", "får inte", "får aldrig", "aldrig", "nie może", "nie wolno", "nigdy",
      ]
    ),
    (
      .should,
      [
        "should", "sollte", "sollten", "soll", "sollen", "devrait", "devraient", "debería",
        "deberían", "dovrebbe", "dovrebbero", "deveria", "deveriam", "zou moeten", "bör",
        "powinien", "powinna", "powinno",
      ]
    ),
    (
      .shouldNot,
      [
        "should not", "shouldn't", "should never", "sollte nicht", "sollten nicht", "soll nicht",
        "ne devrait pas", "no debería", "no deberían", "non dovrebbe", "não deveria", "bör inte",
      ]
    ),
  ]

  /// Words that mean something only as the name of a group or a cell of a table.
  private static let names: [(Modality, [String])] = [
    (
      .must,
      [
        "always", "required", "mandatory", "do", "immer", "stets", "zwingend", "verpflichtend",
        "pflicht", "toujours", "obligatoire", "siempre", "obligatorio", "sempre", "obbligatorio",
        "obrigatório", "altijd", "verplicht", "alltid", "zawsze",
      ]
    ),
    (
      .mustNot,
      [
        "forbidden", "prohibited", "not allowed", "nie", "verboten", "nicht erlaubt", "jamais",
        "interdit", "prohibido", "mai", "vietato", "proibido", "verboden", "förbjudet",
        "zabronione",
      ]
    ),
    (
      .should,
      [
        "recommended", "empfohlen", "recommandé", "recomendado", "raccomandato", "aanbevolen",
      ]
    ),
    (.may, ["optional", "nice to have", "facultatif", "opcional", "facoltativo", "optioneel"]),
  ]

  /// Verbs that allow: only where a statement begins with them, because they say little elsewhere.
  private static let permissions: [(Modality, [String])] = [
    (
      .may,
      [
        "may", "darf", "dürfen", "kann", "können", "muss nicht", "peut", "peuvent", "puede",
        "pueden", "può", "possono", "pode", "podem", "mag", "mogen", "kan", "får", "może",
      ]
    )
  ]

  /// What the parser reads without being told.
  private static let known: Set<String> = [
    "must", "shall", "must not", "must never", "mustn't", "shall not", "never", "cannot",
    "can not", "can't", "do not", "don't", "should", "should not", "shouldn't", "should never",
    "may",
  ]

  /// Verbs, found anywhere.
  private static let verbTable = table(of: verbs)
  /// Verbs with which a statement may begin.
  private static let beginTable = table(of: verbs + permissions)
  /// What may be the whole name of a group.
  private static let wholeTable = table(of: verbs + permissions + names)

  private static func table(of words: [(Modality, [String])]) -> PhraseTable<Modality> {
    PhraseTable(
      words.flatMap { modality, words in words.map { ($0, modality) } }, matchesStems: false)
  }

  /// The modality that a text names which is nothing but modal words: `Darf nicht:`.
  static func modality(of text: String) -> Modality? {
    let name = text.withoutColon.lowercased()
    return wholeTable.match(beginning: name[...]).flatMap { $0.phrase == name ? $0.value : nil }
  }

  /// The verb with which a text begins, as it writes it, and what it means.
  static func beginning(of text: String) -> (words: String, modality: Modality)? {
    beginTable.match(beginning: text.lowercased()[...]).map { match in
      (String(text.prefix(match.phrase.count)), match.value)
    }
  }

  /// Whether a statement says what must or should be, or is nothing but modal words.
  static func binds(_ text: String) -> Bool {
    modality(of: text) != nil || !verbTable.matches(in: text.lowercased()).isEmpty
  }

  /// Whether the parser reads these words as a modality by itself.
  static func isKnown(_ words: String) -> Bool { known.contains(words.lowercased()) }
}
