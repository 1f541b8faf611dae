/**
 * The WAR in real containers.
 *
 * <p>The same tests run on each of them; pom.xml says on which, {@code src/test/container} what is
 * done to a server before its run, {@code arquillian.xml} how it is started.
 */
@NullMarked
package io.madang.container;

import org.jspecify.annotations.NullMarked;
