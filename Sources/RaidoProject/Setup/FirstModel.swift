/// The model that a new project begins with. It is a real one, so that the first migration can be written at once.
enum FirstModel {
    static let name = "note.model"

    static let text = """
        // Models: each 'model!' block becomes a table. 'raido makemigrations' reads all blocks in the .model, .swift and
        // .rs files of this folder and its subfolders, and writes what changed since its last run as a migration.
        //
        // This model is an example: rename it, add fields, or remove the file and write your own.

        model! {
            /// A line like this is documentation.
            Note,                                             // The model's name, as types are written.
            table: "notes",                                   // The table's name.
            enums: {
                Status: [Draft, Published],                   // The values a column may have.
            },
            fields: {
                // The primary key 'id' need not be declared: a 64-bit integer that the database generates.
                title:  text     [required, max_length: 200], // NOT NULL, because it is required.
                slug:   slug     [unique],                    // May be NULL; no two rows have the same one.
                body:   textarea,
                pinned: bool     [required, default: false],
                status: choice   [enum(Status), required, default: Draft],
                timestamps,                                   // created_at and updated_at
            },
            meta: {
                indexes: [(status, -created_at)],             // '-' sorts descending.
            },
        }

        // A second model could refer to notes:
        //
        // model! {
        //     Comment,
        //     table: "comments",
        //     fields: {
        //         note_id: bigint [required],
        //         text:    text   [required],
        //     },
        //     relations: {
        //         belongs_to: Note via note_id [cascade],  // Deleting a note deletes its comments.
        //     },
        // }

        """
}
