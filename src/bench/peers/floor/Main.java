package peer;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The floor: one thread that writes a prebuilt frame to each socket, and does nothing else.
 *
 * <p>No server that makes one write a message and reader can need less.
 */
public final class Main {

  private final Map<String, List<Client>> rooms = new HashMap<>();

  private Main() {}

  /** Serves on the port that is the only argument. */
  public static void main(String[] args) throws IOException {
    new Main().serve(new InetSocketAddress("127.0.0.1", Integer.parseInt(args[0])));
  }

  /** Returns those who listen to a topic. */
  List<Client> room(String topic) {
    return rooms.computeIfAbsent(topic, unused -> new CopyOnWriteArrayList<>());
  }

  private void serve(InetSocketAddress address) throws IOException {
    try (Selector selector = Selector.open();
        ServerSocketChannel server = ServerSocketChannel.open()) {
      server.bind(address, 1024).configureBlocking(false);
      server.register(selector, SelectionKey.OP_ACCEPT);
      while (true) {
        selector.select(this::ready);
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
