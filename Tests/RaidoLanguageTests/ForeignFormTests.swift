import Raido
import RaidoLanguage
import Testing

/// What other tools and SQL write is refused with the word that is meant.
@Suite struct ForeignForms {
    private func expectFields(
        _ fields: String, reports expected: [Expected], at location: SourceLocation = #_sourceLocation
    ) {
        expect(
            "model! { T, enums: { Status: [A, B] }, fields: { \(fields), z: int } }", reports: expected, at: location)
    }

    @Test(
        arguments: [
            ("serial", "for a key that the engine generates, write pk: id => i32"),
            ("bigserial", "for a key that the engine generates, write pk: id => i64"),
            ("numeric", "write decimal(10, 2)"), ("numeric(10, 2)", "write decimal(10, 2)"),
            ("money", "write decimal(19, 4)"), ("varchar2", "write varchar(100)"),
            ("nvarchar(20)", "write varchar(100)"),
            ("character varying", "write varchar(100)"), ("tinyint", "write i8"), ("int8", "write bigint"),
            ("mediumtext", "write longtext"), ("double precision", "write float, which has 64 bits"),
            ("timestamp with", "write timestamptz"), ("CharField(max_length=20)", "write text [max_length: 200]"),
            ("ForeignKey(Author)", "write bigint and, in relations, belongs_to: Author via author_id"),
            ("bytea", "write blob"), ("bigint unsigned", "write u64"),
            ("tsvector", "an engine's own type is written in quotes: custom(\"tsvector\")"),
            ("[String]", "arrays are not supported yet: write json"),
        ])
    func typesOfOthersGetAHint(type: String, hint: String) {
        let word = type.prefix { $0 != "(" }
        expectFields("a: 1️⃣\(type)", reports: [.error("1️⃣", "unknown type '\(word)'; \(hint)")])
    }

    @Test func typesOfSQLMayGoOn() {
        expectFields(
            "a: 1️⃣character varying(20) [required], b: 2️⃣timestamp with time zone",
            reports: [
                .error("1️⃣", "unknown type 'character varying'; write varchar(100)"),
                .error("2️⃣", "unknown type 'timestamp with'; write timestamptz"),
            ])
    }

    @Test func arraysAreNotThereYet() {
        let message = "the option list is empty; arrays are not supported yet: write json"
        expectFields(
            "a: text1️⃣[], b: int 2️⃣[ ] , c: 3️⃣Vec<String>",
            reports: [
                .error("1️⃣", message), .error("2️⃣", message),
                .error("3️⃣", "unknown type 'Vec<String>'; arrays are not supported yet: write json"),
            ])
    }

    @Test func `a name that may be an undeclared enum gets a hint`() {
        expect(
            "model! { A, fields: { state: 1️⃣Phase } }",
            reports: [
                .error(
                    "1️⃣",
                    "unknown type 'Phase'; if it is an enum, declare it with enums: { Phase: [A, B] } and write enum(Phase)"
                )
            ])
    }

    @Test func anEnumIsNoTypeOfItsOwn() {
        expectFields(
            "a: 1️⃣Status, b: 2️⃣status [required]",
            reports: [
                .error("1️⃣", "'Status' is an enum, not a type; write enum(Status)"),
                .error("2️⃣", "'status' is an enum, not a type; write enum(Status)"),
            ])
    }

    @Test(arguments: [
        ("0", "0"), ("-1.5", "-1.5"), ("\"x\"", "\"x\""), ("Status::A", "Status::A"), (".A", ".A"), ("", "…"),
    ])
    func aDefaultIsAnOption(value: String, shown: String) {
        expectFields(
            "a: int 1️⃣= \(value)", reports: [.error("1️⃣", "a default is an option: write [default: \(shown)]")])
    }

    @Test(
        arguments: [
            ("primary_key", "the key is a section of the model: pk: id => i64"),
            ("autoincrement", "the engine generates integer keys by itself: pk: id => i64"),
            ("not null", "write required"), ("null", "write nullable"),
            ("references(users.id)", "write fk(authors.id), or belongs_to in relations"),
            ("foreign_key: users", "write fk(authors.id), or belongs_to in relations"),
            ("length: 20", "write max_length: 20"),
            ("on_delete: cascade", "actions are written with the key: fk(authors.id, cascade)"),
            ("db_index", "write index"), ("auto_now_add", "write auto_now"),
            ("choices: Status", "declare an enum, and write choice [enum(Status)]"),
        ])
    func optionsOfOthersGetAHint(option: String, hint: String) {
        let word = option.prefix { $0 != "(" && $0 != ":" }
        expectFields("a: text [required, 1️⃣\(option)]", reports: [.error("1️⃣", "unknown option '\(word)'; \(hint)")])
    }

    @Test func optionsStandInBrackets() {
        expectFields(
            "a: text 1️⃣not null unique, b: int 2️⃣required, c: int 3️⃣references users(id), d: text 4️⃣default 5",
            reports: [
                .error("1️⃣", "unknown option 'not null'; write required"),
                .error("2️⃣", "options are written in brackets: [required]"),
                .error("3️⃣", "unknown option 'references'; write fk(authors.id), or belongs_to in relations"),
                .error("4️⃣", "options are written in brackets: [default]"),
            ])
    }

    @Test(arguments: [
        ("datee", "date"), ("intt", "int"), ("bol", "bool"), ("flot", "float"), ("tex", "text"), ("Strng", "String"),
        ("Intt", "Int"), ("Datee", "Date"), ("DATE", "date"), ("varchr", "varchar"), ("uuidd", "uuid"),
        ("uid", "uuid"), ("uuuid", "uuid"), ("Uuidd", "Uuid"), ("string", "text"), ("strng", "text"),
        ("strin", "text"), ("doubl", "float"), ("uint8", "u8"), ("timestampz", "timestamptz"),
    ])
    func theSuggestedTypeIsOfTheSameFamily(word: String, meant: String) {
        expectFields("a: 1️⃣\(word)", reports: [.error("1️⃣", "unknown type '\(word)'; did you mean '\(meant)'?")])
    }
}
