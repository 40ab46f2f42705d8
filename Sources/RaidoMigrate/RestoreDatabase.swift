import Raido
import RaidoConsole
import RaidoPlatform
import RaidoRunner

extension Session {
    /// `migrate restore`: says what changes, then changes it.
    func restore() -> ExitStatus {
        guard let choice = databaseChoice() else { return .failure }
        #if SQLite
            let style = terminal.outputStyle
            terminal.say(style.dim("Database: \(visible(choice.shownURL)) (\(choice.reason))"))
            do throws(BackupError) {
                let restore = try SQLiteRestore(arguments.operands.first, of: choice.url, history: source.history)
                terminal.say("Backup: \(visible(restore.backup)), made at \(restore.madeAt)")
                for id in restore.undone.reversed() { terminal.say("\(style.yellow("↓")) \(visible(id))") }
                for id in restore.redone { terminal.say("\(style.green("↑")) \(visible(id))") }
                if arguments.has("--dry-run") {
                    terminal.say("Nothing was changed.")
                    return .success
                }
                let kept = try restore.run(now: .now())
                terminal.say("Brought back; rows are as they were at \(restore.madeAt).")
                for path in kept { terminal.say("The file that was there is kept: \(visible(path))") }
                return .success
            } catch {
                terminal.fail(error.description)
                switch error {
                case .severalBackups, .missing, .noBackup, .noDatabase, .noHistory, .notAFile: return .usage
                case .inUse, .leftover, .otherOwner, .severalNames: return .refused
                case .broughtBackDamaged, .damaged, .empty, .database, .fileSystem, .noSpace: return .failure
                }
            }
        #else
            terminal.fail(BackupError.notAFile.description)
            return .usage
        #endif
    }
}
