import Raido
import RaidoConsole
import RaidoLanguage
import Testing

/// One cause, one message: what a bracket, a quotation mark or a comma too few does to the rest of a block is not told.
@Suite struct BracketMistakes {
    private static let model = """
        model! {
            Article,
            table: "articles",
            pk: (tenant_id, number),
            enums: {
                Status: [Draft, Published = "published", Gone = ("gone", "No longer here")],
                Level: i16 [Low = 0, High = 9],
            },
            fields: {
                tenant_id: int      [required],
                number:    int      [required],
                title:     text     [required, max_length(200), check: "length(title) > 3"],
                slug:      slug     [unique, label: "Slug, as in URLs"],
                price:     decimal(10, 2) [required, default: 0],
                nick:      Option<String>,
                status:    choice   [enum(Status), default: Draft],
                author_id: bigint   [fk(authors.id, cascade)],
                timestamps,
            },
            relations: {
                belongs_to: Author via author_id [cascade] name "fk_author",
                belongs_to: Article via (tenant_id, number) unindexed,
            },
            meta: {
                unique_together: [(slug, status), (title, slug) name "by_title"],
                indexes: [(author_id, -created_at), (title) where "nick IS NULL"],
                checks: {
                    price_not_negative: "price >= 0",
                },
                ordering: [-created_at],
            },
        }
        """
    private static let others = "model! { Author, table: \"authors\", relations: { has_many: Article } }\n"

    /// The brackets of the model that stand outside strings, as places in its characters.
    private static let brackets: [Int] = {
        var places: [Int] = []
        var isInString = false
        let characters = Array(model)
        for (place, character) in characters.enumerated() {
            if character == "\"" { isInString.toggle() }
            let isSign = character == ">" && characters[place - 1] == "="
            if !isInString, !isSign, "{}()[]<>".contains(character) { places.append(place) }
        }
        return places
    }()

    @Test func theModelItselfIsRightInAnyCode() throws {
        #expect(Self.brackets.count > 60)
        #expect(try read(Self.others + Self.model).warnings.isEmpty)
    }

    @Test(arguments: brackets)
    func aBracketLeftOutMakesOneMessageOrTwoAndTheFirstNamesItsLine(place: Int) throws {
        var characters = Array(Self.model)
        let partner = Self.partner(of: place, in: characters)
        let lines = Set([place, partner].map { Self.line(of: $0, in: characters) })
        characters.remove(at: place)
        let diagnostics = try reports(String(characters))
        #expect((1...2).contains(diagnostics.count), "\(diagnostics.map(\.message))")
        let first = try #require(diagnostics.first?.span)
        let bytes = Array(String(characters).utf8)
        let line = LineTable(bytes).position(of: first.start).line
        #expect(lines.contains(line), "\(line) is none of \(lines): \(diagnostics.map(\.message))")
    }

    @Test func aQuotationMarkLeftOutMakesOneMessageOrTwo() throws {
        let characters = Array(Self.model)
        for place in characters.indices where characters[place] == "\"" {
            var broken = characters
            broken.remove(at: place)
            let diagnostics = try reports(String(broken))
            #expect((1...2).contains(diagnostics.count), "\(place): \(diagnostics.map(\.message))")
            let span = try #require(diagnostics.first?.span)
            let line = LineTable(Array(String(broken).utf8)).position(of: span.start).line
            #expect(line == Self.line(of: place, in: characters), "\(diagnostics.map(\.message))")
        }
    }

    @Test func aCommaLeftOutMakesOneMessageOrTwo() throws {
        let characters = Array(Self.model)
        for place in characters.indices where characters[place] == "," {
            var broken = characters
            broken[place] = " "
            let diagnostics = try? reports(String(broken))
            #expect((diagnostics?.count ?? 0) <= 2, "\(place): \(diagnostics?.map(\.message) ?? [])")
        }
    }

    @Test func anUnclosedOptionListIsOneMistake() {
        let fields = (0..<13).map { "f\($0): txt [required],\n" }.joined()
        expect(
            "model! { A, fields: {\n a: text 1️⃣[required,\n \(fields) }, meta: { comment: 5 } }",
            reports: [.error("1️⃣", "'[' is not closed")])
    }

    @Test func mistakesBeforeAnUnclosedBracketAreTold() {
        expect(
            "model! { A, 1️⃣fileds: 5, fields: {\n a: text 2️⃣[required,\n b: txt } }",
            reports: [
                .error("1️⃣", "unknown section 'fileds'; did you mean 'fields'?"), .error("2️⃣", "'[' is not closed"),
            ])
    }

    @Test func aSectionEndsWhatWasNotClosedBeforeIt() {
        expect(
            """
            model! { A,
                fields: 1️⃣{
                    a: text,
                meta: { comment: "x" },
            }
            model! { B, fields: { a: 2️⃣txt } }
            """,
            reports: [.error("1️⃣", "'{' is not closed"), .error("2️⃣", "unknown type 'txt'; did you mean 'text'?")])
    }

    @Test func codeBehindABlockThatIsNotClosedIsNotReadAsOne() {
        expect(
            "model! 1️⃣{\n A,\n fields: { a: text },\n\n@main struct Main { let x = 5; func f() -> Int { x & 1 } }\n",
            reports: [.error("1️⃣", "'{' is not closed")])
    }

    @Test func whatALostFieldIsNeededForIsNotReported() {
        expect(
            """
            model! { A, fields: 1️⃣b_id: bigint }, relations: { belongs_to: B via b_id } }
            model! { B, relations: { has_many: A } }
            """,
            reports: [.error("1️⃣", "expected '{', found 'b_id'")])
    }

    private func reports(_ model: String) throws -> [Diagnostic] {
        do {
            return try read(["a.swift": model, "b.swift": Self.others]).warnings
        } catch let error as DiagnosticsError {
            return error.diagnostics
        }
    }

    private static func line(of place: Int, in characters: [Character]) -> Int {
        characters[..<place].count { $0 == "\n" } + 1
    }

    private static func partner(of place: Int, in characters: [Character]) -> Int {
        var open: [Int] = []
        for bracket in brackets {
            if "{([<".contains(characters[bracket]) {
                open.append(bracket)
            } else if let opening = open.popLast() {
                if opening == place { return bracket }
                if bracket == place { return opening }
            }
        }
        return place
    }
}
