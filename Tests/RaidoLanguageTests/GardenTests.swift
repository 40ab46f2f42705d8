import Foundation
import Raido
import RaidoConsole
import RaidoLanguage
import Testing

/// A folder of Rust entities in the forms that Runique's projects have, in old and new grammar, is read whole.
@Suite struct GardenTests {
    private func garden(_ nullability: LanguageOptions.Nullability = .semantic) throws -> ReadModels {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("Fixtures/Garden")
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted().map { name in
            SourceFile(path: name, bytes: Array(try Data(contentsOf: folder.appendingPathComponent(name))))
        }
        #expect(files.count == 16)
        #expect(files.count { $0.bytes.contains(UInt8(ascii: "\r")) } == 5)
        var options = LanguageOptions()
        options.nullability = nullability
        return try readModels(
            files, frameworks: [builtInFrameworkModels], knownFrameworkTables: [], options: options)
    }

    @Test func everythingIsRead() throws {
        let models = try garden()
        #expect(models.counts.description == "14 models, 1 extension, 6 enums in 15 files")
        #expect(models.warnings.map(\.message) == [])
        #expect(
            models.schema.tables.map { "\($0.name) \($0.columns.count)" } == [
                "bed_plants 5", "beds 5", "cares 7", "eihwaz_users 14", "greenhouses 7", "notices 6",
                "opening_hours 5", "passports 4", "pests 3", "plant_families 4", "plant_pests 4", "plants 9",
                "seed_lots 5", "tickets 11", "visitors 11",
            ])
        #expect(models.frameworkTables == ["eihwaz_users"])
    }

    @Test func keysAndConstraintsAreAllThere() throws {
        let schema = try garden().schema
        let keys = schema.tables.flatMap { table in
            table.foreignKeys.map { "\(table.name).\($0.columns[0]) \($0.referencedTable) \($0.onDelete)" }
        }
        #expect(
            keys == [
                "bed_plants.bed_id beds cascade", "bed_plants.plant_id plants cascade",
                "beds.greenhouse_id greenhouses cascade", "cares.gardener_id eihwaz_users restrict",
                "cares.plant_id plants cascade", "passports.plant_id plants cascade",
                "plant_pests.pest_id pests cascade", "plant_pests.plant_id plants cascade",
                "plants.family_id plant_families restrict", "seed_lots.plant_id plants setNull",
                "tickets.visitor_id visitors cascade",
            ])
        #expect(schema.tables.flatMap(\.uniques).count == 10)
        #expect(schema["beds"]?.indexes.count == 1)
        #expect(schema["greenhouses"]?.primaryKey == ["id"])
        #expect(schema["greenhouses"]?.column("id")?.type == .uuid)
    }

    @Test func enumsStoreWhatTheySay() throws {
        let schema = try garden().schema
        #expect(schema["plants"]?.enumType("Growth")?.values == [.text("herb"), .text("shrub"), .text("tree")])
        #expect(schema["plants"]?.enumType("Zone")?.values.map(\.identity) == ["Hardy", "Mild", "Frost_free"])
        #expect(schema["plants"]?.enumType("Zone")?.storage == .integer)
        #expect(schema["cares"]?.enumType("CareKind")?.values.map(\.identity) == ["Gießen", "Schneiden", "Düngen"])
        #expect(schema["greenhouses"]?.enumType("GlassKind")?.values.map(\.identity) == ["Single", "Double", "Foil"])
        #expect(schema["plants"]?.column("growth")?.defaultValue == .string("herb"))
    }

    @Test func bothGrammarsAgreeOnWhatMayBeNull() throws {
        let semantic = try garden().schema
        #expect(semantic["plants"]?.column("notes")?.isNullable == true)
        #expect(semantic["pests"]?.column("cure")?.isNullable == true)
        #expect(semantic["pests"]?.column("name")?.isNullable == false)
        #expect(semantic["eihwaz_users"]?.column("country")?.defaultValue == .string("Schweiz"))
    }
}
