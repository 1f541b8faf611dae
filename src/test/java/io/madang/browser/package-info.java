/** The pages in a real browser: people who talk, look, and attack. */
@org.jspecify.annotations.NullMarked
package io.madang.browser;
