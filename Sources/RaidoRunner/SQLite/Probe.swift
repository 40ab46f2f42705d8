/// A statement that has to compile after a migration if it did before.
struct Probe: Hashable {
    /// Writing to a table compiles all its triggers.
    enum Subject: Hashable {
        case view(String)
        case triggers(of: String, Writing)
    }

    enum Writing: CaseIterable { case insert, update, delete }

    var subject: Subject

    var kind: UserObjectKind {
        switch subject {
        case .view: .view
        case .triggers: .trigger
        }
    }

    /// The view, or the table that has the triggers.
    var name: String {
        switch subject {
        case .view(let name), .triggers(let name, _): name
        }
    }
}
