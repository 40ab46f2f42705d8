use runique::prelude::*;

model! {
    Visitor,
    table: "visitors",
    pk: id => Pk,
    {
        name:       text [required],
        email:      email [required],
        password:   password [required],
        about:      textarea,
        website:    url,
        phone:      phone [max_length: 20],
        address_ip: ip,
        favourite:  color,
        slug:       slug [unique],
        is_member:  bool [required],
    }
}
