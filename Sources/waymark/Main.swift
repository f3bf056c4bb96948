import WaymarkCommand

@main enum Main {
  static func main() async { await Waymark.run() }
}
