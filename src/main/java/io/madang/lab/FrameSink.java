package io.madang.lab;

import io.madang.wire.Frame;

/** Hears of the frames of one connection. Threads: its reader's; it must not block. */
public interface FrameSink {

  /** Looks at none. */
  FrameSink NONE =
      new FrameSink() {
        @Override
        public void sent(Frame frame) {}

        @Override
        public void received(Frame frame) {}
      };

  void sent(Frame frame);

  void received(Frame frame);
}
