import Raido

/// Whose migration a change belongs to.
enum Owner: Hashable {
    /// A table, by its final name; a dropped one by the name it had.
    case table(String)

    /// The creation of a framework table, apart from what extends it.
    case base(String)

    /// The foreign keys that close cycles between new tables, and those between dropped ones.
    case relations, droppedRelations
}

/// A change and whose it is.
struct PlannedChange {
    var change: Change
    var owner: Owner

    init(_ change: Change, _ owner: Owner) {
        self.change = change
        self.owner = owner
    }
}
