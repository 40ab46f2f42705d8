import Raido
import RaidoConsole
import RaidoLanguage
import RaidoRunner

// The values of '--fill'.
extension Session {
    /// A value before it is known which column it is for.
    struct FillText {
        var name: ColumnName
        var value: String
    }

    func fillTexts() throws(UsageError) -> [FillText] {
        var fills: [FillText] = []
        for text in arguments.all("--fill") {
            guard let equals = text.firstIndex(of: "="), let dot = text[..<equals].lastIndex(of: "."),
                dot > text.startIndex, text.index(after: dot) < equals
            else {
                throw .badValue("--fill", value: text, expected: "TABLE.COLUMN=VALUE", command: command.name)
            }
            let name = ColumnName(
                table: String(text[..<dot]), column: String(text[text.index(after: dot)..<equals]))
            fills.append(FillText(name: name, value: String(text[text.index(after: equals)...])))
        }
        return fills
    }

    /// Reads values as those of the columns that come back.
    func read(
        _ texts: [FillText], _ extent: Migrator.Downward, by migrator: Migrator
    ) throws(MigratorError) -> [ColumnFill] {
        if texts.isEmpty { return [] }
        let returning = try migrator.returningColumns(extent)
        var fills: [ColumnFill] = []
        for text in texts {
            let element = SchemaElement.column(text.name.column, table: text.name.table)
            var fill = ColumnFill(table: text.name.table, column: text.name.column, value: nil)
            // The migrator says which columns come back.
            if let found = returning.last(where: { $0.element == element }) {
                do throws(FillMistake) {
                    fill.value = try readFill(text.value, for: found.column, of: found.table, on: migrator.engine)
                } catch { throw .unusableFill(.unfit(text.name, reason: error.reason)) }
            }
            fills.append(fill)
        }
        return fills
    }
}
