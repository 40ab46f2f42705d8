package import RaidoConsole

/// What is wrong with a file of the project, and where.
package struct ProjectError: Error, Sendable {
    /// A stretch of a file whose text is at hand, as byte offsets.
    package struct Place: Sendable {
        package var file: SourceFile
        package var start: Int
        package var end: Int
    }

    package var problem: ProjectProblem
    /// The file or folder, as the working folder sees it.
    package var path: String
    /// Nil where the whole file is meant.
    package var place: Place?

    package init(_ problem: ProjectProblem, path: String) {
        self.problem = problem
        self.path = path
    }

    package init(_ problem: ProjectProblem, in file: SourceFile, from start: Int, to end: Int) {
        self.problem = problem
        self.path = file.path
        self.place = Place(file: file, start: start, end: end)
    }

    /// Whether a migration's file has code, and is no broken one as far as it was read.
    package var isAboutCode: Bool {
        if case .hasCode = problem { true } else { false }
    }

    /// From 1, as editors count.
    package var line: Int? { position?.line }
    /// From 1, in characters.
    package var column: Int? { position?.column }

    package var message: String { problem.message }
    /// The ways out.
    package var advice: [String] { problem.advice }

    /// The file whose line a message shows, where there is one.
    package var sourceFile: SourceFile? { place?.file }

    private var position: LineTable.Position? {
        place.map { LineTable($0.file.bytes).position(of: $0.start) }
    }

    /// The error as the console shows it. Without a place the message begins with the path.
    package var diagnostic: Diagnostic {
        Diagnostic(
            .error, place == nil ? "\(path): \(message)" : message,
            at: place.map { SourceSpan(path: path, start: $0.start, end: $0.end) },
            notes: advice.map { Diagnostic.Note($0) })
    }
}

extension ProjectError: CustomStringConvertible {
    /// `snapshots/articles.json:3:5: message; advice`
    package var description: String {
        let place = [path] + [line, column].compactMap { $0.map(String.init) }
        return place.joined(separator: ":") + ": " + ([message] + advice).joined(separator: "; ")
    }
}
