package io.madang.layer;

import io.madang.core.ChannelLayer;
import java.util.List;

/** Hubs in one process. */
class LocalLayerTest extends ChannelLayerContract {

  @Override
  protected List<ChannelLayer> twoEnds() {
    ChannelLayer layer = new LocalLayer();
    return List.of(layer, layer);
  }
}
