import Raido
package import RaidoConsole
import RaidoPlatform

/// The messages of all findings about a project's history.
extension HistoryFinding {
    package var message: String {
        whatDiffers
            + (lostMigration.map { ". There is no migration \($0), its 'last_migration'" } ?? "")
    }

    private var whatDiffers: String {
        switch problem {
        case .columnOrder: "the columns are in a different order than the migrations produce"
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
        case .listDisorder(.damaged): "the list of migrations is damaged: it does not compile"
        case .listDisorder(.outOfOrder(let id, let later)):
            "the list of migrations is out of order: \(id) comes after \(later)"
        case .listDisorder(.twice(let id)):
            "the list of migrations names \(id) twice; a program compiled with it does not start"
        case .listMergeMarkers: "the list of migrations has merge markers"
        case .migrationMergeMarkers: "this migration has merge markers"
        case .misfit(let mismatch, let earlier):
            "this migration does not fit the ones before it: "
                + (dropWords(mismatch)
                    ?? "\(mismatch)"
                    + (earlier.map { "; \($0) was the last to change '\(mismatch.element.table)'" } ?? ""))
        case .misplacedSnapshot(let isFramework):
            isFramework
                ? "this is a framework table; its snapshot belongs in the folder '\(Snapshot.frameworkFolder)'"
                : "this is not a framework table; its snapshot does not belong in '\(Snapshot.frameworkFolder)'"
        case .missingSnapshot(let table):
            "the migrations create table '\(table)'"
                + (migration.map { " (last changed by \($0))" } ?? "") + ", but it has no snapshot"
        case .notCompilable: "'raido' can read this migration, but it does not compile"
        case .renamedTable(let new, let migration):
            "\(migration) renames this table to '\(new)', and its old snapshot is still there"
        case .staleSnapshot(let after):
            "this snapshot is stale: it shows the table after \(after)"
                + (migration.map { ", without \($0)" } ?? "")
        case .strayMigration(let stray): stray.message
        case .unknownTable: "no migration creates the table of this snapshot"
        case .unlisted(let ids): "the list of migrations lacks \(ids.listedInShort())"
        case .unreadable(let isCode, let tables):
            (isCode ? "this migration has code, so it cannot be read" : "this is not a valid migration")
                + "; not verified: "
                + (tables.isEmpty ? "what it changes" : tables.map { "'\($0)'" }.listedInShort())
        case .wrongLastMigration(let found, let expected):
            "'last_migration' is \(found.isEmpty ? "empty" : found), and the table was last changed by \(expected)"
        }
    }

    /// How another migration changed the table that this one drops; nil if it drops no such table.
    private func dropWords(_ mismatch: SchemaMismatch) -> String? {
        let table = mismatch.element.table
        let isDrop = sides.last?.changes.replayed.contains { change in
            if case .dropTable(let dropped) = change { dropped.name == table } else { false }
        }
        guard isDrop == true, sides.count > 1, let other = sides.first?.id else { return nil }
        let drop = "it drops table '\(table)' as it was before \(other), which "
        switch mismatch {
        case .exists(let element): return drop + "adds \(element)"
        case .missing(.table): return nil
        case .missing(let element): return drop + "drops \(element)"
        case .differs(let element, let expected, let found):
            return drop + "changes \(element) from \(expected) to \(found)"
        case .inUse, .dangling: return nil
        }
    }

    package var advice: [String] {
        let lost = lostMigration.map { "restore \($0) from version control, unless you removed it on purpose" }
        return [lost].compactMap(\.self) + wayOut
    }

    private var wayOut: [String] {
        switch problem {
        case .danglingForeignKey(_, _, let target, let new, _):
            (new.map { ["in that migration, let the foreign key refer to '\($0)', if no database has it applied"] }
                ?? [
                    "restore '\(target)', or remove the foreign key in that migration if no database has it applied"
                ]) + [MergeRecipe.possibleAdvice]
        case .danglingReference(_, _, let migration):
            ["correct the migration that names it, if no database has it applied"]
                + (migration == nil
                    ? ["if your SQL creates it, declare that there: RawSQL(up:, down:, effect: […])"]
                    : [MergeRecipe.possibleAdvice])
        case .differentSnapshot:
            [
                "if the snapshot was edited, rewrite it from the migrations: \(Self.rebuild)",
                "if an earlier migration was edited, restore it from version control",
            ]
        case .staleSnapshot(let after):
            (migration.map { [MergeRecipe.conditionalAdvice("\(after) and \($0)")] } ?? [])
                + ["otherwise rewrite it from the migrations: \(Self.rebuild)"]
        case .columnOrder, .droppedTable, .misplacedSnapshot, .renamedTable, .wrongLastMigration:
            ["rewrite it from the migrations: \(Self.rebuild)"]
        case .listDisorder(.outOfOrder):
            [
                "nothing depends on the order; the next run that writes migrations corrects it, and so does "
                    + Self.rebuild
            ]
        case .listDisorder(.damaged), .listDisorder(.twice), .listMergeMarkers, .unlisted:
            ["\(Self.rebuild) rewrites the list, and so does 'raido makemigrations' when it writes migrations"]
        case .migrationMergeMarkers:
            [
                "if both branches added a migration with this name, run 'raido rebase --onto BRANCH', where BRANCH is the "
                    + "branch whose migrations others may have applied: its migration keeps the name, and yours is renamed",
                "otherwise take the file of one side; a migration is never merged line by line",
            ]
        case .misfit:
            [
                "if one of the two was edited, restore it from version control",
                MergeRecipe.possibleAdvice,
            ]
        case .missingSnapshot: ["write it from the migrations: \(Self.rebuild)"]
        case .notCompilable: unreadable?.advice ?? []
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

    /// Why the file cannot be read, where the message does not say it.
    private var reason: [Diagnostic.Note] {
        switch problem {
        case .listMergeMarkers, .migrationMergeMarkers: []
        case .columnOrder, .danglingForeignKey, .danglingReference, .differentSnapshot, .droppedTable, .listDisorder,
            .misfit, .misplacedSnapshot, .missingSnapshot, .notCompilable, .renamedTable, .staleSnapshot,
            .strayMigration, .unknownTable, .unlisted, .unreadable, .wrongLastMigration:
            unreadable.map { [Diagnostic.Note($0.message)] } ?? []
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
        return Diagnostic(severity, message, at: span, notes: reason + notes)
    }
}

extension HistoryFinding {
    /// The warning about a snapshot that differed from the migrations before a rebuild.
    ///
    /// - Parameter differences: What differed, a line each.
    package func overwritten(differences: [String]) -> Diagnostic {
        let isDeleted =
            switch problem {
            case .droppedTable, .renamedTable, .unknownTable: true
            case .columnOrder, .danglingForeignKey, .danglingReference, .differentSnapshot, .listDisorder,
                .listMergeMarkers, .migrationMergeMarkers, .misfit, .misplacedSnapshot, .missingSnapshot,
                .notCompilable,
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
        "this file \(isReadable ? "contains" : "looks like") a migration and is not in the list: "
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
            ? ["\(place) has the same id: remove this file, or give it an id of its own and rename it to match"]
            : ["rename it to \(place)"]
    }
}
