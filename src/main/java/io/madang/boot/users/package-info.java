/**
 * Who may sign in at {@code java -jar madang.war}: a file of users, the command that writes it, and
 * the realm that Jetty asks.
 */
@NullMarked
package io.madang.boot.users;

import org.jspecify.annotations.NullMarked;
