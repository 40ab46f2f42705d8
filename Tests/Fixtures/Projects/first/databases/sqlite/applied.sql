PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE IF NOT EXISTS "_raido_migrations" (
    "id" text NOT NULL PRIMARY KEY,
    "batch" text NOT NULL,
    "checksum" text NOT NULL,
    "applied_at" text NOT NULL,
    "duration" real NOT NULL
);
INSERT INTO _raido_migrations VALUES('m20260131_120000_001_create_authors','20260131_120000','1-7ce9af7dbbbfd09d','2026-11-30T20:35:41Z',0.00075640400000000001731);
INSERT INTO _raido_migrations VALUES('m20260131_120000_002_create_books','20260131_120000','1-c5e18001174ccbd5','2026-11-30T20:35:41Z',0.00067426200000000001671);
CREATE TABLE IF NOT EXISTS "authors" (
    "id" integer NOT NULL PRIMARY KEY AUTOINCREMENT,
    "name" varchar(40) NOT NULL CHECK (length("name") <= 40),
    "email" varchar(254) NOT NULL CHECK (length("email") <= 254),
    "rank" text NOT NULL DEFAULT 'Guest' CHECK ("rank" IN ('Guest', 'Member', 'staff')),
    "views" integer NOT NULL DEFAULT 0,
    "website" varchar(255) CHECK (length("website") <= 255),
    "note" text,
    "created_at" datetime NOT NULL DEFAULT CURRENT_TIMESTAMP
);
INSERT INTO authors VALUES(1,'Ada Ångström','ada@example.com','Guest',3,NULL,'first','2026-02-01 08:00:00');
INSERT INTO authors VALUES(2,'Bo O''Hara','bo@example.org','staff',0,'https://example.org/bo',NULL,'2026-02-01 08:00:00');
INSERT INTO authors VALUES(3,'Céline','celine@example.org','Member',41,NULL,replace('two\nlines','\n',char(10)),'2026-02-01 08:00:00');
INSERT INTO authors VALUES(4,'Dmitri','d@example.net','Guest',7,NULL,NULL,'2026-02-01 08:00:00');
CREATE TABLE IF NOT EXISTS "books" (
    "id" integer NOT NULL PRIMARY KEY AUTOINCREMENT,
    "title" varchar(80) NOT NULL CHECK (length("title") <= 80),
    "pages" integer NOT NULL DEFAULT 1,
    "price" decimal(8,2) NOT NULL DEFAULT 0,
    "author_id" integer NOT NULL,
    CONSTRAINT "fk_books_author_id" FOREIGN KEY ("author_id") REFERENCES "authors" ("id") ON DELETE CASCADE,
    CONSTRAINT "ck_books_pages_min" CHECK (pages >= 1)
);
INSERT INTO books VALUES(1,'Snow',120,12.5,1);
INSERT INTO books VALUES(2,'Rivers',64,0,2);
INSERT INTO books VALUES(3,'Stone; a history',311,8.25,2);
INSERT INTO books VALUES(4,'--',1,99.989999999999994882,3);
DELETE FROM sqlite_sequence;
INSERT INTO sqlite_sequence VALUES('authors',4);
INSERT INTO sqlite_sequence VALUES('books',4);
CREATE UNIQUE INDEX "uq_authors_email" ON "authors" (`email`);
CREATE INDEX "idx_books_author_id" ON "books" (`author_id`);
COMMIT;
