import RaidoPlatform

/// The two outputs of a program: what was asked for on one, errors and warnings on the other.
package struct Terminal: Sendable {
    package let outputStyle: Style
    package let errorStyle: Style
    /// Whether progress and summaries are turned off.
    package let isQuiet: Bool
    /// The streams that a terminal shows. There, nothing but the program's own sequences can control it.
    private let shownStreams: Set<Platform.Stream>
    /// What the run has done for good, for a reader who does not get its report.
    package var done: String?

    /// The program's own standard output and standard error.
    package static func standard(isQuiet: Bool = false) -> Terminal {
        let noColor = Platform.environment("NO_COLOR")
        let name = Platform.environment("TERM")
        return Terminal(
            outputStyle: Style(
                isTerminal: Platform.isTerminal(.output), noColor: noColor, terminalName: name),
            errorStyle: Style(isTerminal: Platform.isTerminal(.error), noColor: noColor, terminalName: name),
            isQuiet: isQuiet,
            shownStreams: Set([.output, .error].filter(Platform.isTerminal)))
    }

    /// What a program does before anything else: an output that it was started without leads nowhere, and never to a
    /// file or connection that it opens later.
    package static func claimStreams() {
        do throws(SystemError) {
            try Platform.openStandardStreams()
        } catch {
            standard().fail(error.description)
            Platform.exit(with: ExitStatus.failure.rawValue)
        }
    }

    /// What was asked for. Whoever reads it may stop reading: that is no error.
    package func print(_ text: String, terminator: String = "\n") {
        write(text + terminator, to: .output)
    }

    /// Progress and summaries, which `--quiet` turns off.
    package func say(_ text: String = "", terminator: String = "\n") {
        if !isQuiet { print(text, terminator: terminator) }
    }

    /// Progress that takes the place of the line that the terminal shows last.
    package func sayAgain(_ line: String, terminator: String = "") {
        if !isQuiet { send("\r\(visibleOutput(line))\u{1B}[K\(terminator)", to: .output) }
    }

    /// Text that ends its own lines, on standard error.
    package func complain(_ text: String) {
        write(text, to: .error)
    }

    /// An error that is about no place in a file, with what to do next. It may quote a database.
    package func fail(_ message: String, advice: [String] = []) {
        var text = "\(errorStyle.red("error:")) \(errorStyle.bold(visibleLines(message)))\n"
        for line in advice { text += "\(errorStyle.blue("note:")) \(visibleLines(line))\n" }
        complain(text)
    }

    /// Something that does not stop the run, and that its user should know.
    package func warn(_ message: String) {
        complain("\(errorStyle.yellow("warning:")) \(errorStyle.bold(visibleLines(message)))\n")
    }

    /// A terminal is sent no control characters of others; a file or pipe gets the bytes as they are.
    private func write(_ text: String, to stream: Platform.Stream) {
        send(shownStreams.contains(stream) ? visibleOutput(text) : text, to: stream)
    }

    /// Output that cannot be written ends the program: whoever asked for it would take its absence for an answer.
    private func send(_ text: String, to stream: Platform.Stream) {
        do throws(SystemError) {
            try Platform.write(text, to: stream)
        } catch {
            if stream == .output {
                complain("error: cannot write to standard output: \(error.reason)\n")
                if let done { complain("note: \(visibleLines(done))\n") }
            }
            Platform.exit(with: ExitStatus.failure.rawValue)
        }
    }
}
