/* Relays what comes to one port to another, by a socket of its own. "open" is answered with the
   port, "passed" with how many have been relayed since, when no more come. */
#include "bench.h"
#include <pthread.h>
#include <stdatomic.h>

static atomic_long passed;
static int front, upstream;
static struct sockaddr_in sink;

static void *relay(void *unused) {
  static char payload[65535];
  struct sockaddr_in source;
  while (1) {
    socklen_t length = sizeof source;
    ssize_t n = recvfrom(front, payload, sizeof payload, 0, (struct sockaddr *)&source, &length);
    check(n >= 0, "recvfrom");
    send_one(upstream, &sink, payload, (size_t)n);
    atomic_fetch_add(&passed, 1);
  }
  return unused;
}

static long await_quiet(void) {
  long before = -1;
  while (before != atomic_load(&passed)) {
    before = atomic_load(&passed);
    usleep(50000);
  }
  return atomic_exchange(&passed, 0);
}

int main(void) {
  char line[100];
  pthread_t thread;
  sink = address_of(bound_socket(0, 0));
  front = bound_socket(4 << 20, 0);
  upstream = bound_socket(4 << 20, 0);
  check(!pthread_create(&thread, NULL, relay, NULL), "pthread_create");
  while (read_line(line, sizeof line)) {
    if (!strncmp(line, "open", 4)) {
      printf("%d\n", ntohs(address_of(front).sin_port));
    } else {
      printf("%ld\n", await_quiet());
    }
  }
  return 0;
}
