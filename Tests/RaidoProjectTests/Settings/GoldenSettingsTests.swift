import Raido
import RaidoConsole
import RaidoProject
import RaidoTestSupport
import Testing

/// The keys of `raido.json`, and the words that they take: projects hold them.
@Suite struct GoldenSettingsTests {
    /// Each key with values that it takes, none of them the usual one.
    private static let keys: [(name: String, values: [String])] = [
        ("engines", Engine.allCases.map { "[\"\($0.rawValue)\"]" }),
        ("entities", ["\"models\""]),
        ("framework_tables", ["\"external\""]),
        ("frameworks", ["[\"base\"]"]),
        ("history_table", ["\"app_migrations\""]),
        ("migrations", ["\"Sources/Migrations\""]),
        ("nullability", ["\"required\""]),
        ("snapshots", ["\"db\""]),
        ("type_mappings", Engine.allCases.map { "{\"\($0.rawValue)\": {\"url\": \"text\"}}" }),
    ]

    private func settings(_ text: String) throws -> Settings {
        try Settings(reading: SourceFile(path: "raido.json", bytes: Array(text.utf8)))
    }

    @Test func everyKeyStaysAndMeansSomething() throws {
        for (name, values) in Self.keys {
            let read = try values.map { value in
                var settings = try settings("{\"\(name)\": \(value)}")
                settings.file = nil
                return settings
            }
            #expect(Set(read + [Settings()]).count == values.count + 1, "\(name)")
        }
        let words =
            Settings.Nullability.allCases.map { "nullability: \($0.rawValue)\n" }
            + Settings.FrameworkTables.allCases.map { "framework_tables: \($0.rawValue)\n" }
        let found = Self.keys.map { "\($0.name)\n" }.joined() + words.joined()
        let difference = try Golden("settings.txt").difference(from: found)
        #expect(difference == nil)
    }

    @Test func everySettingHasItsKeyHere() {
        let properties = Mirror(reflecting: Settings()).children.compactMap(\.label)
            .filter { !["file", "typeMappingPlaces", "historyTablePlace"].contains($0) }
        #expect(Set(properties.map { snakeCase($0) }) == Set(Self.keys.map(\.name)))
    }

    @Test func theUsualWordsMayBeWritten() throws {
        var settings = try settings(#"{"nullability": "semantic", "framework_tables": "managed"}"#)
        settings.file = nil
        #expect(settings == Settings())
    }
}
