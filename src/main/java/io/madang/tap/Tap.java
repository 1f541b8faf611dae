package io.madang.tap;

import io.madang.wire.WireException;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.util.random.RandomGenerator;

/** One conversation with one server, from resolving its name to the end of the stream. */
final class Tap {

  private final TapOptions options;
  private final Recorder recorder;
  private final RandomGenerator random;
  private final InputStream input;

  /**
   * Makes a tap.
   *
   * @param random makes the key and the masks
   * @param input what a person types: each line is a message, over WebSocket
   */
  Tap(TapOptions options, Recorder recorder, RandomGenerator random, InputStream input) {
    this.options = options;
    this.recorder = recorder;
    this.random = random;
    this.input = input;
  }

  /** Runs to the end, and shows how it came. */
  Ending run() {
    Ending ending;
    try {
      ending = converse(Place.of(options.uri()));
    } catch (EndedException e) {
      ending = e.ending();
    } catch (WireException e) {
      ending = new Ending(kind(e.fault()), e.message());
    } catch (SocketTimeoutException e) {
      ending =
          new Ending(
              Ending.Kind.BROKEN,
              "the server said nothing for " + options.timeout().toSeconds() + " s");
    } catch (IOException e) {
      ending = new Ending(Ending.Kind.BROKEN, "the connection broke: " + e.getMessage());
    }
    recorder.end(ending);
    return ending;
  }

  private Ending converse(Place place) throws IOException {
    if (options.transport().isPolling()) {
      return new PollTap(place, options, recorder).run();
    }
    try (Link link = Link.open(place, options, recorder)) {
      return options.transport() == TapOptions.Transport.WEBSOCKET
          ? new SocketTap(place, link, options, recorder, random, input).run()
          : new StreamTap(place, link, options, recorder).run();
    }
  }

  private static Ending.Kind kind(WireException.Fault fault) {
    return switch (fault) {
      case REFUSED -> Ending.Kind.REFUSED;
      case ACCEPT, HEAD -> Ending.Kind.BAD_HANDSHAKE;
      default -> Ending.Kind.PROTOCOL_ERROR;
    };
  }
}
