import Foundation
import JSONTree
import TestSupport
import Testing

@Suite struct ParseCommandTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder([
      "a.md": "# A (BF-001)\n\n## 3. Step-by-step Flow\n\n1. One.\n2. Two.\n",
      "sub/b.md": "# B\n\n## 3. Step-by-step Flow\n\n1. Only.\n\n| a | b |\n|---|---|\n",
      "README.md": "# Index\n", "notes.txt": "no journey",
    ])
  }

  @Test func `one file gives an object`() throws {
    let run = try WaymarkProcess(["parse", "a.md", "--format", "json"], in: folder.path)
    #expect(run.status == 0)
    #expect(try JSONValue.parse(run.output)["id"] == "a")
    #expect(run.errors.contains("a.md:1:1: warning: the section ‘Overview’ is missing [WM104]"))
  }

  @Test func `the index alone is a document like any other`() throws {
    let run = try WaymarkProcess(["parse", "README.md", "--format", "json"], in: folder.path)
    #expect(try JSONValue.parse(run.output)["title"] == "Index")
  }

  @Test(arguments: [
    ["."], ["a.md", "README.md", "sub/b.md"], ["--jobs", "1", "."], ["--jobs", "7", "sub/..", "."],
  ])
  func `several files or a folder give an array in order, without the index`(
    arguments: [String]
  ) throws {
    let run = try WaymarkProcess(["parse", "--format", "json"] + arguments, in: folder.path)
    #expect(run.status == 0)
    let ids = try #require(try JSONValue.parse(run.output).arrayValue).map { $0["id"] }
    #expect(ids.prefix(2) == ["a", "b"])
  }

  @Test func `standard input is a document without a name`() throws {
    let run = try WaymarkProcess(
      ["parse", "-", "--format", "json"], in: folder.path, input: "# From a pipe\n")
    #expect(try JSONValue.parse(run.output)["title"] == "From a pipe")
    #expect(try JSONValue.parse(run.output)["path"] == "-")
  }

  @Test func `the tree of several files ends with their sum`() throws {
    let run = try WaymarkProcess(["parse", "."], in: folder.path)
    #expect(run.output.hasSuffix("2 documents: 3 obligations read, 1 block not read\n"))
  }

  @Test func `nothing is printed with none but what is odd`() throws {
    let run = try WaymarkProcess(["parse", ".", "--format", "none"], in: folder.path)
    #expect(run.output.isEmpty)
    #expect(run.errors.contains("[WM113]"))
    #expect(run.status == 0)
  }

  @Test func `what cannot be read has a diagnostic, and the rest is read`() throws {
    try FileManager.default.createDirectory(
      atPath: folder.path + "/folder.md", withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/gone.md", withDestinationPath: "nowhere.md")
    let run = try WaymarkProcess(["parse", ".", "--format", "json"], in: folder.path)
    #expect(run.status == 3)
    #expect(run.errors.contains("folder.md: error: folder.md is a folder, not a file [WM004]"))
    #expect(run.errors.contains("gone.md does not exist [WM004]"))
    #expect(try JSONValue.parse(run.output).arrayValue?.count == 4)
    let missing = try WaymarkProcess(["parse", "no.md", "--format", "none"], in: folder.path)
    #expect(missing.status == 3)
  }

  @Test(arguments: [
    ["parse"], ["parse", "a.md", "--format", "xml"], ["parse", "a.md", "--jobs", "0"],
  ])
  func `wrong usage has its own status`(arguments: [String]) throws {
    let run = try WaymarkProcess(arguments, in: folder.path)
    #expect(run.status == 2)
    #expect(run.errors.contains("Usage: waymark parse"))
  }

  @Test func `the project's names are used`() throws {
    try folder.write("sections: {guardrails: [Rules]}\n", to: "waymark.yaml")
    try folder.write("## Rules\n\n- Must be.\n", to: "a.md")
    let run = try WaymarkProcess(["parse", "a.md"], in: folder.path)
    #expect(run.output.contains("must.1 Must be."))
  }
}
