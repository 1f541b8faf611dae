package peer;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.HashMap;
import java.util.Map;

/**
 * The floor: one thread that writes a prebuilt frame to each socket, and does nothing else.
 *
 * <p>No server that makes one write a message and reader can need less. With batches it sends what
 * came meanwhile in one write.
 */
public final class Main {

  private static final long NANOS_A_MILLI = 1_000_000;

  private final Map<String, Room> rooms = new HashMap<>();
  private final long distanceNanos;

  private Main(long distanceMillis) {
    distanceNanos = distanceMillis * NANOS_A_MILLI;
  }

  /** Serves on a port; the other argument, if there is one, is the milliseconds of a batch. */
  public static void main(String[] args) throws IOException {
    long distance = args.length > 1 ? Long.parseLong(args[1]) : 0;
    new Main(distance).serve(new InetSocketAddress("127.0.0.1", Integer.parseInt(args[0])));
  }

  Room room(String topic) {
    return rooms.computeIfAbsent(topic, unused -> new Room(distanceNanos));
  }

  private void serve(InetSocketAddress address) throws IOException {
    try (Selector selector = Selector.open();
        ServerSocketChannel server = ServerSocketChannel.open()) {
      server.bind(address, 1024).configureBlocking(false);
      server.register(selector, SelectionKey.OP_ACCEPT);
      while (true) {
        selector.select(this::ready, rooms.values().stream().allMatch(Room::isEmpty) ? 0 : 1);
        rooms.values().forEach(Room::sendIfDue);
      }
    }
  }

  private void ready(SelectionKey key) {
    try {
      if (key.isAcceptable()) {
        accept(((ServerSocketChannel) key.channel()).accept(), key.selector());
      } else {
        ((Client) key.attachment()).ready();
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private void accept(SocketChannel channel, Selector selector) throws IOException {
    if (channel != null) {
      channel.configureBlocking(false);
      channel.socket().setTcpNoDelay(true);
      SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
      key.attach(new Client(this, channel, key));
    }
  }
}
