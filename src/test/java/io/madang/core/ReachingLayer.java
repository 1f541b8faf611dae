package io.madang.core;

import io.madang.layer.LocalLayer;
import java.util.function.Consumer;

/**
 * A layer that says that it reaches other servers; a test may have something happen when a topic
 * joins its group or leaves it.
 */
final class ReachingLayer implements ChannelLayer {

  private final LocalLayer layer = new LocalLayer();
  private volatile Consumer<Channel> afterAdd = channel -> {};
  private volatile Runnable beforeDiscard = () -> {};

  void afterAdd(Consumer<Channel> hook) {
    afterAdd = hook;
  }

  void beforeDiscard(Runnable hook) {
    beforeDiscard = hook;
  }

  @Override
  public boolean reachesOthers() {
    return true;
  }

  @Override
  public void add(Topic group, Channel channel) {
    layer.add(group, channel);
    afterAdd.accept(channel);
  }

  @Override
  public void discard(Topic group, Channel channel) {
    beforeDiscard.run();
    layer.discard(group, channel);
  }

  @Override
  public void send(Topic group, Bell bell, Channel sender) {
    layer.send(group, bell, sender);
  }

  @Override
  public void close() {
    layer.close();
  }
}
