package io.madang.bench.scenario;

import io.madang.bench.Dialect;
import io.madang.bench.Dialects;
import io.madang.bench.Dialer;
import io.madang.bench.ReadLoop;
import io.madang.bench.Reader;
import io.madang.bench.Topic;
import io.madang.bench.Troubles;
import io.madang.bench.Wire;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Readers on WebSockets. */
final class SocketCrowd implements Crowd {

  private final Troubles troubles = new Troubles();
  private final ReadLoop loop = new ReadLoop("crowd");
  private final List<Wire> wires = new ArrayList<>();

  SocketCrowd() throws IOException {
    loop.start();
  }

  @Override
  public void open(Dialer dialer, String topic, int connections) throws IOException {
    for (int i = 0; i < connections; i++) {
      Dialect words = Dialects.MADANG.reader(topic);
      Reader reader = loop.newReader(words, new Topic(topic, 1), troubles);
      Wire wire = dialer.dial(words, reader);
      wires.add(wire);
      loop.add(wire);
    }
  }

  @Override
  public long heard() {
    return loop.tally().delivered();
  }

  @Override
  public String trouble() {
    return troubles.first();
  }

  @Override
  public void close() throws IOException {
    loop.close();
    wires.forEach(Wire::close);
  }
}
