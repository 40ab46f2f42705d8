import Raido

extension Table {
    /// A line for each column and all else that a new table has.
    var contents: [String] {
        let key = primaryKey.isEmpty ? [] : ["primary key \(primaryKey.keyWords)"]
        let parts = uniques.map(\.words) + indexes.map(\.words) + foreignKeys.map(\.words) + checks.map(\.words)
        return enums.map(\.words) + columns.map(\.words) + key + parts.map(\.long)
    }
}

extension String? {
    var shown: String { map { "“\($0)”" } ?? "none" }
}
