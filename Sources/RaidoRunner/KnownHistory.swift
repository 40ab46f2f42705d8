/// The history as a connection saw it last. A run adds rows at its end, or takes them from there, so it need not read
/// the others again.
struct KnownHistory {
    /// A row, and where it is in the order of rows.
    struct Row {
        var place: Int64
        var migration: AppliedMigration
        /// A hash of the content of the row.
        var digest: Int64
    }

    private var places: [Int64] = []
    private var digests: [Int64] = []
    private(set) var migrations: [AppliedMigration] = []

    /// How many of the rows, from the first, were there when the history was looked at before.
    private(set) var unchanged = 0

    /// Brings it up to date.
    ///
    /// - Parameters:
    ///   - count: How many rows there are.
    ///   - last: The place of the last one; 0 where there is none.
    ///   - digest: The sum of the digests of all rows.
    ///   - read: Reads the rows after a place, in order.
    mutating func update(
        count: Int, last: Int64, digest: Int64, read: (Int64) throws(StepFailure) -> [Row]
    ) throws(StepFailure) {
        unchanged = places.count
        while let place = places.last, place > last {
            places.removeLast()
            digests.removeLast()
            migrations.removeLast()
        }
        unchanged = min(unchanged, places.count)
        if let place = places.last, place < last { append(try read(place)) }
        let isCurrent = places.count == count && places.last ?? 0 == last && digests.reduce(0, &+) == digest
        if isCurrent { return }
        // Nothing is known yet, or another program added, removed or changed rows before the last one.
        self = KnownHistory()
        append(try read(0))
    }

    private mutating func append(_ rows: [Row]) {
        places += rows.map(\.place)
        digests += rows.map(\.digest)
        migrations += rows.map(\.migration)
    }
}

extension KnownHistory.Row {
    /// From the columns of a query: place, digest, and those of the migration.
    init(_ row: [SQLValue]) {
        self.init(
            place: row[0].integer ?? 0, migration: AppliedMigration(row.dropFirst(2)), digest: row[1].integer ?? 0)
    }
}

extension AppliedMigration {
    /// From five columns of a row: id, batch, checksum, moment, duration.
    init(_ row: ArraySlice<SQLValue>) {
        let values = Array(row)
        self.init(
            id: values[0].text ?? "", batch: values[1].text ?? "", checksum: values[2].text ?? "",
            appliedAt: values[3].text ?? "", duration: values[4].real ?? 0)
    }
}
