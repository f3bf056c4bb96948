import SourceText
import Testing

@testable import Traceability

@Suite struct DelimitedTextTests {
  private func fields(_ text: String) -> [[String]] {
    DelimitedText(SourceFile(path: "a.csv", text: text)).records.map { $0.map(\.text) }
  }

  @Test(arguments: [
    ("a,b\n1,2\n", [["a", "b"], ["1", "2"]]),
    ("a,b\r\n1,2", [["a", "b"], ["1", "2"]]),
    ("a;b\n\"1;x\";2", [["a", "b"], ["1;x", "2"]]),
    ("a\tb\n1\t2\n", [["a", "b"], ["1", "2"]]),
    ("\u{FEFF}a,b\n1,\"two \"\"lines\"\"\nlong\"\n", [["a", "b"], ["1", "two \"lines\"\nlong"]]),
    ("a,b\n\n,\n", [["a", "b"], ["", ""]]),
    ("a\n\"never ends", [["a"], ["never ends"]]),
    ("", []),
  ])
  func readsRecords(text: String, records: [[String]]) {
    #expect(fields(text) == records)
  }

  @Test func fieldsKnowTheirPlace() throws {
    let text = "id,title\n\"é\ny\", BF-002 ,x\n"
    let record = try #require(DelimitedText(SourceFile(path: "a.csv", text: text)).records.last)
    #expect(record.map(\.range.start.line) == [2, 3, 3])
    #expect(record.map(\.range.start.column) == [1, 4, 13])
    #expect(record[1].text == "BF-002")
  }

  @Test func aQuoteThatNeverEndsIsTold() {
    let text = DelimitedText(SourceFile(path: "a.csv", text: "a\nb,\"c"))
    #expect(text.unterminated?.start == SourcePosition(line: 2, column: 3))
  }

  @Test(.timeLimit(.minutes(1))) func oneEndlessLineTakesLinearTime() {
    let text = String(repeating: "é,", count: 1_000_000)
    #expect(fields(text).first?.count == 1_000_001)
  }
}
