// Written in the style of a Swift struct: such types are NOT NULL unless they end in `?`.

model! {
    Comment,
    table: "comments",
    fields: {
        articleId: Int64 [fk(articles.id, cascade)],
        author:    String [max_length: 80],
        email:     String?,
        body:      String [max_length: 4000],
        isSpam:    Bool   [default: false],
        address:   ip,
        createdAt: Date   [auto_now],
    },
    meta: {
        indexes: [(articleId, -createdAt)],
    },
}
