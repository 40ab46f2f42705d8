import Raido

/// Names for what is generated. No two of a pool differ in case alone.
enum NamePool {
    static let tables = [
        "articles", "authors", "order", "group", "select", "Users2", "order_items", "tags", "user", "T9", "x",
        "blogPosts", "comments", "a_table_with_a_name_so_long_that_names_derived_from_it_are_cut", "key", "rank",
        "check",
        "window", "references", "system",
    ]

    /// Names that no engine wants quoted: expressions may use these columns.
    static let plainColumns = [
        "title", "views", "slug", "body", "email", "score", "price", "amount", "starts_at", "job_title", "phone",
        "legacy", "quantity", "weight", "nickname", "city", "rating", "version_no", "summary_text", "height",
    ]

    static let awkwardColumns = [
        "order", "group", "select", "camelCase", "X2", "values", "table", "index", "check", "user", "key", "rank",
        "row",
        "rows", "primary", "default", "desc", "left", "interval", "lateral", "current_user", "over", "of", "end",
        "with",
    ]

    static let enums = ["Status", "Level", "Kind", "Size2", "order", "user"]
    static let values = [
        "draft", "published", "gone", "it's", "Tr\u{E8}s long", "Tre\u{300}s long", "new", "red", "green", "a b",
        "select",
    ]
    static let checks = ["positive", "bounded", "sane", "c1", "Limit2", "order", "key"]

    /// The same text in the other Unicode normal form, where it has one.
    static func inOtherForm(_ text: String) -> String? {
        values.first { $0.differsInFormOnly(from: text) }
    }

    static func isPlain(_ column: String) -> Bool { plainColumns.contains(column) }
}
