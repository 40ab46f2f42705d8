use runique::prelude::*;

model! {
    Bed,
    table: "beds",
    pk: id => i64,
    fields: {
        greenhouse_id: uuid [required],
        label: String [required, max_len(30)],
        soil_ph: f32 [nullable],
        sort_order: i32 [required],
    },
    relations: {
        belongs_to: Greenhouse via greenhouse_id [cascade],
    },
    meta: {
        unique_together: [(greenhouse_id, label)],
        indexes: [(greenhouse_id, sort_order)],
    }
}
