package import JourneyModel
import JourneyParser

extension Journey {
  /// The links of the document that lead to files, in the order of the document.
  ///
  /// Links to other hosts are left out: nothing that reads documents uses a network.
  package var documentLinks: [DocumentLink] {
    links.filter { !DocumentLink.isAddress($0.path[...]) }
  }
}
