extension SchemaDifference {
    /// The difference as a line: "column 'tags.colour': the migrations say …; the snapshot says …".
    package func line(expectedBy sayers: String, foundIn place: String) -> String {
        switch (expected, found) {
        case (let expected?, let found?): "\(element): \(sayers) say \(expected); \(place) says \(found)"
        case (let expected?, nil): "\(element) is missing from \(place); \(sayers) say \(expected)"
        case (nil, let found?): "\(element) is in \(place) only: \(found)"
        case (nil, nil): "\(element) differs"
        }
    }
}
