import ProjectFiles
import TestSupport
import Testing

@Suite struct FileWriterTests {
  @Test func severalFilesAreWrittenOrNone() throws {
    let folder = try TemporaryFolder(["a": "old", "b": "old", "file": ""])
    func files(_ second: String) -> [(path: String, bytes: [UInt8])] {
      [("a", "new"), (second, "new")].map { (FilePath.join(folder.path, $0), Array($1.utf8)) }
    }
    let error = #expect(throws: FileWriteError.self) { try FileWriter.write(files("file/c")) }
    #expect(error?.path == FilePath.join(folder.path, "file/c"))
    #expect(error?.error.explanation.hasPrefix("cannot be written: Not a directory; ") == true)
    #expect(try folder.read("a") == "old")
    #expect(FolderWalk.names(in: folder.path) == ["a", "b", "file"])
    try FileWriter.write(files("b"))
    #expect(try folder.read("a") == "new" && folder.read("b") == "new")
    #expect(FolderWalk.names(in: folder.path) == ["a", "b", "file"])
  }

  @Test func aFolderIsNoFile() throws {
    let folder = try TemporaryFolder(["a/b": ""])
    let error = #expect(throws: FileError.self) {
      try FileWriter.write([1], to: FilePath.join(folder.path, "a"))
    }
    #expect(error?.explanation.contains("Is a directory") == true)
    #expect(FolderWalk.names(in: folder.path) == ["a"])
  }
}
