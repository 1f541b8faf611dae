package io.madang.chat;

import io.madang.core.Hub;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The rooms in which somebody spoke, for a page to list. */
final class RoomList {

  /** As many as one page lists. */
  static final int ALL = 200;

  private final Hub hub;

  RoomList(Hub hub) {
    this.hub = hub;
  }

  /** Gives a page its {@code rooms}, or none and the {@code problem}; never fails. */
  CompletableFuture<Void> put(HttpServletRequest request, int max) {
    return hub.topics(Chat.NAMESPACE, max)
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
