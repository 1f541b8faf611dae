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

    boolean isFor(String path) {
      for (String pattern : paths) {
        if (matches(pattern, path)) {
          return true;
        }
      }
      return false;
    }

    private static boolean matches(String pattern, String path) {
      if (pattern.isEmpty()) {
        return path.isEmpty() || path.equals("/");
      }
      if (!pattern.endsWith("/*")) {
        return path.equals(pattern);
      }
      int above = pattern.length() - 2;
      return path.regionMatches(0, pattern, 0, above)
          && (path.length() == above || path.charAt(above) == '/');
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
    new Walk(request, chain).doFilter(request, response);
  }

  /** One request's way. */
  private final class Walk implements FilterChain {

    private final String path;
    private final boolean isError;
    private final FilterChain end;
    private int next;

    Walk(HttpServletRequest request, FilterChain end) {
      String more = request.getPathInfo();
      this.path = request.getServletPath() + (more == null ? "" : more);
      this.isError = request.getDispatcherType() == DispatcherType.ERROR;
      this.end = end;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response)
        throws IOException, ServletException {
      while (next < steps.size()) {
        Step step = steps.get(next++);
        if (isError ? step.seesErrors : step.isFor(path)) {
          step.filter.doFilter(request, response, this);
          return;
        }
      }
      end.doFilter(request, response);
    }
  }
}
