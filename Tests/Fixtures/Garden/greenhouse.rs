use runique::prelude::*;

model! {
    Greenhouse,
    table: "greenhouses",
    pk: id => uuid,
    enums: {
        GlassKind: pg [Single, Double, Foil],
    },
    fields: {
        name: String [required],
        glass: enum(GlassKind) [required],
        area: f64 [nullable],
        is_heated: bool [required],
        floor_no: i16 [required],
        opened_at: datetime [nullable],
    }
}
