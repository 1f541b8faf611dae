package io.madang.login;

import io.madang.core.RefusedException;
import io.madang.request.RetryAfter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * {@code Authorization: Basic} (RFC 7617) for programs that have a name and a password: each
 * request is tried with the realm, and nothing is kept. A request that fails goes on as nobody's,
 * and is refused at the door, as every proof that is not good.
 */
public final class BasicFilter extends HttpFilter {

  private static final String BASIC = "basic ";
  private static final int MAX_LENGTH = 1_024;

  private final transient Logins logins;
  private final transient BooleanSupplier isOffered;

  /** {@code isOffered} says whether there is a realm. */
  public BasicFilter(Logins logins, BooleanSupplier isOffered) {
    this.logins = logins;
    this.isOffered = isOffered;
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    Optional<String[]> pair = pair(request.getHeader("Authorization"));
    try {
      if (pair.isPresent() && isOffered.getAsBoolean() && request.getUserPrincipal() == null) {
        logins.isKnown(request, pair.get()[0], pair.get()[1]);
      }
    } catch (RefusedException e) {
      RetryAfter.tell(response, e.refusal());
      response.sendError(e.refusal().code().status());
      return;
    }
    chain.doFilter(request, response);
  }

  private static Optional<String[]> pair(@Nullable String header) {
    if (header == null
        || header.length() > MAX_LENGTH
        || !header.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
      return Optional.empty();
    }
    try {
      byte[] decoded = Base64.getDecoder().decode(header.substring(BASIC.length()).strip());
      String[] pair = new String(decoded, StandardCharsets.UTF_8).split(":", 2);
      return Optional.of(pair).filter(parts -> parts.length == 2);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
