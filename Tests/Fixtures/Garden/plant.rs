//! A plant as it stands in a bed. Its `labels:` are printed, see `print_label(&plant)`.
//!
//! Files of pictures match `pictures/*.jpg`; the model! { in this sentence is none.
use runique::prelude::*;

model! {
    Plant,
    table: "plants",
    pk: id => Pk,
    enums: {
        Growth: [
            Herb  = ("herb",  "Kraut"),
            Shrub = ("shrub", "Strauch"),
            Tree  = ("tree",  "Baum"),
        ],
        Zone: i32 [Hardy = 5, Mild = 8, Frost_free = 10],
    },
    {
        number:     text   [required, unique, max_length: 20],
        family_id:  int    [required, fk(plant_families.id, restrict)],
        growth:     choice [enum(Growth), required, default: "herb"],
        zone:       choice [enum(Zone)],
        height:     decimal [default: 0],
        notes:      textarea [skip],

        created_at: datetime [auto_now],
        updated_at: datetime [auto_now_update],
    },
    relations: {
        has_many: Care,
        has_one: Passport,
        many_to_many: Pest through PlantPest via plant_id,
    },
    meta: {
        ordering: [-created_at, number],
        verbose_name: "Pflanze",
        verbose_name_plural: "Pflanzen",
    }
}
