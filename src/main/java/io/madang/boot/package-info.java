/**
 * {@code java -jar madang.war}: the WAR as a program of its own, on embedded Jetty.
 *
 * <p>These classes lie at the root of the file, beside picocli; Jetty lies in {@code
 * WEB-INF/embedded}, and the application where every container looks for it. Nothing here is used
 * inside another container.
 */
@NullMarked
package io.madang.boot;

import org.jspecify.annotations.NullMarked;
