// swift-tools-version: 6.2
import PackageDescription

// A target's name must be unique among all packages that are built together, so each begins with `Raido` or `raido`.
//
// Every module is built alike: Swift 6 mode, warnings are errors, imports stay internal unless said otherwise.
let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
]

let package = Package(
    name: "Raido",
    platforms: [.macOS(.v13)],
    products: [
        .library(name: "Raido", targets: ["Raido"]),
        .library(name: "RaidoRunner", targets: ["RaidoRunner"]),
        .executable(name: "raido", targets: ["raido-tool"]),
        .executable(name: "raido-tool", targets: ["raido-tool"]),  // the plug-in knows it by its target's name
        .library(name: "RaidoMigrate", targets: ["RaidoMigrate"]),
        .plugin(name: "RaidoMakeMigrations", targets: ["RaidoMakeMigrations"]),
    ],
    traits: [
        .trait(name: "SQLite", description: "The driver for SQLite 3.35 and later, over the system's libsqlite3."),
        .trait(name: "PostgreSQL", description: "The driver for PostgreSQL 12 and later, over the system's libpq."),
        .trait(name: "MySQL", description: "The driver for MySQL 8, MariaDB 10.6 and later, over libmariadb."),
        .default(enabledTraits: ["SQLite"]),
    ],
    targets: [
        // The vocabulary: what a database looks like, and what can happen to it.
        .target(name: "Raido", swiftSettings: strict),

        // The operating system: files, locks, clock, environment.
        .target(name: "RaidoPlatform", swiftSettings: strict),

        // Between a person and the tool.
        .target(name: "RaidoConsole", dependencies: ["RaidoPlatform"], swiftSettings: strict),

        // The stages. They do not import one another, but RaidoRunner uses RaidoSQL.
        .target(name: "RaidoLanguage", dependencies: ["Raido", "RaidoConsole"], swiftSettings: strict),
        .target(name: "RaidoPlanning", dependencies: ["Raido"], swiftSettings: strict),
        .target(name: "RaidoSQL", dependencies: ["Raido"], swiftSettings: strict),
        .target(
            name: "RaidoProject", dependencies: ["Raido", "RaidoConsole", "RaidoPlatform"], swiftSettings: strict),
        .target(
            name: "RaidoRunner",
            dependencies: [
                "Raido", "RaidoPlatform", "RaidoSQL",
                .target(name: "RaidoCSQLite", condition: .when(traits: ["SQLite"])),
                .target(name: "RaidoCPostgreSQL", condition: .when(traits: ["PostgreSQL"])),
                .target(name: "RaidoCMariaDB", condition: .when(traits: ["MySQL"])),
            ],
            swiftSettings: strict),
        .target(
            name: "RaidoProof", dependencies: ["Raido", "RaidoPlanning", "RaidoRunner", "RaidoSQL"],
            swiftSettings: strict),

        // The doors.
        .executableTarget(
            name: "raido-tool",
            dependencies: [
                "Raido", "RaidoConsole", "RaidoLanguage", "RaidoPlanning", "RaidoSQL", "RaidoProject",
                "RaidoMigrate", "RaidoPlatform", "RaidoProof", "RaidoRunner",
            ],
            path: "Sources/raido",
            swiftSettings: strict),
        .target(
            name: "RaidoMigrate",
            dependencies: [
                "Raido", "RaidoPlatform", "RaidoConsole", "RaidoLanguage", "RaidoPlanning", "RaidoProject",
                "RaidoRunner", "RaidoSQL",
            ],
            swiftSettings: strict),

        // `swift package makemigrations`, in this package and in those that depend on it.
        .plugin(
            name: "RaidoMakeMigrations",
            capability: .command(
                intent: .custom(verb: "makemigrations", description: "Writes Swift migrations from models."),
                permissions: [
                    .writeToPackageDirectory(reason: "Generated migrations and snapshots are written to the package.")
                ]),
            dependencies: ["raido-tool"]),

        // The generated history of the example in entities/. Its name leaves `Migrations` to packages that depend on this.
        .target(name: "RaidoExample", dependencies: ["Raido"], path: "migration", swiftSettings: strict),

        // `swift run -c release raido-benchmarks`
        .executableTarget(
            name: "raido-benchmarks",
            dependencies: [
                "Raido", "RaidoConsole", "RaidoLanguage", "RaidoPlanning", "RaidoPlatform", "RaidoProject",
                "RaidoProof",
            ],
            path: "Benchmarks",
            swiftSettings: strict),

        // The system's C libraries.
        .systemLibrary(
            name: "RaidoCSQLite", pkgConfig: "sqlite3",
            providers: [.apt(["libsqlite3-dev"]), .brew(["sqlite3"])]),
        // Those of the servers are loaded when a URL asks for them.
        .target(name: "RaidoCLoader"),
        .target(
            name: "RaidoCPostgreSQL", dependencies: ["RaidoCLoader"],
            cSettings: [.define("RAIDO_POSTGRESQL", .when(traits: ["PostgreSQL"]))]),
        .target(
            name: "RaidoCMariaDB", dependencies: ["RaidoCLoader"],
            cSettings: [.define("RAIDO_MYSQL", .when(traits: ["MySQL"]))]),

        // The program of an application that compiles its migrations in: here those of the example.
        .executableTarget(
            name: "raido-example-migrate", dependencies: ["RaidoMigrate", "RaidoExample"],
            path: "Tests/ExampleMigrate", swiftSettings: strict),

        // The same with migrations that the tests interrupt.
        .executableTarget(
            name: "raido-trial-migrate", dependencies: ["Raido", "RaidoMigrate"], path: "Tests/Trial",
            swiftSettings: strict),

        // The history of a project that an earlier version wrote, and the program that applies it.
        .target(
            name: "RaidoFirstProject", dependencies: ["Raido"], path: "Tests/Fixtures/Projects/first/migration",
            swiftSettings: strict),
        .executableTarget(
            name: "raido-first-project-migrate", dependencies: ["RaidoMigrate", "RaidoFirstProject"],
            path: "Tests/FirstProjectMigrate", swiftSettings: strict),

        // What tests of several modules share: seeds, random schemas, an example of each change.
        .target(
            name: "RaidoTestSupport", dependencies: ["Raido", "RaidoConsole", "RaidoProject", "RaidoRunner"],
            path: "Tests/Support",
            swiftSettings: strict),
        .testTarget(name: "RaidoTests", dependencies: ["Raido", "RaidoTestSupport"], swiftSettings: strict),
        .testTarget(name: "RaidoPlatformTests", dependencies: ["RaidoPlatform"], swiftSettings: strict),
        .testTarget(
            name: "RaidoPlanningTests", dependencies: ["Raido", "RaidoPlanning", "RaidoTestSupport"],
            swiftSettings: strict),
        .testTarget(
            name: "RaidoProjectTests",
            dependencies: [
                "Raido", "RaidoConsole", "RaidoExample", "RaidoPlanning", "RaidoPlatform", "RaidoProject",
                "RaidoTestSupport",
            ],
            swiftSettings: strict),
        .testTarget(
            name: "RaidoLanguageTests", dependencies: ["Raido", "RaidoConsole", "RaidoLanguage"], swiftSettings: strict),
        .testTarget(name: "RaidoConsoleTests", dependencies: ["RaidoConsole"], swiftSettings: strict),
        .testTarget(
            name: "RaidoProgramTests",
            dependencies: [
                "Raido", "RaidoConsole", "RaidoLanguage", "RaidoRunner", "RaidoSQL", "RaidoProject", "RaidoExample",
                "RaidoTestSupport", "raido-tool", "raido-example-migrate", "raido-trial-migrate", "RaidoFirstProject",
                "raido-first-project-migrate",
            ],
            swiftSettings: strict),
        .testTarget(
            name: "RaidoMigrateTests",
            dependencies: [
                "Raido", "RaidoConsole", "RaidoLanguage", "RaidoMigrate", "RaidoPlanning", "RaidoPlatform",
                "RaidoRunner", "RaidoSQL", "RaidoTestSupport",
            ], swiftSettings: strict),
        .testTarget(
            name: "RaidoSQLTests", dependencies: ["Raido", "RaidoSQL", "RaidoTestSupport"], swiftSettings: strict),
        .testTarget(
            name: "RaidoProofTests",
            dependencies: [
                "Raido", "RaidoPlanning", "RaidoPlatform", "RaidoProof", "RaidoRunner", "RaidoSQL", "RaidoTestSupport",
            ],
            swiftSettings: strict),
        .testTarget(
            name: "RaidoRunnerTests",
            dependencies: [
                "Raido", "RaidoPlatform", "RaidoSQL", "RaidoRunner", "RaidoPlanning", "RaidoProof",
                "RaidoTestSupport", "RaidoExample", "RaidoCLoader",
            ],
            swiftSettings: strict),
    ],
    swiftLanguageModes: [.v6]
)

// Scripts/fuzz builds these, with libFuzzer and the address sanitizer.
if Context.environment["RAIDO_FUZZING"] != nil {
    package.targets += [
        .target(
            name: "RaidoFuzzSupport", dependencies: ["RaidoConsole"], path: "Fuzzing/Support", swiftSettings: strict),
        .executableTarget(
            name: "raido-fuzz-syntax", dependencies: ["RaidoFuzzSupport", "RaidoConsole", "RaidoLanguage"],
            path: "Fuzzing/Syntax", swiftSettings: strict),
        .executableTarget(
            name: "raido-fuzz-models",
            dependencies: [
                "RaidoFuzzSupport", "Raido", "RaidoConsole", "RaidoLanguage", "RaidoPlanning", "RaidoProject",
                "RaidoSQL",
            ],
            path: "Fuzzing/Models", swiftSettings: strict),
        .executableTarget(
            name: "raido-fuzz-snapshots", dependencies: ["Raido", "RaidoConsole", "RaidoProject"],
            path: "Fuzzing/Snapshots", swiftSettings: strict),
        .executableTarget(
            name: "raido-fuzz-migrations", dependencies: ["Raido", "RaidoConsole", "RaidoProject"],
            path: "Fuzzing/Migrations", swiftSettings: strict),
    ]
}
