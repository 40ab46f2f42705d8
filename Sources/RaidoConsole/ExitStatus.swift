/// What a program tells the shell. The numbers are part of the tool's interface.
package enum ExitStatus: Int32, Sendable {
    /// Done, or nothing to do.
    case success = 0
    /// Mistakes in models, files or the database.
    case failure = 1
    /// `--check`: changes are pending.
    case pending = 2
    /// The guard, or another safety, refused.
    case refused = 3
    /// Wrong usage (EX_USAGE of sysexits.h).
    case usage = 64
}
