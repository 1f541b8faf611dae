package io.madang.tomcat;

import java.util.Set;
import org.apache.coyote.UpgradeToken;
import org.apache.coyote.http11.upgrade.UpgradeGroupInfo;
import org.apache.coyote.http11.upgrade.UpgradeInfo;
import org.apache.coyote.http11.upgrade.UpgradeProcessorInternal;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;

/**
 * One WebSocket, whose frames Tomcat counts as it reads them.
 *
 * <p>Threads: the one that reads, and any that looks.
 */
@SuppressWarnings("try") // whatever the close of its parent may throw
final class CountedWebSocket extends UpgradeProcessorInternal {

  private final SocketWrapperBase<?> socket;
  private final UpgradeInfo counted;
  private final FrameAllowance allowance;
  private final Set<CountedWebSocket> reading;

  /** It stands among {@code reading} as long as a thread is busy with what it sends. */
  CountedWebSocket(
      SocketWrapperBase<?> socket,
      UpgradeToken token,
      UpgradeGroupInfo group,
      UpgradeInfo counted,
      FrameAllowance allowance,
      Set<CountedWebSocket> reading) {
    super(socket, token, group);
    this.socket = socket;
    this.counted = counted;
    this.allowance = allowance;
    this.reading = reading;
  }

  @Override
  public SocketState dispatch(SocketEvent event) {
    reading.add(this);
    try {
      return super.dispatch(event);
    } finally {
      reading.remove(this);
      count();
    }
  }

  /** Cuts it off when it has sent too much; the thread that reads then fails to. */
  void count() {
    if (!allowance.has(counted.getMsgsReceived(), counted.getBytesReceived(), System.nanoTime())) {
      socket.close();
    }
  }
}
