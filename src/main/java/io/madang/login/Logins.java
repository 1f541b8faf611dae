package io.madang.login;

import io.madang.core.Door;
import io.madang.core.FailureGate;
import io.madang.core.Printable;
import io.madang.core.Refusal;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.function.Function;

/**
 * Tries names and passwords with the container's realm: a few at once, as each costs a realm much
 * work, and not from an address that fails too often.
 *
 * <p>Threads: any; it waits for the realm.
 *
 * @param places for those that are being tried, by address
 */
public record Logins(FailureGate failures, Function<String, Door.Place> places) {

  private static final System.Logger LOG = System.getLogger(Logins.class.getName());

  /** Longest name and password. */
  private static final int MAX_LENGTH = 256;

  /**
   * Whether the realm knows this name with this password; then the request is that user's.
   *
   * @throws io.madang.core.RefusedException {@code rate_limited} or {@code unavailable}, and the
   *     realm was not asked
   */
  boolean isKnown(HttpServletRequest request, String name, String password) {
    String address = String.valueOf(request.getRemoteAddr());
    Duration wait = failures.mayTry(address);
    if (!wait.isZero()) {
      throw Refusal.rateLimited("so many logins failed from your address", wait).exception();
    }
    Door.Place place = places.apply(address);
    try {
      boolean isKnown =
          isPossible(name) && isPossible(password) && isRight(request, name, password);
      if (!isKnown) {
        failures.failed(address);
        LOG.log(System.Logger.Level.INFO, "a login from {0} failed", Printable.of(address));
      }
      return isKnown;
    } finally {
      place.giveBack();
    }
  }

  private static boolean isPossible(String text) {
    return !text.isEmpty() && text.length() <= MAX_LENGTH;
  }

  /** A realm says neither why it refuses nor, with the same exception, that it is out of order. */
  private static boolean isRight(HttpServletRequest request, String name, String password) {
    try {
      request.login(name, password);
      return request.getUserPrincipal() != null;
    } catch (ServletException e) {
      return false;
    }
  }
}
