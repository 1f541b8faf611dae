package io.madang.transport.websocket;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpUpgradeHandler;
import jakarta.servlet.http.WebConnection;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Stands before the handler to which a container gives an upgraded connection, and has what comes
 * looked through.
 *
 * <p>The handler hears of what has come when its beginning is over, not before. Where a client's
 * first frame comes with its request, Payara would tell Tyrus of it in the middle, and Tyrus would
 * wait, on the thread that it needs to begin, for ever (ADR 33).
 *
 * <p>Threads: as the container calls it; one at a time.
 */
public final class WatchedUpgrade implements HttpUpgradeHandler {

  private @Nullable HttpUpgradeHandler handler;
  private @Nullable PingWatch watch;

  /** Who takes the connection, and who looks through what comes. */
  void before(HttpUpgradeHandler newHandler, PingWatch newWatch) {
    handler = newHandler;
    watch = newWatch;
  }

  @Override
  public void init(WebConnection connection) {
    if (handler != null && watch != null) {
      Connection watched = new Connection(connection, watch);
      handler.init(watched);
      watched.begin();
    }
  }

  @Override
  public void destroy() {
    if (handler != null) {
      handler.destroy();
    }
  }

  @SuppressWarnings("try") // whatever the API's close may throw
  private static final class Connection implements WebConnection {
    private final WebConnection connection;
    private final PingWatch watch;
    private @Nullable Input input;

    Connection(WebConnection connection, PingWatch watch) {
      this.connection = connection;
      this.watch = watch;
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
      Input watched = input;
      if (watched == null) {
        watched = new Input(connection.getInputStream(), watch);
        input = watched;
      }
      return watched;
    }

    void begin() {
      if (input != null) {
        input.begin();
      }
    }

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
      return connection.getOutputStream();
    }

    @Override
    public void close() throws Exception {
      connection.close();
    }
  }

  /**
   * Never ready again once the watch is over, so that nobody reads on; and what was too much is not
   * handed on: for each ping and each pong Payara's Tyrus captures a context anew (ADR 33).
   */
  private static final class Input extends ServletInputStream {
    private final ServletInputStream input;
    private final PingWatch watch;
    private @Nullable ReadListener listener;
    private boolean isBegun;

    Input(ServletInputStream input, PingWatch watch) {
      this.input = input;
      this.watch = watch;
    }

    @Override
    public boolean isReady() {
      return !watch.isOver() && input.isReady();
    }

    @Override
    public boolean isFinished() {
      return input.isFinished();
    }

    @Override
    public void setReadListener(ReadListener newListener) {
      listener = newListener;
      if (isBegun) {
        input.setReadListener(newListener);
      }
    }

    /** Tells the listener what has come, from now on. */
    void begin() {
      isBegun = true;
      if (listener != null) {
        input.setReadListener(listener);
      }
    }

    @Override
    public int available() throws IOException {
      return input.available();
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) <= 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      int count = input.read(bytes, from, length);
      if (count > 0) {
        watch.look(bytes, from, count);
      }
      return count > 0 && watch.isOver() ? 0 : count;
    }

    @Override
    public void close() throws IOException {
      input.close();
    }
  }
}
