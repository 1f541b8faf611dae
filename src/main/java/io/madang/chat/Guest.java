package io.madang.chat;

import io.madang.request.Cookies;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * The name of who speaks by forms, kept by the browser.
 *
 * @param name as it was typed; empty before the first message
 */
record Guest(String name) {

  private static final String NAME = "madang.name";
  private static final String PATH = "/chat";

  static Guest of(HttpServletRequest request) {
    return new Guest(Cookies.read(request, NAME).orElse(""));
  }

  void remember(HttpServletRequest request, HttpServletResponse response) {
    Cookies.write(request, response, PATH, NAME, name);
  }
}
