package io.madang.transport.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import io.madang.e2e.kit.ClientFrames;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpUpgradeHandler;
import jakarta.servlet.http.WebConnection;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Where the container takes an upgraded connection by the servlet API, as Payara does. */
class WatchedUpgradeTest {

  private static final int PING = 9;
  private static final byte[] PINGS =
      ClientFrames.times(10, ClientFrames.frame(true, PING, "ping"), ClientFrames.text("{}"));

  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicInteger ended = new AtomicInteger();

  @Test
  void whatComesIsPassedOnAndPingsAreCounted() throws IOException, ServletException {
    Reading handler = upgraded(100);
    assertThat(handler.input().readAllBytes()).isEqualTo(PINGS);
    assertThat(handler.input().isReady()).isTrue();
    assertThat(asked).hasValue(10);
    assertThat(ended).hasValue(0);
  }

  @Test
  void tooManyEndItOnceAndAreNotHandedOn() throws IOException, ServletException {
    Reading handler = upgraded(3);
    byte[] some = new byte[PINGS.length];
    assertThat(handler.input().read(some)).isZero();
    assertThat(handler.input().isReady()).isFalse();
    assertThat(asked).hasValue(4);
    assertThat(ended).hasValue(1);
  }

  @Test
  void pingsAreFoundHoweverTheBytesAreCut() throws IOException, ServletException {
    Reading handler = upgraded(100);
    for (int i = 0; i < PINGS.length; i++) {
      assertThat(handler.input().read()).isEqualTo(PINGS[i] & 0xff);
    }
    assertThat(asked).hasValue(10);
  }

  @Test
  void theListenerHearsOfWhatHasComeWhenTheBeginningIsOver() throws IOException, ServletException {
    Container container = new Container();
    new UpgradeRequest(container.request(), new PingWatch(connection -> true))
        .upgrade(Listening.class);
    Bytes bytes = new Bytes(PINGS);
    container.hands(bytes);
    assertThat(bytes.told()).containsExactly("init is over");
  }

  @Test
  void aHandlerThatAsksForMoreThanTheApiGivesIsTheContainersOwn()
      throws IOException, ServletException {
    Container container = new Container();
    PingWatch watch = new PingWatch(connection -> true);
    Own handler = new UpgradeRequest(container.request(), watch).upgrade(Own.class);
    assertThat(container.made).isSameAs(handler);
  }

  private Reading upgraded(int most) throws IOException, ServletException {
    PingWatch watch = new PingWatch(connection -> asked.incrementAndGet() <= most);
    watch.begin(ended::incrementAndGet, () -> false);
    Container container = new Container();
    Reading handler = new UpgradeRequest(container.request(), watch).upgrade(Reading.class);
    container.hands(new Bytes(PINGS));
    return handler;
  }

  /** The handler of a container's WebSockets. */
  public static final class Reading implements HttpUpgradeHandler {
    private @Nullable ServletInputStream input;

    ServletInputStream input() {
      return Objects.requireNonNull(input);
    }

    @Override
    public void init(WebConnection connection) {
      try {
        input = connection.getInputStream();
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }

    @Override
    public void destroy() {}
  }

  /** What a container may ask of its own handlers. */
  public interface More extends HttpUpgradeHandler {}

  /** One of them. */
  public static final class Own implements More {
    @Override
    public void init(WebConnection connection) {}

    @Override
    public void destroy() {}
  }

  /** Sets its listener in the middle of its beginning, as Tyrus does. */
  public static final class Listening implements HttpUpgradeHandler, ReadListener {
    private String where = "in init";

    @Override
    public void init(WebConnection connection) {
      try {
        connection.getInputStream().setReadListener(this);
        where = "init is over";
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }

    @Override
    public void destroy() {}

    @Override
    public void onDataAvailable() {}

    @Override
    public void onAllDataRead() {}

    @Override
    public void onError(Throwable fault) {}

    @Override
    public String toString() {
      return where;
    }
  }

  /** Makes the handler that it is told, and gives it the connection afterwards. */
  private static final class Container {
    private @Nullable HttpUpgradeHandler made;

    HttpServletRequest request() {
      return (HttpServletRequest)
          Proxy.newProxyInstance(
              WatchedUpgradeTest.class.getClassLoader(),
              new Class<?>[] {HttpServletRequest.class},
              (proxy, method, arguments) -> {
                Class<?> type = (Class<?>) arguments[0];
                made = (HttpUpgradeHandler) type.getDeclaredConstructor().newInstance();
                return made;
              });
    }

    void hands(ServletInputStream input) {
      Objects.requireNonNull(made)
          .init(
              new WebConnection() {
                @Override
                public ServletInputStream getInputStream() {
                  return input;
                }

                @Override
                public ServletOutputStream getOutputStream() {
                  throw new UnsupportedOperationException();
                }

                @Override
                public void close() {}
              });
    }
  }

  private static final class Bytes extends ServletInputStream {
    private final ByteArrayInputStream bytes;
    private final List<String> told = new ArrayList<>();

    Bytes(byte[] bytes) {
      this.bytes = new ByteArrayInputStream(bytes);
    }

    @Override
    public boolean isFinished() {
      return bytes.available() == 0;
    }

    @Override
    public boolean isReady() {
      return true;
    }

    /** As Payara does, which tells at once. */
    @Override
    public void setReadListener(ReadListener listener) {
      told.add(listener.toString());
    }

    List<String> told() {
      return told;
    }

    @Override
    public int read() {
      return bytes.read();
    }

    @Override
    public int read(byte[] into, int from, int length) {
      return bytes.read(into, from, length);
    }
  }
}
