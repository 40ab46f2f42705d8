// People who write.

model! {
    Author,
    table: "authors",
    include: Base,
    fields: {
        name:       text  [required, max_length: 120, label: "Full name"],
        email:      email [required, unique],
        title:      text  [max_length: 120, renamed_from: "job_title"],
        website:    url,
        phone:      phone,
        accent:     color [default: "#336699"],
        portrait:   image [upload_to: "portraits/", max_size: 2 MB],
        born_on:    date,
        is_active:  bool  [required, default: true],
    },
    relations: {
        has_many: Article,
    },
    meta: {
        ordering: [name],
        verbose_name: "author",
        verbose_name_plural: "authors",
    },
}
