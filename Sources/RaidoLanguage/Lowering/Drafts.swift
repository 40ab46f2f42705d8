import Raido
import RaidoConsole

/// A part of a table, where it was declared, and whether an extension did.
struct Part<Value> {
    var value: Value
    var span: SourceSpan
    var isExtension: Bool
}

/// A column in the making.
struct ColumnDraft {
    var column: Column
    /// Where its name is.
    var span: SourceSpan
    /// Where its type is.
    var typeSpan: SourceSpan
    /// The type as written.
    var word: String
    /// Its type could not be read. What that breaks is not reported again.
    var isBroken: Bool
    var isExtension: Bool
    var description: FieldDescription

    /// Whether the column is as wide as the key it refers to, where that is written `Pk`.
    var followsKey: Bool { word == "int" || word == "integer" }
    /// Whether columns that refer to this one are as wide as it is.
    var leadsKeys: Bool { word == "Pk" }
}

/// A foreign key that is asked for.
struct KeyRequest {
    struct Actions {
        var onDelete: Placed<ForeignKey.Action>?
        var onUpdate: Placed<ForeignKey.Action>?
    }

    var columns: [Name]
    var target: Name
    /// The columns of `fk(table.column)` and `to (a, b)`; without them the target's primary key is meant.
    var targetColumns: [Name] = []
    var actions: Actions
    var name: Name?
    /// Whether an index comes with the key.
    var isIndexed = true
    var span: SourceSpan
    var isExtension: Bool
}

/// An enum in the making.
struct EnumDraft {
    struct Variant {
        var name: String
        var value: EnumValue
        var label: String?
    }

    var type: EnumType
    var span: SourceSpan
    var isExtension: Bool
    /// The variants that are left, in their order.
    var variants: [Variant] = []

    /// The variant names and stored values, for suggestions.
    var words: [String] { variants.flatMap { [$0.name, $0.value.identity] } }

    /// The value that a default, or `to:`, means: a variant by name, or a stored value.
    func value(meant value: ValueSyntax) -> EnumValue? {
        switch value.content {
        case .string(let text):
            variants.first { $0.value == .text(text) }?.value ?? variants.first { $0.name == text }?.value
        case .path(let parts) where parts.count == 1 || parts.count == 2 && parts[0] == type.name:
            variants.first { $0.name == parts.last }?.value
                ?? variants.first { $0.value == .text(parts.last ?? "") }?.value
        case .number(let number):
            variants.first { variant in
                if case .number(let stored, _) = variant.value { stored == number.signed } else { false }
            }?.value
        case .path, .size, .call, .list: nil
        }
    }
}

/// A table in the making.
struct TableDraft {
    var name: String
    var modelName: String
    /// Where the model's name is.
    var span: SourceSpan
    var isFramework: Bool
    var columns: [ColumnDraft] = []
    /// The place of each column, by its name in lower case.
    var columnPlaces: [String: Int] = [:]
    var primaryKey: [String] = []
    var enums: [String: EnumDraft] = [:]
    var uniques: [Part<UniqueConstraint>] = []
    var indexes: [Part<Index>] = []
    var checks: [Part<CheckConstraint>] = []
    var foreignKeys: [Part<ForeignKey>] = []
    var comment: String?
    /// The SQL about its columns, as it is written.
    var writtenSQL: [WrittenSQL] = []
    /// Whether all the blocks that make it up could be read.
    var isSound = true
    /// Whether their brackets match. Otherwise what is missing may be there, and nothing is said about it.
    var isWhole = true

    var requests: [KeyRequest] = []
    /// The relations that make no SQL.
    var relations: [RelationSyntax] = []
    var relationDescriptions: [RelationDescription] = []

    var renamedFrom: Name?
    var hints = Hints()
    var hintPlaces: [HintKey: SourceSpan] = [:]
    /// The SQL of hints, as it is written.
    var hintSQL: [HintKey: [WrittenSQL]] = [:]
    /// Who claimed which former column name.
    var formerNames: [String: SourceSpan] = [:]

    var ordering: [OrderingDescription] = []
    var verboseName: String?
    var verboseNamePlural: String?

    func column(_ name: String) -> ColumnDraft? {
        guard let place = columnPlaces[name.lowercased()], columns[place].column.name == name else { return nil }
        return columns[place]
    }

    /// The table as far as it exists, without what extensions add if so wanted.
    func table(withExtensions: Bool = true) -> Table {
        func kept<Value>(_ parts: [Part<Value>]) -> [Value] {
            parts.filter { withExtensions || !$0.isExtension }.map(\.value)
        }
        return Table(
            name, columns: columns.filter { withExtensions || !$0.isExtension }.map(\.column), primaryKey: primaryKey,
            uniques: kept(uniques), indexes: kept(indexes), foreignKeys: kept(foreignKeys), checks: kept(checks),
            enums: enums.values.filter { withExtensions || !$0.isExtension }.map(\.type), comment: comment)
    }
}

/// All tables in the making, by name.
struct Drafts {
    var byTable: [String: TableDraft] = [:]
    /// Which of them are part of the result.
    var included: Set<String> = []
    /// Where the models without a table are declared, by their names in one case style.
    var abstractModels: [String: SourceSpan] = [:]

    var tables: [TableDraft] { byTable.values.sorted { $0.name < $1.name } }

    /// Table names by the models' names in one case style.
    private(set) var tableOfModel: [String: String] = [:]

    mutating func add(_ draft: TableDraft) {
        byTable[draft.name] = draft
        tableOfModel[foldedName(draft.modelName)] = draft.name
    }

    /// Lets a model's name mean a table that another model declares.
    mutating func addName(_ model: String, of table: String) {
        tableOfModel[foldedName(model)] = table
    }

    /// The table that a relation's target names: a table, or a model in any case style.
    func table(named name: String) -> String? {
        byTable[name] != nil ? name : tableOfModel[foldedName(name)]
    }

    /// What a target may be called, for suggestions.
    var targetNames: [String] { byTable.values.flatMap { [$0.name, $0.modelName] }.sorted() }
}

/// A name without case style: `OrderItem`, `order_item` and `orderItem` are one.
func foldedName(_ name: String) -> String {
    var folded = name.lowercased()
    folded.removeAll { $0 == "_" }
    return folded
}
