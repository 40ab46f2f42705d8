package import Raido
package import RaidoConsole

/// Something in which the migrations, the snapshots and the list of migrations do not agree.
package struct HistoryFinding: Sendable {
    package var problem: HistoryProblem
    /// The file that it is about, as the working folder sees it.
    package var path: String
    /// The migration at which the files part.
    package var migration: String?
    /// What the migrations make of the table; nil where that is not what differs.
    package var expected: Table?
    /// The table as its snapshot has it.
    package var found: Table?
    /// Where the file stops being data.
    package var unreadable: ProjectError?
    /// The migrations that contradict each other, in the order in which they are applied.
    package var sides: [Migration] = []
    /// The migration that the snapshot names as the last of its table, where there is no such migration.
    var lostMigration: String?

    init(
        _ problem: HistoryProblem, path: String, migration: String? = nil, expected: Table? = nil,
        found: Table? = nil, unreadable: ProjectError? = nil, sides: [Migration] = []
    ) {
        self.problem = problem
        self.path = path
        self.migration = migration
        self.expected = expected
        self.found = found
        self.unreadable = unreadable
        self.sides = sides
    }
}

/// The kinds of findings. `HistoryMessages.swift` has the words.
package enum HistoryProblem: Hashable, Sendable {
    // Migrations
    /// A foreign key to a table that is gone: by which migration, and its new name where it was renamed.
    case danglingForeignKey(String, table: String, to: String, renamedTo: String?, by: String)
    /// A key, index or constraint whose table or column does not exist: which migration last changed that, where the
    /// history ever had it.
    case danglingReference(SchemaElement, to: SchemaElement, by: String?)
    case migrationMergeMarkers
    /// A file that can be read as data but does not compile.
    case notCompilable
    /// A migration that does not fit what the ones before it make. `earlier` is the last one that touched the table.
    case misfit(SchemaMismatch, earlier: String?)
    /// A file that holds a migration and is not in the list, because of its name or its folder.
    case strayMigration(StrayMigration)
    /// A file with code, or with what Swift would not take; and the tables that are therefore not compared.
    case unreadable(isCode: Bool, tables: [String])

    // The list of migrations
    case listMergeMarkers
    case listDisorder(ListDisorder)
    case unlisted([String])

    // Snapshots
    case columnOrder
    /// The snapshot is no state that the table ever had. `touched` last changed what differs.
    case differentSnapshot(touched: String?, isHandWritten: Bool)
    case droppedTable(by: String)
    case misplacedSnapshot(isFramework: Bool)
    case missingSnapshot(table: String)
    case renamedTable(to: String, by: String)
    /// The table as it was after an earlier migration.
    case staleSnapshot(after: String)
    case unknownTable
    case wrongLastMigration(found: String, expected: String)
}

extension HistoryFinding {
    /// Errors are what would spoil later migrations. Warnings are what the next run heals, or nobody can verify.
    package var severity: Diagnostic.Severity {
        switch problem {
        case .danglingForeignKey, .differentSnapshot, .droppedTable, .migrationMergeMarkers, .misfit, .missingSnapshot,
            .renamedTable, .staleSnapshot, .strayMigration, .unknownTable, .wrongLastMigration:
            .error
        // A table that own SQL created is in no migration's changes.
        case .danglingReference(_, _, let migration): migration == nil ? .warning : .error
        case .unreadable(let isCode, _): isCode ? .warning : .error
        case .columnOrder, .listDisorder, .listMergeMarkers, .misplacedSnapshot, .notCompilable, .unlisted:
            .warning
        }
    }

    /// Whether `raido snapshots --rebuild` fixes it.
    package var isFixedByRebuild: Bool {
        switch problem {
        case .columnOrder, .differentSnapshot, .droppedTable, .listDisorder, .listMergeMarkers, .misplacedSnapshot,
            .missingSnapshot, .renamedTable, .staleSnapshot, .unknownTable, .unlisted, .wrongLastMigration:
            true
        case .danglingForeignKey, .danglingReference, .migrationMergeMarkers, .misfit, .notCompilable, .strayMigration,
            .unreadable:
            false
        }
    }

    /// Whether `raido snapshots --rebuild` overwrites or deletes a snapshot that says something else than the
    /// migrations.
    package var isOverwrittenByRebuild: Bool {
        switch problem {
        case .columnOrder, .differentSnapshot, .droppedTable, .renamedTable, .staleSnapshot, .unknownTable,
            .wrongLastMigration:
            true
        case .danglingForeignKey, .danglingReference, .listDisorder, .listMergeMarkers, .migrationMergeMarkers, .misfit,
            .misplacedSnapshot, .missingSnapshot, .notCompilable, .strayMigration, .unlisted, .unreadable:
            false
        }
    }

    /// The table concerned, where it is one.
    package var table: String? {
        switch problem {
        case .danglingForeignKey(_, let table, _, _, _), .missingSnapshot(let table): table
        case .misfit(let mismatch, _): mismatch.element.table
        case .danglingReference(let user, _, _): user.table
        case .columnOrder, .differentSnapshot, .droppedTable, .misplacedSnapshot, .renamedTable, .staleSnapshot,
            .unknownTable, .wrongLastMigration:
            found?.name
        case .listDisorder, .listMergeMarkers, .migrationMergeMarkers, .notCompilable, .strayMigration, .unlisted,
            .unreadable:
            nil
        }
    }

    /// The kind's name in JSON documents. It is part of the tool's interface.
    package var id: String {
        switch problem {
        case .columnOrder: "column-order"
        case .danglingForeignKey: "dangling-foreign-key"
        case .danglingReference: "dangling-reference"
        case .differentSnapshot: "different-snapshot"
        case .droppedTable, .renamedTable: "snapshot-of-former-table"
        case .listDisorder: "list-disorder"
        case .listMergeMarkers, .migrationMergeMarkers: "merge-markers"
        case .misfit: "misfit"
        case .misplacedSnapshot: "misplaced-snapshot"
        case .missingSnapshot: "missing-snapshot"
        case .notCompilable: "not-compilable"
        case .staleSnapshot: "stale-snapshot"
        case .strayMigration: "stray-migration"
        case .unknownTable: "snapshot-without-history"
        case .unlisted: "unlisted-migration"
        case .unreadable: "unreadable-migration"
        case .wrongLastMigration: "wrong-last-migration"
        }
    }
}
