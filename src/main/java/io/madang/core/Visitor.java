package io.madang.core;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a request says of who sent it; nothing of it is checked yet.
 *
 * @param name what to show to others
 * @param client the guest's secret, which is never logged
 * @param proof what shows who it is beyond that
 * @param sent from which page, and to which site
 * @param address the network address it came from, empty when the container does not tell
 */
public record Visitor(
    @Nullable String name, @Nullable String client, Proof proof, Sent sent, String address) {

  /**
   * From which page a request was sent, and to which site.
   *
   * @param origin the header of that name, several with commas between them
   * @param fetchSite the header {@code Sec-Fetch-Site}; null too where a person follows a link
   * @param scheme by which it came, or null when that is not known
   * @param host the header of that name
   */
  public record Sent(
      @Nullable String origin,
      @Nullable String fetchSite,
      @Nullable String scheme,
      @Nullable String host) {

    /** By a program, to nobody knows where. */
    public static final Sent BY_PROGRAM = new Sent(null, null, null, null);

    /** The site that it was sent to. */
    public Optional<Site> target() {
      return Site.parse(scheme + "://" + host);
    }
  }

  /**
   * What may prove an identity; none of it is ever logged.
   *
   * @param authorization the header of that name
   * @param ticket the parameter of that name
   * @param login whom the container knows
   * @param pass the guest's cookie
   */
  public record Proof(
      @Nullable String authorization,
      @Nullable String ticket,
      @Nullable Login login,
      @Nullable String pass) {

    private static final String BEARER = "bearer ";

    public static final Proof NONE = new Proof(null, null, null, null);

    /** The bearer token, or null; no browser sends one that a page did not put there. */
    public @Nullable String bearer() {
      if (authorization == null
          || !authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
        return null;
      }
      return authorization.substring(BEARER.length()).strip();
    }

    @Override
    public String toString() {
      return "a proof";
    }
  }

  /**
   * Whom the container has authenticated.
   *
   * @param roles those of {@link Door#roles} that the user has
   * @param session the id of its session, or null when it has none
   */
  public record Login(String user, Set<String> roles, @Nullable String session) {}
}
