import RaidoConsole

/// What there is to say about the models, gathered while they are read.
struct Report {
    private var diagnostics: [Diagnostic] = []
    private var seen: Set<Diagnostic> = []

    /// How much there is to say so far.
    var count: Int { diagnostics.count }

    /// The candidate that a mistyped word may mean; nil for any word after the first hundred mistakes, since to look
    /// through thousands of names for each of thousands of words takes minutes.
    func nearest(to word: String, among candidates: @autoclosure () -> some Sequence<String>) -> String? {
        count < 100 ? RaidoConsole.nearest(to: word, among: candidates()) : nil
    }

    func says(_ message: LanguageMessage) -> Bool { diagnostics.contains { $0.message == message.text } }

    mutating func error(_ message: LanguageMessage, at span: SourceSpan?, notes: [Diagnostic.Note] = []) {
        add(Diagnostic(.error, message.text, at: span, notes: notes))
    }

    mutating func warning(_ message: LanguageMessage, at span: SourceSpan?, notes: [Diagnostic.Note] = []) {
        add(Diagnostic(.warning, message.text, at: span, notes: notes))
    }

    /// Fields that several models include are read once for each; what is wrong with them is said once.
    fileprivate mutating func add(_ diagnostic: Diagnostic) {
        if seen.insert(diagnostic).inserted { diagnostics.append(diagnostic) }
    }

    /// Everything in the order of files and places.
    func sorted() -> [Diagnostic] {
        diagnostics.enumerated().sorted { left, right in
            guard let one = left.element.span, let two = right.element.span else {
                let ranks = (left.element.span == nil ? 0 : 1, right.element.span == nil ? 0 : 1)
                return (ranks.0, left.offset) < (ranks.1, right.offset)
            }
            return (one.path, one.start, left.offset) < (two.path, two.start, right.offset)
        }
        .map(\.element)
    }
}

extension Diagnostic.Note {
    init(_ message: LanguageMessage, at span: SourceSpan? = nil) {
        self.init(message.text, at: span)
    }
}

extension Report {
    /// Adds what another pass had to say, as far as it is about places that count.
    mutating func add(_ other: Report, where counts: (SourceSpan) -> Bool = { _ in true }) {
        for diagnostic in other.sorted() where diagnostic.span.map(counts) ?? true { add(diagnostic) }
    }
}
