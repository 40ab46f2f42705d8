import Raido
package import RaidoConsole
import RaidoPlatform

/// The file of a migration under another identity. Only the name of the constant, the identity and the batch change;
/// all other bytes stay.
///
/// A batch that is not the time in the identity was chosen by the user, and stays.
///
/// - Throws: where the file is not data, or has names that do not agree.
package func moved(
    _ file: SourceFile, to identity: MigrationIdentity, folder: String
) throws(ProjectError) -> MigrationHistory.Entry {
    let old = try readMigration(file)
    let places: [MigrationDeclaration.Place]
    do throws(SwiftMistake) { places = try MigrationDeclaration(parsing: file).places } catch {
        throw ProjectError(error.problem, in: file, from: error.start, to: min(error.end, file.bytes.count))
    }
    var new = old
    new.id = identity.text
    if old.batch == MigrationIdentity(old.id)?.batch { new.batch = identity.batch }

    var bytes = file.bytes
    for place in places.sorted(by: { $0.start > $1.start }) {
        let text: String
        switch place.content {
        case .name: text = new.id
        case .identity: text = SwiftString(new.id).literal
        case .batch:
            guard new.batch != old.batch else { continue }
            text = SwiftString(new.batch).literal
        }
        bytes.replaceSubrange(place.start..<place.end, with: Array(text.utf8))
    }
    let path = Path.join(folder, new.id + ".swift")
    return MigrationHistory.Entry(id: new.id, file: SourceFile(path: path, bytes: bytes), migration: .success(new))
}
