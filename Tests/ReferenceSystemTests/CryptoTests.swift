import Testing

@testable import ReferenceSystem

@Suite struct CryptoTests {
  @Test func fingerprintIsSHA256() {
    #expect(
      Crypto.fingerprint(of: "abc")
        == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
  }
}
