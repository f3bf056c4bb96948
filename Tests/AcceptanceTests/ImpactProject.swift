import TestSupport
import Testing

/// A project in git in which bindings rest on each other in every way that there is.
enum ImpactProject {
  static func make() throws -> TemporaryFolder {
    let project = try TemporaryFolder([
      "waymark.yaml": """
      journeys: Specs/journeys
      bindings: Specs/bindings
      documentation-root: Specs

      """,
      "Specs/journeys/orders.md": orders, "Specs/journeys/stock.md": stock,
      "Specs/docs/orders-api.md": "# Orders\n\nOne page of 50 orders.\n",
      "Specs/docs/stock-api.md": "# Stock\n",
      "Specs/bindings/shared.yaml": shared, "Specs/bindings/orders.yaml": ordersBindings,
      "Specs/bindings/stock.yaml": stockBindings,
      "Specs/bindings/order.json": #"{"item": 7}"# + "\n",
    ])
    try project.git("init", "-q")
    try project.commit("Begin")
    return project
  }

  private static let orders = """
    # Orders Journey (BF-001)

    Document Level: UX Contract
    Primary Personas: Clerk

    ## 1. Overview

    A clerk looks at orders.

    ## 3. Step-by-step Flow

    1. The clerk opens the list of orders.
    2. The list shows 50 orders at once, see [orders](docs/orders-api.md).
    3. The clerk places an order.

    ## 5. Constraints & Guardrails

    - Must:
      - Ask for a session (BF-002).
    - Must not:
      - Show orders of others.

    ## 6. Story & Documentation Mapping

    - Backlog:
      - BF-001: Orders.
    - Docs:
      - [orders](docs/orders-api.md)

    """

  private static let stock = """
    # Stock Journey (RP-001)

    Document Level: UX Contract
    Primary Personas: Clerk

    ## 1. Overview

    A clerk looks at stock.

    ## 3. Step-by-step Flow

    1. The clerk opens the stock.
    2. The stock is told by the item.

    ## 6. Story & Documentation Mapping

    - Backlog:
      - RP-001: Stock.
    - Docs:
      - [stock](docs/stock-api.md)

    """

  private static let shared = """
    environments:
      reference: {target: reference}
      staging: {base-url: "https://staging.example"}
    sequences:
      open-list:
        steps:
          - call: knock
          - request: GET /list
            expect: [{status: 200}]
      knock:
        steps:
          - request: GET /health/live
    actors:
      clerk:
        sign-in: {steps: [{call: knock}], bearer: one}
      guest:
        sign-in: {token: two}
    word-lists:
      promises: [guaranteed]
    monitors:
      - id: no-promises
        verifies: ["orders#must-not.1"]
        wording: {forbid: [promises]}

    """

  private static let ordersBindings = """
    journey: orders
    variables: {size: 50, unused: 1, base: 1, offset: "{{base}}"}
    checks:
      - id: list
        verifies: [step.1]
        as: clerk
        steps:
          - call: open-list
      - id: fifty
        verifies: [step.2]
        steps:
          - request: GET /list?size={{size}}
            expect: [{status: 200}]
      - id: place
        verifies: [step.3]
        as: guest
        writes: true
        steps:
          - request: POST /orders
            file: order.json
            expect: [{status: 201}]
      - id: session
        verifies: [must.1]
        steps:
          - request: GET /orders?page={{offset}}
            expect: [{status: 401}]
    pending:
      - {obligation: must-not.1, reason: waits for tenants}

    """

  private static let stockBindings = """
    journey: stock
    checks:
      - id: open
        verifies: [step.1, step.2]
        only: [staging]
        steps:
          - request: GET /stock
            expect: [{status: 200}]

    """
}
