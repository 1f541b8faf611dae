package io.madang.pages;

import io.madang.core.Door;
import io.madang.core.Refusal;
import io.madang.core.Visitor;
import io.madang.request.Visitors;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;

/**
 * Forms of this site's own pages. What a page of another site sends is refused, as it is everywhere
 * in this house (Origin), and here by Sec-Fetch-Site too, since cookies say who is speaking.
 *
 * <p>Threads: any; immutable.
 */
public final class Forms {

  private static final Set<String> OWN = Set.of("same-origin", "none");

  private final Door door;

  public Forms(Door door) {
    this.door = door;
  }

  /**
   * Lets own pages pass.
   *
   * @throws io.madang.core.RefusedException {@code forbidden} for a form of another site
   */
  public void check(HttpServletRequest request) {
    Visitor visitor = Visitors.of(request, door, null, null);
    door.checkOrigin(visitor);
    String site = visitor.sent().fetchSite();
    if (site != null && !OWN.contains(site)) {
      throw Refusal.forbidden("Sec-Fetch-Site: forms of other sites may not do this here")
          .exception();
    }
  }

  /** Where the form leads: the field {@code to} if it is a path of this application. */
  public static String local(HttpServletRequest request) {
    String start = request.getContextPath() + "/";
    String to = request.getParameter("to");
    if (to == null || !to.startsWith(start) || to.startsWith("//")) {
      return start;
    }
    return to.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '\\') ? to : start;
  }
}
