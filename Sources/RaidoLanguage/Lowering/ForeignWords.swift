/// Words that other tools and databases have for what the language says in its own way, each with what to write here.
/// They are compared without case and underscores.
struct ForeignWords {
    private let hints: [String: String]

    private init(_ hints: KeyValuePairs<[String], String>) {
        var result: [String: String] = [:]
        for (words, hint) in hints {
            for word in words { result[foldedName(word)] = hint }
        }
        self.hints = result
    }

    /// What to write instead of the word, where it is one of another tool's.
    func hint(for word: String) -> String? { hints[foldedName(word)] }

    /// What to say where a list was meant.
    static let arrays = "arrays are not supported yet: write json"

    /// Where a type is expected; also of two words, like `double precision`.
    static let types = ForeignWords([
        ["serial", "serial4", "smallserial", "AutoField"]: "for a key that the engine generates, write pk: id => i32",
        ["bigserial", "serial8", "BigAutoField", "identity"]:
            "for a key that the engine generates, write pk: id => i64",
        ["numeric", "number", "dec", "DecimalField", "NSDecimalNumber"]: "write decimal(10, 2)",
        ["money", "smallmoney"]: "write decimal(19, 4)",
        ["tinyint", "int1"]: "write i8",
        ["int2", "SmallIntegerField", "short"]: "write smallint",
        ["int4", "mediumint", "IntegerField"]: "write int",
        ["int8", "BigIntegerField", "long"]: "write bigint",
        ["int unsigned", "integer unsigned", "unsigned int"]: "write u32",
        ["bigint unsigned", "unsigned bigint"]: "write u64",
        ["smallint unsigned"]: "write u16",
        ["tinyint unsigned"]: "write u8",
        ["real", "float4"]: "write f32",
        ["double", "double precision", "float8", "FloatField"]: "write float, which has 64 bits",
        ["varchar2", "nvarchar", "nvarchar2", "character varying", "char varying"]: "write varchar(100)",
        ["character", "nchar", "bpchar"]: "write char(2)",
        ["CharField"]: "write text [max_length: 200]",
        ["TextField", "tinytext", "mediumtext", "long text", "clob", "ntext"]: "write longtext",
        ["BooleanField", "bit"]: "write bool",
        ["DateField"]: "write date",
        ["TimeField", "time without"]: "write time",
        ["DateTimeField", "datetime2", "smalldatetime", "timestamp without"]: "write datetime",
        ["datetimeoffset", "timestamp with"]: "write timestamptz",
        ["EmailField"]: "write email",
        ["SlugField"]: "write slug",
        ["URLField"]: "write url",
        ["FileField"]: "write file",
        ["ImageField"]: "write image",
        ["UUIDField", "guid", "uniqueidentifier"]: "write uuid",
        ["JSONField", "hstore", "Dictionary", "HashMap", "BTreeMap", "object"]: "write json",
        ["bytea", "longblob", "mediumblob", "tinyblob", "BinaryField", "bytes"]: "write blob",
        ["DurationField", "TimeInterval"]: "write interval",
        ["ForeignKey", "OneToOneField", "references", "reference", "relation"]:
            "write bigint and, in relations, belongs_to: Author via author_id",
        ["ManyToManyField"]: "write a model for the table between, and many_to_many in relations",
        ["tsvector", "citext", "geometry", "geography", "point", "vector"]:
            "an engine's own type is written in quotes: custom(\"tsvector\")",
        ["array", "ArrayField", "list", "Vec", "Set"]: arrays,
    ])

    /// Where an option is expected; also of two words, like `not null`.
    static let options = ForeignWords([
        ["primary_key", "primary key", "primary", "pk", "key", "id"]:
            "the key is a section of the model: pk: id => i64",
        ["auto_increment", "autoincrement", "identity", "serial"]:
            "the engine generates integer keys by itself: pk: id => i64",
        ["not_null", "not null", "notnull", "non_null", "mandatory"]: "write required",
        ["null", "optional", "blank", "none"]: "write nullable",
        ["references", "foreign_key", "foreign key", "foreign", "belongs_to", "constrained"]:
            "write fk(authors.id), or belongs_to in relations",
        ["on_delete", "on delete", "cascade", "set_null"]:
            "actions are written with the key: fk(authors.id, cascade)",
        ["on_update", "on update"]: "actions are written with the key: fk(authors.id, cascade, cascade); "
            + "for a time of change, write auto_now_update",
        ["length", "size", "len", "limit", "maxlen"]: "write max_length: 20",
        ["precision", "scale", "max_digits", "decimal_places"]: "write decimal(10, 2)",
        ["unsigned"]: "write an unsigned type, like u32",
        ["default_value", "server_default", "db_default", "initial"]: "write default: 0",
        ["db_index", "indexed", "has_index"]: "write index",
        ["choices", "values", "in"]: "declare an enum, and write choice [enum(Status)]",
        ["auto_now_add", "created", "auto_create"]: "write auto_now",
        ["updated", "auto_update"]: "write auto_now_update",
        ["editable", "read_only"]: "write readonly",
        ["verbose_name", "title"]: "write label: \"…\"",
        ["help_text", "hint"]: "write help: \"…\"",
        ["collation"]: "write collate: \"…\"",
        ["description", "doc"]: "write comment: \"…\"",
        ["db_column", "column", "column_name", "field"]: "the field's name is the column's name",
        ["related_name", "back_populates", "backref"]: "write has_many in the other model's relations",
        ["pattern", "regex", "validate"]: "write check: \"…\"",
        ["computed", "virtual", "stored", "as"]: "write generated: \"…\"",
        ["renamed", "was", "old_name", "previously"]: "write renamed_from: \"…\"",
        ["min_value", "gte", "minimum"]: "write min: 0",
        ["max_value", "lte", "maximum"]: "write max: 100",
    ])
}
