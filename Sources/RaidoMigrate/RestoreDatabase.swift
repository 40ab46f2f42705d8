import Raido
import RaidoConsole
import RaidoPlatform
import RaidoRunner

extension Session {
    /// `migrate restore`: shows the changes, then makes them.
    func restore() -> ExitStatus {
        guard let choice = databaseChoice() else { return .failure }
        #if SQLite
            let style = terminal.outputStyle
            terminal.say(style.dim(MigrateMessages.database(choice)))
            do throws(BackupError) {
                let restore = try SQLiteRestore(arguments.operands.first, of: choice.url, history: source.history)
                terminal.say(MigrateMessages.backup(restore.backup, madeAt: "\(restore.madeAt)"))
                if restore.replacesOther { terminal.warn(MigrateMessages.otherDatabase(restore.path)) }
                for id in restore.undone.reversed() { terminal.say("\(style.yellow("↓")) \(visible(id))") }
                for id in restore.redone { terminal.say("\(style.green("↑")) \(visible(id))") }
                if arguments.has("--dry-run") {
                    terminal.say(MigrateMessages.nothingChanged)
                    return .success
                }
                let kept = try restore.run(now: .now())
                terminal.say(MigrateMessages.restored("\(restore.madeAt)"))
                for path in kept { terminal.say(MigrateMessages.keptFile(path)) }
                return .success
            } catch {
                terminal.fail(error.description)
                switch error {
                case .notAFile: return .usage
                case .inUse, .leftover, .otherOwner, .severalNames: return .refused
                case .severalBackups, .missing, .noBackup, .noDatabase, .noHistory, .restoredDamaged, .damaged, .empty,
                    .database, .fileSystem, .noSpace:
                    return .failure
                }
            }
        #else
            terminal.fail(BackupError.notAFile.description)
            return .usage
        #endif
    }
}
