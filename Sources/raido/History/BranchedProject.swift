import Raido
import RaidoConsole
import RaidoMigrate
import RaidoProject

/// A project in whose files two branches were merged, or are being merged: conflicts in the list and in the snapshots
/// are no hindrance.
struct BranchedProject {
    var history: ProjectHistory
    var survey: SnapshotSurvey
    var other: OtherBranch
    /// Entries of the list whose files were moved or undone before: a merge put them in again.
    var leftovers: [String]
    /// Migrations that both branches added under one identity.
    var collisions: NameCollisions

    /// - Throws: ``Failure`` where the other branch's migrations are not in the folder as it has them.
    init(_ settings: Settings, onto reference: String) throws(Failure) {
        other = try OtherBranch(reference, folder: settings.migrations)
        survey = SnapshotSurvey.load(at: settings.snapshots)
        guard survey.mistakes.isEmpty else { throw Failure(survey.mistakes) }
        var missing: [ProjectError] = []
        let registry: Registry
        do throws(ProjectError) {
            registry = try loadRegistry(at: settings.migrations, missing: &missing)
        } catch { throw Failure(error) }
        leftovers = missing.compactMap { error in
            if case .missingMigration(let id, _) = error.problem { id } else { nil }
        }
        let known = Set(registry.ids)
        let lost = other.ids.filter { MigrationIdentity($0) != nil && !known.contains($0) }
            .union(leftovers.filter(other.ids.contains))
        guard lost.isEmpty else {
            throw Failure(BranchProblem.missing(lost.sorted(), reference: reference))
        }
        let state = ProjectState(snapshots: survey.snapshots, registry: registry)
        history = try ProjectHistory(state, settings, refusesStrays: true)
        collisions = try NameCollisions(
            other.differing(from: history.migrations.entries), in: history.migrations, other,
            folder: settings.migrations)
        guard collisions.edited.isEmpty else {
            throw Failure(BranchProblem.differs(collisions.edited, reference: reference, folder: settings.migrations))
        }
        history.migrations = collisions.separated(history.migrations)
        history.replay = history.migrations.replay()
    }

    /// A line for each identity that both branches gave to a migration.
    var collisionLines: [String] {
        collisions.all.map { collision in
            "Both branches added a migration named \(collision.id); the one from \(other.reference) keeps the name."
        }
    }

    /// The identities that the other branch has, too. Its folder may hold other Swift files.
    var shared: Set<String> { other.ids.intersection(history.migrations.entries.map(\.id)) }

    /// The migrations that the other branch does not have.
    var own: [MigrationHistory.Entry] {
        history.migrations.entries.filter { !other.ids.contains($0.id) }.sorted { $0.id < $1.id }
    }

    /// Refuses a history that does not fit.
    ///
    /// - Parameter replay: With the identities of the files that exist.
    func expectFit(_ replay: HistoryReplay) throws(Failure) {
        let findings = history.migrations.findings(replay)
        guard findings.contains(where: { $0.severity == .error }) else { return }
        var failure = Failure(findings.map { $0.sided(own: Set(own.map(\.id))) }, sources: history.sources)
        failure.findings = findings
        let isOwn = findings.contains { finding in
            finding.severity == .error && !Set(finding.sides.map(\.id)).isSubset(of: other.ids)
        }
        if isOwn { failure.diagnostics.append(BranchProblem.doesNotFit(reference: other.reference).diagnostic) }
        throw failure
    }

    /// The files that replace migrations, with everything rebuilt.
    func files(
        replacing changes: [(old: MigrationHistory.Entry, new: MigrationHistory.Entry?)], replay: HistoryReplay,
        _ owners: TableOwners?
    ) throws(Failure) -> PendingFiles {
        let frameworks = replay.frameworkTables(owners, snapshots: survey.snapshots)
        try replay.expectKnownSnapshots(survey, frameworkTables: frameworks)
        // This branch's migration of the same name has no file of its own: the other branch's replaces it.
        let replacements = changes.map { (old: collisions.has($0.old.id) ? nil : $0.old, new: $0.new) }
        do throws(ProjectError) {
            var files = try history.state.filesReplacing(
                replacements, replay: replay, frameworkTables: frameworks, replacing: survey.damaged,
                settings: history.settings)
            for collision in collisions.all {
                files.put(collision.theirs.file.path, over: collision.present, collision.theirs.file.bytes)
            }
            return files
        } catch { throw Failure(error) }
    }
}

extension HistoryFinding {
    /// The finding with the words of both branches in place of the advice, which ``BranchProblem`` gives.
    fileprivate func sided(own: Set<String>) -> Diagnostic {
        guard !sides.isEmpty else { return diagnostic }
        var diagnostic = diagnostic
        diagnostic.notes = sides.map { side in
            Diagnostic.Note((own.contains(side.id) ? "this branch: " : "other branch: ") + side.sideInWords)
        }
        return diagnostic
    }
}
