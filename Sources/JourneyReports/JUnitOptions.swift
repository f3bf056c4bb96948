/// How JUnit XML is written.
package struct JUnitOptions: Sendable, Hashable {
  package enum Profile: String, Sendable, Hashable {
    /// Valid against Jenkins' `junit-10.xsd` and the Ant schema of Windy Road.
    case strict
    /// Valid against `Reports/schemas/junit-rich-1.xsd`.
    case rich
  }

  package var profile: Profile
  /// The most test cases that one file holds; `nil` for no limit.
  package var maxCasesPerFile: Int?
  /// Whether what is undecided is written as `failure`, for importers that stop at `error`.
  package var errorsAsFailures: Bool
  /// Whether obligations without a check are written as skipped test cases.
  package var pendingAsSkipped: Bool
  /// The folder of the log, relative to the workspace; attachments are named below it.
  package var attachmentFolder: String

  package init(
    profile: Profile = .strict, maxCasesPerFile: Int? = nil, errorsAsFailures: Bool = false,
    pendingAsSkipped: Bool = false, attachmentFolder: String = "Reports/latest"
  ) {
    self.profile = profile
    self.maxCasesPerFile = maxCasesPerFile
    self.errorsAsFailures = errorsAsFailures
    self.pendingAsSkipped = pendingAsSkipped
    self.attachmentFolder = attachmentFolder
  }
}
