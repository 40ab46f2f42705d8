import Raido
import RaidoRunner
import Testing

@Suite struct DriverTraitTests {
    @Test func aMissingDriverIsAddedToTheDependencyOfTheUsersPackageAndToABuildOfThisOne() {
        #expect(
            DriverTrait.advice(missing: .postgresql, builtIn: [.sqlite])
                == "in your Package.swift, depend on Raido with "
                + ".package(url: \"…\", from: \"…\", traits: [.defaults, \"PostgreSQL\"]); "
                + "in Raido's own package, build with --traits SQLite,PostgreSQL")
    }

    @Test func theDriversThatAreBuiltInAreKept() {
        let advice = DriverTrait.advice(missing: .mariadb, builtIn: [.postgresql])
        #expect(advice.contains("traits: [\"PostgreSQL\", \"MySQL\"])"))
        #expect(advice.hasSuffix("--traits PostgreSQL,MySQL"))
    }

    @Test func theDefaultDriverNeedsNoTraits() {
        #expect(
            DriverTrait.dependency(with: [.sqlite], url: "https://example.org/raido", from: "0.1.0")
                == ".package(url: \"https://example.org/raido\", from: \"0.1.0\")")
    }

    @Test func anEngineWithoutAnythingElseIsBuiltWithItsTraitAlone() {
        #expect(DriverTrait.advice(missing: .sqlite, builtIn: []).hasSuffix("--traits SQLite"))
    }
}
