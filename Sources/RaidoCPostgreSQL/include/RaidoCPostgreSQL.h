#ifndef RAIDO_C_POSTGRESQL_H
#define RAIDO_C_POSTGRESQL_H

// libpq's header, where systems and Homebrew have it. Without it this target is empty; with the trait PostgreSQL that is
// an error.
#if __has_include(<libpq-fe.h>)
#include <libpq-fe.h>
#elif __has_include(<postgresql/libpq-fe.h>)
#include <postgresql/libpq-fe.h>
#elif __has_include("/opt/homebrew/opt/libpq/include/libpq-fe.h")
#include "/opt/homebrew/opt/libpq/include/libpq-fe.h"
#elif __has_include("/usr/local/opt/libpq/include/libpq-fe.h")
#include "/usr/local/opt/libpq/include/libpq-fe.h"
#endif

/// Loads libpq; before that, none of its functions may be called. NULL, or what is wrong.
const char *raido_load_postgresql(void);

#endif
