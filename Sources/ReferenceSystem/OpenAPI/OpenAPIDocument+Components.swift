extension OpenAPIDocument {
  /// The schemas that several operations share.
  static var schemas: JSON {
    [
      "Meta": Schema.object(
        [
          "as_of": Schema.instant, "cadence": Schema.string, "stale": Schema.boolean,
          "partial": Schema.boolean, "degraded_sources": Schema.list(Schema.string),
          "next_cursor": Schema.optional(Schema.string), "total": Schema.count,
        ],
        optional: [
          "as_of", "cadence", "stale", "partial", "degraded_sources", "next_cursor", "total",
        ]),
      "Failure": Schema.object([
        "success": ["const": false],
        "error": Schema.object([
          "code": Schema.choice(Failure.Code.allCases.map(\.rawValue)),
          "message": Schema.string, "details": Schema.list(Schema.freeObject),
          "request_id": ["type": "string", "pattern": "^req_[0-9a-f]+$"],
          "documentation_url": Schema.string,
        ]),
        "timestamp": Schema.instant,
      ]),
      "Notification": Schema.object(NotificationEndpoints.itemMembers),
      "NotificationDetail": Schema.object(NotificationEndpoints.detailMembers),
      "SavingsOpportunity": Schema.object(RecommendationEndpoints.opportunityMembers),
      "TenantSummary": TenantSummary.schema,
    ]
  }

  static var headers: JSON {
    let texts: [(name: String, text: String)] = [
      ("X-RateLimit-Limit", "Requests that the window allows."),
      ("X-RateLimit-Remaining", "Requests that are left in the window."),
      ("X-RateLimit-Reset", "When the window ends, in seconds since 1970."),
      ("X-RateLimit-Window", "The length of the window in seconds."),
    ]
    return .object(
      texts.map {
        JSON.Member(
          name: $0.name, value: ["description": .string($0.text), "schema": Schema.integer])
      })
  }

  static var rateHeaders: JSON {
    .object(
      (headers.members ?? []).map {
        JSON.Member(
          name: $0.name, value: ["$ref": .string("#/components/headers/\($0.name)")])
      })
  }

  static var responses: JSON {
    let texts: [(status: String, text: String)] = [
      ("400", "The request or one of its filters is not valid."),
      ("401", "There is no valid session or token."),
      ("403", "The caller may not do this, or a one-time code is needed."),
      ("404", "There is no such thing for the caller."),
      ("409", "The thing is in another state."), ("413", "The body is too large."),
      ("422", "The body breaks the rules."), ("429", "Too many requests."),
      ("500", "Something went wrong."), ("503", "A source of the data is not available."),
    ]
    return .object(
      texts.map {
        JSON.Member(
          name: "Failure\($0.status)",
          value: [
            "description": .string($0.text), "headers": rateHeaders,
            "content": ["application/json": ["schema": Schema.named("Failure")]],
          ])
      })
  }
}

extension TenantSummary {
  static let schema = Schema.object([
    "profile": Schema.object([
      "id": Schema.string, "name": Schema.string, "reference": Schema.string,
      "segment": Schema.choice(Segment.names), "region": Schema.choice(Region.names),
      "plan": Schema.string, "lifecycle_stage": Schema.string, "status": Schema.string,
      "note": Schema.string,
    ]),
    "volume": Schema.object([
      "sent_30d": Schema.optional(Schema.count), "delivered_30d": Schema.optional(Schema.count),
    ]),
    "deliverability": Schema.object([
      "delivery_rate_30d": Schema.optional(Schema.rate),
      "bounce_rate_30d": Schema.optional(Schema.rate),
      "complaint_rate_30d": Schema.optional(Schema.rate),
      "reputation_band": Schema.optional(tierSchema),
      "internal_tier": Schema.optional(
        Schema.object([
          "tier": tierSchema, "computed_for_week_of": Schema.date, "label": Schema.string,
        ])),
      "provider_snapshots": Schema.list(
        Schema.object([
          "provider": Schema.string, "rating": Schema.string, "taken_at": Schema.instant,
          "label": Schema.string,
        ])),
    ]),
    "directional_revenue": Schema.object([
      "estimated_at_risk_30d": Schema.optional(Schema.amount),
      "estimated_protected_30d": Schema.optional(Schema.amount), "currency": Schema.string,
      "label": Schema.string,
    ]),
    "approximate_infra_cost_signals": Schema.object([
      "vps_cost_band": Schema.optional(Schema.string),
      "smtp_ip_cost_band": Schema.optional(Schema.string), "label": Schema.string,
    ]),
    "alerts": Schema.object([
      "open": Schema.optional(Schema.count), "critical": Schema.optional(Schema.count),
      "high": Schema.optional(Schema.count),
      "recent": Schema.list(
        Schema.object([
          "id": Schema.string, "severity": Schema.string, "category": Schema.string,
          "title": Schema.string, "created_at": Schema.instant,
        ])),
    ]),
    "links": Schema.list(Schema.object(["title": Schema.string, "href": Schema.string])),
  ])

  private static let tierSchema = Schema.choice(["Healthy", "Watch", "At Risk", "Critical"])
}
