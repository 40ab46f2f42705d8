import Raido

/// The framework tables that a plan meets for the first time.
struct Frameworks {
    /// The schema in which they are as their owner declares them.
    var start: Schema

    /// Those that are created, as declared; empty where they are adopted.
    var bases: [Table] = []

    /// Those that exist already and only get known.
    var adopted: [Table] = []

    var created: Set<String> { Set(bases.map(\.name)) }
}

func introduceFrameworks(_ request: PlanRequest) -> Frameworks {
    var frameworks = Frameworks(start: request.before)
    for name in request.frameworkTables.sorted() {
        guard request.before[name] == nil, let wanted = request.after[name] else { continue }
        let base = request.frameworkBases[name] ?? wanted
        frameworks.start[name] = base
        if request.frameworkIsExternal { frameworks.adopted.append(base) } else { frameworks.bases.append(base) }
    }
    return frameworks
}
