SET NAMES utf8mb4;
SET foreign_key_checks = 0;
CREATE TABLE `_raido_journal` (
  `id` varchar(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  `checksum` varchar(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  `direction` varchar(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  `step` int NOT NULL,
  `steps` int NOT NULL,
  `statement` longtext CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  `state_before` longtext CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  `is_made` tinyint(1) NOT NULL,
  `in_doubt` tinyint(1) NOT NULL DEFAULT '0',
  `made` varchar(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  `started_at` varchar(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci ROW_FORMAT=DYNAMIC;
INSERT INTO `_raido_journal` (`id`, `checksum`, `direction`, `step`, `steps`, `statement`, `state_before`, `is_made`, `in_doubt`, `made`, `started_at`) VALUES ('m20260214_093000_002_alter_books','1-2523e2dbbe908d4e','down',2,3,'DROP INDEX idx_books_title ON books','table \'books\': CREATE TABLE `books` (\n  `id` bigint NOT NULL AUTO_INCREMENT,\n  `title` varchar(80) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NOT NULL,\n  `pages` int NOT NULL DEFAULT \'1\',\n  `price` decimal(8,2) NOT NULL DEFAULT \'0.00\',\n  `author_id` bigint NOT NULL,\n  PRIMARY KEY (`id`),\n  KEY `idx_books_author_id` (`author_id`),\n  KEY `idx_books_title` (`title`),\n  CONSTRAINT `fk_books_author_id` FOREIGN KEY (`author_id`) REFERENCES `authors` (`id`) ON DELETE CASCADE,\n  CONSTRAINT `ck_books_pages_min` CHECK ((`pages` >= 1))\n) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci ROW_FORMAT=DYNAMIC',0,0,'eaa75b6ad3b55c8f','2026-11-30T20:35:10Z');
CREATE TABLE `_raido_migrations` (
  `place` bigint NOT NULL AUTO_INCREMENT,
  `id` varchar(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  `batch` varchar(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  `checksum` varchar(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  `applied_at` varchar(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  `duration` double NOT NULL,
  PRIMARY KEY (`place`),
  UNIQUE KEY `id` (`id`)
) ENGINE=InnoDB AUTO_INCREMENT=5 DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci ROW_FORMAT=DYNAMIC;
INSERT INTO `_raido_migrations` (`place`, `id`, `batch`, `checksum`, `applied_at`, `duration`) VALUES (1,'m20260131_120000_001_create_authors','20260131_120000','1-7ce9af7dbbbfd09d','2026-11-30T20:31:26Z',0.014994183);
INSERT INTO `_raido_migrations` (`place`, `id`, `batch`, `checksum`, `applied_at`, `duration`) VALUES (2,'m20260131_120000_002_create_books','20260131_120000','1-c5e18001174ccbd5','2026-11-30T20:31:26Z',0.007736617);
INSERT INTO `_raido_migrations` (`place`, `id`, `batch`, `checksum`, `applied_at`, `duration`) VALUES (3,'m20260214_093000_001_alter_authors','20260214_093000','1-d59fe4fe5fb5e659','2026-11-30T20:35:02Z',0.486986051);
INSERT INTO `_raido_migrations` (`place`, `id`, `batch`, `checksum`, `applied_at`, `duration`) VALUES (4,'m20260214_093000_002_alter_books','20260214_093000','1-2523e2dbbe908d4e','2026-11-30T20:35:03Z',0.311599372);
CREATE TABLE `authors` (
  `id` bigint NOT NULL AUTO_INCREMENT,
  `full_name` varchar(60) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NOT NULL,
  `email` varchar(254) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NOT NULL,
  `rank` enum('Guest','Reader','Member','staff') CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL DEFAULT 'Guest',
  `views` bigint NOT NULL DEFAULT '0',
  `website` varchar(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci DEFAULT NULL,
  `note` longtext CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci,
  `created_at` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  `level` int NOT NULL,
  `phone` varchar(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci DEFAULT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `uq_authors_email` (`email`),
  KEY `idx_authors_rank_level` (`rank`,`level` DESC)
) ENGINE=InnoDB AUTO_INCREMENT=5 DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci ROW_FORMAT=DYNAMIC COMMENT='People who write.';
INSERT INTO `authors` (`id`, `full_name`, `email`, `rank`, `views`, `website`, `note`, `created_at`, `level`, `phone`) VALUES (1,'Ada Ångström','ada@example.com','Guest',31,NULL,'first','2026-02-01 08:00:00.000000',3,NULL);
INSERT INTO `authors` (`id`, `full_name`, `email`, `rank`, `views`, `website`, `note`, `created_at`, `level`, `phone`) VALUES (2,'Bo O\'Hara','bo@example.org','staff',1,'https://example.org/bo',NULL,'2026-02-01 08:00:00.000000',4,NULL);
INSERT INTO `authors` (`id`, `full_name`, `email`, `rank`, `views`, `website`, `note`, `created_at`, `level`, `phone`) VALUES (3,'Céline','celine@example.org','Member',411,NULL,'two\nlines','2026-02-01 08:00:00.000000',4,NULL);
INSERT INTO `authors` (`id`, `full_name`, `email`, `rank`, `views`, `website`, `note`, `created_at`, `level`, `phone`) VALUES (4,'Dmitri','d@example.net','Guest',71,NULL,NULL,'2026-02-01 08:00:00.000000',3,NULL);
CREATE TABLE `books` (
  `id` bigint NOT NULL AUTO_INCREMENT,
  `title` varchar(80) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NOT NULL,
  `pages` int NOT NULL DEFAULT '1',
  `price` decimal(8,2) NOT NULL DEFAULT '0.00',
  `author_id` bigint NOT NULL,
  PRIMARY KEY (`id`),
  KEY `idx_books_author_id` (`author_id`),
  CONSTRAINT `fk_books_author_id` FOREIGN KEY (`author_id`) REFERENCES `authors` (`id`) ON DELETE CASCADE,
  CONSTRAINT `ck_books_pages_min` CHECK ((`pages` >= 1))
) ENGINE=InnoDB AUTO_INCREMENT=5 DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci ROW_FORMAT=DYNAMIC;
INSERT INTO `books` (`id`, `title`, `pages`, `price`, `author_id`) VALUES (1,'Snow',121,12.50,1);
INSERT INTO `books` (`id`, `title`, `pages`, `price`, `author_id`) VALUES (2,'Rivers',65,0.00,2);
INSERT INTO `books` (`id`, `title`, `pages`, `price`, `author_id`) VALUES (3,'Stone; a history',312,8.25,2);
INSERT INTO `books` (`id`, `title`, `pages`, `price`, `author_id`) VALUES (4,'--',2,99.99,3);
