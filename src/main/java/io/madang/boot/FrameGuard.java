package io.madang.boot;

import java.util.function.Predicate;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.AbstractExtension;
import org.eclipse.jetty.websocket.core.CloseStatus;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.OpCode;

/**
 * What the standard API does not show of a WebSocket: pings, which the container answers by itself,
 * and frames that go on coming when the server has said its last word. Too many of either end the
 * connection. An extension of the server's own, that no client hears of.
 *
 * <p>A frame that is not passed on is the last that is read: whoever floods waits for us.
 *
 * <p>Threads: Jetty calls an instance on one at a time.
 */
public final class FrameGuard extends AbstractExtension {

  /** Names that begin so are not told to clients. */
  static final String NAME = "@madang-frames";

  /** As many may have been on their way when the client heard the last word. */
  private static final int MOST_AFTER_CLOSE = 50;

  private static volatile Predicate<Object> counter = connection -> true;

  private int afterClose;

  /** Asks this, for each ping, whether the connection may send it. */
  static void use(Predicate<Object> newCounter) {
    counter = newCounter;
  }

  @Override
  public String getName() {
    return NAME;
  }

  @Override
  public void onFrame(Frame frame, Callback callback) {
    if (frame.getOpCode() == OpCode.CLOSE) {
      nextIncomingFrame(frame, callback);
    } else if (!getCoreSession().isOutputOpen()) {
      afterClose(frame, callback);
    } else if (frame.getOpCode() == OpCode.PING && !counter.test(this)) {
      callback.succeeded();
      getCoreSession()
          .close(
              CloseStatus.POLICY_VIOLATION,
              "too many pings a second",
              Callback.from(getCoreSession()::abort));
    } else {
      nextIncomingFrame(frame, callback);
    }
  }

  private void afterClose(Frame frame, Callback callback) {
    afterClose++;
    if (afterClose > MOST_AFTER_CLOSE) {
      callback.succeeded();
      getCoreSession().abort();
    } else {
      nextIncomingFrame(frame, callback);
    }
  }
}
