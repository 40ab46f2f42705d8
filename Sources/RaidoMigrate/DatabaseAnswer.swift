package import Raido
import RaidoPlatform
import RaidoRunner

/// What the configured database has of some migrations, for commands that change migrations on disk.
package enum DatabaseAnswer: Hashable, Sendable {
    /// It has none of them; with the database, as messages may show it.
    case none(of: String)
    /// It has these applied, or was interrupted at them.
    case has([String], of: String)
    /// No connection to a database, and why: the file does not exist, the server cannot be reached, or this program has
    /// no driver for it.
    case notChecked(String)
    /// There is a database, or should be one, and it is unknown what it has; with the reason.
    case failed(String)

    /// Asks the database that the runner's commands would use. Creates no file and no table.
    ///
    /// - Parameters:
    ///   - option: The URL of `--database`.
    ///   - history: The table that remembers which migrations are applied.
    package static func about(_ ids: Set<String>, option: String?, history: HistoryTable) -> DatabaseAnswer {
        let variables: Variables
        do { variables = try Variables.load() } catch { return .failed(error.description) }
        let choice: DatabaseChoice
        do { choice = try DatabaseChoice.make(option: option, variables: variables) } catch {
            return .failed(error.description)
        }
        do throws(MigratorError) {
            do throws(OpenError) {
                if let path = try DatabaseURL(choice.url).missingFile {
                    return .notChecked("the file \(path) does not exist")
                }
            } catch { throw .open(error) }
            // Only the identities matter here, so no migration is read.
            let catalog = try MigrationCatalog(
                ids.map { .init(id: $0, batch: "", checksum: nil) },
                load: { (id) throws(MigratorError) in throw .unknownMigration(id) })
            let migrator = try Migrator(catalog: catalog, database: choice.url, history: history, backups: false)
            let found = try migrator.status().filter { $0.appliedAt != nil || $0.unfinished != nil }
                .map(\.id).filter(ids.contains)
            return found.isEmpty ? .none(of: choice.shownURL) : .has(found, of: choice.shownURL)
        } catch {
            if let obstacle = error.obstacleToConnecting { return .notChecked("\(choice.shownURL): \(obstacle)") }
            return .failed("\(choice.shownURL): \(error)")
        }
    }
}

extension MigratorError {
    /// Why there is no connection to the database, in one line; nil if there was one.
    fileprivate var obstacleToConnecting: String? {
        let words: String
        if case .open(let error) = self, error.isConnectionFailure {
            words = error.description
        } else if case .database(.database(let error, _)) = self, error.kind == .cannotConnect {
            words = error.message
        } else {
            return nil
        }
        return words.split(whereSeparator: \.isNewline).joined(separator: " ")
    }
}

extension OpenError {
    /// Whether nothing was reached, or there is no driver to reach it with.
    fileprivate var isConnectionFailure: Bool {
        switch self {
        case .cannotConnect, .noDatabase, .noLibrary, .notBuilt: true
        case .containsNUL, .emptyPath, .incompleteURL, .noScratch, .tooOld, .unencodedURL, .unknownOption,
            .unknownScheme:
            false
        }
    }
}

extension DatabaseURL {
    /// The path of a database whose file does not exist; nil for any other database.
    var missingFile: String? {
        switch self {
        case .file(_, Self.memory), .server: return nil
        case .file(_, let path):
            let status = (try? Platform.status(of: path, followingLinks: true)) ?? nil
            return status == nil ? path : nil
        }
    }
}
