import Foundation
import PackagePlugin

/// `swift package makemigrations`: runs `raido makemigrations` in the package's folder, with the arguments given.
@main
struct MakeMigrations: CommandPlugin {
    func performCommand(context: PluginContext, arguments: [String]) throws {
        let process = Process()
        process.executableURL = try context.tool(named: "raido-tool").url
        process.arguments = ["makemigrations"] + arguments
        process.currentDirectoryURL = context.package.directoryURL
        try process.run()
        process.waitUntilExit()
        if process.terminationStatus != 0 { exit(process.terminationStatus) }
    }
}
