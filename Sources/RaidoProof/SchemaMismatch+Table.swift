import Raido

extension SchemaMismatch {
    /// The table it is about.
    var table: String {
        switch self {
        case .missing(let element), .exists(let element), .differs(let element, _, _), .inUse(let element, _):
            element.table
        }
    }
}
