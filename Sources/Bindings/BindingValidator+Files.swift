import JSONTree
import Queries
import SourceText

extension BindingValidator {
  /// Looks at the files that bindings name, before a run would miss them.
  ///
  /// What an environment names need not be on the machine of whoever runs another one, and what a
  /// program may write first need not be there yet: both are warnings.
  mutating func checkFiles() {
    guard let files else { return }
    for file in set.files {
      for named in file.namedFiles {
        guard let fault = fault(in: named, of: file.path, files) else { continue }
        let isCertain: Bool
        if case .environment = named.owner {
          isCertain = false
        } else {
          isCertain = !named.mayBeWritten
        }
        report(
          fault.code, named.location, fault.message, severity: isCertain ? .error : .warning,
          help: fault.help)
        guard isCertain else { continue }
        fileProblems[owner(named.owner, in: file.path), default: []] += diagnostics.suffix(1)
      }
    }
  }

  func fileProblems(of owner: NamedFile.Owner, in path: String) -> [Diagnostic] {
    fileProblems[self.owner(owner, in: path)] ?? []
  }

  /// Checks and monitors are known by their place in a file, the others by their name in all files.
  private func owner(_ owner: NamedFile.Owner, in path: String) -> FileOwner {
    switch owner {
    case .check, .monitor: FileOwner(owner: owner, path: path)
    case .sequence, .actor, .environment: FileOwner(owner: owner)
    }
  }

  private func fault(
    in named: NamedFile, of path: String, _ files: NamedFileAccess
  ) -> (code: String, message: String, help: String)? {
    if let fault = files.fault(named.name, path) {
      let near = NearMiss.suggestion(for: named.name, among: files.candidates(named.name, path))
      return (
        "WM501", "the file '\(named.name)' \(fault)",
        near.map { "did you mean '\($0)'?" } ?? "paths start at the folder of the binding file"
      )
    }
    guard named.isSchema, let bytes = files.content(named.name, path) else { return nil }
    do {
      _ = try Predicate.make(.matchesSchema, operand: try JSONValue.parse(bytes))
      return nil
    } catch let error as JSONSyntaxError {
      let place = SourceFile(path: named.name, bytes: bytes).position(ofByte: error.offset)
      return (
        "WM515", "'\(named.name)' is not JSON: \(error.message)",
        "mend its line \(place.line), column \(place.column)"
      )
    } catch let error as QuerySyntaxError {
      return (
        "WM515", "'\(named.name)': \(error.message)",
        "a schema is JSON Schema 2020-12, and refers to nothing outside of itself"
      )
    } catch {
      return nil
    }
  }
}

/// What a file's mistake touches, across all binding files.
struct FileOwner: Hashable {
  var owner: NamedFile.Owner
  /// Only where the owner is a check or a monitor.
  var path: String?
}
