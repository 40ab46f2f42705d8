#if SQLite
    import Raido
    import RaidoConsole
    import RaidoRunner
    import RaidoSQL
    import RaidoTestSupport
    import Testing

    @testable import RaidoLanguage

    /// What `migrate inspect` prints.
    @Suite struct ModelTextTests {
        private func reading(_ text: String) throws -> Schema {
            let file = SourceFile(path: "inspected.model", bytes: Array(text.utf8))
            do throws(DiagnosticsError) {
                return try readModels([file], frameworks: [], knownFrameworkTables: [], options: LanguageOptions())
                    .schema
            } catch {
                Issue.record("\(DiagnosticFormat(sources: [file]).render(error.diagnostics))\n\(text)")
                throw error
            }
        }

        @Test(arguments: Seeds.first(300))
        func whatIsInADatabaseIsPrintedAsModelsThatReadBackToIt(seed: UInt64) throws {
            var generator = SplitMix64(seed: seed)
            // Models cannot describe everything beside an engine's own type; the rest is in comments.
            let plain = randomSchema(using: &generator).mapTables { table in
                var table = table
                table.columns = table.columns.map { column in
                    var column = column
                    if !column.type.isCustom { column.nativeTypes = [:] }
                    return column
                }
                return table
            }
            let schema = normalised(plain, for: .sqlite)
            let text = modelText(of: schema)
            let read = normalised(try reading(text), for: .sqlite)
            let difference = schema.firstDifference(from: read).map { "\($0)" }
            #expect(difference == nil, "\(text)")
        }

        @Test(arguments: Seeds.first(300))
        func aSchemaAsItIsReadsBackToWhatEnginesTellApart(seed: UInt64) throws {
            var generator = SplitMix64(seed: seed)
            var schema = randomSchema(using: &generator)
            // An engine's own types come from the settings, not from the models; names of numbers are words there.
            for table in schema.tables {
                var plain = table
                plain.columns = table.columns.map { column in
                    var column = column
                    column.nativeTypes = [:]
                    return column
                }
                plain.enums = table.enums.map { type in
                    var type = type
                    type.values = type.values.map { value in
                        guard case .number(let number, _) = value else { return value }
                        return .number(number, name: number < 0 ? "M\(number.magnitude)" : "N\(number)")
                    }
                    return type
                }
                schema[table.name] = plain
            }
            let text = modelText(of: schema)
            let difference = schema.firstDifference(from: try reading(text)).map { "\($0)" }
            #expect(difference == nil, "\(text)")
        }

        @Test func whatThereAreNoWordsForStandsInComments() throws {
            var numbered = Table("numbered", columns: [Column("n", .bigInteger), Column("serial", .bigInteger)])
            numbered.columns[1].isIdentity = true
            numbered.checks = [CheckConstraint("it is > 0", "n > 0")]
            let text = modelText(of: Schema([numbered, Table("two words", columns: [Column("a", .text)])]))
            #expect(text.contains("// The engine generates 'serial', which is not the primary key."))
            #expect(text.contains("// \"ck_numbered_c1\" is called \"it is > 0\" in the database."))
            #expect(text.contains("// Left out: table \"two words\""))
            #expect(try reading(text).tables.map(\.name) == ["numbered"])
        }

        @Test func aDefaultThatNoLiteralStandsForIsSQL() throws {
            let table = Table(
                "t",
                columns: [
                    Column("n", .bigInteger, default: .decimal("1.5")), Column("d", .date, default: .string("soon")),
                ])
            let text = modelText(of: Schema([table]))
            #expect(text.contains("n: i64 [required, default: sql(\"1.5\")]"))
            #expect(text.contains("d: date [required, default: sql(\"'soon'\")]"))
        }
    }
#endif
