// A tag is known by its name: a natural key.

model! {
    Tag,
    table: "tags",
    pk: name => text [max_length: 40],
    fields: {
        description: text,
        hue: color,
    },
}

model! {
    ArticleTag,
    table: "article_tags",
    pk: (article_id, tag_name),
    fields: {
        article_id: bigint [required],
        tag_name:   text   [required, max_length: 40, kind: text],
        tagged_at:  datetime [auto_now],
    },
    relations: {
        belongs_to: Article via article_id [cascade],
        belongs_to: Tag via tag_name [cascade, cascade],
    },
}
