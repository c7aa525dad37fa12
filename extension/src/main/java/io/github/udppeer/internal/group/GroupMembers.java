package io.github.udppeer.internal.group;

import io.github.udppeer.exceptions.PeerClosedException;
import io.github.udppeer.internal.core.Thrown;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/** What was opened in a group, and is closed with it, the latest first. */
final class GroupMembers {

  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<AutoCloseable> members = new ArrayDeque<>();
  private boolean closed;

  /** Opens a member, whose opening nobody else must come between. */
  interface Opening<T> {
    T open();
  }

  /** Adds what is open already, before anybody else knows the group. */
  void addFirst(AutoCloseable member) {
    members.push(member);
  }

  <T extends AutoCloseable> T add(Opening<T> opening) {
    lock.lock();
    try {
      if (closed) {
        throw new PeerClosedException("this group of peers is closed, so nothing can be opened");
      }
      T member = opening.open();
      members.push(member);
      return member;
    } finally {
      lock.unlock();
    }
  }

  /** Lets go of what was closed; false where it is not here any more. */
  boolean forget(AutoCloseable member) {
    lock.lock();
    try {
      return members.remove(member);
    } finally {
      lock.unlock();
    }
  }

  /** Returns those that are open, the earliest first. */
  List<AutoCloseable> list() {
    lock.lock();
    try {
      List<AutoCloseable> all = new ArrayList<>(members);
      Collections.reverse(all);
      return all;
    } finally {
      lock.unlock();
    }
  }

  /** Ends the opening, and returns all members, the latest first. */
  Deque<AutoCloseable> takeAll() {
    lock.lock();
    try {
      closed = true;
      Deque<AutoCloseable> all = new ArrayDeque<>(members);
      members.clear();
      return all;
    } finally {
      lock.unlock();
    }
  }

  /** Closes all of these, whatever fails on the way. */
  static void close(Deque<AutoCloseable> members) {
    Throwable first = null;
    for (AutoCloseable member : members) {
      try {
        member.close();
      } catch (Throwable failure) { // an Error too must not keep the others open
        if (first == null) {
          first = failure;
        } else {
          first.addSuppressed(failure);
        }
      }
    }
    if (first instanceof Error error) {
      throw error;
    }
    if (first instanceof RuntimeException unchecked) {
      throw unchecked;
    }
    if (first != null) {
      throw new IllegalStateException(Thrown.words(first), first);
    }
  }
}
