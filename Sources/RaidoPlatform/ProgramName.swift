/// The program whose commands messages name: `raido`, or the `migrate` of an application that compiles its migrations
/// in.
package enum ProgramName {
    @TaskLocal package static var current = compiled

    private static let compiled = "migrate"

    /// Whether migrations are read from a folder, and not compiled in.
    package static var readsMigrations: Bool { current != compiled }
}
