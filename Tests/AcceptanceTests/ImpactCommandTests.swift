import JSONSchema
import JSONTree
import ProjectFiles
import TestSupport
import Testing

/// `waymark impact` and `verify --affected-by`, seen from outside.
@Suite struct ImpactCommandTests {
  private static let orders = "Specs/journeys/orders.md"
  private static let ordersBindings = "Specs/bindings/orders.yaml"
  private static let shared = "Specs/bindings/shared.yaml"

  /// One edit of a file, and the checks and monitors that it touches.
  struct Edit: CustomTestStringConvertible {
    var file: String
    var old: String
    var new: String
    var touched: [String]
    var testDescription: String { "\(old) → \(new)" }
  }

  static let edits = [
    Edit(file: orders, old: "opens the list", new: "sees the list", touched: ["orders/list"]),
    Edit(
      file: orders, old: "session (BF-002)", new: "session (BF-003)", touched: ["orders/session"]),
    Edit(
      file: "Specs/docs/orders-api.md", old: "50", new: "60", touched: ["orders/fifty"]),
    Edit(
      file: ordersBindings, old: "{status: 401}", new: "{status: 403}", touched: ["orders/session"]),
    Edit(file: ordersBindings, old: "size: 50", new: "size: 60", touched: ["orders/fifty"]),
    Edit(file: ordersBindings, old: "unused: 1", new: "unused: 2", touched: []),
    Edit(
      file: "Specs/bindings/order.json", old: "7", new: "8", touched: ["orders/place"]),
    // By way of a sequence and of the actor's sign-in.
    Edit(file: shared, old: "/health/live", new: "/health/ready", touched: ["orders/list"]),
    Edit(file: shared, old: "token: two", new: "token: three", touched: ["orders/place"]),
    Edit(file: shared, old: "guaranteed", new: "certain", touched: ["no-promises"]),
    Edit(
      file: shared, old: "{target: reference}", new: "{target: reference, writes: allowed}",
      touched: ["orders/fifty", "orders/list", "orders/place", "orders/session"]),
    // What nobody names with `as` is the anonymous actor's.
    Edit(
      file: shared, old: "actors:\n", new: "actors:\n  anonymous: {headers: {X-A: b}}\n",
      touched: ["orders/fifty", "orders/session", "stock/open"]),
    Edit(file: ordersBindings, old: "base: 1", new: "base: 2", touched: ["orders/session"]),
    Edit(
      file: orders, old: "orders](docs/orders-api.md).", new: "orders](docs/stock-api.md).",
      touched: ["orders/fifty"]),
    Edit(file: orders, old: "Show orders", new: "Tell orders", touched: ["no-promises"]),
    // Another environment than the one that is looked at.
    Edit(file: shared, old: "staging.example", new: "stage.example", touched: []),
    Edit(
      file: "waymark.yaml", old: "journeys: ", new: "redaction: [abc]\njourneys: ",
      touched: [
        "no-promises", "orders/fifty", "orders/list", "orders/place", "orders/session",
        "stock/open",
      ]),
    Edit(
      file: "waymark.yaml", old: "journeys: ", new: "lint: {exclude: []}\njourneys: ", touched: []),
  ]

  private static func touched(_ report: JSONValue) -> [String] {
    (["checks", "monitors"].flatMap { report[$0]?.arrayValue ?? [] })
      .compactMap { $0["id"]?.stringValue }.sorted()
  }

  private static func impact(of project: TemporaryFolder) throws -> JSONValue {
    let result = try WaymarkProcess(
      ["impact", "--since", "HEAD", "--format", "json"], in: project.path)
    #expect(result.status == 0, "\(result.errors)")
    let report = try JSONValue.parse(result.output)
    let path = Repository.location(of: "Reports/schemas/impact-1.schema.json")
    let schema = try Schema.parse(
      try JSONValue.parse(String(decoding: try FileReader.read(path), as: UTF8.self)))
    #expect(try schema.violations(of: report).map(\.description) == [])
    return report
  }

  @Test(arguments: edits) func anEditTouchesWhatRestsOnIt(edit: Edit) throws {
    let project = try ImpactProject.make()
    let text = try project.read(edit.file)
    #expect(text.contains(edit.old))
    try project.write(text.replacing(edit.old, with: edit.new, maxReplacements: 1), to: edit.file)
    #expect(Self.touched(try Self.impact(of: project)) == edit.touched)
  }

  @Test func whatMovesOrIsLaidOutOtherwiseTouchesNothing() throws {
    let project = try ImpactProject.make()
    #expect(try WaymarkProcess(["review", "--accept"], in: project.path).status == 0)
    try project.commit("Confirm")
    let steps = try project.read(Self.orders)
      .replacing("1. The clerk opens the list of orders.\n", with: "")
      .replacing(
        "3. The clerk places an order.\n",
        with: "3. The clerk places an order.\n4. The clerk opens\n   the list of orders.\n")
    try project.write(steps, to: Self.orders)
    let bindings = try project.read(Self.ordersBindings)
      .replacing(
        "variables: {size: 50, unused: 1, base: 1, offset: \"{{base}}\"}",
        with: "# Sizes\nvariables:\n  unused: 1\n  offset: \"{{base}}\"\n  base: 1\n  size: 50")
    try project.write(bindings, to: Self.ordersBindings)
    let since = ["impact", "--since", "HEAD"]
    let moved = try WaymarkProcess(since, in: project.path)
    #expect(moved.status == 0)
    #expect(
      moved.output
        == "Nothing that journeys, bindings or linked documents say changed since HEAD.\n")
    #expect(try WaymarkProcess(["review", "--fix"], in: project.path).status == 0)
    #expect(try project.read(Self.ordersBindings) != bindings)
    #expect(try WaymarkProcess(since, in: project.path).output == moved.output)
  }

  /// A journey's document may be called otherwise.
  @Test func aRenamedJourneyIsFollowed() throws {
    let project = try ImpactProject.make()
    try project.git("mv", "Specs/journeys/stock.md", "Specs/journeys/stores.md")
    let bindings = try project.read("Specs/bindings/stock.yaml")
    try project.write(
      bindings.replacing("journey: stock", with: "journey: stores"),
      to: "Specs/bindings/stock.yaml")
    let report = try Self.impact(of: project)
    #expect(report["obligations"]?.arrayValue?.count == 0)
    #expect(Self.touched(report) == [])
  }

  @Test(arguments: [("text", "impact.txt"), ("markdown", "impact.md")])
  func tellsAChange(format: String, golden: String) throws {
    let project = try ImpactProject.make()
    let orders = try project.read(Self.orders)
      .replacing("shows 50 orders", with: "shows 60 orders")
      .replacing("3. The clerk places an order.\n", with: "")
      .replacing("  - Show orders", with: "  - Keep orders for ever.\n  - Show orders")
    try project.write(orders, to: Self.orders)
    let bindings = try project.read(Self.ordersBindings)
      .replacing("verifies: [step.3]", with: "verifies: [must-not.1]")
      .replacing("obligation: must-not.1", with: "obligation: must-not.2")
    try project.write(bindings, to: Self.ordersBindings)
    let shared = try project.read(Self.shared).replacing("/health/live", with: "/health/ready")
    try project.write(shared, to: Self.shared)
    let result = try WaymarkProcess(
      ["impact", "--since", "HEAD", "--format", format], in: project.path)
    #expect(result.status == 0, "\(result.errors)")
    try GoldenFile.expect(result.output, at: "Fixtures/impact/\(golden)")
  }

  @Test func aCommitThatIsNotThereIsToldWithAWayOut() throws {
    let project = try ImpactProject.make()
    for command in [["impact", "--since"], ["verify", "--affected-by"]] {
      let result = try WaymarkProcess(command + ["nowhere"], in: project.path)
      #expect(result.status == 2)
      #expect(result.errors.contains("git knows no commit 'nowhere' here"))
    }
  }

  // MARK: - Running

  /// The checks that `verify` would run, as it lists them.
  private static func listed(_ project: TemporaryFolder, _ more: String...) throws -> WaymarkProcess
  {
    try WaymarkProcess(["verify", "--list", "--affected-by", "HEAD"] + more, in: project.path)
  }

  @Test func justWhatIsTouchedRuns() throws {
    let project = try ImpactProject.make()
    let text = try project.read(Self.orders)
    try project.write(
      text.replacing("opens the list", with: "sees the list")
        .replacing("Ask for a session", with: "Ask for a fresh session"), to: Self.orders)
    let both = try Self.listed(project)
    #expect(both.errors.contains("2 checks are touched since HEAD."))
    #expect(both.output.contains("orders/list"))
    #expect(both.output.contains("orders/session"))
    #expect(!both.output.contains("orders/place"))
    let one = try Self.listed(project, "orders#must")
    #expect(!one.output.contains("orders/list"))
    #expect(one.output.contains("orders/session"))
  }

  @Test func aJourneyThatIsMappedOtherwiseTouchesItsStories() throws {
    let project = try ImpactProject.make()
    let text = try project.read(Self.orders).replacing("- BF-001: Orders", with: "- BF-004: Orders")
    try project.write(text, to: Self.orders)
    let report = try Self.impact(of: project)
    let stories = (report["stories"]?.arrayValue ?? []).compactMap { $0["id"]?.stringValue }
    // The title names BF-001 as before.
    #expect(stories == ["BF-004"])
  }

  /// Else a pipeline would take a mistake for a change that touches nothing.
  @Test func aMistakeIsToldWhereNothingIsTouched() throws {
    let project = try ImpactProject.make()
    try project.write("checks: [\n", to: "Specs/bindings/broken.yaml")
    #expect(try Self.listed(project).status == 3)
  }

  @Test func nothingTouchedIsNoSuccess() throws {
    let project = try ImpactProject.make()
    let result = try Self.listed(project)
    #expect(result.status == 5)
    #expect(result.errors.contains("so nothing is run"))
  }

  @Test func aMonitorIsHeldAgainstEverything() throws {
    let project = try ImpactProject.make()
    let shared = try project.read(Self.shared).replacing("guaranteed", with: "certain")
    try project.write(shared, to: Self.shared)
    let result = try Self.listed(project)
    #expect(result.errors.contains("everything is run"))
    #expect(result.output.contains("orders/place"))
  }
}
