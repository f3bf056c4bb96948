// swift-tools-version: 6.2
import PackageDescription

/// Every Swift target is built with the same strictness; a warning is an error.
let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

let systemLibraries: [Target] = [
  .systemLibrary(
    name: "CCMarkGFM", pkgConfig: "libcmark-gfm",
    providers: [.apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"])]),
  .systemLibrary(
    name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
  .systemLibrary(
    name: "CLibCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
  .systemLibrary(
    name: "CLibCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
  .systemLibrary(
    name: "CLibYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
  .systemLibrary(
    name: "CReferenceCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
]

let argumentParser: Target.Dependency =
  .product(name: "ArgumentParser", package: "swift-argument-parser")

let libraries: [Target] = [
  .target(name: "CMarkArena", dependencies: ["CCMarkGFM"]),
  .target(name: "SourceText"),
  .target(name: "JSONTree"),
  .target(name: "Digests", dependencies: ["CLibCrypto"]),
  .target(name: "YAMLTree", dependencies: ["CLibYAML", "JSONTree", "SourceText"]),
  .target(name: "Regexes"),
  .target(name: "JSONSchema", dependencies: ["JSONTree", "Regexes"]),
  .target(name: "Markup", dependencies: ["CLibXML2"]),
  .target(name: "Secrets", dependencies: ["Digests", "JSONTree"]),
  .target(
    name: "Queries", dependencies: ["Digests", "JSONSchema", "JSONTree", "Markup", "Regexes"]),
  .target(name: "HTTPClient", dependencies: ["CLibCurl"]),
  .target(name: "MarkdownTree", dependencies: ["CCMarkGFM", "CMarkArena", "SourceText"]),
  .target(name: "ProjectFiles"),
  .target(name: "JourneyModel", dependencies: ["Digests", "JSONTree", "SourceText"]),
  .target(
    name: "JourneyParser",
    dependencies: ["Digests", "JSONTree", "JourneyModel", "MarkdownTree", "SourceText", "YAMLTree"]),
  .target(
    name: "ProjectConfiguration",
    dependencies: ["JSONTree", "JourneyModel", "ProjectFiles", "SourceText", "YAMLTree"]),
  .target(
    name: "Traceability",
    dependencies: [
      "JourneyModel", "JourneyParser", "MarkdownTree", "ProjectConfiguration", "ProjectFiles",
      "SourceText",
    ]),
  .target(
    name: "JourneyLint",
    dependencies: [
      "Digests", "JSONTree", "JourneyModel", "ProjectConfiguration", "ProjectFiles", "SourceText",
      "Traceability",
    ]),
  .target(
    name: "ProjectInference",
    dependencies: [
      "JourneyModel", "JourneyParser", "MarkdownTree", "ProjectConfiguration", "ProjectFiles",
      "SourceText", "Traceability",
    ]),
  .target(
    name: "Monitors",
    dependencies: [
      "Digests", "JSONSchema", "JSONTree", "Markup", "Queries", "Regexes", "Secrets",
    ]),
  .target(name: "Pages", dependencies: ["HTTPClient"]),
  .target(name: "Review", dependencies: ["JSONTree", "JourneyModel", "SourceText"]),
  .target(
    name: "Impact",
    dependencies: [
      "Bindings", "JSONTree", "JourneyModel", "ProjectFiles", "Review", "SourceText",
      "Traceability", "YAMLTree",
    ]),
  .target(name: "PageDriver", dependencies: ["HTTPClient", "Markup", "Pages", "Regexes"]),
  .target(name: "RunEvents", dependencies: ["JSONTree"]),
  .target(name: "Evidence", dependencies: ["JSONTree", "Markup", "ProjectFiles", "RunEvents"]),
  .target(
    name: "Bindings",
    dependencies: [
      "Digests", "JSONTree", "JourneyModel", "Markup", "Monitors", "Pages", "Queries", "Regexes",
      "SourceText",
      "YAMLTree",
    ]),
  .target(name: "JourneyPlan", dependencies: ["Bindings", "JourneyModel", "SourceText"]),
  .target(
    name: "JourneyRunner",
    dependencies: [
      "Bindings", "Digests", "HTTPClient", "JSONSchema", "JSONTree", "JourneyPlan", "Markup",
      "Monitors", "Pages", "ProjectFiles", "Queries", "Regexes", "RunEvents", "Secrets",
      "SourceText", "YAMLTree",
    ]),
  .target(
    name: "Proof",
    dependencies: [
      "Bindings", "Digests", "HTTPClient", "JSONTree", "JourneyModel", "JourneyPlan",
      "JourneyRunner",
      "Queries", "Regexes", "RunEvents", "SourceText", "YAMLTree",
    ], resources: [.embedInCode("Operators")]),
  .target(
    name: "JourneyReports",
    dependencies: [
      "Digests", "JSONTree", "MarkdownTree", "Markup", "ProjectFiles", "RunEvents", "SourceText",
    ],
    resources: [.embedInCode("Resources")]),
  .target(
    name: "ReleaseGate",
    dependencies: [
      "JSONTree", "JourneyReports", "ProjectConfiguration", "RunEvents", "SourceText", "YAMLTree",
    ]),
  .target(
    name: "ChildProcesses",
    dependencies: [
      .product(name: "Subprocess", package: "swift-subprocess"),
      .product(name: "SystemPackage", package: "swift-system"),
    ]),
  .target(
    name: "WaymarkCommand",
    dependencies: [
      "Bindings", "ChildProcesses", "Evidence", "HTTPClient", "Impact", "JSONTree", "JourneyLint",
      "JourneyModel", "JourneyParser", "JourneyPlan", "JourneyRendering", "JourneyReports",
      "JourneyRunner",
      "Markup", "PageDriver", "Pages", "ProjectConfiguration", "ProjectFiles", "ProjectInference",
      "Proof", "Queries", "Regexes", "ReleaseGate", "Review", "RunEvents", "SourceText",
      "Traceability",
      "WebDriver", argumentParser,
    ]),
  .target(
    name: "ReferenceSystem",
    dependencies: [
      "CReferenceCrypto", .product(name: "GRDB", package: "GRDB.swift"),
      .product(name: "HTTPTypes", package: "swift-http-types"),
      .product(name: "Hummingbird", package: "hummingbird"),
      .product(name: "Logging", package: "swift-log"),
      .product(name: "Mustache", package: "swift-mustache"),
      .product(name: "NIOCore", package: "swift-nio"),
      .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
    ], resources: [.embedInCode("Templates")]),
  .target(
    name: "WebDriver",
    dependencies: ["ChildProcesses", "Digests", "HTTPClient", "JSONTree", "Pages"]),
  .target(name: "JourneyRendering", dependencies: ["JSONTree", "JourneyModel", "SourceText"]),
]

let executables: [Target] = [
  .executableTarget(name: "waymark", dependencies: ["WaymarkCommand"]),
  .executableTarget(
    name: "reference-system", dependencies: ["ReferenceSystem", argumentParser],
    path: "Sources/ReferenceSystemMain"),
  .executableTarget(
    name: "mutating-proxy",
    dependencies: [
      "HTTPClient", "JSONTree", "Proof", "RunEvents",
      .product(name: "HTTPTypes", package: "swift-http-types"),
      .product(name: "Hummingbird", package: "hummingbird"),
      .product(name: "Logging", package: "swift-log"),
      .product(name: "NIOCore", package: "swift-nio"), argumentParser,
    ], path: "Sources/MutatingProxy"),
]

let tests: [Target] = [
  .target(
    name: "TestSupport", dependencies: ["JSONTree", "ProjectFiles", "SourceText", "YAMLTree"],
    path: "Tests/TestSupport"),
  .testTarget(
    name: "AcceptanceTests",
    dependencies: [
      "JSONSchema", "JSONTree", "JourneyReports", "Markup", "ProjectFiles", "RunEvents",
      "TestSupport",
    ]),
  .testTarget(
    name: "BindingsTests",
    dependencies: ["Bindings", "JSONTree", "JourneyModel", "Monitors", "Pages", "SourceText"]),
  .testTarget(name: "DigestsTests", dependencies: ["Digests"]),
  .testTarget(
    name: "EvidenceTests", dependencies: ["Evidence", "ProjectFiles", "RunEvents", "TestSupport"]),
  .testTarget(name: "HTTPClientTests", dependencies: ["HTTPClient"], exclude: ["server.py"]),
  .testTarget(name: "JSONSchemaTests", dependencies: ["JSONSchema", "JSONTree", "TestSupport"]),
  .testTarget(name: "JSONTreeTests", dependencies: ["JSONTree"]),
  .testTarget(
    name: "JourneyLintTests",
    dependencies: [
      "JSONSchema", "JSONTree", "JourneyLint", "JourneyModel", "JourneyParser",
      "ProjectConfiguration", "ProjectFiles", "SourceText", "TestSupport", "Traceability",
    ]),
  .testTarget(name: "JourneyModelTests", dependencies: ["Digests", "JourneyModel"]),
  .testTarget(
    name: "JourneyParserTests",
    dependencies: [
      "JSONSchema", "JSONTree", "JourneyModel", "JourneyParser", "JourneyRendering", "ProjectFiles",
      "SourceText", "TestSupport",
    ]),
  .testTarget(
    name: "JourneyPlanTests",
    dependencies: ["Bindings", "JourneyModel", "JourneyPlan", "SourceText"]),
  .testTarget(
    name: "JourneyReportsTests",
    dependencies: [
      "Digests", "JSONSchema", "JSONTree", "JourneyReports", "Markup", "ProjectFiles",
      "ReleaseGate", "RunEvents",
    ]),
  .testTarget(
    name: "ProofTests",
    dependencies: [
      "Bindings", "HTTPClient", "JSONSchema", "JSONTree", "JourneyModel", "JourneyPlan",
      "JourneyRunner", "PageDriver", "Pages", "ProjectFiles", "Proof", "RunEvents", "SourceText",
      "TestSupport",
    ]),
  .testTarget(
    name: "JourneyRunnerTests",
    dependencies: [
      "Bindings", "HTTPClient", "JSONTree", "JourneyModel", "JourneyPlan", "JourneyRunner", "Pages",
      "Regexes", "RunEvents", "SourceText",
    ]),
  .testTarget(name: "MarkdownTreeTests", dependencies: ["MarkdownTree", "SourceText"]),
  .testTarget(name: "MarkupTests", dependencies: ["Markup", "TestSupport"]),
  .testTarget(
    name: "PageDriverTests", dependencies: ["HTTPClient", "Markup", "PageDriver", "Pages"]),
  .testTarget(
    name: "MonitorsTests",
    dependencies: ["Digests", "JSONSchema", "JSONTree", "Monitors", "Queries"]),
  .testTarget(name: "PackageTests", dependencies: ["JSONTree", "ProjectFiles", "TestSupport"]),
  .testTarget(
    name: "ProjectConfigurationTests",
    dependencies: [
      "JSONSchema", "JSONTree", "JourneyModel", "ProjectConfiguration", "ProjectFiles",
      "SourceText", "TestSupport", "YAMLTree",
    ]),
  .testTarget(name: "ProjectFilesTests", dependencies: ["ProjectFiles", "TestSupport"]),
  .testTarget(
    name: "ProjectInferenceTests",
    dependencies: ["JourneyModel", "ProjectInference", "SourceText", "TestSupport"]),
  .testTarget(name: "QueriesTests", dependencies: ["JSONTree", "Queries", "TestSupport"]),
  .testTarget(
    name: "ReferenceSystemTests",
    dependencies: ["ReferenceSystem", .product(name: "GRDB", package: "GRDB.swift")]),
  .testTarget(
    name: "ReleaseGateTests",
    dependencies: [
      "JSONSchema", "JSONTree", "JourneyReports", "ProjectFiles", "ReleaseGate", "RunEvents",
      "SourceText", "TestSupport", "YAMLTree",
    ]),
  .testTarget(name: "RegexesTests", dependencies: ["Regexes", "TestSupport"]),
  .testTarget(
    name: "RunEventsTests",
    dependencies: ["JSONSchema", "JSONTree", "ProjectFiles", "RunEvents", "TestSupport"]),
  .testTarget(name: "SourceTextTests", dependencies: ["SourceText"]),
  .testTarget(
    name: "TraceabilityTests",
    dependencies: [
      "JourneyModel", "JourneyParser", "MarkdownTree", "ProjectConfiguration", "SourceText",
      "TestSupport", "Traceability",
    ]),
  .testTarget(
    name: "ReviewTests",
    dependencies: [
      "JSONSchema", "JSONTree", "JourneyModel", "JourneyParser", "ProjectFiles", "Review",
      "SourceText", "TestSupport",
    ]),
  .testTarget(
    name: "WaymarkCommandTests",
    dependencies: [
      "JSONSchema", "JSONTree", "ProjectFiles", "TestSupport", "WaymarkCommand",
    ]),
  .testTarget(
    name: "WebDriverTests", dependencies: ["HTTPClient", "Pages", "WebDriver"],
    exclude: ["server.py"]),
  .testTarget(
    name: "YAMLTreeTests", dependencies: ["JSONTree", "SourceText", "TestSupport", "YAMLTree"]),
]

let package = Package(
  name: "waymark",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "waymark", targets: ["waymark"]),
    .executable(name: "reference-system", targets: ["reference-system"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2", traits: []),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
  ],
  targets: systemLibraries + (libraries + executables + tests).map(strictly)
)

func strictly(_ target: Target) -> Target {
  target.swiftSettings = (target.swiftSettings ?? []) + strict
  return target
}
