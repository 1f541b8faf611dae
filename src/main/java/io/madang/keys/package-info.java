/**
 * The program that makes and drops the keys of other programs: {@code java -jar madang.war key}.
 */
@NullMarked
package io.madang.keys;

import org.jspecify.annotations.NullMarked;
