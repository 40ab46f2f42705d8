// Preloaded into a program, lets it go wrong in ways that nobody can bring about from outside.
//
//     LD_PRELOAD=…/libdeceived_calls.so RAIDO_SAID='DEFAULT 1' RAIDO_HEARD='DEFAULT 2' program
//
// RAIDO_SAID   Text in statements in place of which SQLite gets …
// RAIDO_HEARD  … this one, of the same length.
// RAIDO_FULL   Where it is set, file systems have no room left.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/statvfs.h>

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

int sqlite3_prepare_v2(void *database, const char *sql, int length, void **statement, const char **tail) {
    const char *said = getenv("RAIDO_SAID"), *heard = getenv("RAIDO_HEARD");
    char *place = said && heard && strlen(said) == strlen(heard) ? strstr(sql, said) : NULL;
    if (!place) return REAL(sqlite3_prepare_v2)(database, sql, length, statement, tail);
    char *copy = strdup(sql);
    const char *rest = NULL;
    memcpy(copy + (place - sql), heard, strlen(heard));
    int code = REAL(sqlite3_prepare_v2)(database, copy, length, statement, &rest);
    if (tail) *tail = rest ? sql + (rest - copy) : NULL;
    free(copy);
    return code;
}

int statvfs(const char *path, struct statvfs *status) {
    int code = REAL(statvfs)(path, status);
    if (!code && getenv("RAIDO_FULL")) status->f_bavail = 0;
    return code;
}
