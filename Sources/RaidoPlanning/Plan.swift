package import Raido

/// What a plan is made from.
package struct PlanRequest: Sendable {
    package var before: Schema
    package var after: Schema
    package var hints: Hints

    /// The tables that something else owns: they are extended, and never dropped.
    package var frameworkTables: Set<String>

    /// The framework tables as their owner declares them, without extensions.
    package var frameworkBases: [String: Table]

    /// Whether framework tables already exist: then they are adopted, not created.
    package var frameworkIsExternal: Bool

    /// The run: `20260131_120000`.
    package var batch: String

    /// The name the person gave to the run, as a slug.
    package var name: String?

    /// The engines whose hazards are reported.
    package var targets: Set<Engine>

    package init(
        before: Schema, after: Schema, hints: Hints = Hints(), frameworkTables: Set<String> = [],
        frameworkBases: [String: Table] = [:], frameworkIsExternal: Bool = false, batch: String, name: String? = nil,
        targets: Set<Engine> = Set(Engine.allCases)
    ) {
        self.before = before
        self.after = after
        self.hints = hints
        self.frameworkTables = frameworkTables
        self.frameworkBases = frameworkBases
        self.frameworkIsExternal = frameworkIsExternal
        self.batch = batch
        self.name = name
        self.targets = targets
    }
}

/// How to get from one schema to another, and what could go wrong on the way.
package struct Plan: Hashable, Sendable {
    package var migrations: [Migration]

    /// One for each migration, in the same order.
    package var summaries: [MigrationSummary]

    package var hazards: [Hazard]
    package var staleHints: [StaleHint]
    package var unusedExpressions: [UnusedExpression]

    /// What the SQL of the hints that it uses can name.
    package var hintScopes: [HintScope] = []

    /// The schema after the migrations, as replay gives it.
    package var after: Schema

    /// Where replay does not give the schema that was asked for: a fault of the planner, and nothing may be written.
    package var fault: SchemaMismatch?

    /// The engines that it was made for.
    package var targets: Set<Engine>

    package var isEmpty: Bool { migrations.isEmpty }
}

/// Compares two schemas, orders the changes between them and finds the hazards.
///
/// It reads nothing but the request, and the same request gives the same plan.
package func plan(_ request: PlanRequest) -> Plan {
    let frameworks = introduceFrameworks(request)
    let renames = resolveRenames(from: frameworks.start, to: request.after, hints: request.hints)
    let comparison = compare(renames.schema, request.after, created: frameworks.created)
    let changes = orderChanges(frameworks, renames, comparison, request)
    let units = schedule(changes)
    let migrations = makeMigrations(of: units, request)
    let guardContext = GuardContext(request: request, renames: renames, comparison: comparison)
    var result = Plan(
        migrations: migrations, summaries: [], hazards: findHazards(guardContext), staleHints: renames.stale,
        unusedExpressions: comparison.unusedExpressions(request.hints),
        after: request.before, targets: request.targets)
    do {
        var scopes = HintScopes(request.hints, renames.lineage, to: request.after)
        result.summaries = try summarise(migrations, units, request, on: &result.after, scopes: &scopes)
        result.hintScopes = scopes.all
        result.fault = result.after == request.after ? nil : request.after.firstDifference(from: result.after)
    } catch {
        result.fault = error
    }
    return result
}
