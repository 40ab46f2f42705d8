extension Program {
    /// The help of the program, or of one of its commands.
    package func help(_ command: Command?, style: Style = .plain) -> String {
        command.map { commandHelp($0, style: style) } ?? programHelp(style: style)
    }

    /// What is printed for wrong usage: what is wrong, and where the help is.
    package func message(for error: UsageError, style: Style = .plain) -> String {
        let help = error.command.map { "\(name) help \($0)" } ?? "\(name) --help"
        return "\(style.red("error:")) \(style.bold(visibleLines(error.description)))\nSee '\(help)'.\n"
    }

    private func programHelp(style: Style) -> String {
        var text = "\(summary)\n\n\(style.bold("Usage:")) \(name) COMMAND [OPTION]…\n"
        let width = commands.map(\.name.count).max() ?? 0
        for task in tasks {
            text += "\n\(style.bold(task.isEmpty ? "Commands:" : "\(task):"))\n"
            text += columns(commands.filter { $0.task == task }.map { ($0.name, $0.summary) }, width: width)
        }
        text += "\n\(style.bold("Options:"))\n"
        text += columns(
            rows(of: options) + [("--help", "Show this help."), ("--version", "Show the version.")])
        return text + "\nSee '\(name) help COMMAND' for details.\n" + notes.map { "\n\($0.text)\n" }.joined()
    }

    /// The tasks of the commands, each once.
    var tasks: [String] {
        var tasks: [String] = []
        for command in commands where !tasks.contains(command.task) { tasks.append(command.task) }
        return tasks
    }

    private func rows(of options: [Command.Option]) -> [(String, String)] {
        options.map { option in (option.name + (option.value.map { " " + $0 } ?? ""), option.help) }
    }

    private func commandHelp(_ command: Command, style: Style) -> String {
        var text = "\(command.summary)\n\n\(style.bold("Usage:")) \(usage(of: command))\n"
        if let operand = command.operand {
            text += "\n\(style.bold("Arguments:"))\n" + columns([(operand.name, operand.help)])
        }
        let options = rows(of: command.options + options) + [("--help", "Show this help.")]
        text += "\n\(style.bold("Options:"))\n" + columns(options)
        if !command.discussion.isEmpty { text += "\n\(command.discussion)\n" }
        return text
    }

    /// `raido up [OPTION]… [COUNT]`
    func usage(of command: Command) -> String {
        var usage = "\(name) \(command.name)"
        for option in command.options where option.isRequired {
            usage += " \(option.name)" + (option.value.map { " \($0)" } ?? "")
        }
        if command.options.contains(where: { !$0.isRequired }) { usage += " [OPTION]…" }
        if let operand = command.operand {
            usage += operand.isRequired ? " \(operand.name)" : " [\(operand.name)]"
            if operand.isRepeatable { usage += "…" }
        }
        return usage
    }

    /// Two columns, the second one wrapped at 100 characters in all.
    private func columns(_ rows: [(String, String)], width: Int? = nil) -> String {
        let width = width ?? min(30, rows.map(\.0.count).max() ?? 0)
        var text = ""
        for (left, right) in rows {
            let lines = wrap(right, at: 100 - width - 4)
            let fits = left.count <= width
            text += "  " + left
            if fits { text += String(repeating: " ", count: width - left.count) }
            for (place, line) in lines.enumerated() {
                let needsIndent = place > 0 || !fits
                text += needsIndent ? "\n" + String(repeating: " ", count: width + 4) + line : "  " + line
            }
            text += "\n"
        }
        return text
    }

    private func wrap(_ text: String, at width: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ") {
            if !line.isEmpty, line.count + 1 + word.count > width {
                lines.append(line)
                line = ""
            }
            line += line.isEmpty ? String(word) : " " + word
        }
        return lines + [line]
    }
}
