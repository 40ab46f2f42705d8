#ifndef RAIDO_C_MARIADB_H
#define RAIDO_C_MARIADB_H

// libmariadb's headers, where systems and Homebrew have them. Without them this target is empty; with the trait MySQL
// that is an error.
#if __has_include(<mariadb/mysql.h>)
#include <mariadb/mysql.h>
#include <mariadb/errmsg.h>
#elif __has_include("/opt/homebrew/opt/mariadb-connector-c/include/mariadb/mysql.h")
#include "/opt/homebrew/opt/mariadb-connector-c/include/mariadb/mysql.h"
#include "/opt/homebrew/opt/mariadb-connector-c/include/mariadb/errmsg.h"
#elif __has_include("/usr/local/opt/mariadb-connector-c/include/mariadb/mysql.h")
#include "/usr/local/opt/mariadb-connector-c/include/mariadb/mysql.h"
#include "/usr/local/opt/mariadb-connector-c/include/mariadb/errmsg.h"
#elif __has_include(<mysql/mariadb_com.h>)
#include <mysql/mysql.h>
#include <mysql/errmsg.h>
#endif

/// Loads libmariadb; before that, none of its functions may be called. NULL, or what is wrong.
const char *raido_load_mariadb(void);

#endif
