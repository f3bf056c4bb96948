import ProjectFiles
import Testing

@Suite struct FilePathTests {
  @Test(arguments: [
    ("a/./b//c/../d", "a/b/d"), ("../a/../../b", "../../b"), ("/../a", "/a"), ("a/..", "."),
    ("", "."), ("/", "/"),
  ])
  func normalizes(path: String, normal: String) {
    #expect(FilePath.normalized(path) == normal)
  }

  @Test(arguments: [
    ("/a/b/c", "/a/b", "c" as String?), ("/a/b", "/a/b", "."), ("/a/bc", "/a/b", nil),
    ("/a", "/", "a"),
  ])
  func seesFromAFolder(path: String, folder: String, relative: String?) {
    #expect(FilePath.relative(path, to: folder) == relative)
  }
}
