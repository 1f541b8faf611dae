package io.madang.app;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Filters one after the other, in the order in which they were added, in every container. All of
 * them have to come before the container's own for WebSockets, and of those that ask for that
 * Payara takes the last one first.
 *
 * <p>Threads: filled on one, before the first request; then any.
 */
final class InOrder extends HttpFilter {

  private final transient List<Step> steps = new ArrayList<>();

  /**
   * A filter and where it belongs.
   *
   * @param paths as in a descriptor: {@code /chat/*}, {@code /market}, and none for the root
   * @param seesErrors whether the page for an error passes it too
   */
  private record Step(Filter filter, List<String> paths, boolean seesErrors) {

    boolean isFor(HttpServletRequest request) {
      if (request.getDispatcherType() == DispatcherType.ERROR) {
        return seesErrors;
      }
      String more = request.getPathInfo();
      String path = request.getServletPath() + (more == null ? "" : more);
      return paths.stream().anyMatch(pattern -> matches(pattern, path));
    }

    private static boolean matches(String pattern, String path) {
      if (pattern.isEmpty()) {
        return path.isEmpty() || path.equals("/");
      }
      if (!pattern.endsWith("/*")) {
        return path.equals(pattern);
      }
      String above = pattern.substring(0, pattern.length() - 2);
      return path.startsWith(above)
          && (path.length() == above.length() || path.charAt(above.length()) == '/');
    }
  }

  /** For requests to these paths. */
  void add(Filter filter, String... paths) {
    steps.add(new Step(filter, List.of(paths), false));
  }

  /** For all requests, and the container's dispatch to the page for an error. */
  void addForAll(Filter filter) {
    steps.add(new Step(filter, List.of("/*"), true));
  }

  @Override
  public void init(FilterConfig config) throws ServletException {
    super.init(config);
    for (Step step : steps) {
      step.filter.init(config);
    }
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    List<Step> mine = steps.stream().filter(step -> step.isFor(request)).toList();
    new Walk(mine.iterator(), chain).doFilter(request, response);
  }

  /** What is left of the way. */
  private record Walk(Iterator<Step> rest, FilterChain end) implements FilterChain {

    @Override
    public void doFilter(ServletRequest request, ServletResponse response)
        throws IOException, ServletException {
      if (rest.hasNext()) {
        rest.next().filter.doFilter(request, response, this);
      } else {
        end.doFilter(request, response);
      }
    }
  }
}
