package io.madang.request;

import jakarta.servlet.http.HttpServletRequest;

/**
 * What some container does to requests that no other does, and that has to be gone around. The one
 * place that asks which container this is (ADR 32).
 */
public enum ContainerQuirk {

  /** Takes a request for a part of the one before, when that had a body. */
  LOSES_REQUESTS("Payara"),

  /**
   * Works on a request that has ended, and on the next one with the same objects, when a write to a
   * client that has gone fails while the servlet has not returned.
   */
  MIXES_REQUESTS("Payara"),

  /** Holds on to the request of an upgrade as long as the connection lasts. */
  HOLDS_UPGRADES("jetty/");

  private final String server;

  ContainerQuirk(String server) {
    this.server = server;
  }

  /** Whether the request's container has it. */
  public boolean isOf(HttpServletRequest request) {
    return request.getServletContext().getServerInfo().startsWith(server);
  }
}
