extension WordList {
  /// The lists that every project has; it extends or replaces them by name.
  package static let standard: [WordList] = [
    WordList(
      name: "approximation-label",
      phrases: [
        "approximate", "approximately", "approximated", "approximation*", "approx", "estimate",
        "estimates", "estimated", "estimation*", "estimating", "modelled", "modeled", "directional",
        "indicative", "roughly", "provisional", "projected", "projection*", "forecast*",
        "non-authoritative", "ballpark", "order of magnitude", "extrapolated", "preliminary", "~",
        "about", "around", "circa",
      ]),
    WordList(
      name: "over-promise",
      phrases: [
        "guarantee", "guarantees", "guaranteed", "guaranteeing", "we promise", "promised",
        "is promised", "we ensure", "assured", "risk-free", "zero risk", "no risk", "fail-safe",
        "foolproof", "bulletproof", "without fail", "never fails", "never goes down", "no downtime",
        "zero downtime", "100% uptime", "100 % available", "always available", "always on",
        "always delivered", "unlimited savings", "certain to save", "will save you", "locked-in",
        "we will save", "will save exactly",
      ]),
    WordList(
      name: "exactness",
      phrases: [
        "exact", "exactly", "precise", "precisely", "to the cent", "to the penny", "to the dollar",
        "100% accurate", "fully accurate", "perfectly accurate", "canonical", "authoritative",
        "actual cost", "actual costs", "actual spend", "actual charges", "actual bill", "true cost",
        "final cost", "final amount", "final figure*", "official figure*", "billing-grade",
        "source of truth", "penny-perfect",
      ]),
    WordList(
      name: "invoice",
      phrases: [
        "invoice", "invoiced", "invoice total", "invoice number", "invoice amount", "tax invoice",
        "amount due", "total due", "balance due", "amount payable", "payable", "payment due",
        "please pay", "pay now", "your bill", "billed", "bill total", "billing amount",
        "billing statement", "billing total", "statement of account", "remittance",
      ]),
    WordList(
      name: "certainty",
      phrases: [
        "guaranteed", "certain", "certainly", "definitely", "definitive", "conclusive",
        "beyond doubt",
        "no doubt", "without doubt", "undoubtedly", "audited", "audit-grade", "audit-proof",
        "audit-ready", "fully verified", "certified figure*", "assured", "proven loss",
        "proven saving*", "100% certain",
      ]),
    WordList(
      name: "real-time",
      phrases: [
        "real-time", "realtime", "near-real-time", "live data", "live figure*", "live view",
        "live feed", "live update*", "live to the", "are live", "is live", "instantly", "instant",
        "instantaneous", "instantaneously", "up to the second", "up to the minute", "to the second",
        "every second", "each second", "sub-second", "under a second", "within a second",
        "within one second", "less than a second", "within milliseconds", "as it happens",
        "as they happen",
        "this very moment", "as of right now", "happening right now",
        "continuously updated", "updated continuously", "streamed", "streaming figures", "no delay",
        "without delay", "zero latency", "zero delay", "at this instant", "tick-by-tick",
        "updated immediately", "visible immediately", "immediately visible", "shown immediately",
        "appears immediately", "appear immediately", "available immediately",
        "immediately available", "delivered immediately", "up-to-the-moment",
      ]),
    WordList(
      name: "regulatory",
      phrases: [
        "regulatory report*", "regulatory filing*", "regulatory disclosure*", "regulatory output",
        "regulatory submission*", "statutory report*", "statutory account*", "certified report*",
        "audited report*", "audited statement*", "official filing*", "for submission to",
        "filed with",
        "gaap", "ifrs", "sox-compliant", "form 10-k", "form 10-q", "prospectus",
      ]),
    WordList(
      name: "provider-guarantee",
      phrases: [
        "provider guarantees", "guaranteed by", "guaranteed delivery", "guaranteed uptime",
        "guaranteed inbox", "inbox placement guaranteed", "contractually guaranteed",
        "will always deliver", "guaranteed availability", "provider promises", "provider assures",
      ]),
    WordList(
      name: "implementation-detail",
      phrases: [
        "stack trace", "stacktrace", "traceback", "exception", "null pointer", "segmentation fault",
        "dead-letter queue", "message broker", "kafka", "rabbitmq", "redis", "postgres*", "sqlite",
        "kubernetes", "docker", "hostname", "localhost", "errno", "core dump", "worker thread",
      ]),
  ]
}
