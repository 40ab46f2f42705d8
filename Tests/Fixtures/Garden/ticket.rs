use runique::prelude::*;

model! {
    Ticket,
    table: "tickets",
    pk: id => Pk,
    enums: {
        TicketState: [
            Open = "open",
            Paid = "paid",
            Used = "used",
        ],
    },
    {
        visitor_id: int    [required, fk(visitors.id, cascade)],
        state:      choice [enum(TicketState), required, default: "open"],
        price:      decimal [required],
        discount:   percent,
        valid_on:   date,
        valid_from: time,
        minutes:    bigint,
        picture:    image [upload_to: "tickets/"],
        extras:     json,
        token:      uuid,
    },
    meta: {
        ordering: [id],
        verbose_name: "Karte",
        verbose_name_plural: "Karten",
    }
}
