use runique::prelude::*;

model! {
    Care,
    table: "cares",
    pk: id => Pk,
    enums: {
        CareKind: [Water="Gießen", Prune="Schneiden", Feed="Düngen"],
    },
    {
        plant_id:    Pk [required],
        gardener_id: int [required, fk(eihwaz_users.id, restrict)],
        kind:        choice [enum(CareKind), required],
        done_at:     datetime [required],
        minutes:     int [required],
        remark:      richtext [rows: 4],
    },
    relations: {
        belongs_to: Plant via plant_id [cascade],
        belongs_to: eihwaz_users via gardener_id [restrict],
    },
    meta: { ordering: [-done_at] }
}
