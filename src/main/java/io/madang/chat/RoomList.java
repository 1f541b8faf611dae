package io.madang.chat;

import io.madang.core.RefusedException;
import io.madang.core.Speaker;
import io.madang.core.Topic;
import io.madang.request.Visitors;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The rooms in which somebody spoke, for a page to list. */
final class RoomList {

  /** As many as one page lists. */
  static final int ALL = 200;

  private final ChatParts parts;

  RoomList(ChatParts parts) {
    this.parts = parts;
  }

  /** Those that whoever looks may read; a private room is not there for others. */
  private CompletableFuture<List<Topic>> topics(HttpServletRequest request, int max) {
    try {
      Speaker reader = parts.door().identify(Visitors.of(request, parts.door(), null, null));
      return parts.hub().topics(reader, Chat.NAMESPACE, max);
    } catch (RefusedException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  /** Gives a page its {@code rooms}, or none and the {@code problem}; never fails. */
  CompletableFuture<Void> put(HttpServletRequest request, int max) {
    return topics(request, max)
        .handle(
            (topics, fault) -> {
              if (fault == null) {
                request.setAttribute("rooms", topics.stream().map(Rooms.Room::of).toList());
              } else {
                request.setAttribute("rooms", List.of());
                request.setAttribute("problem", "rooms.away");
              }
              return null;
            });
  }
}
