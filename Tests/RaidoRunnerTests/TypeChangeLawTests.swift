#if SQLite
    import Raido
    import RaidoPlanning
    import RaidoSQL
    import Testing

    @testable import RaidoRunner

    /// What ``TypeChange`` says of SQLite, held against what the rendered migration does to rows.
    @Suite struct TypeChangeLawTests {
        /// Types, with values that a column of theirs can hold on SQLite.
        static let samples: [(type: ColumnType, values: [String])] = [
            (.varchar(12), ["'a'", "'007'", "' 5 '", "'1e3'", "'2026-01-31'", "'twelve chars'"]),
            (.text, ["'abc'", "'{}'", "'0.1'", "'2026'", "'12345678901234567890.1234567891'"]),
            (.boolean, ["0", "1"]), (.tinyInteger, ["0", "-1", "127"]), (.integer, ["5", "-2147483648"]),
            (.bigInteger, ["9007199254740993", "-9223372036854775808"]), (.unsignedInteger, ["0", "4294967295"]),
            (.real, ["0.5", "2.0", "0.1"]), (.double, ["1.6", "0.30000000000000004", "1e300", "3.0"]),
            (.decimal(precision: 10, scale: 2), ["12.5", "3", "-99999999.99"]),
            (.decimal(precision: 5, scale: 0), ["5", "-5"]),
            (.date, ["'2026-01-31'"]), (.time, ["'12:30:00'"]), (.timestamp, ["'2026-01-31 12:30:00'"]),
            (.timestampWithTimeZone, ["'2026-01-31 12:30:00'"]),
            (.uuid, ["'123e4567-e89b-12d3-a456-426614174000'"]),
            (.json, ["'{\"a\": 1}'", "'5'", "'12345678901234567890.12345'"]), (.jsonb, ["'[]'"]),
            (.interval, ["'1 day'", "'12345678901234567890.12345'"]), (.cidr, ["'10.0.0.0/8'"]),
            (.inet, ["'10.0.0.1'"]),
            (.blob, ["x'00ff'", "x'61'"]), (.binary(2), ["x'0000'"]), (.varbinary(3), ["x''", "x'313131'"]),
        ]

        @Test(arguments: samples)
        func whatIsSaidOfSQLiteIsWhatItDoes(old: ColumnType, values: [String]) throws {
            for (new, _) in Self.samples where new != old {
                let effect = TypeChange(from: Column("c", old), to: Column("c", new), on: .sqlite).effect
                for value in values { try check(value, old, new, effect) }
            }
        }

        private func check(_ value: String, _ old: ColumnType, _ new: ColumnType, _ effect: ValueEffect?) throws {
            let name = "\(value) of \(old) to \(new)"
            let bench = try Workbench(table("a", Column("c", old)))
            try bench.run("INSERT INTO a (c) VALUES (\(value))")
            let before = try bench.rows("SELECT typeof(c), quote(c) FROM a")
            do {
                try bench.apply([.alterColumn(in: "a", from: Column("c", old), to: Column("c", new))])
            } catch {
                #expect(effect == .fails || effect == .converted || effect == .silent, "\(name) failed: \(error)")
                return
            }
            do {
                try bench.apply([.alterColumn(in: "a", from: Column("c", new), to: Column("c", old))])
            } catch {
                #expect(effect?.losesValues == true, "\(name) cannot be reverted: \(error)")
                return
            }
            let after = try bench.rows("SELECT typeof(c), quote(c) FROM a")
            #expect(after == before || effect?.losesValues == true, "\(name) does not come back")
        }

        /// What the renderer converts is never silent to the planner, but for a day's beginning, and for numbers written
        /// out with all their digits.
        @Test func everyConversionIsAFinding() throws {
            for (old, _) in Self.samples {
                for (new, _) in Self.samples
                where new != old && !(old == .date && new.isTimestamp) && !(old.isDecimal && new.isText) {
                    let change = Change.alterColumn(in: "a", from: Column("c", old), to: Column("c", new))
                    let steps = try render([change], on: Schema([table("a", Column("c", old))]), for: .sqlite)
                    let converts = steps.contains { step in
                        guard case .rebuild(let rebuild) = step else { return false }
                        return !rebuild.rows.statement.text.contains("SELECT `id`, `c`\n")
                    }
                    guard converts else { continue }
                    let plan = plan(
                        PlanRequest(
                            before: Schema([table("a", Column("c", old))]),
                            after: Schema([table("a", Column("c", new))]), batch: "20260131_120000",
                            targets: [.sqlite]))
                    #expect(plan.hazards.map(\.id) == ["change-type:a.c"], "\(old) to \(new)")
                }
            }
        }
    }

    extension ColumnType {
        fileprivate var isDecimal: Bool {
            if case .decimal = self { true } else { false }
        }

        fileprivate var isText: Bool {
            if case .varchar = self { true } else { self == .text }
        }

        fileprivate var isTimestamp: Bool { self == .timestamp || self == .timestampWithTimeZone }
    }
#endif
