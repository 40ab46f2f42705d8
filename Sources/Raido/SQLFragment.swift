/// A piece of SQL as the user wrote it: one text for all engines, or one for each engine that needs its own.
///
///     "views >= 0"
///     .sql(sqlite: "lower(hex(randomblob(8)))", postgresql: "md5(random()::text)")
public struct SQLFragment: Hashable, Sendable, ExpressibleByStringLiteral {
    /// The text for every engine that `overrides` does not name.
    public var common: String?

    /// The texts of single engines; they win over `common`.
    public var overrides: [Engine: String]

    public init(_ common: String?, overrides: [Engine: String] = [:]) {
        self.common = common
        self.overrides = overrides
    }

    public init(stringLiteral value: String) {
        self.init(value)
    }

    /// The text for one engine, or nil where none was given.
    public func text(for engine: Engine) -> String? {
        overrides[engine] ?? common
    }

    /// Texts are compared by their bytes.
    public static func == (left: Self, right: Self) -> Bool {
        left.common.isExactly(right.common) && left.overrides.isExactly(right.overrides)
    }
}
