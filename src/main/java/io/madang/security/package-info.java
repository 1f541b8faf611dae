/** Who is speaking, from where, how often, and how many at once. */
@NullMarked
package io.madang.security;

import org.jspecify.annotations.NullMarked;
