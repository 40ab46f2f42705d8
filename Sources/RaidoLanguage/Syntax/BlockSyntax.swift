import RaidoConsole

/// A word or a quoted name, and where it is.
struct Name: Hashable {
    var text: String
    var span: SourceSpan
}

/// Something with the place that messages about it point to.
struct Placed<Value> {
    var value: Value
    var span: SourceSpan
}

/// What a block's sections are called.
enum SectionKeyword: String, CaseIterable {
    case table
    case renamedFrom = "renamed_from"
    case pk, include, enums, fields, relations, meta
}

/// A `model!` or `extend!` block as it is written.
struct BlockSyntax {
    var keyword: BlockKeyword
    /// The keyword and the mark's bracket.
    var span: SourceSpan
    /// The model's name; extensions have none.
    var name: Name?
    var table: Name?
    var renamedFrom: Name?
    var key: KeySyntax?
    var includes: [Name] = []
    var enums: [EnumSyntax] = []
    var fields: [FieldItem] = []
    var relations: [RelationSyntax] = []
    var meta = MetaSyntax()
    var comment: Placed<String>?
    /// Whether all of it could be read.
    var isSound = true
    /// Whether its brackets match, so that what seems to be missing is missing.
    var isWhole = true
    /// Where each section is.
    var sections: [SectionKeyword: SourceSpan] = [:]
}

/// `pk: …`
enum KeySyntax {
    /// `pk: id => i64`, `pk: code => text [max_length: 20]`
    case column(FieldSyntax)
    /// `pk: (tenant_id, user_id)`; `pk: none` has no names.
    case fields([Name], span: SourceSpan)
}

/// One item of `fields: { … }`.
enum FieldItem {
    case field(FieldSyntax)
    /// `timestamps`
    case timestamps(SourceSpan)
    /// `soft_delete`
    case softDelete(SourceSpan)
}

/// `title: text [required]`
struct FieldSyntax {
    var name: Name
    var type: TypeSyntax
    var options: [OptionSyntax]
    var comment: Placed<String>?
}

/// `varchar(200)`, `String?`, `Option<String>`, `enum(Status)`
struct TypeSyntax {
    /// The word alone, `Vec<u8>` included.
    var word: Name
    var arguments: [ArgumentSyntax]
    var isOptional: Bool
    var span: SourceSpan

    /// The type as messages show it.
    var written: String { isOptional ? "\(word.text)?" : word.text }
}
