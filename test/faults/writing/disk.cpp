// Stands between a process and its disk (LD_PRELOAD): tells what was written to some files and what was forced onto the
// disk, and lets either fail. What it is told, and what it has seen, is in a file that both sides have mapped.
#include <atomic>
#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/uio.h>
#include <unistd.h>

namespace {

enum Failing : int64_t { SYNCS = 1, WRITES = 2 };

// The same in disk.ts.
struct Page {
  std::atomic<int64_t> failing;
  std::atomic<int64_t> failed;
  std::atomic<int64_t> syncs;
  // 1 = something was written to a log since it was last forced onto the disk.
  std::atomic<int64_t> unsynced;
  // The same two when something was first printed: a command has then said that it is done.
  std::atomic<int64_t> printed;
  std::atomic<int64_t> syncsThen;
  std::atomic<int64_t> unsyncedThen;
};

Page *page() {
  static Page *mapped = [] {
    const char *name = std::getenv("DISK_PAGE");
    int file = name ? open(name, O_RDWR) : -1;
    void *at = file < 0 ? MAP_FAILED : mmap(nullptr, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    if (file >= 0) close(file);
    return at == MAP_FAILED ? nullptr : static_cast<Page *>(at);
  }();
  return mapped;
}

enum Kind { OTHER, DATABASE, LOG };

Kind kindOf(int file) {
  const char *watched = std::getenv("DISK_FILE");
  if (!watched || !page()) return OTHER;
  char link[64];
  char path[4096];
  std::snprintf(link, sizeof link, "/proc/self/fd/%d", file);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length < 0) return OTHER;
  path[length] = 0;
  size_t common = std::strlen(watched);
  if (std::strncmp(path, watched, common) != 0) return OTHER;
  // The index of the log is memory that processes share: it is never forced onto the disk.
  if (std::strncmp(path + common, "-shm", 4) == 0) return OTHER;
  return std::strncmp(path + common, "-wal", 4) == 0 ? LOG : DATABASE;
}

template <typename Function> Function next(const char *name) {
  return reinterpret_cast<Function>(dlsym(RTLD_NEXT, name));
}

// False: it must fail.
bool mayWrite(int file) {
  if (file == 1 || file == 2) {
    if (page() && page()->printed.exchange(1) == 0) {
      page()->syncsThen = page()->syncs.load();
      page()->unsyncedThen = page()->unsynced.load();
    }
    return true;
  }
  Kind kind = kindOf(file);
  if (kind == OTHER) return true;
  if (page()->failing & WRITES) {
    page()->failed++;
    errno = EIO;
    return false;
  }
  if (kind == LOG) page()->unsynced = 1;
  return true;
}

template <typename Sync> int synced(int file, Sync real) {
  Kind kind = kindOf(file);
  if (kind == OTHER) return real(file);
  if (page()->failing & SYNCS) {
    page()->failed++;
    errno = EIO;
    return -1;
  }
  int result = real(file);
  if (result == 0) page()->syncs++;
  if (result == 0 && kind == LOG) page()->unsynced = 0;
  return result;
}

}  // namespace

extern "C" {

ssize_t write(int file, const void *bytes, size_t count) {
  static auto real = next<ssize_t (*)(int, const void *, size_t)>("write");
  return mayWrite(file) ? real(file, bytes, count) : -1;
}

ssize_t writev(int file, const struct iovec *parts, int count) {
  static auto real = next<ssize_t (*)(int, const struct iovec *, int)>("writev");
  return mayWrite(file) ? real(file, parts, count) : -1;
}

ssize_t pwrite(int file, const void *bytes, size_t count, off_t at) {
  static auto real = next<ssize_t (*)(int, const void *, size_t, off_t)>("pwrite");
  return mayWrite(file) ? real(file, bytes, count, at) : -1;
}

ssize_t pwrite64(int file, const void *bytes, size_t count, off64_t at) {
  static auto real = next<ssize_t (*)(int, const void *, size_t, off64_t)>("pwrite64");
  return mayWrite(file) ? real(file, bytes, count, at) : -1;
}

int fsync(int file) {
  static auto real = next<int (*)(int)>("fsync");
  return synced(file, real);
}

int fdatasync(int file) {
  static auto real = next<int (*)(int)>("fdatasync");
  return synced(file, real);
}

}
