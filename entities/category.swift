// A tree: a category may stand below another one.

model! {
    Category,
    table: "categories",
    fields: {
        name:      text [required, max_length: 80],
        slug:      slug [required],
        parent_id: bigint,
        position:  i16  [required, default: 0],
    },
    relations: {
        belongs_to: Category via parent_id [cascade],
        has_many: Category as children,
    },
    meta: {
        unique_together: [(parent_id, slug)],
    },
}
