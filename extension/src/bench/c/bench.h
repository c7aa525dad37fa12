/* What the programs share: they answer each line of their input with a line of figures. */
#ifndef BENCH_H
#define BENCH_H
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

/* The clock of System.nanoTime() on Linux, so that processes can compare. */
static inline int64_t now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

static inline void check(int ok, const char *what) {
  if (!ok) {
    perror(what);
    exit(1);
  }
}

static inline struct sockaddr_in loopback(int port) {
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return address;
}

static inline int bound_socket(int receive_buffer, int flags) {
  int fd = socket(AF_INET, SOCK_DGRAM | flags, 0);
  check(fd >= 0, "socket");
  if (receive_buffer > 0) {
    check(!setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &receive_buffer, sizeof receive_buffer), "SO_RCVBUF");
  }
  struct sockaddr_in any = loopback(0);
  check(!bind(fd, (struct sockaddr *)&any, sizeof any), "bind");
  return fd;
}

static inline struct sockaddr_in address_of(int fd) {
  struct sockaddr_in address;
  socklen_t length = sizeof address;
  check(!getsockname(fd, (struct sockaddr *)&address, &length), "getsockname");
  return address;
}

static inline void send_one(int fd, struct sockaddr_in *to, const void *payload, size_t length) {
  ssize_t sent;
  do {
    sent = sendto(fd, payload, length, 0, (struct sockaddr *)to, sizeof *to);
  } while (sent < 0 && (errno == EAGAIN || errno == ENOBUFS));
  check(sent == (ssize_t)length, "sendto");
}

static inline int read_line(char *line, int size) {
  fflush(stdout);
  return fgets(line, size, stdin) != NULL;
}
#endif
