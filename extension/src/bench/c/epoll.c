/* One thread, one epoll, many sockets. "open COUNT FILE" writes the ports to the file; "await TOTAL"
   is answered with what came and when the last did; "close" closes all. */
#include "bench.h"
#include <pthread.h>
#include <stdatomic.h>
#include <sys/epoll.h>

enum { EVENTS = 1024, FLAT = 64 << 20 };

static int epoll = -1;
static int sockets[65536];
static int count;
static atomic_long received;
static atomic_llong last;
static char *flat;

static void drain(int fd) {
  static size_t used;
  struct sockaddr_in source;
  socklen_t length = sizeof source;
  ssize_t n;
  while ((n = recvfrom(fd, flat + used, 65535, MSG_DONTWAIT, (struct sockaddr *)&source, &length)) >= 0) {
    used = (used + (size_t)n) % (FLAT - 65535);
    atomic_store(&last, now());
    atomic_fetch_add(&received, 1);
  }
}

static void *loop(void *unused) {
  static struct epoll_event events[EVENTS];
  while (1) {
    int n = epoll_wait(epoll, events, EVENTS, -1);
    for (int i = 0; i < n; i++) {
      drain(events[i].data.fd);
    }
  }
  return unused;
}

static void open_all(const char *file) {
  FILE *out = fopen(file, "w");
  check(out != NULL, file);
  for (int i = 0; i < count; i++) {
    sockets[i] = bound_socket(4 << 20, SOCK_NONBLOCK);
    struct epoll_event event = {.events = EPOLLIN, .data = {.fd = sockets[i]}};
    check(!epoll_ctl(epoll, EPOLL_CTL_ADD, sockets[i], &event), "epoll_ctl");
    fprintf(out, "%d\n", ntohs(address_of(sockets[i]).sin_port));
  }
  fclose(out);
  atomic_store(&received, 0);
}

static void await_total(long total) {
  long before = -1;
  while (atomic_load(&received) < total && before != atomic_load(&received)) {
    before = atomic_load(&received);
    usleep(200000);
  }
}

int main(void) {
  char line[1100], file[1000];
  long total = 0;
  pthread_t thread;
  epoll = epoll_create1(0);
  flat = malloc(FLAT);
  memset(flat, 1, FLAT);
  check(!pthread_create(&thread, NULL, loop, NULL), "pthread_create");
  while (read_line(line, sizeof line)) {
    if (sscanf(line, "open %d %999s", &count, file) == 2) {
      open_all(file);
    } else if (sscanf(line, "await %ld", &total) == 1) {
      await_total(total);
      total = atomic_exchange(&received, 0);
    } else {
      for (int i = 0; i < count; i++) {
        close(sockets[i]);
      }
    }
    printf("%ld %lld\n", total, (long long)atomic_load(&last));
  }
  return 0;
}
