package io.madang.pages;

import io.madang.core.Door;
import io.madang.core.RefusedException;
import io.madang.core.Speaker;
import io.madang.request.Visitors;
import jakarta.servlet.http.HttpServletRequest;
import java.util.function.BooleanSupplier;

/**
 * Who looks at a page, for its header; found out when the page asks, and for no other request.
 *
 * <p>Threads: that of the request.
 */
public final class Account {

  private final HttpServletRequest request;
  private final Door door;
  private final BooleanSupplier canSignIn;

  Account(HttpServletRequest request, Door door, BooleanSupplier canSignIn) {
    this.request = request;
    this.door = door;
    this.canSignIn = canSignIn;
  }

  /** The name of who has signed in, by the container or by a proxy's token; empty for guests. */
  public String getName() {
    String login = request.getRemoteUser();
    if (login != null) {
      return login;
    }
    if (request.getHeader("Authorization") == null) {
      return "";
    }
    try {
      Speaker speaker = door.identify(Visitors.of(request, door, null, null));
      return speaker.standing().isSignedIn() ? speaker.person().name() : "";
    } catch (RefusedException e) {
      return "";
    }
  }

  /** Whether it can sign out here: the container knows it. */
  public boolean isSignedIn() {
    return request.getRemoteUser() != null;
  }

  /** Whether there is a realm that may know it. */
  public boolean isOffered() {
    return canSignIn.getAsBoolean();
  }
}
