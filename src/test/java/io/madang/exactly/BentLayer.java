package io.madang.exactly;

import io.madang.core.Bell;
import io.madang.core.ChannelLayer;
import io.madang.core.Topic;

/** A layer with a fault in it. */
record BentLayer(ChannelLayer layer, Fault fault) implements ChannelLayer {

  @Override
  public boolean reachesOthers() {
    return layer.reachesOthers();
  }

  @Override
  public void add(Topic group, Channel channel) {
    layer.add(group, channel);
  }

  @Override
  public void discard(Topic group, Channel channel) {
    layer.discard(group, channel);
  }

  @Override
  public void send(Topic group, Bell bell, Channel sender) {
    fault.ring(bell).ifPresent(bent -> layer.send(group, bent, sender));
  }

  @Override
  public void close() {
    layer.close();
  }
}
