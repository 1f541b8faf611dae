/**
 * Signing in and out with a name and a password, which the container's realm knows. By the standard
 * API only.
 */
@NullMarked
package io.madang.login;

import org.jspecify.annotations.NullMarked;
