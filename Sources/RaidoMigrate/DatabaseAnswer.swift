package import Raido
import RaidoPlatform
import RaidoRunner

/// What the configured database says of some migrations, for commands that change migrations on disk.
package enum DatabaseAnswer: Hashable, Sendable {
    /// It has none of them; with the database as messages may show it.
    case none(of: String)
    /// It has these applied, or was interrupted at them.
    case has([String], of: String)
    /// Nobody knows, and why.
    case notChecked(String)

    /// Asks the database that the commands of the runner would use. It makes no file and no table.
    ///
    /// - Parameters:
    ///   - option: The URL of `--database`.
    ///   - history: The table that remembers which migrations are applied.
    package static func about(_ ids: Set<String>, option: String?, history: HistoryTable) -> DatabaseAnswer {
        let choice: DatabaseChoice
        do {
            choice = try DatabaseChoice.make(option: option, variables: try Variables.load())
        } catch let error as Variables.Mistake {
            return .notChecked(error.description)
        } catch let error as DatabaseChoice.Mistake {
            return .notChecked(error.description)
        } catch {
            return .notChecked("\(error)")
        }
        let shown = "\(choice.shownURL) (\(choice.reason))"
        do {
            if case .sqlite(let path) = try DatabaseURL(choice.url), !Platform.hasFile(path) {
                return .notChecked("there is no file \(path)")
            }
        } catch { return .notChecked("\(choice.shownURL): \(error)") }
        do throws(MigratorError) {
            let migrator = try Migrator(migrations: [], database: choice.url, history: history, backups: false)
            let found = try migrator.status().map(\.id).filter(ids.contains)
            return found.isEmpty ? .none(of: shown) : .has(found, of: shown)
        } catch {
            return .notChecked("\(choice.shownURL): \(error.description.firstSentence)")
        }
    }
}

extension String {
    /// The text up to the first line end, or the first full stop that a space follows; without the stop.
    fileprivate var firstSentence: Substring {
        let line = prefix { $0 != "\n" }
        let stop = line.indices.first { place in
            line[place] == "." && line.index(after: place) < line.endIndex && line[line.index(after: place)] == " "
        }
        let sentence = line[..<(stop ?? line.endIndex)]
        return sentence.last == "." ? sentence.dropLast() : sentence
    }
}

extension Platform {
    fileprivate static func hasFile(_ path: String) -> Bool {
        ((try? status(of: path, followingLinks: true)) ?? nil) != nil
    }
}
