import Digests

/// The style sheet and the script of the living document, and the policy that lets in nothing else.
enum LivingResources {
  static let style = PackageResources.living_css

  /// One module in strict mode, of the parts that stand in `Resources`.
  static let script: [UInt8] = [
    PackageResources.data_js, PackageResources.state_js, PackageResources.filter_js,
    PackageResources.elements_js, PackageResources.matrix_js, PackageResources.list_js,
    PackageResources.prose_js, PackageResources.evidence_js, PackageResources.panel_js,
    PackageResources.controls_js, PackageResources.start_js,
  ].reduce(into: []) { $0 += $1 }

  /// Content Security Policy Level 3, as a `meta` element can carry it.
  static let policy =
    "default-src 'none'; script-src '\(digest(script))'; style-src '\(digest(style))'; "
    + "img-src data:; base-uri 'none'; form-action 'none'; "
    + "require-trusted-types-for 'script'; trusted-types 'none'"

  private static func digest(_ bytes: [UInt8]) -> String {
    "sha256-" + Base64.encode(Digest.sha256(bytes))
  }
}
