import Foundation
import ProjectFiles
import Testing

@Suite struct FileReaderTests {
  @Test func writesAndReadsAndWalks() throws {
    let folder = NSTemporaryDirectory() + "waymark-files-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    for path in ["b/two.md", "a.md", ".git/no.md", "b/node_modules/no.md", "b/a/one.md"] {
      try FileWriter.write(Array(path.utf8), to: folder + "/" + path)
    }
    try FileManager.default.createSymbolicLink(
      atPath: folder + "/b/loop", withDestinationPath: folder)
    #expect(FolderWalk.files(below: folder) == ["a.md", "b/two.md", "b/a/one.md"])
    #expect(try FileReader.read(folder + "/a.md") == Array("a.md".utf8))
    #expect(throws: FileError.isFolder) { try FileReader.read(folder) }
    #expect(throws: FileError.missing) { try FileReader.read(folder + "/none") }
    #expect(throws: FileError.isTooLarge(limit: 2)) {
      try FileReader.read(folder + "/a.md", limit: 2)
    }
  }

  @Test func aPipeIsRefusedWithoutWaiting() {
    let path = NSTemporaryDirectory() + "waymark-pipe-\(UUID().uuidString)"
    defer { unlink(path) }
    #expect(mkfifo(path, 0o600) == 0)
    #expect(throws: FileError.isNoRegularFile) { try FileReader.read(path) }
  }
}
