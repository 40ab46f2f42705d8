extension Program {
    /// The program's page of section 1 of the manual, in the man macros of roff (groff_man(7), mandoc's man(7)).
    ///
    /// - Parameter date: The day of the version: `2026-01-31`.
    package func manual(date: String) -> String {
        var page = RoffPage(comment: "Made by '\(name) manual'. Edit the program's table of commands instead.")
        page.title(name, section: 1, date: date, source: "\(name) \(version)")
        page.heading("NAME")
        page.name(name, purpose: summary)
        page.heading("SYNOPSIS")
        page.line([.bold(name), .plain(" COMMAND [OPTION]…")])
        page.heading("DESCRIPTION")
        page.paragraphs(summary)
        for task in tasks {
            page.heading(task.isEmpty ? "COMMANDS" : task.uppercased())
            for command in commands where command.task == task { add(command, to: &page) }
        }
        page.heading("OPTIONS OF ALL COMMANDS")
        for option in options { add(option, to: &page) }
        for option in ownOptions { add(option, to: &page) }
        for note in notes {
            page.heading(note.heading.uppercased())
            page.paragraphs(note.text)
        }
        return page.text
    }

    private func add(_ command: Command, to page: inout RoffPage) {
        page.subheading(usage(of: command))
        page.paragraphs(command.summary)
        if let operand = command.operand { page.item([.italic(operand.name)], operand.help) }
        for option in command.options { add(option, to: &page) }
        if !command.discussion.isEmpty { page.paragraphs(command.discussion) }
    }

    private func add(_ option: Command.Option, to page: inout RoffPage) {
        var tag: [RoffPage.Text] = [.bold(option.name)]
        if let value = option.value { tag += [.plain(" "), .italic(value)] }
        page.item(tag, option.help)
    }
}
