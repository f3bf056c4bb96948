import Bindings
import JourneyModel
import JourneyPlan
import ProjectConfiguration
import RunEvents
import SourceText
import Traceability

/// What a run is about, as the first events of its log.
struct RunListing {
  let contents: ProjectContents
  let plan: RunPlan
  let bindings: BindingSet
  /// The ids of obligations whose wording changed since it was confirmed.
  let suspects: Set<String>
  /// The ids of promises that are no guardrails and must be proven.
  let demanded: Set<String>
  let external: ExternalChecks

  var events: [RunEvent] {
    storyEvents + journeyEvents + obligationEvents + checkEvents + monitorEvents
  }

  /// All stories of the backlog, then those that only journeys name.
  private var storyEvents: [RunEvent] {
    let settings = contents.project.configuration.stories
    let aliases = settings.pattern.aliases
    func address(_ id: String) -> String? {
      settings.url?.replacing("{id}", with: id).replacing("{alias}", with: aliases[id] ?? id)
    }
    var seen: Set<String> = []
    var events: [RunEvent] = []
    for story in contents.backlog?.stories ?? [] where seen.insert(story.id).inserted {
      events.append(
        .story(
          StoryRecord(
            id: story.id, title: story.title, phase: story.phase ?? "", owner: story.owner ?? "",
            isInBacklog: true, url: address(story.id), alias: aliases[story.id])))
    }
    for document in contents.documents {
      for id in document.journey.allStories where seen.insert(id).inserted {
        events.append(
          .story(
            StoryRecord(
              id: id, title: "", phase: "", owner: "", isInBacklog: false, url: address(id),
              alias: aliases[id])))
      }
    }
    return events
  }

  private var journeyEvents: [RunEvent] {
    contents.documents.map { document in
      let journey = document.journey
      return .journey(
        JourneyRecord(
          id: journey.id, title: journey.title ?? journey.id, path: journey.path,
          mappedStories: journey.stories.mapped, allStories: journey.allStories,
          documents: journey.mapping.docs.map(\.path),
          source: String(decoding: document.source.bytes, as: UTF8.self)))
    }
  }

  private var obligationEvents: [RunEvent] {
    contents.documents.flatMap { document in
      document.journey.obligations.map { obligation in
        .obligation(
          ObligationRecord(
            id: obligation.id, journey: document.journey.id, kind: obligation.kind.rawValue,
            modality: obligation.modality?.rawValue, text: obligation.text,
            context: obligation.context,
            stories: (obligation.stories + obligation.inheritedStories
              + document.journey.stories.mapped).unique,
            fingerprint: obligation.fingerprint, line: obligation.range.start.line,
            pendingReason: plan.pending[obligation.id],
            isSuspect: suspects.contains(obligation.id),
            isDeselected: plan.deselected.contains(obligation.id),
            isProofDemanded: demanded.contains(obligation.id)))
      }
    }
  }

  private var checkEvents: [RunEvent] {
    let planned = plan.checks.map { check -> RunEvent in
      var deselected: String?
      if case .deselected(let reason) = check.disposition { deselected = reason }
      let binding = check.binding
      return .check(
        CheckRecord(
          key: check.key, journey: binding.journey, id: binding.id, suffix: check.suffix,
          title: binding.title, path: binding.location.path, line: binding.location.line,
          verifies: check.obligations, actor: binding.actor, tags: binding.tags,
          owner: binding.owner, testKey: binding.testKey, deselected: deselected,
          evidence: external.evidence[check.key], digest: bindings.digest(of: binding)))
    }
    return planned + external.records.map(RunEvent.check)
  }
}

extension RunListing {
  private var monitorEvents: [RunEvent] {
    plan.monitors.map { monitor in
      var deselected: String?
      if case .deselected(let reason) = monitor.disposition { deselected = reason }
      let binding = monitor.binding
      return .monitor(
        MonitorRecord(
          id: binding.id, title: binding.title, path: binding.location.path,
          line: binding.location.line, kind: binding.kind?.name ?? "",
          verifies: monitor.obligations, owner: binding.owner, testKey: binding.testKey,
          deselected: deselected, digest: bindings.digest(of: binding)))
    }
  }
}

extension Journey {
  /// Every story that the document names anywhere.
  var allStories: [String] {
    (stories.title + stories.related + stories.mapped + stories.inline).unique
  }
}

extension [String] {
  /// Each element once, in order of first appearance.
  var unique: [String] {
    var seen: Set<String> = []
    return filter { seen.insert($0).inserted }
  }
}
