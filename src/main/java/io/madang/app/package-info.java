/** The only wiring: settings, and what is made of them when the container starts the WAR. */
@NullMarked
package io.madang.app;

import org.jspecify.annotations.NullMarked;
