import RaidoPlatform

/// What a program's command takes: for parsing its arguments and for its help, which so cannot disagree.
package struct Command: Sendable {
    package struct Option: Sendable {
        package var name: String
        /// The word that stands for the option's value in help; nil for a flag.
        package var value: String?
        /// What a shell offers for the value.
        package var offer: Offer
        package var isRepeatable: Bool
        /// Whether the usage line names it, because the command does nothing without it.
        package var isRequired: Bool
        package var help: String

        package init(
            _ name: String, value: String? = nil, offer: Offer = .nothing, repeatable: Bool = false,
            required: Bool = false, help: String
        ) {
            self.name = name
            self.value = value
            self.offer = offer
            isRepeatable = repeatable
            isRequired = required
            self.help = help
        }
    }

    package struct Operand: Sendable {
        package var name: String
        /// What a shell offers for the argument.
        package var offer: Offer
        package var isRepeatable: Bool
        /// Whether the usage line shows it without brackets.
        package var isRequired: Bool
        package var help: String

        package init(
            _ name: String, offer: Offer = .nothing, repeatable: Bool = false, required: Bool = false, help: String
        ) {
            self.name = name
            self.offer = offer
            isRepeatable = repeatable
            isRequired = required
            self.help = help
        }
    }

    /// What a shell completes a value with.
    package enum Offer: Hashable, Sendable {
        /// Any text: nothing is offered.
        case nothing
        case words([String])
        case file
        case folder
        /// The URL of a database. Behind `file` and a colon a path follows, after one of `servers` two slashes.
        case url(file: String?, servers: [String])
        /// What the program prints, one value a line, when it is called with these arguments.
        case printed(by: [String])
    }

    package var name: String
    package var summary: String
    package var discussion: String
    package var options: [Option]
    package var operand: Operand?
    /// The heading that the command is under in the program's help: what a user wants to do.
    package var task: String

    package init(
        _ name: String, _ summary: String, task: String = "", options: [Option] = [], operand: Operand? = nil,
        discussion: String = ""
    ) {
        self.task = task
        self.name = name
        self.summary = summary
        self.discussion = discussion
        self.options = options
        self.operand = operand
    }
}

/// A program: its name, version and commands.
package struct Program: Sendable {
    package var name: String
    package var version: String
    package var summary: String
    /// Commands of one task stand together, in the order in which help shows them.
    package var commands: [Command]
    /// Options that every command takes. They may also stand before the command's name.
    package var options: [Command.Option]
    /// What is true of all commands. Help shows the texts below its lists, the manual page as sections.
    package var notes: [Note]
    /// What this build of the program has, such as its drivers.
    package var parts: [String]

    /// A text about the whole program, which can be read without its heading.
    package struct Note: Sendable {
        package var heading: String
        package var text: String

        package init(_ heading: String, _ text: String) {
            self.heading = heading
            self.text = text
        }
    }

    package init(
        name: String, version: String, summary: String, commands: [Command], options: [Command.Option] = [],
        notes: [Note] = [], parts: [String] = []
    ) {
        self.name = name
        self.version = version
        self.summary = summary
        self.commands = commands
        self.options = options
        self.notes = notes
        self.parts = parts
    }

    /// `raido 0.1.0 (SQLite, PostgreSQL)`
    package var versionLine: String {
        "\(name) \(version)" + (parts.isEmpty ? "" : " (\(parts.joined(separator: ", ")))")
    }

    /// What the arguments ask for.
    package enum Request: Sendable {
        case run(Command, Arguments)
        case help(Command?)
        case version
    }

    /// Reads the arguments of this process.
    package func parseCommandLine() throws(UsageError) -> Request {
        let arguments: [String]
        do throws(SystemError) {
            arguments = try Platform.arguments()
        } catch {
            throw .notUTF8(error.path ?? "")
        }
        return try parse(arguments)
    }

    /// Reads the arguments after the program's name. Without any, the request is for help.
    package func parse(_ arguments: [String]) throws(UsageError) -> Request {
        let (leading, arguments) = splitLeadingOptions(arguments)
        guard let first = arguments.first else { return .help(nil) }
        switch first {
        case "--help", "-h": return .help(nil)
        case "--version", "-V": return .version
        case "help":
            guard arguments.count > 1 else { return .help(nil) }
            return .help(try command(arguments[1]))
        case _ where first.hasPrefix("-"):
            throw .unknownOption(first, command: nil, nearest: nearest(to: first, among: ["--help", "--version"]))
        default: break
        }
        let command = try command(first)
        let rest = leading + arguments.dropFirst()
        if rest.prefix(while: { $0 != "--" }).contains(where: { $0 == "--help" || $0 == "-h" }) {
            return .help(command)
        }
        return .run(command, try Arguments(rest, for: taking(options, in: command)))
    }

    /// The options of every command that are before the command's name, with their values, and the rest.
    private func splitLeadingOptions(_ arguments: [String]) -> (options: [String], rest: [String]) {
        var end = arguments.startIndex
        while end < arguments.endIndex {
            let name = arguments[end].prefix { $0 != "=" }
            guard let option = options.first(where: { $0.name == name }) else { break }
            end += option.value == nil || name.count < arguments[end].count ? 1 : 2
        }
        end = min(end, arguments.endIndex)
        return (Array(arguments[..<end]), Array(arguments[end...]))
    }

    private func taking(_ options: [Command.Option], in command: Command) -> Command {
        var command = command
        command.options += options
        return command
    }

    private func command(_ name: String) throws(UsageError) -> Command {
        if let command = commands.first(where: { $0.name == name }) { return command }
        let names = commands.map(\.name)
        let meant = foreignCommands[name.lowercased()]?.first(where: names.contains)
        throw .unknownCommand(name, nearest: meant ?? nearest(to: name, among: names + ["help"]))
    }
}
