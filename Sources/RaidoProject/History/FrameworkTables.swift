import Raido

/// What the models say about who owns tables.
package struct TableOwners: Sendable {
    /// The tables of the project's own models.
    package var project: Set<String>
    /// The tables that a framework declares.
    package var frameworks: Set<String>

    package init(project: Set<String>, frameworks: Set<String>) {
        self.project = project
        self.frameworks = frameworks
    }
}

extension HistoryReplay {
    /// The tables whose snapshots belong into the folder of framework tables.
    ///
    /// The models decide about each table that they or the frameworks declare. Of all others those are framework tables
    /// that a migration adopted, or whose present snapshot is in that folder.
    ///
    /// - Parameter models: Nil where they cannot be read.
    package func frameworkTables(_ models: TableOwners?, snapshots: [Snapshot]) -> Set<String> {
        let recorded = adopted.union(snapshots.filter(\.isFramework).map(\.table.name))
        guard let models else { return recorded }
        return recorded.subtracting(models.project).union(models.frameworks)
    }
}
