package import Raido
package import RaidoConsole

extension ReadModels {
    /// What is wrong with the SQL of hints: names of columns that the table does not have when the SQL runs.
    ///
    /// - Parameter scopes: The hints that a plan uses.
    package func mistakes(in scopes: [HintScope], engines: Set<Engine>) -> [Diagnostic] {
        var report = Report()
        for scope in scopes {
            let names = KnownColumns(scope.columns, engines: engines)
            for sql in hintSQL[scope.key] ?? [] {
                if let old = scope.formerTable { checkQualifiers(of: sql, naming: old, scope, into: &report) }
                names.check(sql, of: scope.table, into: &report) { name, near in
                    scope.message(about: name, nearest: near)
                }
            }
        }
        return report.sorted()
    }

    private func checkQualifiers(of sql: WrittenSQL, naming old: String, _ scope: HintScope, into report: inout Report)
    {
        for reference in qualifiers(in: sql) where reference.name.lowercased() == old.lowercased() {
            report.error(.columnIsRenamed(reference.name, to: scope.table), at: sql.span(of: reference.range))
        }
    }
}

extension HintScope {
    fileprivate func message(about name: String, nearest: String?) -> LanguageMessage {
        let folded = name.lowercased()
        if let new = renamedColumns.first(where: { $0.key.lowercased() == folded })?.value {
            return .columnIsRenamed(name, to: new)
        }
        if laterColumns.contains(where: { $0.lowercased() == folded }) {
            return .columnComesLater(name, of: table)
        }
        return .unknownColumnThen(name, of: table, nearest: nearest)
    }
}
