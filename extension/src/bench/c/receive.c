/* Receive-only cost: the queue is filled while nobody reads, then emptied with recvmmsg into flat,
   touched memory. "COUNT SIZE" is answered with the nanoseconds it took. */
#include "bench.h"

enum { BATCH = 64, ROOM = 2048 };

static int64_t drain(int fd, int count, char *memory) {
  struct mmsghdr headers[BATCH] = {0};
  struct iovec parts[BATCH];
  struct sockaddr_in sources[BATCH];
  char *at = memory;
  int64_t start = now();
  for (int got = 0; got < count;) {
    for (int i = 0; i < BATCH; i++) {
      parts[i] = (struct iovec){at + i * ROOM, ROOM};
      headers[i].msg_hdr = (struct msghdr){&sources[i], sizeof sources[i], &parts[i], 1, NULL, 0, 0};
    }
    int n = recvmmsg(fd, headers, BATCH, MSG_DONTWAIT, NULL);
    check(n > 0, "recvmmsg: the kernel dropped some");
    got += n;
    at += n * ROOM;
  }
  return now() - start;
}

int main(void) {
  char line[100];
  int fd = bound_socket(4 << 20, 0);
  int sender = bound_socket(0, 0);
  struct sockaddr_in to = address_of(fd);
  static char payload[65535];
  char *memory = NULL;
  int room = 0;
  while (read_line(line, sizeof line)) {
    int count, size;
    check(sscanf(line, "%d %d", &count, &size) == 2, "COUNT SIZE");
    if (count > room) {
      room = count;
      memory = realloc(memory, (size_t)(count + BATCH) * ROOM);
      memset(memory, 1, (size_t)(count + BATCH) * ROOM);
    }
    for (int i = 0; i < count; i++) {
      send_one(sender, &to, payload, (size_t)size);
    }
    printf("%lld\n", (long long)drain(fd, count, memory));
  }
  return 0;
}
