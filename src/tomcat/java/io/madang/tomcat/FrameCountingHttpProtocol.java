package io.madang.tomcat;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiPredicate;
import org.apache.coyote.Adapter;
import org.apache.coyote.Processor;
import org.apache.coyote.UpgradeToken;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.coyote.http11.upgrade.InternalHttpUpgradeHandler;
import org.apache.coyote.http11.upgrade.UpgradeInfo;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * Tomcat's HTTP/1.1, that also tells an application how many frames each of its WebSockets has
 * sent. Tomcat answers pings by itself, so that an application can neither see nor count them; from
 * this number and from what it was given it knows.
 *
 * <p>In {@code server.xml}: {@code <Connector protocol="io.madang.tomcat.FrameCountingHttpProtocol"
 * …/>}. An application that wants to be told says so by an attribute of the request for the
 * upgrade, see {@link AskingAdapter}; for all others this is Tomcat's own protocol.
 *
 * <p>Threads: Tomcat's workers when they have read what there was, and its utility threads while
 * they are still reading: a worker reads on as long as something comes.
 */
public final class FrameCountingHttpProtocol extends Http11NioProtocol {

  private static final long LOOK_MILLIS = 100;

  private final Set<CountedWebSocket> reading = ConcurrentHashMap.newKeySet();
  private @Nullable AskingAdapter asking;
  private @Nullable ScheduledFuture<?> looking;

  @Override
  public void setAdapter(Adapter adapter) {
    asking = new AskingAdapter(adapter);
    super.setAdapter(asking);
  }

  @Override
  public void start() throws Exception {
    super.start();
    looking =
        getUtilityExecutor()
            .scheduleWithFixedDelay(
                () -> reading.forEach(one -> one.tell(true)),
                LOOK_MILLIS,
                LOOK_MILLIS,
                TimeUnit.MILLISECONDS);
  }

  @Override
  public void stop() throws Exception {
    if (looking != null) {
      looking.cancel(false);
    }
    super.stop();
  }

  @Override
  protected Processor createUpgradeProcessor(SocketWrapperBase<?> socket, UpgradeToken token) {
    BiPredicate<Long, Boolean> told = asking == null ? null : asking.take();
    if (told != null && token.getHttpUpgradeHandler() instanceof InternalHttpUpgradeHandler own) {
      UpgradeInfo counted = own.getUpgradeInfo();
      if (counted != null) {
        return new CountedWebSocket(
            socket, token, getUpgradeGroupInfo(token.getProtocol()), counted, told, reading);
      }
    }
    return super.createUpgradeProcessor(socket, token);
  }
}
