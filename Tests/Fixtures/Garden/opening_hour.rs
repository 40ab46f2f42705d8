use runique::prelude::*;

model! {
    OpeningHour,
    table: "opening_hours",
    pk: id => Pk,
    enums: { Weekday: [Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday], },
    {
        weekday: choice [enum(Weekday), required, unique],
        opens:   time [required],
        closes:  time [required],
        note:    text [max_length: 100],
    }
}
