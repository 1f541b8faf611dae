package io.madang.login;

import io.madang.request.Visitors;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionIdListener;
import jakarta.servlet.http.HttpSessionListener;
import java.util.function.Consumer;

/**
 * Hears of sessions that end, by a logout, by time or by the container's own decision, and tells
 * which ones somebody had signed in with.
 *
 * <p>Threads: any.
 *
 * @param ended hears the session's id
 */
public record SessionEnds(Consumer<String> ended)
    implements HttpSessionListener, HttpSessionIdListener {

  @Override
  public void sessionDestroyed(HttpSessionEvent event) {
    tell(event.getSession(), event.getSession().getId());
  }

  /** What was opened under the old id shall not go on when the session ends under the new one. */
  @Override
  public void sessionIdChanged(HttpSessionEvent event, String oldId) {
    tell(event.getSession(), oldId);
  }

  private void tell(HttpSession session, String id) {
    if (Visitors.hasSignedIn(session)) {
      ended.accept(id);
    }
  }
}
