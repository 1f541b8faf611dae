package io.madang.tomcat;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.coyote.Processor;
import org.apache.coyote.UpgradeToken;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.coyote.http11.upgrade.InternalHttpUpgradeHandler;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * Tomcat's HTTP/1.1, that also bounds the frames which one WebSocket sends: Tomcat answers pings by
 * itself, so that no application can count them, and goes on reading on one thread as long as there
 * is something to read.
 *
 * <p>In {@code server.xml}: {@code <Connector protocol="io.madang.tomcat.FrameLimitedHttpProtocol"
 * framesPerSecond="100" framesAtOnce="500" …/>}. What exceeds them is cut off, without a close
 * frame: whoever floods would not read it.
 *
 * <p>Threads: Tomcat's workers while they read, and its utility threads, which look after those
 * that do not come back from reading.
 */
public final class FrameLimitedHttpProtocol extends Http11NioProtocol {

  private static final String WEBSOCKET = "websocket";
  private static final long LOOK_MILLIS = 100;

  private final Set<CountedWebSocket> reading = ConcurrentHashMap.newKeySet();
  private @Nullable ScheduledFuture<?> looking;
  private int framesPerSecond = 100;
  private int framesAtOnce = 500;

  /** The {@code Connector}'s attribute: frames of one WebSocket, for as long as it lasts. */
  public void setFramesPerSecond(int frames) {
    framesPerSecond = atLeastOne("framesPerSecond", frames);
  }

  public int getFramesPerSecond() {
    return framesPerSecond;
  }

  /** The {@code Connector}'s attribute: how many of them may come at once. */
  public void setFramesAtOnce(int frames) {
    framesAtOnce = atLeastOne("framesAtOnce", frames);
  }

  public int getFramesAtOnce() {
    return framesAtOnce;
  }

  private static int atLeastOne(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " is " + value + ", and must be 1 or more");
    }
    return value;
  }

  @Override
  public void start() throws Exception {
    super.start();
    looking =
        getUtilityExecutor()
            .scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
  }

  @Override
  public void stop() throws Exception {
    if (looking != null) {
      looking.cancel(false);
    }
    super.stop();
  }

  private void look() {
    reading.forEach(CountedWebSocket::count);
  }

  @Override
  protected Processor createUpgradeProcessor(SocketWrapperBase<?> socket, UpgradeToken token) {
    if (WEBSOCKET.equals(token.getProtocol())
        && token.getHttpUpgradeHandler() instanceof InternalHttpUpgradeHandler handler) {
      FrameAllowance allowance =
          new FrameAllowance(framesPerSecond, framesAtOnce, System.nanoTime());
      return new CountedWebSocket(
          socket,
          token,
          getUpgradeGroupInfo(WEBSOCKET),
          handler.getUpgradeInfo(),
          allowance,
          reading);
    }
    return super.createUpgradeProcessor(socket, token);
  }
}
