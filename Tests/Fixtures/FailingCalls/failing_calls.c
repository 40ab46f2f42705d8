// Preloaded into a program, counts its calls of the file system and makes one of them go wrong.
//
//     LD_PRELOAD=…/libfailing_calls.so RAIDO_CALLS=/tmp/calls RAIDO_FAIL_AT=12 RAIDO_FAIL_BY=kill program
//
// RAIDO_CALLS    A file to which the name of each call is appended, one a line.
// RAIDO_FAIL_AT  The number of the call, from 1, that goes wrong. With a + behind it, so do all that follow.
// RAIDO_FAIL_BY  kill: the process dies by SIGKILL instead of the call. torn: a write puts half of its bytes there
//                first. short: a write or read is cut to one byte. Otherwise the number of an error, which the call
//                returns.
//
// Standard streams are no part of this, nor are calls that the C library makes inside of others.
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static long count, fail_at;
static int is_ready, also_after, log_file = -1;
static char fail_by[16];

// Straight to the kernel, so that our own calls are not counted.
__attribute__((constructor)) static void read_wishes(void) {
    const char *at = getenv("RAIDO_FAIL_AT"), *by = getenv("RAIDO_FAIL_BY"), *calls = getenv("RAIDO_CALLS");
    if (at) {
        fail_at = atol(at);
        also_after = at[strlen(at) - 1] == '+';
    }
    if (by) strncpy(fail_by, by, sizeof fail_by - 1);
    is_ready = 1;
    if (calls) log_file = syscall(SYS_openat, AT_FDCWD, calls, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0666);
}

enum { go_on, torn, cut, failed };

// What is to become of this call. Where it is to fail, errno says how.
static int next_call(const char *name) {
    if (!is_ready) return go_on; // other libraries begin before this one
    count++;
    if (log_file >= 0) {
        char line[64];
        size_t length = strlen(name);
        memcpy(line, name, length);
        line[length] = '\n';
        syscall(SYS_write, log_file, line, length + 1);
    }
    if (!fail_at || count < fail_at || (count > fail_at && !also_after)) return go_on;
    if (!strcmp(fail_by, "torn")) return torn;
    if (!strcmp(fail_by, "short")) return cut;
    if (!strcmp(fail_by, "kill")) kill(getpid(), SIGKILL);
    errno = atoi(fail_by);
    return failed;
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))
#define FAILS(name) (next_call(name) == failed)

#define WRAP(result, name, failure, parameters, ...) \
    result name parameters { return FAILS(#name) ? failure : REAL(name)(__VA_ARGS__); }

WRAP(int, fsync, -1, (int file), file)
WRAP(int, ftruncate, -1, (int file, off_t size), file, size)
WRAP(int, fchmod, -1, (int file, mode_t mode), file, mode)
WRAP(int, fchown, -1, (int file, uid_t owner, gid_t group), file, owner, group)
WRAP(int, rename, -1, (const char *old, const char *new), old, new)
WRAP(int, link, -1, (const char *old, const char *new), old, new)
WRAP(int, symlink, -1, (const char *target, const char *path), target, path)
WRAP(int, unlink, -1, (const char *path), path)
WRAP(int, mkdir, -1, (const char *path, mode_t mode), path, mode)
WRAP(int, rmdir, -1, (const char *path), path)
WRAP(int, flock, -1, (int file, int operation), file, operation)
WRAP(int, fstat, -1, (int file, struct stat *status), file, status)
WRAP(int, lstat, -1, (const char *path, struct stat *status), path, status)
WRAP(int, stat, -1, (const char *path, struct stat *status), path, status)
WRAP(char *, realpath, NULL, (const char *path, char *resolved), path, resolved)
WRAP(ssize_t, readlink, -1, (const char *path, char *target, size_t size), path, target, size)
WRAP(DIR *, opendir, NULL, (const char *path), path)
WRAP(struct dirent *, readdir, NULL, (DIR *folder), folder)

// The descriptor is gone also where closing fails.
int close(int file) {
    if (file <= 2) return REAL(close)(file);
    int wish = next_call("close"), reason = errno;
    int result = REAL(close)(file);
    if (wish != failed) return result;
    errno = reason;
    return -1;
}

int open(const char *path, int flags, ...) {
    va_list rest;
    va_start(rest, flags);
    mode_t mode = flags & O_CREAT ? va_arg(rest, mode_t) : 0;
    va_end(rest);
    return FAILS(flags & O_CREAT ? "create" : "open") ? -1 : REAL(open)(path, flags, mode);
}

ssize_t write(int file, const void *bytes, size_t size) {
    if (file <= 2) return REAL(write)(file, bytes, size);
    switch (next_call("write")) {
    case failed: return -1;
    case cut: return REAL(write)(file, bytes, size ? 1 : 0);
    case torn:
        REAL(write)(file, bytes, size / 2);
        kill(getpid(), SIGKILL);
        return -1;
    default: return REAL(write)(file, bytes, size);
    }
}

ssize_t read(int file, void *bytes, size_t size) {
    switch (next_call("read")) {
    case failed: return -1;
    case cut: return REAL(read)(file, bytes, size ? 1 : 0);
    default: return REAL(read)(file, bytes, size);
    }
}
