import Raido
package import RaidoConsole
import RaidoPlatform

/// The words of all findings about a project's history.
extension HistoryFinding {
    package var message: String {
        switch problem {
        case .columnOrder: "the columns are in another order than the migrations make them"
        case .danglingForeignKey(let key, let table, let target, let new, let migration):
            "foreign key '\(key)' of '\(table)' refers to '\(target)', which "
                + (new.map { "\(migration) renames to '\($0)'" } ?? "\(migration) drops")
        case .danglingReference(let user, let target, let migration):
            "\(user) refers to \(target), which does not exist"
                + (migration.map { "; \($0) was the last to change it" } ?? "")
        case .differentSnapshot(let touched, let isHandWritten):
            "the migrations do not produce this snapshot"
                + (touched.map { "; \($0) was the last to change what differs" } ?? "")
                + (isHandWritten ? ". The file was edited by hand" : "")
        case .droppedTable(let migration): "\(migration) drops this table, and its snapshot is still there"
        case .listDisorder: "the list of migrations is out of order, or lists one twice"
        case .listMergeMarkers: "the list of migrations has merge markers"
        case .migrationMergeMarkers: "this migration has merge markers"
        case .misfit(let mismatch, let earlier):
            "this migration does not fit the ones before it: \(mismatch)"
                + (earlier.map { "; \($0) was the last to change '\(mismatch.element.table)'" } ?? "")
        case .misplacedSnapshot(let isFramework):
            isFramework
                ? "this is a framework table; its snapshot belongs into the folder '\(Snapshot.frameworkFolder)'"
                : "this is no framework table; its snapshot does not belong into '\(Snapshot.frameworkFolder)'"
        case .missingSnapshot(let table):
            "the migrations create table '\(table)'"
                + (migration.map { " (last changed by \($0))" } ?? "") + ", and it has no snapshot"
        case .renamedTable(let new, let migration):
            "\(migration) renames this table to '\(new)', and its old snapshot is still there"
        case .staleSnapshot(let after):
            "this snapshot is stale: it shows the table after \(after)"
                + (migration.map { ", without \($0)" } ?? "")
        case .strayMigration(let stray): stray.message
        case .unknownTable: "no migration creates the table of this snapshot"
        case .unlisted(let ids): "the list of migrations lacks \(listed(ids))"
        case .unreadable(let isCode, let tables):
            (isCode ? "this migration has code, so it cannot be read" : "this is no valid migration")
                + "; not verified: "
                + (tables.isEmpty ? "what it changes" : listed(tables.map { "'\($0)'" }))
        case .wrongLastMigration(let found, let expected):
            "'last_migration' is \(found.isEmpty ? "empty" : found), and the table was last changed by \(expected)"
        }
    }

    package var advice: [String] {
        switch problem {
        case .danglingForeignKey(_, _, let target, let new, _):
            (new.map { ["let the foreign key refer to '\($0)' in that migration, where no database has it applied"] }
                ?? [
                    "restore '\(target)', or remove the foreign key in that migration, where no database has it applied"
                ]) + [MergeRecipe.possibleAdvice]
        case .danglingReference(_, _, let migration):
            ["correct the migration that names it, where no database has it applied"]
                + (migration == nil ? [] : [MergeRecipe.possibleAdvice])
        case .differentSnapshot:
            [
                "if the snapshot was edited, write it from the migrations: \(Self.rebuild)",
                "if an earlier migration was edited, restore it from version control",
            ]
        case .columnOrder, .droppedTable, .misplacedSnapshot, .renamedTable, .staleSnapshot, .wrongLastMigration:
            ["write it from the migrations: \(Self.rebuild)"]
        case .listDisorder, .listMergeMarkers, .unlisted:
            ["'raido makemigrations' writes the list again when it has something to write; \(Self.rebuild) does, too"]
        case .migrationMergeMarkers: ["resolve the conflict; a migration is never merged line by line"]
        case .misfit:
            [
                "if one of the two was edited, restore it from version control",
                MergeRecipe.possibleAdvice,
            ]
        case .missingSnapshot: ["write it from the migrations: \(Self.rebuild)"]
        case .strayMigration(let stray): stray.advice
        case .unknownTable:
            [
                "restore the migrations that create it from version control",
                "if there are none, remove the snapshot: \(Self.rebuild)",
            ]
        case .unreadable(let isCode, _):
            isCode
                ? ["'migrate check' verifies it: the compiled program knows its changes"]
                : unreadable?.advice ?? []
        }
    }

    private static let rebuild = "'raido snapshots --rebuild'"

    /// The finding as the console shows it.
    ///
    /// - Parameter differences: What differs between ``expected`` and ``found``, a line each.
    package func diagnostic(differences: [String]) -> Diagnostic {
        let notes = (differences + advice).map { Diagnostic.Note($0) }
        guard let place = unreadable?.place else {
            return Diagnostic(severity, "\(path): \(message)", at: nil, notes: notes)
        }
        let span = SourceSpan(path: place.file.path, start: place.start, end: place.end)
        let reason = unreadable.map { Diagnostic.Note($0.message) }
        return Diagnostic(severity, message, at: span, notes: [reason].compactMap(\.self) + notes)
    }
}

extension HistoryFinding {
    /// What a rebuild did to a snapshot that said something else than the migrations.
    ///
    /// - Parameter differences: What differed, a line each.
    package func overwritten(differences: [String]) -> Diagnostic {
        let isDeleted =
            switch problem {
            case .droppedTable, .renamedTable, .unknownTable: true
            case .columnOrder, .danglingForeignKey, .danglingReference, .differentSnapshot, .listDisorder,
                .listMergeMarkers, .migrationMergeMarkers, .misfit, .misplacedSnapshot, .missingSnapshot,
                .staleSnapshot, .strayMigration, .unlisted, .unreadable, .wrongLastMigration:
                false
            }
        let advice = [
            "this snapshot was \(isDeleted ? "deleted" : "overwritten with what the migrations produce")",
            "if an earlier migration was edited, restore it from version control and run \(Self.rebuild) again",
        ]
        return Diagnostic(
            .warning, "\(path): \(message)", at: nil, notes: (differences + advice).map { Diagnostic.Note($0) })
    }
}

extension StrayMigration {
    var message: String {
        "this file \(isReadable ? "holds" : "looks like") a migration and is not in the list: "
            + (isInSubfolder
                ? "it is in a folder below '\(folder)'"
                : "its name does not begin with m<date>_<time>_<number>")
    }

    var advice: [String] {
        guard let id else {
            return [
                "a migration's file is named after its id, m<8 digits>_<6 digits>_<3 digits>_<words>.swift, "
                    + "in '\(folder)' itself",
                "if it is not a migration of this project, move it to another folder",
            ]
        }
        let place = Path.join(folder, id + ".swift")
        return isTaken
            ? ["\(place) has its id: remove this file, or give it an id of its own and rename it to that"]
            : ["rename it to \(place)"]
    }
}

private func listed(_ names: [String]) -> String {
    let shown = names.prefix(6).joined(separator: ", ")
    return names.count > 6 ? "\(shown) and \(names.count - 6) more" : shown
}
