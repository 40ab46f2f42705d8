use runique::prelude::*;

model! {
    Notice,
    table: "notices",
    pk: id => i32,
    fields: {
        title: String [required],
        body: String [required],
        link: String [nullable],
        created_at: datetime [auto_now],
        updated_at: datetime [auto_now_update],
    }
}
