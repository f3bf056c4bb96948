import ArgumentParser
import Bindings
import Impact
import ProjectConfiguration
import ProjectFiles
import SourceText
import Traceability

/// The working tree held against a commit.
struct CommittedComparison {
  let impact: SpecsImpact
  /// The hash of the commit at which the work on the checked-out one began.
  let commit: String

  /// - Throws: `ValidationError` where git knows no such commit or cannot read it.
  static func of(
    _ project: LoadedProject, since revision: String, environment: String
  ) async throws -> CommittedComparison {
    do {
      let committed = try await CommittedSpecs.read(revision, of: project.project)
      var before = committed.state
      var after = project.state
      let paths = before.contentPaths.union(after.contentPaths).sorted()
      let entries = try await committed.commit.files(at: paths)
      before.contents = try await committed.commit.contents(of: entries)
      for path in paths {
        // What is no file, or cannot be read, has no content that could have changed.
        after.contents[path] = try? FileReader.read(
          project.project.location(of: path), limit: GitCommit.largestFile)
      }
      return CommittedComparison(
        impact: SpecsImpact(from: before, to: after, environment: environment),
        commit: committed.commit.hash)
    } catch let error as CommittedSpecs.Failure {
      throw ValidationError(error.message)
    } catch let error as GitCommit.Failure {
      throw ValidationError(error.message)
    }
  }
}

extension LoadedProject {
  /// What the working tree says; the contents of files are left out.
  fileprivate var state: SpecsState {
    SpecsState(
      journeys: journeys, bindings: bindings, sources: bindingSources,
      configuration: project.file, documentationRoot: project.configuration.documentationRoot)
  }
}

extension CommittedSpecs {
  fileprivate var state: SpecsState {
    SpecsState(
      journeys: journeys, bindings: anchored.bindings, sources: sources,
      configuration: contents.project.file,
      documentationRoot: contents.project.configuration.documentationRoot)
  }
}
