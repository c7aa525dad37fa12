/* Send and receive by the same thread. "same COUNT" is answered with the nanoseconds of each. */
#include "bench.h"

int main(void) {
  char line[100], payload[64] = {0}, received[65535];
  int fd = bound_socket(0, 0);
  int sender = bound_socket(0, 0);
  struct sockaddr_in to = address_of(fd);
  while (read_line(line, sizeof line)) {
    int count;
    check(sscanf(line, "same %d", &count) == 1, "same COUNT");
    int64_t *took = malloc((size_t)count * sizeof *took);
    for (int i = 0; i < count; i++) {
      struct sockaddr_in source;
      socklen_t length = sizeof source;
      send_one(sender, &to, payload, sizeof payload);
      int64_t start = now();
      ssize_t n = recvfrom(fd, received, sizeof received, 0, (struct sockaddr *)&source, &length);
      took[i] = now() - start;
      check(n == sizeof payload, "recvfrom");
    }
    for (int i = 0; i < count; i++) {
      printf("%lld ", (long long)took[i]);
    }
    printf("\n");
    free(took);
  }
  return 0;
}
