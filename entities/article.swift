model! {
    /// What readers see.
    Article,
    table: "articles",
    include: Base,
    enums: {
        Status: [Draft, Review, Scheduled, Published = "published", Gone = ("gone", "No longer here")],
    },
    fields: {
        title:        text     [required, max_length: 200],
        slug:         slug     [required, unique],
        /// One or two sentences for lists and feeds.
        teaser:       textarea [max_length: 500],
        body:         richtext [required],
        status:       choice   [enum(Status), required, default: Draft],
        views:        bigint   [required, default: 0, min: 0, check],
        rating:       float,
        author_id:    bigint   [required],
        category_id:  bigint,
        published_at: timestamp_tz,
        extra:        json,
        reading_time: smallint [required, fill: 1],
        soft_delete,
    },
    relations: {
        belongs_to: Author via author_id [restrict],
        belongs_to: Category via category_id [set_null],
        has_many: Comment,
        many_to_many: Tag through ArticleTag via article_id,
    },
    meta: {
        indexes: [(author_id, -published_at, title), (status) where "deleted_at IS NULL"],
        ordering: [-published_at],
    },
}
