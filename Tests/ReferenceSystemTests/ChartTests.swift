import Testing

@testable import ReferenceSystem

/// Scales of charts, and figures as pages tell them.
@Suite struct ChartTests {
  @Test(
    arguments: [
      ([0, 444], [0, 200, 400, 600]), ([5, 9, 10], [0, 5, 10]), ([0, 0], [0, 0.5]),
      ([0.998, 1], [0.998, 0.999, 1]), ([42, 49, 100], [0, 50, 100]), ([3], [0, 1, 2, 3]),
    ] as [([Double], [Double])])
  func scalesHaveRoundMarks(values: [Double], marks: [Double]) {
    let ticks = Chart.Scale(values: values).ticks
    #expect(ticks.count == marks.count, "\(ticks)")
    for (tick, mark) in zip(ticks, marks) { #expect(abs(tick - mark) < 1e-9, "\(ticks)") }
  }

  @Test func everyValueLiesOnItsScale() {
    var generator = SeededGenerator(seed: 20, stream: "charts")
    for _ in 0..<500 {
      let size = Double(generator.integer(1...1_000_000)) / 1000
      let values = (0..<generator.integer(1...40)).map { _ in generator.number(0...size) }
      let scale = Chart.Scale(values: values)
      #expect((2...8).contains(scale.ticks.count), "seed 20, \(values)")
      for value in values {
        #expect((scale.ticks.first ?? 1) <= value + 1e-9 * size, "seed 20, \(values)")
        #expect((scale.ticks.last ?? 0) >= value - 1e-9 * size, "seed 20, \(values)")
        #expect((0...1).contains(scale.position(of: value)))
      }
    }
  }

  @Test func measuresAndTargetsHaveUnits() {
    #expect(Format.measure(0.7153, unit: "share") == "71.53 %")
    #expect(Format.measure(49, unit: "milliseconds") == "49 milliseconds")
    #expect(Format.target("below 0.8", unit: "share") == "below 80 %")
    #expect(Format.target("at least 0.999", unit: "share of checks") == "at least 99.9 %")
    #expect(Format.target("0", unit: "jobs") == "0 jobs")
    #expect(Format.words("smtp_ip") == "SMTP IP")
    #expect(Format.range(["low": 1234, "high": 45_678]) == "1,230 to 45,700 USD")
    #expect(Format.range(["low": 12]) == Format.missing)
  }

  @Test(arguments: ["=1+1", "+cmd", "-cmd", "@x", "\t=1", "\r=1", " =1", "\u{FF1D}1"])
  func formulasAreDefusedInExports(text: String) {
    let file = CommaSeparated.render(["items": [["name": .string(text)]]], heading: "x")
    #expect(file.contains("'" + text))
  }

  @Test(arguments: ["-12.5", "3", "Cobalt Ledger", "a=b"])
  func otherTextsStayAsTheyAre(text: String) {
    let file = CommaSeparated.render(["items": [["name": .string(text)]]], heading: "x")
    #expect(file.contains("\r\n\(text)\r\n"))
  }
}
