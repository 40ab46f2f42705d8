import Raido
import RaidoConsole
import RaidoLanguage
import Testing

@Suite struct TypeMappings {
    private func messages(_ mappings: [Engine: [String: String]]) -> [String] {
        var options = LanguageOptions()
        options.typeMappings = mappings
        do throws(DiagnosticsError) {
            return try readModels([], frameworks: [], knownFrameworkTables: [], options: options).warnings.map(
                \.message)
        } catch {
            return error.diagnostics.map(\.message)
        }
    }

    @Test func wordsNameTypes() {
        #expect(
            messages([.postgresql: ["txet": "x", "zzzzzz": "y"], .mysql: ["custom:": "z", "Strin": "x"]]) == [
                "type_mappings of postgresql: unknown type 'txet'; did you mean 'text'?",
                "type_mappings of postgresql: unknown type 'zzzzzz'",
                "type_mappings of mysql: unknown type 'Strin'; did you mean 'String'?",
                "type_mappings of mysql: 'custom:' needs the type's name: \"custom:tsvector\"",
            ])
        #expect(messages([.mysql: ["text": " "]]) == ["type_mappings of mysql: 'text' is mapped to nothing"])
    }

    @Test func placeholdersStandForNumbersThatTheTypeHas() {
        #expect(
            messages([
                .mysql: ["varchar": "x({foo})", "decimal": "d({precision}, {length})", "int": "i({length})"],
                .mariadb: ["custom:a": "{length}", "char": "c({length", "email": "e}"],
            ]) == [
                "type_mappings of mysql: unknown placeholder '{length}'; 'decimal' has {precision} and {scale}",
                "type_mappings of mysql: unknown placeholder '{length}'; 'int' has no numbers",
                "type_mappings of mysql: unknown placeholder '{foo}'; 'varchar' has {length}",
                "type_mappings of mariadb: unknown placeholder '{length'; 'char' has {length}",
                "type_mappings of mariadb: unknown placeholder '{length}'; 'custom:a' has no numbers",
                "type_mappings of mariadb: unknown placeholder '}'; 'email' has {length}",
            ])
    }

    @Test func everyTypeWordAndKindMayBeMapped() {
        var mapping = Dictionary(uniqueKeysWithValues: typeWords.map { ($0, "x") })
        for kind in ["tinyint", "unsigned_int", "real", "custom:tsvector"] { mapping[kind] = "x" }
        #expect(messages([.sqlite: mapping]) == [])
        #expect(
            messages([.sqlite: ["text": "t({length})", "Decimal": "d({precision},{scale})", "binary": "b({length})"]])
                == [])
    }

    @Test func aMistakeStandsWhereTheSettingsHaveIt() throws {
        var options = LanguageOptions()
        options.typeMappings = [.sqlite: ["txet": "x"]]
        let place = SourceSpan(path: "raido.json", start: 30, end: 36)
        options.typeMappingPlaces = [.sqlite: ["txet": place]]
        let error = try #require(throws: DiagnosticsError.self) { try read("model! { T }", options: options) }
        #expect(error.diagnostics.map(\.span) == [place])
        options.typeMappingPlaces = [:]
        let other = try #require(throws: DiagnosticsError.self) { try read("model! { T }", options: options) }
        #expect(other.diagnostics.map(\.span) == [nil])
    }
}
