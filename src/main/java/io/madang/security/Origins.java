package io.madang.security;

import io.madang.core.Refusal;
import io.madang.core.RefusedException;
import io.madang.core.Site;
import io.madang.core.Visitor;
import java.util.Optional;
import java.util.Set;

/**
 * Which sites' pages may connect and write: the server's own, and those on a list.
 *
 * <p>{@code Origin} decides where it is sent: scheme, host and effective port are those of the
 * request, or of a site on the list; anything else, {@code null} among it, is refused. Without it
 * {@code Sec-Fetch-Site} does. A request with neither does not come from a page, and passes.
 */
public record Origins(Set<Site> allowed) {

  /** What {@code Sec-Fetch-Site} says of own pages, and of what a person typed. */
  private static final Set<String> OWN = Set.of("same-origin", "none");

  /**
   * Lets pass what may.
   *
   * @throws RefusedException {@code forbidden}
   */
  void check(Visitor.Sent sent) {
    String origin = sent.origin();
    if (origin != null) {
      check(Site.parse(origin), sent.target());
    } else if (sent.fetchSite() != null && !OWN.contains(sent.fetchSite())) {
      throw refused("Sec-Fetch-Site: pages of other sites may not do this here");
    }
  }

  private void check(Optional<Site> page, Optional<Site> self) {
    if (page.filter(allowed::contains).isPresent() || (page.isPresent() && page.equals(self))) {
      return;
    }
    throw refused(
        isBehindTls(page, self)
            ? "Origin: the page came by https, the request by http: is madang.proxies set?"
            : "Origin: pages of this site may not do this here");
  }

  private static boolean isBehindTls(Optional<Site> page, Optional<Site> self) {
    return page.isPresent()
        && self.isPresent()
        && page.get().scheme().equals("https")
        && self.get().scheme().equals("http")
        && page.get().host().equals(self.get().host());
  }

  private static RefusedException refused(String detail) {
    return Refusal.forbidden(detail).exception();
  }
}
