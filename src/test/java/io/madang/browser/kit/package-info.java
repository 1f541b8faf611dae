/**
 * The browser kit: one {@link io.madang.browser.kit.Chromium} for all tests, and in it {@link
 * io.madang.browser.kit.Person}s, each with a browser profile of its own.
 */
@org.jspecify.annotations.NullMarked
package io.madang.browser.kit;
