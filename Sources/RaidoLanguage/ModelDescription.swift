package import Raido

/// What applications want to know about a model beside its table: the kinds of its fields, labels, relations.
package struct ModelDescription: Hashable, Sendable {
    package var name: String
    package var table: String
    package var isFramework: Bool
    /// In the order of the columns.
    package var fields: [FieldDescription] = []
    package var enums: [EnumDescription] = []
    package var relations: [RelationDescription] = []
    package var ordering: [OrderingDescription] = []
    package var verboseName: String?
    package var verboseNamePlural: String?
}

/// One field, for generated types, forms and validation.
package struct FieldDescription: Hashable, Sendable {
    package var column: String
    /// The semantic word: `email`, `richtext`, `int`.
    package var kind: String
    package var label: String?
    package var help: String?
    package var selectAs: String?
    package var uploadTo: String?
    /// What is in `file(…)`.
    package var file: [String] = []
    /// In bytes.
    package var maxSize: Int64?
    package var rows: Int64?
    /// Numbers as written.
    package var step: String?
    package var min: String?
    package var max: String?
    package var minLength: Int64?
    package var maxLength: Int64?
    /// Whether a password is stored as it comes.
    package var isNotHashed = false
    package var isSkipped = false
    package var isReadOnly = false

    package init(column: String, kind: String) {
        self.column = column
        self.kind = kind
    }
}

package struct EnumDescription: Hashable, Sendable {
    package struct Variant: Hashable, Sendable {
        package var name: String
        package var value: EnumValue
        package var label: String?
    }

    package var name: String
    package var variants: [Variant]
}

package struct RelationDescription: Hashable, Sendable {
    package enum Kind: String, Hashable, Sendable {
        case belongsTo, hasMany, hasOne, manyToMany
    }

    package var kind: Kind
    package var name: String?
    package var targetTable: String
    package var junctionTable: String?
    package var columns: [String]
}

package struct OrderingDescription: Hashable, Sendable {
    package var column: String
    package var isDescending: Bool
}
