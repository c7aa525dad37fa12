package io.github.udppeer.internal.core;

import java.io.IOException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.spi.AbstractSelectableChannel;
import java.nio.channels.spi.AbstractSelectionKey;
import java.nio.channels.spi.AbstractSelector;
import java.nio.channels.spi.SelectorProvider;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/** A selector that tells of nothing, and fails when it is told to. */
final class FailingSelector extends AbstractSelector {

  private final CountDownLatch broken = new CountDownLatch(1);
  private final Set<SelectionKey> keys = ConcurrentHashMap.newKeySet();
  private final IOException cause;

  FailingSelector(IOException cause) {
    super(SelectorProvider.provider());
    this.cause = cause;
  }

  void fail() {
    broken.countDown();
  }

  private final class Key extends AbstractSelectionKey {
    private final SelectableChannel channel;

    Key(SelectableChannel channel) {
      this.channel = channel;
    }

    @Override
    public SelectableChannel channel() {
      return channel;
    }

    @Override
    public Selector selector() {
      return FailingSelector.this;
    }

    @Override
    public int interestOps() {
      return OP_READ;
    }

    @Override
    public SelectionKey interestOps(int ops) {
      return this;
    }

    @Override
    public int readyOps() {
      return 0;
    }
  }

  @Override
  protected SelectionKey register(AbstractSelectableChannel channel, int ops, Object attachment) {
    Key key = new Key(channel);
    key.attach(attachment);
    keys.add(key);
    return key;
  }

  @Override
  public int select(Consumer<SelectionKey> action, long timeout) throws IOException {
    CoreThreads.uninterruptibly(broken::await);
    throw cause;
  }

  @Override
  public int selectNow(Consumer<SelectionKey> action) {
    return 0;
  }

  @Override
  protected void implCloseSelector() {
    keys.forEach(key -> deregister((Key) key));
  }

  @Override
  public Set<SelectionKey> keys() {
    return keys;
  }

  @Override
  public Set<SelectionKey> selectedKeys() {
    return Set.of();
  }

  @Override
  public int selectNow() {
    return 0;
  }

  @Override
  public int select(long timeout) throws IOException {
    return select(key -> {}, timeout);
  }

  @Override
  public int select() throws IOException {
    return select(0);
  }

  @Override
  public Selector wakeup() {
    return this;
  }
}
