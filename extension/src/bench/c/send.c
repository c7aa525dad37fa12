/* Sends at full speed. "burst PORT COUNT SIZE" sends to one port, "rounds FILE ROUNDS SIZE" to all
   the ports in a file in turn; the answer is when it began and when it ended. */
#include "bench.h"

static char payload[65535];

static void burst(int fd, int port, int count, int size) {
  struct sockaddr_in to = loopback(port);
  for (int i = 0; i < count; i++) {
    send_one(fd, &to, payload, (size_t)size);
  }
}

static struct sockaddr_in *read_ports(const char *file, int *count) {
  static struct sockaddr_in ports[65536];
  FILE *in = fopen(file, "r");
  check(in != NULL, file);
  int port;
  for (*count = 0; *count < 65536 && fscanf(in, "%d", &port) == 1; (*count)++) {
    ports[*count] = loopback(port);
  }
  fclose(in);
  return ports;
}

static int64_t rounds(int fd, const char *file, int count, int size) {
  int ports;
  struct sockaddr_in *all = read_ports(file, &ports);
  int64_t start = now();
  for (int round = 0; round < count; round++) {
    for (int i = 0; i < ports; i++) {
      send_one(fd, &all[i], payload, (size_t)size);
    }
  }
  return start;
}

int main(void) {
  char line[1100], file[1000];
  int port, count, size;
  int fd = bound_socket(0, 0);
  while (read_line(line, sizeof line)) {
    int64_t start = now();
    if (sscanf(line, "burst %d %d %d", &port, &count, &size) == 3) {
      burst(fd, port, count, size);
    } else if (sscanf(line, "rounds %999s %d %d", file, &count, &size) == 3) {
      start = rounds(fd, file, count, size);
    } else {
      check(0, line);
    }
    printf("%lld %lld\n", (long long)start, (long long)now());
  }
  return 0;
}
