import JourneyModel
import JourneyParser
import ProjectFiles
import SourceText

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A document that is yet to be read.
enum JourneyInput: Sendable {
  case file(String)
  case standardInput
  /// A path that is no document, and why.
  case unreadable(String, FileError)

  /// A journey is smaller; what is larger is refused before it fills memory.
  private static let limit = 4 << 20

  /// Reads the document; what cannot be read becomes a journey with a diagnostic only.
  func read(_ reader: JourneyReader) -> (Journey, SourceFile?) {
    do throws(FileError) {
      let source: SourceFile
      switch self {
      case .file(let path):
        source = SourceFile(path: path, bytes: try FileReader.read(path, limit: Self.limit))
      case .standardInput:
        source = SourceFile(path: "-", bytes: try Self.readStandardInput())
      case .unreadable(_, let error): throw error
      }
      return (reader.read(source), source)
    } catch {
      return (reader.unreadable(path: path, error), nil)
    }
  }

  var path: String {
    switch self {
    case .file(let path), .unreadable(let path, _): path
    case .standardInput: "-"
    }
  }

  private static func readStandardInput() throws(FileError) -> [UInt8] {
    var bytes: [UInt8] = []
    while true {
      var count = 0
      let chunk = [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, initialized in
        count = systemRead(0, buffer.baseAddress, 1 << 16)
        initialized = max(0, count)
      }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw .system(String(cString: strerror(errno))) }
      guard count > 0 else { return bytes }
      bytes += chunk
      guard bytes.count <= limit else { throw .isTooLarge(limit: limit) }
    }
  }
}

/// The documents that a command line names, in a fixed order.
struct JourneyInputs {
  private(set) var inputs: [JourneyInput] = []
  /// Whether the result is one document rather than a list: one path that is no folder.
  private(set) var isSingle: Bool

  init(_ paths: [String]) {
    isSingle = paths.count == 1
    for path in paths {
      if path == "-" {
        inputs.append(.standardInput)
      } else if FileReader.kind(path) == .folder, !Self.isDocument(path) {
        isSingle = false
        addDocuments(below: path)
      } else if isSingle || !Self.isIndex(path) {
        inputs.append(.file(path))
      }
    }
  }

  private mutating func addDocuments(below folder: String) {
    let paths = FolderWalk.files(below: folder, expecting: Self.isDocument)
    for path in paths where Self.isDocument(path) && !Self.isIndex(path) {
      inputs.append(.file(FilePath.join(folder, path)))
    }
  }

  /// The index of the journeys is none of them; `lint` reads it.
  private static func isIndex(_ path: String) -> Bool {
    FilePath.name(of: path).lowercased() == "readme.md"
  }

  private static func isDocument(_ path: String) -> Bool {
    let name = FilePath.name(of: path).lowercased()
    return name.hasSuffix(".md") || name.hasSuffix(".markdown")
  }
}

extension JourneyReader {
  /// Stands for a document that the system does not give.
  func unreadable(path: String, _ error: FileError) -> Journey {
    let code = if case .isTooLarge = error { "WM007" } else { "WM004" }
    return unreadable(
      path: path,
      Diagnostic(code, .error, path: path, range: nil, "\(path) \(error.explanation)"))
  }
}

/// `read(2)`, which the method of the same name hides.
private func systemRead(_ file: Int32, _ buffer: UnsafeMutableRawPointer?, _ count: Int) -> Int {
  read(file, buffer, count)
}
