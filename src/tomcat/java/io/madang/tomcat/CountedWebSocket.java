package io.madang.tomcat;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.Set;
import java.util.function.BiPredicate;
import org.apache.coyote.UpgradeToken;
import org.apache.coyote.http11.upgrade.UpgradeGroupInfo;
import org.apache.coyote.http11.upgrade.UpgradeInfo;
import org.apache.coyote.http11.upgrade.UpgradeProcessorInternal;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;

/**
 * One WebSocket, whose frames Tomcat counts as it reads them.
 *
 * <p>Threads: the one that reads, and any that looks.
 */
@SuppressWarnings("try") // whatever the close of its parent may throw
final class CountedWebSocket extends UpgradeProcessorInternal {

  private final SocketChannel channel;
  private final UpgradeInfo counted;
  private final BiPredicate<Long, Boolean> told;
  private final Set<CountedWebSocket> reading;

  /** It stands among {@code reading} as long as a thread is busy with what it sends. */
  CountedWebSocket(
      SocketWrapperBase<?> socket,
      UpgradeToken token,
      UpgradeGroupInfo group,
      UpgradeInfo counted,
      BiPredicate<Long, Boolean> told,
      Set<CountedWebSocket> reading) {
    super(socket, token, group);
    this.channel = ((NioChannel) socket.getSocket()).getIOChannel();
    this.counted = counted;
    this.told = told;
    this.reading = reading;
    tell(false);
  }

  @Override
  public SocketState dispatch(SocketEvent event) {
    reading.add(this);
    try {
      return super.dispatch(event);
    } finally {
      reading.remove(this);
      tell(false);
    }
  }

  void tell(boolean isReading) {
    if (!told.test(counted.getMsgsReceived(), isReading)) {
      shut();
    }
  }

  /**
   * Lets the network end it: whoever reads or waits hears of that, and Tomcat cleans up on a thread
   * of its own choice. What is closed from here it would use again while it is read from.
   */
  private void shut() {
    try {
      channel.shutdownInput();
      channel.shutdownOutput();
    } catch (IOException e) {
      // it has ended
    }
  }
}
