/** Madang: the map of the house follows. */
@org.jspecify.annotations.NullMarked
package io.madang;
