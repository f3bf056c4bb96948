import JourneyModel

/// Beginnings of words that hint at a section, in several languages.
///
/// Wider than what the parser accepts without configuration: what is only guessed here ends up in
/// `waymark.yaml`, where its author sees it.
enum SectionWords {
  static let hints: [(role: Section.Role, words: [String])] = [
    (
      .guardrails,
      [
        "guardrail", "constraint", "rule", "non-functional", "nonfunctional", "must",
        "requirement", "boundar", "limits", "polic", "non-negotiable", "leitplank", "regel",
        "geschäftsregel", "spielregel", "einschränkung", "vorgabe", "randbedingung", "schranke",
        "nichtfunktional", "nicht-funktional", "anforderung", "grenzen", "contrainte", "garde-fou",
        "règle", "exigence", "interdi", "limite", "regla", "restricci", "límite", "obligaci",
        "requisito", "vincol", "regol", "requisit", "regra", "restriç", "randvoorwaarde",
        "beperking", "eisen", "begränsning", "krav", "zasad", "ograniczeni", "wymagani",
      ]
    ),
    (
      .mapping,
      [
        "mapping", "traceab", "related stories", "reference", "links", "tickets", "see also",
        "sources", "zuordnung", "rückverfolg", "nachverfolg", "verweis", "bezüge", "verknüpfung",
        "quellen", "correspondance", "traçabilité", "référence", "liens", "récits", "trazabilidad",
        "referencia", "enlaces", "historias", "correspondencia", "tracciabilit", "riferiment",
        "collegament", "rastreabilidade", "referência", "mapeamento", "herleidbaar", "verwijzing",
        "koppeling", "bronnen", "spårbarhet", "referens", "länkar", "odwołania", "powiązania",
      ]
    ),
    (
      .preconditions,
      [
        "precondition", "prerequisite", "persona", "actor", "before you start", "audience", "who ",
        "roles", "starting point", "voraussetzung", "vorbedingung", "person", "rollen",
        "zielgruppe", "akteur", "ausgangslage", "prérequis", "préalable", "conditions préalables",
        "profil", "acteur", "avant de commencer", "rôles", "precondici", "requisitos previos",
        "perfil", "perfiles", "actores", "antes de empezar", "antes de comenzar", "precondizion",
        "prerequisit", "attori", "destinatari", "pré-condi", "pré-requisito", "perfis", "atores",
        "voorwaarde", "uitgangssituatie", "doelgroep", "förutsättning", "roller", "warunki",
      ]
    ),
    (
      .expectations,
      [
        "expect", "behavior", "behaviour", "acceptance", "outcome", "what the user sees", "result",
        "what people notice", "what they see", "erwart", "verhalten", "ergebnis", "akzeptanz",
        "abnahme", "attendu", "attente", "comportement", "résultat", "critères d'acceptation",
        "critères d’acceptation", "esperado", "comportamiento", "resultado", "aceptación",
        "criterios de aceptación", "expectativa", "atteso", "comportament", "risultat",
        "accettazione", "aspettativ", "comportamento", "aceitação", "verwacht", "gedrag",
        "resultaat", "acceptatie", "förvänt", "beteende", "oczekiwan", "zachowanie",
      ]
    ),
    (
      .flow,
      [
        "flow", "step", "walkthrough", "scenario", "procedure", "path", "journey", "what happens",
        "ablauf", "schritt", "vorgehen", "durchlauf", "szenario", "déroulement", "étape",
        "parcours", "scénario", "cheminement", "paso", "flujo", "recorrido", "escenario",
        "procedimiento", "passi", "passagg", "flusso", "percorso", "svolgimento", "fluxo",
        "percurso", "cenário", "stap", "verloop", "steg", "flöde", "kroki", "przebieg",
      ]
    ),
    (
      .overview,
      [
        "overview", "summary", "purpose", "introduction", "goal", "about", "context", "why ",
        "überblick", "übersicht", "zweck", "ziel", "einleitung", "kontext", "zusammenfassung",
        "vue d'ensemble", "vue d’ensemble", "aperçu", "objet", "objectif", "résumé", "contexte",
        "présentation", "resumen", "objetivo", "propósito", "introducción", "visión general",
        "contexto", "panoramica", "scopo", "sintesi", "obiettivo", "visão geral", "resumo",
        "overzicht", "doel", "samenvatting", "inleiding", "översikt", "syfte", "przegląd",
      ]
    ),
  ]
}
