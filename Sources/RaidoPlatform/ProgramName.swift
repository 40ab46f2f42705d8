/// The program whose commands messages name: `raido`, or the `migrate` of an application that compiles its migrations in.
package enum ProgramName {
    @TaskLocal package static var current = "migrate"
}
